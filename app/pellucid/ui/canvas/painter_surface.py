"""Carries out a plan with QPainter, where there is no GL. The twin of `gl_surface`: same plan, same picture.

But for tails and masks, which QPainter cannot follow: they are left out. The engine is told so and does it itself.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget

from pellucid.foundation.frame import Layer, MaskTexture, Overlay
from pellucid.foundation.geometry import Rect
from pellucid.foundation.projective import Matrix
from pellucid.ui.canvas.color_maps import lookup_table
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.canvas.paint_list import Draw, PaintList
from pellucid.ui.canvas.viewing import Target

if TYPE_CHECKING:
    from pellucid.foundation.display_lut import DisplayLut


class PainterSurface(QWidget):
    """Signals: `painted(generation)` after a frame was painted, `failed(reason)` never."""

    painted = Signal(int)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paint_list: PaintList | None = None
        self._colored: tuple[str, str, QImage] | None = None

    def show_list(self, paint_list: PaintList) -> None:
        """Paint this from now on."""
        self._paint_list = paint_list
        self.update()

    def release(self) -> None:
        """Nothing lies on a graphics card."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Clear, then paint every picture of the plan."""
        paint_list = self._paint_list
        if paint_list is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(*paint_list.ground))
        # The plan counts device pixels, a painter counts logical ones.
        painter.scale(1 / self.devicePixelRatioF(), 1 / self.devicePixelRatioF())
        photos = [draw for draw in paint_list.draws if not draw.marks]
        if paint_list.display is not None:
            painter.drawImage(0, 0, self._sent(paint_list, paint_list.display, photos))
            photos = []
        for draw in (*photos, *(draw for draw in paint_list.draws if draw.marks)):
            self._paint(painter, draw, paint_list)
        painter.end()
        self.painted.emit(paint_list.generation)

    def _sent(self, paint_list: PaintList, display: "DisplayLut", photos: list[Draw]) -> QImage:
        """Photos and ground in the colours that the display is sent, painted beside the screen."""
        from pellucid.ui.canvas.display_colors import sent_to  # noqa: PLC0415 -- loads a library, not needed to start

        size = paint_list.canvas
        beside = QImage(size.width + -size.width % 4, size.height, QImage.Format.Format_RGB888)  # no gaps between rows
        gray = paint_list.background
        beside.fill(QColor(gray, gray, gray))
        painter = QPainter(beside)
        for draw in photos:
            self._paint(painter, draw, paint_list)
        painter.end()
        return sent_to(display, beside)

    def _paint(self, painter: QPainter, draw: Draw, paint_list: PaintList) -> None:
        overlay_style = paint_list.overlay_style
        painter.save()
        painter.setClipRect(_rectangle(draw.clip))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, draw.smooth)
        target = _rectangle(draw.target)
        if draw.tilt is not None:
            target = QRectF(0, 0, 1, 1)
            painter.setTransform(QTransform(*_transposed(draw.tilt)), True)
        first, *others = draw.picture.shown
        painter.drawImage(target, _image(first))
        if others and not isinstance(draw.picture.mix, MaskTexture):
            painter.setOpacity(draw.picture.mix)
            painter.drawImage(target, _image(others[0]))
        if draw.overlay and overlay_style.opacity > 0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
            painter.setOpacity(overlay_style.opacity)
            painter.drawImage(target, self._in_colors(draw.overlay, overlay_style.color_map))
        if draw.veil is not None and paint_list.mask_style is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
            painter.setOpacity(1.0)
            painter.drawImage(target, _tinted(draw.veil, paint_list.mask_style))
        painter.restore()

    def _in_colors(self, overlay: Overlay, color_map: str) -> QImage:
        """Coloured picture of a map; the last one is kept, since panning paints it again and again."""
        if self._colored is None or self._colored[:2] != (overlay.key, color_map):
            self._colored = (overlay.key, color_map, _color(overlay, color_map))
        return self._colored[2]


def _transposed(matrix: Matrix) -> tuple[float, ...]:
    """Qt multiplies points from the left."""
    return (*matrix[0::3], *matrix[1::3], *matrix[2::3])


def _rectangle(place: Rect | Target) -> QRectF:
    return QRectF(place.x, place.y, place.width, place.height)


def _image(layer: Layer) -> QImage:
    height, width = layer.pixels.shape[:2]
    return QImage(layer.pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)


def _tinted(mask: MaskTexture, style: MaskStyle) -> QImage:
    """A mask as a picture of one colour, as opaque as it is covered."""
    height, width = mask.values.shape
    indexed = QImage(mask.values.data, width, height, width, QImage.Format.Format_Indexed8)
    opacity = style.shown_opacity
    indexed.setColorTable([QColor(*style.color, round(level * opacity)).rgba() for level in range(256)])
    return indexed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _color(overlay: Overlay, color_map: str) -> QImage:
    import numpy as np  # noqa: PLC0415 -- not needed to start

    height, width = overlay.values.shape
    steps = np.ascontiguousarray(np.clip(np.round(overlay.values * 255), 0, 255).astype(np.uint8))
    indexed = QImage(steps.data, width, height, width, QImage.Format.Format_Indexed8)
    indexed.setColorTable([QColor(*entry[:3].tolist()).rgb() for entry in lookup_table(color_map)])
    colored = indexed.convertToFormat(QImage.Format.Format_RGB32)
    if not overlay.is_whole:
        seen = np.where(overlay.values < 0, 0, 255).astype(np.uint8)
        colored.setAlphaChannel(QImage(seen.data, width, height, width, QImage.Format.Format_Alpha8))
    return colored
