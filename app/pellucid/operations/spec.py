"""What an operation is called, what it takes, where it stands in the pipe, and how its preview is made."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark


class Stage(enum.Enum):
    """Where an operation stands in the pipe; the catalogue is sorted by it.

    INPUT: every pixel by itself, before all else: the inversion of a negative, the vignetting of a lens.
    DETAIL: noise, blur, sharpness, healing. The canvas follows a slider by exact results at a few of its values, and
        mixes between them.
    TONE: light and colour. The canvas follows a slider by a bilateral grid fitted on a small copy.
    OUTPUT: every pixel by itself, on the picture as it leaves, after crop, straightening and size: grain, a vignette of
        one's own. Lengths are shares of the output's long side.
    """

    INPUT = "input"
    DETAIL = "detail"
    TONE = "tone"
    OUTPUT = "output"

    @property
    def place(self) -> int:
        """0 for the first, rising."""
        return list(Stage).index(self)


class Group(enum.Enum):
    """Where people look for an operation; the value is the title of the group."""

    REPAIR = mark("Repair")
    LIGHT = mark("Light and colour")
    FINISH = mark("Finish")


_GROUP_OF_STAGE = {
    Stage.INPUT: Group.REPAIR,
    Stage.DETAIL: Group.REPAIR,
    Stage.TONE: Group.LIGHT,
    Stage.OUTPUT: Group.FINISH,
}


@dataclass(frozen=True)
class SliderNodes:
    """A slider that the canvas follows by mixing exact results; see `engine.lattice`.

    Attributes:
        field: number field of the parameters.
        values: where results are kept, rising; at 0 the field is 0, whatever else the step does.
        growth: the order in which missing results are made while idle, without 0.
        luma_kept_at: node at which the luma of the result is that of the picture before the step; None for none.
        color_kept_at: the same of its colour, which is all but luma. Where results at such a node are missing, the
            canvas puts them together from the picture before and a result that is there.
    """

    field: str
    values: tuple[float, ...]
    growth: tuple[float, ...]
    luma_kept_at: float | None = None
    color_kept_at: float | None = None


@dataclass(frozen=True)
class MapSpec:
    """A map that an operation can show: its name on the command line, and how people read it.

    `low` and `high` are what its values can be expected between. `methods` are the values of the operation's method
    that have it; empty where all have. `fits`: the colours span what is seen at the time, from the least to the most.
    """

    name: str
    title: str
    unit: str
    low: float
    high: float
    methods: tuple[str, ...] = ()
    fits: bool = False


@dataclass(frozen=True)
class Name:
    """What an operation is called in files and on the command line, on its card, and what it does in one sentence.

    On the command line `aliases` name it as well; files hold the id alone.
    """

    id: str
    title: str
    help: str
    aliases: tuple[str, ...] = ()


def nothing_older(values: dict[str, Any], _version: int) -> dict[str, Any]:
    """The `upgrade` of an operation in its first version: there is nothing older, so values stay as they are."""
    return values


def neutral_at_zero(field: str) -> Callable[[Any], bool]:
    """The `is_neutral` of an operation that changes nothing where this number field is 0."""
    return lambda parameters: bool(getattr(parameters, field) == 0)


def neutral_at_defaults(parameters: Any) -> bool:
    """The `is_neutral` of an operation that begins in the middle of all its sliders."""
    return bool(parameters == type(parameters)())


@dataclass(frozen=True)
class OperationSpec:
    """An operation, as everything but its pixels.

    Attributes:
        name: what it is called.
        parameters: frozen dataclass whose fields are declared with `fields`.
        stage: where it stands in the pipe, and how the canvas follows it.
        is_neutral: True where a step with these parameters changes nothing, to the bit: then it is skipped.
        version: of its parameters; raised when their meaning changes.
        upgrade: takes the plain values of an older version and that version, gives the present ones.
        nodes: sliders that a lattice follows, the main one first; of steps on detail only.
        method: choice field that says which network works, or empty.
        blend: number field, 0 to 1, that is the share of the result laid over the photo and nothing else, or empty:
            the result is y + blend (x - y), where x is the result at 1.
        maps: analysis maps that it can show.
        own_group: where people look for it, if that is elsewhere than its stage says.
        rare: fields of the parameters that most photos do without, which lie under a fold.
        describe: says what the facts of a photo mean for a step with these parameters, in a sentence, or nothing.
    """

    name: Name
    parameters: type[Any]
    stage: Stage
    is_neutral: Callable[[Any], bool] = neutral_at_defaults
    version: int = 1
    upgrade: Callable[[dict[str, Any], int], dict[str, Any]] = nothing_older
    nodes: tuple[SliderNodes, ...] = ()
    method: str = ""
    blend: str = ""
    maps: tuple[MapSpec, ...] = ()
    own_group: Group | None = None
    rare: tuple[str, ...] = ()
    describe: Callable[[PhotoFacts, Any], str] | None = None

    @property
    def id(self) -> str:
        """Its name in sidecars and on the command line."""
        return self.name.id

    @property
    def title(self) -> str:
        """Its name on the panel."""
        return self.name.title

    @property
    def group(self) -> Group:
        """Where people look for it."""
        return self.own_group or _GROUP_OF_STAGE[self.stage]

    def nodes_of(self, field: str = "") -> SliderNodes | None:
        """The nodes of a slider, or of the main one where this has none; None where no slider has any."""
        return next((nodes for nodes in self.nodes if nodes.field == field), self.nodes[0] if self.nodes else None)

    def makes(self, map_spec: MapSpec, parameters: Any) -> bool:
        """True where it makes a map with these parameters."""
        return not map_spec.methods or getattr(parameters, self.method) in map_spec.methods
