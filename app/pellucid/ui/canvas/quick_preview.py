"""The reduced picture that is shown before the first frame, as a frame."""

from typing import TYPE_CHECKING

from pellucid.foundation.frame import Exactness, Frame, Layer, Picture
from pellucid.foundation.geometry import Rect, Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUICK_PREVIEW = -1
"""Its generation."""


def quick_preview(pixels: "NDArray[np.uint8]", photo: Size) -> Frame:
    """Make a frame of a reduced picture of the whole photo.

    Args:
        pixels: `(h, w, 3)` uint8 sRGB.
        photo: size of the whole photo.
    """
    import numpy as np  # noqa: PLC0415 -- costs a tenth of a second, which the first window does without

    height, width = pixels.shape[:2]
    opaque = np.full((height, width, 4), 255, np.uint8)
    opaque[..., :3] = pixels
    layer = Layer(f"quick preview {id(opaque)}", opaque)
    picture = Picture(Rect.of(photo), (layer,))
    return Frame(QUICK_PREVIEW, "", width / photo.width, picture, picture, Exactness.APPROXIMATE)
