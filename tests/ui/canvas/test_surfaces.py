"""GL and QPainter carry out the same plan with the same pixels. Needs a display with GL; skipped without."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.clipping import Clipping
from pellucid.foundation.frame import Frame
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.io import profiles
from pellucid.io.display import display_lut
from pellucid.ui.canvas.clip_marks import ClipMarks
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.canvas.paint_list import OverlayStyle, PaintList, make_draws
from pellucid.ui.canvas.painter_surface import PainterSurface
from pellucid.ui.canvas.viewing import fit, zoomed
from ui.canvas.painted import gl_surface_class, pixels_of
from ui.frames import PHOTO, make_frame, make_mask, make_overlay

CANVAS = Size(320, 240)
WHOLE = fit(PHOTO, CANVAS)


def framed(framing: Framing, zoom: float) -> Viewport:
    map_ = framing.on(PHOTO)
    size = map_.output_size
    return Viewport(size.width / 2, size.height / 2, zoom, CANVAS, map_)


STYLE = MaskStyle("Blue", 0.5)
RISING = make_mask(lambda across, down: across * (1 - down))
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
        (make_frame(mix=0.3, shown_mask=RISING), zoomed(WHOLE, PHOTO, 1.5, (10, 10)), CompareMode.SIDE_BY_SIDE),
        (make_frame(shown_mask=RISING), framed(TILTED, 0.8), CompareMode.OFF),
    ],
)
def test_both_surfaces_paint_the_same(qtbot: QtBot, frame: Frame, view: Viewport, mode: CompareMode) -> None:
    marks = ClipMarks(lambda: None)
    marks.show(True)
    draws = make_draws((frame,), view, Compare(mode), CANVAS, marks=marks.of(frame))
    painted = painted_by_both(qtbot, PaintList(CANVAS, draws, OverlayStyle(0.6, "cividis"), 1, 90, False, STYLE))
    assert_alike(*painted)


@pytest.mark.gui
def test_where_a_map_is_not_known_yet_both_surfaces_show_the_photo(qtbot: QtBot) -> None:
    part = make_overlay(0.5, is_whole=False)
    part = replace(part, values=np.repeat(np.repeat(part.values, 100, axis=0), 100, axis=1))
    for overlay, columns in ((make_overlay(0.5), slice(0, 195)), (None, slice(205, 400))):
        painted, wanted = (
            painted_by_both(
                qtbot,
                PaintList(
                    PHOTO,
                    make_draws((make_frame(overlay=shown),), fit(PHOTO, PHOTO), Compare(CompareMode.OFF), PHOTO),
                    OverlayStyle(0.6, "cividis"),
                    1,
                    90,
                ),
            )
            for shown in (part, overlay)
        )
        for one, other in zip(painted, wanted, strict=True):
            assert np.abs(one - other)[:, columns].max() <= 3


@pytest.mark.gui
@pytest.mark.parametrize("warns", [False, True])
def test_both_surfaces_send_a_display_the_same(qtbot: QtBot, warns: bool) -> None:
    lut = display_lut(profiles.adobe_rgb_profile(), profiles.display_p3_profile(), warns=warns)
    view = zoomed(WHOLE, PHOTO, 1.0, (160, 120))
    draws = make_draws((make_frame(mix=0.3),), view, Compare(CompareMode.SPLIT), CANVAS)
    assert_alike(*painted_by_both(qtbot, PaintList(CANVAS, draws, OverlayStyle(0.0, "cividis"), 1, 90, display=lut)))


def assert_alike(first: NDArray[np.int16], second: NDArray[np.int16]) -> None:
    """Filters round differently: two levels, and no more than a little on average."""
    difference = np.abs(first - second)
    assert difference.max() <= 4
    assert difference.mean() < 0.5


@pytest.mark.gui
def test_a_mask_lies_over_the_result_alone_as_opaque_as_it_covers(qtbot: QtBot) -> None:
    frame, view = make_frame(mix=0.0, shown_mask=RISING), fit(PHOTO, PHOTO)
    for mode, columns in ((CompareMode.OFF, slice(0, 400)), (CompareMode.SPLIT, slice(200, 400))):
        plain = make_draws((make_frame(mix=0.0),), view, Compare(mode), PHOTO)
        veiled = make_draws((frame,), view, Compare(mode), PHOTO)
        lists = [
            PaintList(PHOTO, draws, OverlayStyle(0.0, "viridis"), 1, 90, False, STYLE) for draws in (plain, veiled)
        ]
        (bare, _), both = (painted_by_both(qtbot, paint_list) for paint_list in lists)
        share = 0.5 * RISING.values[..., None] / 255
        wanted = bare.astype(float)
        wanted[:, columns] = ((1 - share) * bare + share * np.array(STYLE.color))[:, columns]
        for painted in both:
            assert np.abs(painted - wanted).max() <= 3


def painted_by_both(qtbot: QtBot, paint_list: PaintList) -> list[NDArray[np.int16]]:
    """What GL paints, and what the painter does."""
    gl_surface = gl_surface_class()
    parent = QWidget()
    qtbot.addWidget(parent)
    surfaces = (gl_surface(parent), PainterSurface(parent))
    for surface in surfaces:
        surface.resize(paint_list.canvas.width, paint_list.canvas.height)
        surface.show_list(paint_list)
    parent.show()
    qtbot.waitExposed(parent)
    painted = [pixels_of(surface) for surface in surfaces]
    parent.hide()
    surfaces[0].release()
    return painted
