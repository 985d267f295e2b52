"""GL and QPainter carry out the same plan with the same pixels. Needs a display with GL; skipped without."""

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.clipping import Clipping
from pellucid.foundation.frame import Frame
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.ui.canvas.clip_marks import ClipMarks
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.paint_list import OverlayStyle, PaintList, make_draws
from pellucid.ui.canvas.painter_surface import PainterSurface
from pellucid.ui.canvas.viewing import fit, zoomed
from ui.canvas.painted import gl_surface_class, pixels_of
from ui.frames import PHOTO, make_frame, make_overlay

CANVAS = Size(320, 240)
WHOLE = fit(PHOTO, CANVAS)


def framed(framing: Framing, zoom: float) -> Viewport:
    map_ = framing.on(PHOTO)
    size = map_.output_size
    return Viewport(size.width / 2, size.height / 2, zoom, CANVAS, map_)


TILTED = Framing(angle_deg=9.0, perspective=((0.1, 0.0), (0.0, 0.1), (0.0, 0.0), (-0.1, 0.0)))

CLIPPING = Clipping("all kinds", Rect.of(PHOTO), np.arange(16, dtype=np.uint8).reshape(4, 4) % 4, is_exact=True)


@pytest.mark.gui
@pytest.mark.parametrize(
    ("frame", "view", "mode"),
    [
        (make_frame(), WHOLE, CompareMode.OFF),
        (make_frame(mix=0.3), zoomed(WHOLE, PHOTO, 1.0, (160, 120)), CompareMode.SPLIT),
        (make_frame(mix=1.0), zoomed(WHOLE, PHOTO, 3.0, (100, 50)), CompareMode.SPLIT_HORIZONTAL),
        (make_frame(overlay=make_overlay(0.5)), zoomed(WHOLE, PHOTO, 2.0, (10, 10)), CompareMode.OFF),
        (make_frame(), framed(Framing(quarter_turns=1), 0.7), CompareMode.OFF),
        (make_frame(mix=0.3), framed(Framing(angle_deg=-4.0), 1.3), CompareMode.SPLIT),
        (make_frame(overlay=make_overlay(0.5)), framed(TILTED, 0.8), CompareMode.OFF),
        (make_frame(clipping=CLIPPING), zoomed(WHOLE, PHOTO, 1.0, (160, 120)), CompareMode.SPLIT),
    ],
)
def test_both_surfaces_paint_the_same(qtbot: QtBot, frame: Frame, view: Viewport, mode: CompareMode) -> None:
    gl_surface = gl_surface_class()
    marks = ClipMarks(lambda: None)
    marks.show(True)
    draws = make_draws((frame,), view, Compare(mode), CANVAS, marks=marks.of(frame))
    paint_list = PaintList(CANVAS, draws, OverlayStyle(0.6, "cividis"), 1, 90)
    parent = QWidget()
    qtbot.addWidget(parent)
    surfaces = (gl_surface(parent), PainterSurface(parent))
    for surface in surfaces:
        surface.resize(CANVAS.width, CANVAS.height)
        surface.show_list(paint_list)
    parent.show()
    qtbot.waitExposed(parent)
    painted = [pixels_of(surface) for surface in surfaces]
    parent.hide()
    surfaces[0].release()
    # Filters round differently: two levels, and no more than a little on average.
    difference = np.abs(painted[0] - painted[1])
    assert difference.max() <= 4
    assert difference.mean() < 0.5
