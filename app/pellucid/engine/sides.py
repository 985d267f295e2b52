"""Steps on detail with one mask, as the two pictures that a canvas mixes by it while the mask is painted.

Neither picture depends on where the mask is. So once both are there, a stroke needs nothing but the mask.
"""

from dataclasses import dataclass, replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step, Touched
from pellucid.engine.effective import effective


@dataclass(frozen=True)
class Sides:
    """Both sides of a mask.

    Attributes:
        mask: its id.
        outside: effective steps as they are where it is 0.
        inside: where it is 1.
    """

    mask: str
    outside: Edit
    inside: Edit

    @classmethod
    def of(cls, detail: Edit, touched: Touched) -> "Sides | None":
        """The sides of a mask that was itself changed last; None where these steps have another mask, or not this one.

        Args:
            detail: effective steps on detail.
            touched: what was changed last.
        """
        steps = detail.stack.steps
        used = {local.mask for step in steps for local in step.locals}
        if touched.operation or used != {touched.mask}:
            return None
        outside = tuple(replace(step, locals=()) for step in steps if step.enabled)
        inside = tuple(found for step in steps if (found := _inside(step, touched.mask)) is not None)
        return cls(touched.mask, *(effective(Edit(stack=EditStack(part))) for part in (outside, inside)))

    @property
    def edits(self) -> tuple[Edit, Edit]:
        """Outside and inside."""
        return self.outside, self.inside


def _inside(step: Step, mask: str) -> Step | None:
    local = step.local(mask)
    if local is not None:
        return Step(step.operation, local.parameters(step.parameters))
    return step if step.enabled else None
