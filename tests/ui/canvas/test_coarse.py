"""The canvas is painted coarsely while approximate frames with a grid come, and in full a moment later."""

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Exactness, Frame, TailMix
from pellucid.ui.canvas import coarse
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.gl_surface import is_software
from pellucid.ui.canvas.paint_list import PaintList
from pellucid.ui.canvas.surfaces import Surfaces
from ui.frames import PHOTO, make_frame, make_grid


@pytest.fixture
def paint_lists(monkeypatch: pytest.MonkeyPatch) -> list[PaintList]:
    """The plans that were handed to the surface; each is on the screen at once."""
    seen: list[PaintList] = []

    def show(surfaces: Surfaces, paint_list: PaintList) -> None:
        seen.append(paint_list)
        surfaces.painted.emit(paint_list.generation)

    monkeypatch.setattr(Surfaces, "show_list", show)
    return seen


@pytest.fixture
def canvas(paint_lists: list[PaintList], qtbot: QtBot) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.set_photo(PHOTO)
    return canvas


def moved(generation: int) -> Frame:
    """What comes while a slider is moved."""
    return make_frame(generation, tail=TailMix(make_grid(seed=generation)), exactness=Exactness.APPROXIMATE)


def test_after_the_last_move_it_is_painted_in_full(canvas: Canvas, paint_lists: list[PaintList], qtbot: QtBot) -> None:
    canvas.show_frame(moved(1))
    canvas.show_frame(moved(2))
    assert [paint_list.coarse for paint_list in paint_lists[-2:]] == [True, True]
    assert canvas.painted_generation == 2
    assert not canvas.is_settled
    qtbot.waitUntil(lambda: not paint_lists[-1].coarse)
    assert paint_lists[-1].generation == 2
    assert paint_lists[-1].draws == paint_lists[-2].draws


def test_where_frames_come_slowly_none_of_a_drag_is_painted_in_full(
    canvas: Canvas, paint_lists: list[PaintList], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coarse, "COARSE_MS", 10)
    monkeypatch.setattr(QElapsedTimer, "restart", lambda _timer: 300)
    monkeypatch.setattr(QElapsedTimer, "isValid", lambda _timer: True)
    canvas.show_frame(moved(1))
    assert canvas._coarse._moment.remainingTime() > 500
    monkeypatch.setattr(QElapsedTimer, "restart", lambda _timer: coarse.LONGEST_GAP_MS)
    canvas.show_frame(moved(2))
    assert canvas._coarse._moment.remainingTime() <= 10


def test_an_exact_frame_is_painted_in_full_at_once(canvas: Canvas, paint_lists: list[PaintList]) -> None:
    canvas.show_frame(moved(1))
    canvas.show_frame(make_frame(2))
    assert not paint_lists[-1].coarse


def test_an_exact_frame_with_a_grid_is_painted_in_full(canvas: Canvas, paint_lists: list[PaintList]) -> None:
    canvas.show_frame(make_frame(1, tail=TailMix(make_grid())))
    assert not paint_lists[-1].coarse


def test_without_a_grid_nothing_is_painted_coarsely(canvas: Canvas, paint_lists: list[PaintList]) -> None:
    canvas.show_frame(make_frame(1, exactness=Exactness.APPROXIMATE))
    assert not paint_lists[-1].coarse


def test_another_photo_begins_in_full(canvas: Canvas, paint_lists: list[PaintList]) -> None:
    canvas.show_frame(moved(1))
    canvas.clear()
    assert not paint_lists[-1].coarse


@pytest.mark.parametrize(
    ("renderer", "expected"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", True),
        ("softpipe", True),
        ("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))", True),
        ("Apple Software Renderer", True),
        ("Mesa X11", True),
        ("GDI Generic", True),
        ("D3D12 (Microsoft Basic Render Driver)", True),
        ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", False),
        ("NVIDIA GeForce RTX 3060/PCIe/SSE2", False),
        ("Apple M2", False),
        ("", False),
    ],
)
def test_software_gl_is_known_by_its_name(renderer: str, expected: bool) -> None:
    assert is_software(renderer) is expected
