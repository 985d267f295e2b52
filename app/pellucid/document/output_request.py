"""What the output preview wants to see, frozen, on its way to a worker; and what comes back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pellucid.document.edit import Edit
from pellucid.foundation.geometry import Rect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.foundation.export_options import ExportOptions


@dataclass(frozen=True)
class OutputRequest:
    """Parts of a finished picture.

    Attributes:
        generation: another one for other edits or other options.
        edit: what is done to the photo.
        options: of the export; size and sharpening count.
        parts: rectangles of the finished picture, in the order in which they are wanted.
    """

    generation: int
    edit: Edit
    options: "ExportOptions"
    parts: tuple[Rect, ...]


@dataclass(frozen=True)
class OutputTile:
    """A part of a finished picture.

    Attributes:
        generation: of the request.
        rect: where it lies in the finished picture.
        pixels: `(h, w, 4)` uint8 sRGB and alpha, which is not multiplied in.
        is_draft: steps of networks are not in it.
    """

    generation: int
    rect: Rect
    pixels: "NDArray[np.uint8]"
    is_draft: bool = False
