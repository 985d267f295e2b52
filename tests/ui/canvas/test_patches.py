"""A plan that differs by masks alone is painted where they differ, and looks as if it were painted whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Frame, MaskTexture, TailMix
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.ui.canvas.compare import Compare, CompareMode
from pellucid.ui.canvas.gl_surface import GlSurface
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.canvas.paint_list import OverlayStyle, PaintList, make_draws
from pellucid.ui.canvas.patches import coarse_patches, patch_of
from pellucid.ui.canvas.viewing import fit, zoomed
from ui.canvas.painted import pixels_of, shown_surface
from ui.frames import PHOTO, make_frame, make_grid

CANVAS = Size(321, 241)
WHOLE = fit(PHOTO, CANVAS)
VIEWS = {"whole": WHOLE, "full": zoomed(WHOLE, PHOTO, 1.0, (230, 110)), "large": zoomed(WHOLE, PHOTO, 2.7, (230, 110))}
STYLE = MaskStyle()

WithMask = Callable[[MaskTexture], Frame]


def dabbed(*places: tuple[int, int]) -> MaskTexture:
    """A mask of dabs of 20 pixels, softly ended, in the photo."""
    rows, columns = np.mgrid[0 : PHOTO.height, 0 : PHOTO.width]
    values = np.zeros((PHOTO.height, PHOTO.width))
    for x, y in places:
        values = np.maximum(values, np.clip(1.5 - np.hypot(columns - x, rows - y) / 20, 0, 1))
    return MaskTexture(str(places), (values * 255).astype(np.uint8))


def in_mix(mask: MaskTexture) -> Frame:
    """Two layers that a mask mixes."""
    return make_frame(mix=mask)


def in_tail(mask: MaskTexture) -> Frame:
    """Two grids that a mask mixes."""
    return make_frame(mix=0.0, tail=TailMix(make_grid(), ((make_grid(seed=6), mask),)))


def in_veil(mask: MaskTexture) -> Frame:
    """A mask over a photo."""
    return make_frame(mix=0.0, shown_mask=mask)


def everywhere(mask: MaskTexture) -> Frame:
    """All of these."""
    return replace(make_frame(mix=mask, tail=in_tail(mask).after.tail), shown_mask=mask)


KINDS = (in_mix, in_tail, in_veil, everywhere)

BEFORE, AFTER = dabbed((230, 120)), dabbed((230, 120), (250, 128))


def plan(
    frame: Frame, view: Viewport = WHOLE, mode: CompareMode = CompareMode.OFF, *, coarse: bool = False
) -> PaintList:
    """A frame on the canvas."""
    draws = make_draws((frame,), view, Compare(mode), CANVAS)
    return PaintList(CANVAS, draws, OverlayStyle(0.0, "viridis"), frame.generation, 90, coarse, STYLE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_dab_changes_what_lies_around_it(kind: WithMask) -> None:
    view = VIEWS["full"]
    patch = patch_of(plan(kind(BEFORE), view), plan(kind(AFTER), view))
    assert patch is not None
    left, top = view.centre_x - CANVAS.width / 2, view.centre_y - CANVAS.height / 2
    x, y = round(250 - left), round(128 - top)
    assert patch.contains(Rect(x + 12, y - 8, 12, 24))
    assert patch.width * patch.height < 70 * 60


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_masks_change_nothing(kind: WithMask) -> None:
    same = MaskTexture("of another name", AFTER.values.copy())
    for frame in (kind(AFTER), kind(same), replace(kind(AFTER), generation=9)):
        patch = patch_of(plan(kind(AFTER)), plan(frame))
        assert patch is not None
        assert patch.is_empty


def test_whatever_else_differs_the_whole_canvas_is_painted() -> None:
    first = plan(everywhere(BEFORE))
    frame = everywhere(AFTER)
    others = (
        plan(make_frame(2, mix=AFTER, tail=frame.after.tail, shown_mask=AFTER)),
        plan(make_frame(mix=AFTER, tail=TailMix(make_grid(seed=9), ((make_grid(seed=6), AFTER),)), shown_mask=AFTER)),
        plan(replace(frame, shown_mask=None)),
        plan(make_frame(mix=0.3, tail=frame.after.tail, shown_mask=AFTER)),
        plan(frame, VIEWS["full"]),
        plan(frame, mode=CompareMode.SPLIT),
        plan(frame, coarse=True),
        replace(plan(frame), background=91),
        replace(plan(frame), mask_style=None),
        replace(plan(frame), overlay_style=OverlayStyle(0.5, "viridis")),
    )
    for other in others:
        assert patch_of(first, other) is None


def test_masks_of_another_size_are_painted_whole() -> None:
    small = MaskTexture("small", np.ascontiguousarray(AFTER.values[::2, ::2]))
    assert patch_of(plan(in_mix(BEFORE)), plan(in_mix(small))) is None


def test_a_photo_that_lies_askew_is_painted_whole() -> None:
    map_ = Framing(angle_deg=3.0).on(PHOTO)
    view = replace(fit(map_.output_size, CANVAS), map=map_)
    assert patch_of(plan(in_mix(BEFORE), view), plan(in_mix(AFTER), view)) is None
    unchanged = patch_of(plan(in_mix(AFTER), view), plan(in_mix(AFTER), view))
    assert unchanged is not None
    assert unchanged.is_empty


def test_a_coarse_patch_covers_the_fine_one() -> None:
    for patch in (Rect(0, 0, 1, 1), Rect(31, 17, 8, 9), Rect(320, 240, 1, 1), Rect.of(CANVAS)):
        coarse, mixed = coarse_patches(patch, CANVAS)
        assert mixed.contains(patch)
        assert Rect(2 * coarse.x, 2 * coarse.y, 2 * coarse.width, 2 * coarse.height).contains(patch)


@pytest.fixture
def surface(qtbot: QtBot) -> Iterator[GlSurface]:
    yield from shown_surface(qtbot, CANVAS)


@pytest.mark.gui
@pytest.mark.parametrize("coarse", [False, True])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_patch_is_painted_as_the_whole(surface: GlSurface, kind: WithMask, view: str, coarse: bool) -> None:
    for mode in (CompareMode.OFF, CompareMode.SPLIT):
        first, then = (plan(kind(mask), VIEWS[view], mode, coarse=coarse) for mask in (BEFORE, AFTER))
        surface.show_list(first)
        before = pixels_of(surface)
        surface.show_list(then)
        patched = pixels_of(surface)
        surface.show_list(replace(then, background=91))
        pixels_of(surface)
        surface.show_list(then)  # whole, since the ground is another
        assert np.array_equal(patched, pixels_of(surface))
        assert not np.array_equal(patched, before)
