"""The shader slices grids as `imaging.bilateral_grid` does. Needs a display with GL; skipped without."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from pellucid.engine.slicing import mixed
from pellucid.foundation.frame import MOST_LOCALS, Frame, GridMode, Layer, MaskTexture, Picture, TailMix
from pellucid.foundation.geometry import Rect, Size, UnitRect, Viewport
from pellucid.imaging.bilateral_grid import divided, slice_mixed
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.gl_programs import Program
from pellucid.ui.canvas.gl_surface import GlSurface, is_software
from pellucid.ui.canvas.paint_list import Draw, OverlayStyle, PaintList, make_draws
from pellucid.ui.canvas.viewing import fit, zoomed
from ui.canvas.painted import pixels_of, shown_surface
from ui.frames import make_frame, make_grid, make_mask, make_overlay, ramp

CANVAS = Size(320, 240)
PHOTO = CANVAS
WHOLE = fit(PHOTO, CANVAS)
BACKGROUND = 90

pytestmark = pytest.mark.gui

Paint = Callable[..., NDArray[np.int16]]


@pytest.fixture
def surface(qtbot: QtBot) -> Iterator[GlSurface]:
    yield from shown_surface(qtbot, CANVAS)


@pytest.fixture
def paint(surface: GlSurface) -> Paint:
    """Paint frames, the newest one last, and give the pixels of the screen."""

    def painted(*frames: Frame, view: Viewport = WHOLE, mode: CompareMode = CompareMode.OFF, coarse: bool = False):  # type: ignore[no-untyped-def]
        draws = make_draws(frames, view, Compare(mode), CANVAS)
        surface.show_list(PaintList(CANVAS, draws, OverlayStyle(0.6, "viridis"), 1, BACKGROUND, coarse))
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


def masks_of(region: Rect) -> list[MaskTexture]:
    """Masks that overlap, soft and hard ones."""
    formulas = (
        lambda across, down: across,
        lambda across, down: (down > 0.4) * 1.0,
        lambda across, down: np.sin(across * 9) ** 2,
        lambda across, down: np.clip(3 * down - across, 0, 1) / 2,
    )
    return [make_mask(formula, region.size) for formula in formulas]


def frame_of(region: Rect, mode: GridMode, mix: float | MaskTexture = 0.0, locals_: int = 0) -> Frame:
    layers = tuple(Layer(f"waves {phase} {region}", waves(region.size, phase)) for phase in (0.0, 1.3))
    area = Rect.of(PHOTO)
    others = tuple((make_grid(area, mode, seed, 0.05), mask) for seed, mask in enumerate(masks_of(region)[:locals_]))
    return make_frame(region=region, layers=layers, mix=mix, tail=TailMix(make_grid(area, mode), others))


def tensor_of(mask: MaskTexture) -> torch.Tensor:
    return torch.tensor(mask.values)[None] / 255


def expected(frame: Frame) -> NDArray[np.int16]:
    """The tensor reference, in levels of 8 bits."""
    picture, tail = frame.after, frame.after.tail
    assert tail is not None
    first, second = (torch.tensor(layer.pixels[..., :3]).permute(2, 0, 1) / 255 for layer in picture.layers)
    mix = tensor_of(picture.mix) if isinstance(picture.mix, MaskTexture) else torch.tensor(picture.mix)
    region, area = picture.region, tail.base.area
    place = UnitRect(
        (region.x - area.x) / area.width,
        (region.y - area.y) / area.height,
        region.width / area.width,
        region.height / area.height,
    )
    blended = first + mix * (second - first)
    others = [(torch.tensor(grid.cells), tensor_of(mask)) for grid, mask in tail.locals]
    result = slice_mixed(torch.tensor(tail.base.cells), others, blended, place)
    if tail.base.mode is GridMode.DIVIDE:
        result = divided(blended, result)
    return (result.clamp(0, 1) * 255).round().permute(1, 2, 0).numpy().astype(np.int16)


@pytest.mark.parametrize("mode", list(GridMode))
@pytest.mark.parametrize("mix", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("region", [Rect.of(PHOTO), Rect(70, 33, 181, 140)])
def test_a_sliced_picture_is_that_of_the_reference(paint: Paint, mode: GridMode, mix: float, region: Rect) -> None:
    frame = frame_of(region, mode, mix)
    rows, columns = region.slices
    assert np.abs(paint(frame)[rows, columns] - expected(frame)).max() <= 2


@pytest.mark.parametrize("mode", list(GridMode))
@pytest.mark.parametrize("locals_", range(1, MOST_LOCALS + 1))
def test_where_masks_are_the_matrices_are_mixed_as_in_the_reference(paint: Paint, mode: GridMode, locals_: int) -> None:
    region = Rect(70, 33, 181, 140)
    frame, without = frame_of(region, mode, 0.4, locals_), frame_of(region, mode, 0.4, locals_ - 1)
    rows, columns = region.slices
    assert np.abs(paint(frame)[rows, columns] - expected(frame)).max() <= 2
    assert np.abs(expected(frame) - expected(without)).max() > 4  # each of them is seen


def test_a_mask_mixes_two_layers(paint: Paint) -> None:
    region = Rect(70, 33, 181, 140)
    frame = frame_of(region, GridMode.APPLY, masks_of(region)[0], 1)
    rows, columns = region.slices
    painted = paint(frame)
    assert np.abs(painted[rows, columns] - expected(frame)).max() <= 2
    plain = replace(frame, after=replace(frame.after, tail=None))
    assert np.abs(paint(plain)[rows, columns] - mixed(plain.after)[..., :3].astype(int)).max() <= 1


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
    frame = frame_of(Rect.of(PHOTO), GridMode.APPLY)
    frame = replace(frame, before=Picture(Rect.of(PHOTO), (Layer("before", ramp(PHOTO, 0)),)))
    painted, result = paint(frame, mode=mode), expected(frame)
    before = (slice(None), slice(0, 160)) if mode is CompareMode.SPLIT else (slice(0, 120), slice(None))
    after = (slice(None), slice(160, 320)) if mode is CompareMode.SPLIT else (slice(120, 240), slice(None))
    np.testing.assert_array_equal(painted[before], frame.before.layers[0].pixels[..., :3][before])
    assert np.abs(painted[after] - result[after]).max() <= 2


def test_two_frames_side_by_side_in_one_grid_have_no_seam(paint: Paint) -> None:
    whole = frame_of(Rect.of(PHOTO), GridMode.APPLY)
    layers = tuple(Layer(f"{x.key} cut", x.pixels[:, :160].copy()) for x in whole.after.layers)
    part = replace(whole, after=replace(whole.after, region=Rect(0, 0, 160, 240), layers=layers))
    assert np.abs(paint(whole, part) - paint(whole)).max() <= 1


def test_a_map_lies_over_the_sliced_picture(paint: Paint) -> None:
    frame = frame_of(Rect.of(PHOTO), GridMode.APPLY)
    plain, color = paint(frame), np.array([253, 231, 37])
    mapped = paint(replace(frame, overlay=make_overlay(1.0)))
    assert np.abs(mapped - (0.4 * plain + 0.6 * color)).max() <= 1


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
        tail = TailMix(make_grid(Rect.of(PHOTO), seed=seed))
        paint(replace(frame, after=replace(frame.after, tail=tail)))
    assert len(surface._textures) == 2 + 4


def test_what_is_there_is_not_painted_again(surface: GlSurface, paint: Paint, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt asks for the picture below whenever something over it moves."""
    drawn: list[Draw] = []
    set_tail = GlSurface._set_tail

    def counted(surface: GlSurface, program: Program, draw: Draw) -> None:
        drawn.append(draw)
        set_tail(surface, program, draw)

    monkeypatch.setattr(GlSurface, "_set_tail", counted)
    first = paint(frame_of(Rect.of(PHOTO), GridMode.APPLY, 0.0))
    assert len(drawn) == 1
    np.testing.assert_array_equal(pixels_of(surface), first)
    assert len(drawn) == 1
    assert np.abs(paint(frame_of(Rect.of(PHOTO), GridMode.APPLY, 1.0)) - first).max() > 4
    assert len(drawn) == 2
    surface.resize(CANVAS.width + 2, CANVAS.height)
    pixels_of(surface)
    assert len(drawn) == 3
