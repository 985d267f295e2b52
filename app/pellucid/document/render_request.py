"""What the canvas wants to see, frozen, on its way from the window to the render thread."""

from dataclasses import dataclass

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NOTHING_TOUCHED, Touched
from pellucid.foundation.geometry import Viewport


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
        resamples: what is exact is to follow the view's framing; else the canvas places the pixels of the photo itself.
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

    def goes_on_with(self, older: "RenderRequest") -> bool:
        """True where this is a later move of the same drag: only edits differ."""
        kept = (older.view, older.overlay, older.slices, older.touched)
        return self.dragging and older.dragging and (self.view, self.overlay, self.slices, self.touched) == kept
