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

NODES: dict[str, tuple[float, ...]] = {"gamma": (0.0, 0.25, 0.5, 1.0, 2.0), "strength": (0.0, 1.0, 2.0)}
"""Planned values of each slider, rising; at 0 the result is the input itself.

The strength of DnCNN is linear up to 1 and from there to 2, so between its nodes the mix is the result.
"""

GROWTH: dict[str, tuple[float, ...]] = {"gamma": (1.0, 2.0, 0.5, 0.25), "strength": (1.0, 2.0)}
"""The order in which missing nodes are made while idle."""


@dataclass(frozen=True)
class Bracket:
    """Two nodes around a value, and how far the value lies between them: 0 at `low`, 1 at `high`."""

    low: float
    high: float
    mix: float


def bracket(value: float, ready: Collection[float], planned: Sequence[float] = ()) -> Bracket:
    """Choose the nodes to show a value with.

    The tightest pair of ready nodes is taken; where none is ready above the value, the next planned one, and
    where there is no such plan, the nearest ready node alone.

    Args:
        value: of the slider.
        ready: nodes with results; 0 always counts as ready.
        planned: values that results may be made for.
    """
    below = max((node for node in ready if node <= value), default=0.0)
    above = min((node for node in (*ready, 0.0) if node >= value), default=None)
    if above is None:
        above = min((node for node in planned if node >= value), default=below)
    if above == below:
        return Bracket(below, above, 0.0)
    return Bracket(below, above, (value - below) / (above - below))


@dataclass(frozen=True)
class Slide:
    """The effective stack as a function of the slider of its last step.

    Attributes:
        stack: effective steps.
        operation: of the last step.
        field: its slider; empty where the operation has no lattice, and then the only node is 1.
        value: of the slider.
        amount: share of the result that is laid over the photo; the rest is the photo.
    """

    stack: EditStack
    operation: str
    field: str
    value: float
    amount: float

    @classmethod
    def of(cls, stack: EditStack) -> "Slide | None":
        """The slider of a stack; None where nothing is done to the photo."""
        active = effective(stack)
        if not active.steps:
            return None
        step = active.steps[-1]
        spec = find(step.operation)
        # The photo itself lies under the last step only where it is the only one.
        if spec.preview_kind is not PreviewKind.LATTICE or len(active.steps) > 1:
            return cls(active, spec.id, "", 1.0, 1.0)
        amount = getattr(step.parameters, "amount", 1.0)  # not every operation blends
        return cls(active, spec.id, spec.slider, getattr(step.parameters, spec.slider), amount)

    def at(self, node: float) -> EditStack:
        """The stack at a node, with nothing blended; 0 is the photo itself."""
        if node == 0:
            return EditStack()
        if not self.field:
            return self.stack
        parameters = self.stack.parameters(self.operation)
        changes = {self.field: node} | ({"amount": 1.0} if hasattr(parameters, "amount") else {})
        return self.stack.with_parameters(self.operation, replace(parameters, **changes))

    @property
    def family(self) -> str:
        """Names all stacks that differ in the slider and the amount only."""
        return repr(self.at(1.0))

    @property
    def planned(self) -> tuple[float, ...]:
        """Values that results may be made for, rising."""
        return NODES.get(self.field, (0.0, 1.0))

    @property
    def growth(self) -> tuple[float, ...]:
        """Values whose results are made while idle, most wanted first."""
        return GROWTH.get(self.field, ())
