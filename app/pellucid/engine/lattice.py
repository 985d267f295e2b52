"""A stack as a function of one slider: where results are kept, and between which two the canvas mixes.

CBDNet bends most where little noise is told, so the nodes lie closest there. Measured on a real PolyU and a real
RENOIR picture and on one by formula, in the middle between two nodes against the exact result: at least 43 dB between
0 and 0.25, 51 dB up to 0.5, 55 dB up to 1 and 59 dB up to 2.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pellucid.document.edit_stack import EditStack
from pellucid.engine.pipeline import effective
from pellucid.operations.catalogue import find
from pellucid.operations.spec import PreviewKind

NODES: dict[str, tuple[float, ...]] = {
    "gamma": (0.0, 0.25, 0.5, 1.0, 2.0),
    "strength": (0.0, 1.0, 2.0),
    "amount": (0.0, 1.0),
}
"""Planned values of each slider, rising; at 0 the step does nothing.

The strength of DnCNN is linear up to 1 and from there to 2, so between its nodes the mix is the result.
"""

GROWTH: dict[str, tuple[float, ...]] = {
    "gamma": (1.0, 2.0, 0.5, 0.25),
    "strength": (1.0, 2.0),
    "amount": (1.0,),
}
"""The order in which missing nodes are made while idle."""


@dataclass(frozen=True)
class Bracket:
    """Two nodes around a value, and how far the value lies between them: 0 at `low`, 1 at `high`."""

    low: float
    high: float
    mix: float


def bracket(value: float, ready: Collection[float], planned: Sequence[float] = ()) -> Bracket | None:
    """Choose the nodes to show a value with.

    The tightest pair of ready nodes is taken; where none is ready on one side, the next planned one there, and where
    there is no such plan, the nearest ready node alone.

    Args:
        value: of the slider.
        ready: nodes with results.
        planned: values that results may be made for.

    Returns:
        None where there is neither a ready node nor a planned one.
    """
    below = max((node for node in ready if node <= value), default=None)
    above = min((node for node in ready if node >= value), default=None)
    if below is None:
        below = max((node for node in planned if node <= value), default=above)
    if above is None:
        above = min((node for node in planned if node >= value), default=below)
    if below is None or above is None:
        return None
    return Bracket(below, above, (value - below) / (above - below) if above != below else 0.0)


@dataclass(frozen=True)
class Slide:
    """The steps on detail as a function of one slider.

    Attributes:
        stack: effective steps on detail.
        operation: the step whose slider it is.
        field: the slider; empty where the operation has none, and then the only nodes are 0 and 1. It has none either
            where its slider is its amount and no other step is there: the canvas blends that itself.
        value: of the slider.
        amount: share of the result that is laid over the photo; the rest is the photo.
    """

    stack: EditStack
    operation: str
    field: str
    value: float
    amount: float

    @classmethod
    def of(cls, stack: EditStack, touched: str = "") -> "Slide | None":
        """The slider to be quick for; None where nothing is done to detail.

        Args:
            stack: steps on detail.
            touched: the operation that was changed last; the last step where it is not among them.
        """
        active = effective(stack)
        if not active.steps:
            return None
        step = active.step(touched) or active.steps[-1]
        spec = find(step.operation)
        if spec.preview_kind is not PreviewKind.LATTICE:
            return cls(active, spec.id, "", 1.0, 1.0)
        # The photo lies right under the result only of a single step; else the amount is one more of its parameters.
        amount = getattr(step.parameters, "amount", 1.0) if len(active.steps) == 1 else 1.0
        if spec.slider == "amount" and len(active.steps) == 1:
            return cls(active, spec.id, "", 1.0, amount)
        return cls(active, spec.id, spec.slider, getattr(step.parameters, spec.slider), amount)

    def at(self, node: float) -> EditStack:
        """The stack at a node; at 0 the step does nothing. The amount of a single step is left to the canvas."""
        if node == 0:
            return self.stack.without(self.operation) if self.field else EditStack()
        parameters = self.stack.parameters(self.operation)
        is_blended_later = len(self.stack.steps) == 1 and hasattr(parameters, "amount")
        changes = ({self.field: node} if self.field else {}) | ({"amount": 1.0} if is_blended_later else {})
        return self.stack.with_parameters(self.operation, replace(parameters, **changes)) if changes else self.stack

    @property
    def family(self) -> str:
        """Names all stacks that differ in the slider only, and in the amount where the canvas blends."""
        return repr(self.at(1.0))

    @property
    def planned(self) -> tuple[float, ...]:
        """Values that results may be made for, rising."""
        return NODES.get(self.field, (0.0, 1.0))

    @property
    def growth(self) -> tuple[float, ...]:
        """Values whose results are made while idle, most wanted first."""
        return (*GROWTH.get(self.field, ()), *([0.0] if self.at(0.0).steps else []))
