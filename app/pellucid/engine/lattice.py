"""An edit as a function of one slider: between which two of the values at which results are kept the canvas mixes.

Which sliders are followed and where their nodes lie, every operation says itself (`SliderNodes`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NOTHING_TOUCHED, Touched
from pellucid.engine.effective import effective
from pellucid.operations.catalogue import find
from pellucid.operations.spec import SliderNodes


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


BLENDED = SliderNodes("", (0.0, 1.0), ())
"""Without a slider there is the photo, and the result under it that the canvas blends."""


@dataclass(frozen=True)
class Slide:
    """The steps on detail as a function of one slider.

    Attributes:
        edit: effective steps on detail.
        operation: the step whose slider it is.
        mask: where the slider is one of a local, the id of its mask; empty otherwise.
        nodes: of the slider; `BLENDED` where the operation has none, and where its slider is only the share of the
            result laid over the photo and no other step is there: the canvas blends that itself.
        value: of the slider.
        amount: share of the result that is laid over the photo; the rest is the photo.
    """

    edit: Edit
    operation: str
    mask: str
    nodes: SliderNodes
    value: float
    amount: float

    @classmethod
    def of(cls, edit: Edit, touched: Touched = NOTHING_TOUCHED) -> "Slide | None":
        """The slider to be quick for; None where nothing is done to detail.

        Args:
            edit: steps on detail.
            touched: what was changed last; the last step stands for one that is not among them, and its main slider for
                one that is not followed.
        """
        active = effective(edit)
        steps = active.stack.steps
        if not steps:
            return None
        step = active.stack.step(touched.operation) or steps[-1]
        spec = find(step.operation)
        # The photo lies right under the result only of a single step; else the share is one more of its parameters.
        blend = spec.blend if _is_blended_later(active) else ""
        amount = getattr(step.parameters, blend) if blend else 1.0
        nodes, local = spec.nodes_of(touched.field), step.local(touched.mask)
        if nodes is None or nodes.field == blend:
            return cls(active, spec.id, "", BLENDED, 1.0, amount)
        changes = dict(local.changes) if local else {}
        if nodes.field in changes:
            return cls(active, spec.id, touched.mask, nodes, changes[nodes.field], amount)
        return cls(active, spec.id, "", nodes, getattr(step.parameters, nodes.field), amount)

    @property
    def field(self) -> str:
        """The slider, or empty."""
        return self.nodes.field

    def at(self, node: float) -> Edit:
        """The effective edit with the slider at a node. What the canvas blends is left to it."""
        stack = self.edit.stack
        if not self.field and node == 0:
            return self.before
        step = stack.step(self.operation)
        assert step is not None
        local = step.local(self.mask)
        if local is not None:
            step = step.with_local(local.with_change(self.field, node))
        elif self.field:
            step = replace(step, parameters=replace(step.parameters, **{self.field: node}))
        if _is_blended_later(self.edit):
            whole = {find(self.operation).blend: 1.0}
            step = replace(step, parameters=replace(step.parameters, **whole))
        return effective(self.edit.with_stack(stack.with_step(step)))

    @cached_property
    def before(self) -> Edit:
        """The effective steps on detail without the slider's own."""
        return effective(self.edit.with_stack(self.edit.stack.without(self.operation)))

    @cached_property
    def keeping(self) -> tuple[float, ...]:
        """Nodes at which luma or colour are those of `before`; none where that does not lie right under the result."""
        step = self.edit.stack.steps[-1]
        if step.operation != self.operation or step.locals:
            return ()
        return tuple(node for node in (self.nodes.luma_kept_at, self.nodes.color_kept_at) if node is not None)

    @property
    def family(self) -> str:
        """Names all edits that differ in the slider only, and in the amount where the canvas blends."""
        return f"{self.operation} {self.field} {self.mask} {self.at(self.nodes.values[-1]).digest}"

    @property
    def planned(self) -> tuple[float, ...]:
        """Values that results may be made for, rising."""
        return self.nodes.values

    @property
    def growth(self) -> tuple[float, ...]:
        """Values whose results are made while idle, most wanted first; not those that `keeping` gives for nothing."""
        nodes = tuple(node for node in self.nodes.growth if node not in self.keeping)
        return (*nodes, *([0.0] if self.at(0.0).stack.steps else []))


def _is_blended_later(edit: Edit) -> bool:
    """True where there is one step, the same everywhere, whose share of the photo the canvas can blend."""
    steps = edit.stack.steps
    return len(steps) == 1 and not steps[0].locals and bool(find(steps[0].operation).blend)
