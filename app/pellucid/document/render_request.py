"""What the canvas wants to see, frozen, on its way from the window to the render thread."""

from dataclasses import dataclass

from pellucid.document.edit_stack import EditStack
from pellucid.foundation.geometry import View


@dataclass(frozen=True)
class RenderRequest:
    """One wish of the canvas.

    Attributes:
        generation: rises with every request.
        stack: the edits.
        view: what the canvas shows.
        dragging: a slider is being moved.
        overlay: operation and map to lay over the photo, or None.
    """

    generation: int
    stack: EditStack
    view: View
    dragging: bool = False
    overlay: tuple[str, str] | None = None
