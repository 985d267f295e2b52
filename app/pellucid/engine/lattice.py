"""An edit as a function of one slider: between which two of the values at which results are kept the canvas mixes.

Which sliders are followed and where their nodes lie, every operation says itself (`SliderNodes`).
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NOTHING_TOUCHED, Step, Touched
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
class Slide(ABC):
    """The steps on detail as a function of one slider.

    Attributes:
        edit: effective steps on detail.
        operation: the step whose slider it is.
        nodes: of the slider.
        value: of the slider.
        amount: share of the result that is laid over the photo; the rest is the photo.
        mask: where the slider is one of a local, the id of its mask; empty otherwise.
    """

    edit: Edit
    operation: str
    nodes: SliderNodes
    value: float
    amount: float
    mask: str = ""

    @staticmethod
    def of(edit: Edit, touched: Touched = NOTHING_TOUCHED) -> "Slide | None":
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
            return BlendSlide(active, spec.id, BLENDED, 1.0, amount)
        changes = dict(local.changes) if local else {}
        if nodes.field in changes:
            return LocalSlide(active, spec.id, nodes, changes[nodes.field], amount, touched.mask)
        return BaseSlide(active, spec.id, nodes, getattr(step.parameters, nodes.field), amount)

    @property
    def field(self) -> str:
        """The slider, or empty."""
        return self.nodes.field

    @abstractmethod
    def _moved(self, step: Step, node: float) -> Step:
        """The slider's own step with the slider at a node."""

    def at(self, node: float) -> Edit:
        """The effective edit with the slider at a node. What the canvas blends is left to it."""
        stack = self.edit.stack
        step = stack.step(self.operation)
        assert step is not None
        step = self._moved(step, node)
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


class BaseSlide(Slide):
    """The slider is one of a step as it is outside of all masks."""

    def _moved(self, step: Step, node: float) -> Step:
        return replace(step, parameters=replace(step.parameters, **{self.field: node}))


class LocalSlide(Slide):
    """The slider is one that differs where a mask is."""

    def _moved(self, step: Step, node: float) -> Step:
        local = step.local(self.mask)
        assert local is not None
        return step.with_local(local.with_change(self.field, node))


class BlendSlide(Slide):
    """No slider is followed: the operation has none, or it only says how much of the result the canvas blends."""

    def _moved(self, step: Step, _node: float) -> Step:
        return step

    def at(self, node: float) -> Edit:
        """The steps without the last one at 0, the result at any other."""
        return self.before if node == 0 else super().at(node)


def _is_blended_later(edit: Edit) -> bool:
    """True where there is one step, the same everywhere, whose share of the photo the canvas can blend."""
    steps = edit.stack.steps
    return len(steps) == 1 and not steps[0].locals and bool(find(steps[0].operation).blend)
