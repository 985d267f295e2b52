"""What the canvas wants to see, frozen, on its way from the window to the render thread."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NOTHING_TOUCHED, Touched
from pellucid.foundation.geometry import Viewport
from pellucid.operations.spec import Stage

if TYPE_CHECKING:
    from pellucid.foundation.difference import DifferenceView


@dataclass(frozen=True)
class Compared:
    """What a result is compared with in the place of the unedited photo.

    Attributes:
        edit: another edit of the same photo, decoded as the result is.
        view: what the canvas shows of it, framed as it is.
    """

    edit: Edit
    view: Viewport


@dataclass(frozen=True)
class RenderRequest:
    """One request of the canvas.

    Attributes:
        generation: rises with every request.
        edit: what is done to the photo.
        view: what the canvas shows.
        dragging: a slider is being moved.
        overlay: operation and map to lay over the photo, or None.
        slices: the canvas can slice a grid; where it cannot, the engine does, on a smaller picture.
        compared: what it is compared with; None for the unedited photo.
        difference: show what the steps on detail take away, or None; the edit has no other steps then.
        shown_mask: id of the mask that is laid over the photo, whether steps use it or not; empty for none.
        resamples: what is exact is to follow the view's framing; else the canvas places the pixels of the photo itself.
        clipping: clipped pixels are to be told.
        touched: what was changed last; its slider is the one to be quick for.
    """

    generation: int
    edit: Edit
    view: Viewport
    dragging: bool = False
    overlay: tuple[str, str] | None = None
    slices: bool = True
    touched: Touched = NOTHING_TOUCHED
    resamples: bool = True
    clipping: bool = False
    compared: Compared | None = None
    difference: "DifferenceView | None" = None
    shown_mask: str = ""

    def for_difference(self, view: "DifferenceView") -> "RenderRequest":
        """The same for what the steps on detail take away of the unedited photo."""
        alone = replace(self, overlay=None, resamples=False, compared=None, clipping=False, shown_mask="")
        return replace(alone, edit=self.edit.up_to(Stage.DETAIL), difference=view)

    @property
    def of_compared(self) -> "RenderRequest | None":
        """The same for what it is compared with, which rests while a slider moves; None where that is the photo."""
        if self.compared is None:
            return None
        return replace(
            self,
            edit=self.compared.edit,
            view=self.compared.view,
            dragging=False,
            overlay=None,
            touched=NOTHING_TOUCHED,
            clipping=False,
            compared=None,
            shown_mask="",
        )

    def goes_on_with(self, older: "RenderRequest") -> bool:
        """True where this is a later move of the same drag: only edits differ."""
        return self.dragging and older.dragging and replace(older, generation=self.generation, edit=self.edit) == self
