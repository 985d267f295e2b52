"""The reduced picture that is shown before the first frame, as a frame."""

from typing import TYPE_CHECKING

from pellucid.foundation.frame import Exactness, Frame, Layer, Picture
from pellucid.foundation.geometry import Rect, Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUICK_PREVIEW = -1
"""Its generation."""

_CHANNELS = 4


def quick_preview(pixels: "NDArray[np.uint8]", photo: Size) -> Frame:
    """Make a frame of a reduced picture of the whole photo.

    Args:
        pixels: `(h, w, 3)` uint8 sRGB, or `(h, w, 4)` with an alpha of 255, which is used as it is.
        photo: size of the whole photo.
    """
    width = pixels.shape[1]
    opaque = pixels if pixels.shape[2] == _CHANNELS else _with_alpha(pixels)
    layer = Layer(f"quick preview {id(opaque)}", opaque)
    picture = Picture(Rect.of(photo), (layer,))
    return Frame(QUICK_PREVIEW, "", width / photo.width, picture, picture, Exactness.APPROXIMATE)


def _with_alpha(pixels: "NDArray[np.uint8]") -> "NDArray[np.uint8]":
    import numpy as np  # noqa: PLC0415 -- costs a tenth of a second, which the first window does without

    height, width = pixels.shape[:2]
    opaque = np.full((height, width, _CHANNELS), 255, np.uint8)
    opaque[..., :3] = pixels
    return opaque
