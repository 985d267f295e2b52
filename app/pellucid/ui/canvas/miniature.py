"""The whole photo, small, as the canvas shows it now: framed, edited, without what lies over it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from pellucid.foundation.geometry import Size, Viewport
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.compare import Compare
from pellucid.ui.canvas.paint_list import OverlayStyle, PaintList, make_draws
from pellucid.ui.canvas.painter_surface import PainterSurface

_GROUND = 20


def paint_miniature(canvas: Canvas, painter: PainterSurface, size: QSize) -> QPixmap:
    """Paint the newest picture of the whole photo.

    Args:
        canvas: shows a photo.
        painter: a hidden surface, which is given this size.
        size: in logical pixels, of the shape of the photo.
    """
    whole = canvas.seen_size
    assert whole is not None
    ratio = painter.devicePixelRatioF()
    pane = Size(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    view = Viewport(whole.width / 2, whole.height / 2, pane.width / whole.width, pane, canvas.view.map)
    draws = make_draws((canvas.whole_photo,) if canvas.whole_photo else (), view, Compare(), pane)
    painter.resize(size)
    painter.show_list(PaintList(pane, draws, OverlayStyle(0.0, ""), -1, _GROUND))
    return painter.grab()
