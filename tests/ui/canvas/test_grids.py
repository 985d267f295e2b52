"""The shader slices grids as `imaging.bilateral_grid` does. Needs a display with GL; skipped without."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Frame, GridMode, Layer
from pellucid.foundation.geometry import Rect, Size, View
from pellucid.imaging.bilateral_grid import divide_by_grid, slice_grid
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.gl_surface import GlSurface, is_software
from pellucid.ui.canvas.plan import MapLook, Plan, make_draws
from pellucid.ui.canvas.viewing import fit, zoomed
from ui.canvas.painted import gl_surface_class, pixels_of
from ui.frames import make_frame, make_grid, make_overlay, ramp

CANVAS = Size(320, 240)
PHOTO = CANVAS
WHOLE = fit(PHOTO, CANVAS)
BACKGROUND = 90

pytestmark = pytest.mark.gui

Paint = Callable[..., NDArray[np.int16]]


@pytest.fixture
def surface(qtbot: QtBot) -> Iterator[GlSurface]:
    gl_class = gl_surface_class()
    parent = QWidget()
    qtbot.addWidget(parent)
    surface = gl_class(parent)
    surface.resize(CANVAS.width, CANVAS.height)
    parent.show()
    qtbot.waitExposed(parent)
    yield surface
    parent.hide()
    surface.release()


@pytest.fixture
def paint(surface: GlSurface) -> Paint:
    """Paint frames, the newest one last, and give the pixels of the screen."""

    def painted(*frames: Frame, view: View = WHOLE, mode: CompareMode = CompareMode.OFF, coarse: bool = False):  # type: ignore[no-untyped-def]
        draws = make_draws(frames, view, Compare(mode), CANVAS)
        surface.show_plan(Plan(CANVAS, draws, MapLook(0.6, "viridis"), 1, BACKGROUND, coarse))
        return pixels_of(surface)

    return painted


def waves(size: Size, phase: float) -> NDArray[np.uint8]:
    """Smooth colours from near black to near white."""
    rows, columns = np.mgrid[0 : size.height, 0 : size.width]
    pixels = np.full((size.height, size.width, 4), 255, np.uint8)
    for channel in range(3):
        angle = columns / (31 + 9 * channel) + rows / (47 - 8 * channel) + phase
        pixels[..., channel] = np.round(128 + 122 * np.sin(angle))
    return pixels


def frame_of(region: Rect, mode: GridMode, mix: float = 0.0) -> Frame:
    layers = tuple(Layer(f"waves {phase} {region}", waves(region.size, phase)) for phase in (0.0, 1.3))
    return make_frame(region=region, layers=layers, mix=mix, grid=make_grid(Rect.of(PHOTO), mode))


def expected(frame: Frame) -> NDArray[np.int16]:
    """The tensor reference, in levels of 8 bits."""
    assert frame.grid is not None
    first, second = (torch.tensor(layer.pixels[..., :3]).permute(2, 0, 1) / 255 for layer in frame.layers)
    region, area = frame.region, frame.grid.area
    place = (
        (region.x - area.x) / area.width,
        (region.y - area.y) / area.height,
        (region.right - area.x) / area.width,
        (region.bottom - area.y) / area.height,
    )
    carry_out = slice_grid if frame.grid.mode is GridMode.APPLY else divide_by_grid
    result = carry_out(torch.tensor(frame.grid.cells), first.lerp(second, frame.mix), place)
    return (result.clamp(0, 1) * 255).round().permute(1, 2, 0).numpy().astype(np.int16)


@pytest.mark.parametrize("mode", list(GridMode))
@pytest.mark.parametrize("mix", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("region", [Rect.of(PHOTO), Rect(70, 33, 181, 140)])
def test_a_sliced_picture_is_that_of_the_reference(paint: Paint, mode: GridMode, mix: float, region: Rect) -> None:
    frame = frame_of(region, mode, mix)
    rows, columns = region.slices
    assert np.abs(paint(frame)[rows, columns] - expected(frame)).max() <= 2


def test_a_magnified_picture_is_sliced_where_its_pixels_lie(paint: Paint) -> None:
    frame = frame_of(Rect.of(PHOTO), GridMode.APPLY)
    view = zoomed(WHOLE, PHOTO, 4.0, (200, 92))
    seen = view.visible(PHOTO)
    rows, columns = seen.slices
    # The middle pixels of each enlarged one; the grid goes on smoothly between them.
    painted = paint(frame, view=view)[1::4, 1::4]
    assert painted.shape[:2] == (seen.height, seen.width)
    assert np.abs(painted - expected(frame)[rows, columns]).max() <= 2


@pytest.mark.parametrize("mode", [CompareMode.SPLIT, CompareMode.SPLIT_HORIZONTAL])
def test_only_the_side_after_goes_through_the_grid(paint: Paint, mode: CompareMode) -> None:
    frame = replace(frame_of(Rect.of(PHOTO), GridMode.APPLY), before=Layer("before", ramp(PHOTO, 0)))
    painted, result = paint(frame, mode=mode), expected(frame)
    before = (slice(None), slice(0, 160)) if mode is CompareMode.SPLIT else (slice(0, 120), slice(None))
    after = (slice(None), slice(160, 320)) if mode is CompareMode.SPLIT else (slice(120, 240), slice(None))
    np.testing.assert_array_equal(painted[before], frame.before.pixels[..., :3][before])
    assert np.abs(painted[after] - result[after]).max() <= 2


def test_two_frames_side_by_side_in_one_grid_have_no_seam(paint: Paint) -> None:
    whole = frame_of(Rect.of(PHOTO), GridMode.APPLY)
    half = Rect(0, 0, 160, 240)
    part = replace(
        whole, region=half, layers=tuple(Layer(f"{x.key} cut", x.pixels[:, :160].copy()) for x in whole.layers)
    )
    assert np.abs(paint(whole, part) - paint(whole)).max() <= 1


def test_a_map_lies_over_the_sliced_picture(paint: Paint) -> None:
    frame = frame_of(Rect.of(PHOTO), GridMode.APPLY)
    plain, colour = paint(frame), np.array([253, 231, 37])
    mapped = paint(replace(frame, overlay=make_overlay(1.0)))
    assert np.abs(mapped - (0.4 * plain + 0.6 * colour)).max() <= 1


def test_a_coarse_picture_lies_exactly_where_the_full_one_does(surface: GlSurface, paint: Paint) -> None:
    frame = frame_of(Rect(0, 0, 320, 240), GridMode.APPLY, 0.4)
    full, coarse = paint(frame), paint(frame, coarse=True)
    surface.makeCurrent()
    renderer = str(surface.context().functions().glGetString(0x1F01))
    surface.doneCurrent()
    if not is_software(renderer):
        np.testing.assert_array_equal(coarse, full)
        return
    difference = coarse - full
    assert np.abs(difference).mean() < 1.5
    # A shift of half a pixel would leave errors with the sign of the slope.
    slope = np.gradient(full.astype(float), axis=1)
    assert abs((difference * slope).sum() / (slope**2).sum()) < 0.02
    np.testing.assert_array_equal(paint(frame), full)


def test_a_drag_keeps_the_pictures_and_few_of_the_grids(surface: GlSurface, paint: Paint) -> None:
    frame = frame_of(Rect.of(PHOTO), GridMode.APPLY, 0.4)
    for seed in range(9):
        paint(replace(frame, grid=make_grid(Rect.of(PHOTO), seed=seed)))
    assert len(surface._textures) == 2 + 4 * 3
