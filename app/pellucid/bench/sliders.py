"""The sliders that stand for operations in measurements, and parameters with which an operation does something."""

from dataclasses import dataclass, replace
from typing import Any

from pellucid.operations.fields import Choice, Number, declarations
from pellucid.operations.spec import OperationSpec, Stage

MOVED_SHARE = 0.6
"""How far towards its end a slider is moved where the defaults do nothing."""


@dataclass(frozen=True)
class Drag:
    """A slider to drag.

    Attributes:
        name: in the figures.
        spec: the operation.
        field: the slider.
        method: is set before; empty where there is one only.
    """

    name: str
    spec: OperationSpec
    field: str
    method: str = ""

    @property
    def slider(self) -> Number:
        """What is declared of the slider."""
        found = declarations(self.spec.parameters)[self.field]
        assert isinstance(found, Number)
        return found


def drags(spec: OperationSpec, look: str) -> list[Drag]:
    """What is dragged of an operation: every slider that has nodes, else the first one with every method.

    Between two nodes of a lattice all methods are as fast: there the default stands for them. Of several sliders the
    main one goes by the name of the operation.

    Args:
        spec: the operation.
        look: id of a look, which stands for those that people taught.
    """
    methods = declarations(spec.parameters).get(spec.method)
    if not isinstance(methods, Choice) or spec.stage is Stage.DETAIL:
        main, *others = [nodes.field for nodes in spec.nodes] or [main_field(spec)]
        return [Drag(spec.id, spec, main), *(Drag(f"{spec.id}_{field}", spec, field) for field in others)]
    known = {option.value: option.value for option in methods.options if not option.needs_pair}
    taught = {"look": look} if methods.shelf else {}
    field = main_field(spec)
    return [Drag(f"{spec.id}_{name}", spec, field, method) for name, method in (known | taught).items()]


def main_field(spec: OperationSpec) -> str:
    """The slider of an operation's lattice, else its first."""
    nodes = spec.nodes_of()
    numbers = (name for name, found in declarations(spec.parameters).items() if isinstance(found, Number))
    return nodes.field if nodes else next(numbers)


def acting(spec: OperationSpec) -> Any:
    """The defaults, with the main slider moved where it stands at nothing."""
    drag = Drag(spec.id, spec, main_field(spec))
    defaults = spec.parameters()
    moved = replace(defaults, **{drag.field: MOVED_SHARE * drag.slider.high})
    return defaults if getattr(defaults, drag.field) else moved
