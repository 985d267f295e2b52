"""Pictures for a display, on the processor: the table that the shader looks colours up in, looked up by Pillow."""

from PIL import Image, ImageFilter
from PySide6.QtGui import QImage

from pellucid.foundation.display_lut import SIDE, DisplayLut
from pellucid.ui.canvas.paint_list import LOST_GRAY


def sent_to(display: DisplayLut, picture: QImage) -> QImage:
    """What a display is sent for a picture.

    Args:
        display: the table.
        picture: RGB888, without gaps between its rows.
    """
    size = (picture.width(), picture.height())
    read = Image.frombuffer("RGB", size, bytes(picture.constBits()), "raw", "RGB", 0, 1)
    sent = read.filter(ImageFilter.Color3DLUT(SIDE, display.values.reshape(-1, 4), channels=4, target_mode="RGBA"))
    shown, lost = sent.convert("RGB"), sent.getchannel("A").point([255 * (share > 127) for share in range(256)])
    shown.paste((LOST_GRAY, LOST_GRAY, LOST_GRAY), mask=lost)
    return QImage(shown.tobytes(), *size, 3 * size[0], QImage.Format.Format_RGB888).copy()
