"""An edit: the one value that decides the pixels of a photo.

Every step works in photo coordinates; geometry is a value of the edit and comes last. All is frozen, so an edit is
handed around freely, compared, and named by its digest.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pellucid.document.edit_stack import NO_STEPS, NOTHING_TOUCHED, EditStack, Touched, UnknownPart
from pellucid.foundation.digest import digest_of
from pellucid.foundation.framing import Framing
from pellucid.foundation.source_choices import SourceChoices
from pellucid.operations.catalogue import find
from pellucid.operations.spec import Stage

if TYPE_CHECKING:
    from pellucid.foundation.masks import Mask  # an edit without masks does without

_AS_THE_FILE_SAYS = SourceChoices()
_AS_IT_STANDS = Framing()


@dataclass(frozen=True)
class Edit:
    """What is done to a photo; an empty one is the photo as it is.

    Attributes:
        source: what decoding is asked for.
        stack: the steps on the pixels.
        framing: how the result is turned, straightened and cropped.
        masks: places in the photo that steps refer to; locals act in this order.
        unknown_masks: masks of a newer version.
        unknown: whatever else a newer version says, as compact JSON; empty for nothing.
    """

    source: SourceChoices = _AS_THE_FILE_SAYS
    stack: EditStack = NO_STEPS
    framing: Framing = _AS_IT_STANDS
    masks: "tuple[Mask, ...]" = ()
    unknown_masks: tuple[UnknownPart, ...] = ()
    unknown: str = ""

    @cached_property
    def digest(self) -> str:
        """Names everything the edit says."""
        return digest_of(self)

    @property
    def is_nothing(self) -> bool:
        """True where the photo is left as it is."""
        return self == Edit()

    @property
    def is_understood(self) -> bool:
        """False where a newer version did something to the photo that this program cannot do."""
        return not (self.stack.unknown or self.unknown_masks or self.unknown)

    def with_stack(self, stack: EditStack) -> "Edit":
        """The same with other steps."""
        return replace(self, stack=stack)

    def up_to(self, stage: Stage) -> "Edit":
        """The same without the steps of later stages, and not framed."""
        kept = tuple(step for step in self.stack.steps if find(step.operation).stage.place <= stage.place)
        return replace(self, stack=replace(self.stack, steps=kept), framing=_AS_IT_STANDS)

    def touched_since(self, older: "Edit") -> Touched:
        """What differs of the steps from an older edit; where only masks do, the first that does, and no operation."""
        touched = self.stack.touched_since(older.stack)
        if touched != NOTHING_TOUCHED:
            return touched
        return Touched(mask=next((mask.id for mask in self.masks if mask != older.mask(mask.id)), ""))

    def mask(self, mask: str) -> "Mask | None":
        """The mask of an id, or None."""
        return next((known for known in self.masks if known.id == mask), None)

    def with_mask(self, mask: "Mask") -> "Edit":
        """Add a mask, or put it in the place of the one of the same id."""
        kept = {known.id: known for known in self.masks} | {mask.id: mask}
        return replace(self, masks=tuple(kept.values()))

    def without_mask(self, mask: str) -> "Edit":
        """Take a mask out, and everything that steps do where it is."""
        masks = tuple(known for known in self.masks if known.id != mask)
        return replace(self, masks=masks, stack=self.stack.without_mask(mask))
