"""Small pictures as the window shows them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def small_image(pixels: "NDArray[np.uint8]", side: QSize) -> QImage:
    """An image no larger than it is shown.

    Args:
        pixels: `(h, w, 3)` uint8 sRGB.
        side: the largest size, in device pixels.
    """
    height, width = pixels.shape[:2]
    samples = pixels.tobytes()  # to be kept until the picture has pixels of its own
    image = QImage(samples, width, height, 3 * width, QImage.Format.Format_RGB888)
    if width > side.width() or height > side.height():
        image = image.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image.convertToFormat(QImage.Format.Format_RGB32)
