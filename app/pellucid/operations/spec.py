"""What an operation is called, what it takes, and how its preview is made."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class PreviewKind(enum.Enum):
    """How the canvas follows an operation's slider.

    LATTICE: exact results at a few slider values, mixed between them; for operations on detail.
    GRID: a bilateral grid fitted on a small copy; for operations on tone and colour.
    """

    LATTICE = "lattice"
    GRID = "grid"


@dataclass(frozen=True)
class MapSpec:
    """A map that an operation can show: its name on the command line, and how people read it.

    `low` and `high` are what its values can be expected between. `methods` are the values of the parameter `method`
    that have it; empty where all have. `fits`: the colours span what is seen at the time, from the least to the most.
    """

    name: str
    title: str
    unit: str
    low: float
    high: float
    methods: tuple[str, ...] = ()
    fits: bool = False

    def is_offered(self, parameters: Any) -> bool:
        """True where an operation with these parameters makes the map."""
        return not self.methods or parameters.method in self.methods


@dataclass(frozen=True)
class OperationSpec:
    """An operation, as everything but its pixels.

    Attributes:
        id: name in sidecars and on the command line.
        title: name on the panel.
        help: one sentence for people.
        icon: qtawesome name.
        version: of its parameters; raised when their meaning changes.
        parameters: frozen dataclass whose fields are declared with `fields`.
        preview_kind: how the canvas follows it.
        slider: field that a lattice runs along, or empty.
        maps: what its networks believe.
        upgrade: takes the plain values of an older version and that version, gives the present ones.
    """

    id: str
    title: str
    help: str
    icon: str
    version: int
    parameters: type[Any]
    preview_kind: PreviewKind
    slider: str
    maps: tuple[MapSpec, ...]
    upgrade: Callable[[dict[str, Any], int], dict[str, Any]]


def nothing_older(values: dict[str, Any], _version: int) -> dict[str, Any]:
    """The `upgrade` of an operation in its first version: there is nothing older, so values stay as they are."""
    return values
