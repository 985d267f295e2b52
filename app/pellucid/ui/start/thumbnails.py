"""Small pictures of photos that were open: kept while a photo is shown, found again on the page without one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage

from pellucid.foundation.thumbnail_cache import THUMBNAIL_PX, ThumbnailCache

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_QUALITY = 85


def find_thumbnail(photo: Path) -> Path | None:
    """The small picture of a photo, or None."""
    return ThumbnailCache().find_latest(photo)


def keep_thumbnail(photo: Path, pixels: "NDArray[np.uint8]") -> None:
    """Keep a small picture of a photo; where it cannot be written, there is none.

    Args:
        photo: its path.
        pixels: `(h, w, 4)` uint8 RGBA of the whole photo, at any size.
    """
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888)
    side = QSize(THUMBNAIL_PX, THUMBNAIL_PX)
    small = image.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    small.save(buffer, "JPG", _QUALITY)  # type: ignore[call-overload]  # the stub wants bytes
    ThumbnailCache().keep(photo, bytes(buffer.data().data()))
