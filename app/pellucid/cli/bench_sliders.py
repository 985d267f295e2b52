"""The sliders that stand for operations in measurements, and parameters with which an operation does something."""

from dataclasses import dataclass, replace
from typing import Any

from pellucid.operations.fields import Choice, Number, declarations
from pellucid.operations.spec import OperationSpec, Stage

MOVED_SHARE = 0.6
"""How far towards its end a slider is moved where the defaults do nothing."""


@dataclass(frozen=True)
class Drag:
    """A slider to drag, its name in the figures, and the method that is set before; none where there is one only."""

    name: str
    spec: OperationSpec
    method: str = ""


def drags(spec: OperationSpec, look: str) -> list[Drag]:
    """What is dragged of an operation: its main slider, with every method whose network runs once a photo.

    Between two nodes of a lattice all methods are as fast: there the default stands for them.

    Args:
        spec: the operation.
        look: id of a look, which stands for those that people taught.
    """
    methods = declarations(spec.parameters).get(spec.method)
    if not isinstance(methods, Choice) or spec.stage is Stage.DETAIL:
        return [Drag(spec.id, spec)]
    known = {option.value: option.value for option in methods.options if not option.needs_pair}
    taught = {"look": look} if methods.shelf else {}
    return [Drag(f"{spec.id}_{name}", spec, method) for name, method in (known | taught).items()]


def main_slider(spec: OperationSpec) -> tuple[str, Number]:
    """The slider of an operation's lattice, else its first."""
    numbers = {name: found for name, found in declarations(spec.parameters).items() if isinstance(found, Number)}
    nodes = spec.nodes_of()
    name = nodes.field if nodes else next(iter(numbers))
    return name, numbers[name]


def acting(spec: OperationSpec) -> Any:
    """The defaults, with the main slider moved where it stands at nothing."""
    name, slider = main_slider(spec)
    defaults = spec.parameters()
    return defaults if getattr(defaults, name) else replace(defaults, **{name: MOVED_SHARE * slider.high})
