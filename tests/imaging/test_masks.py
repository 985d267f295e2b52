"""Masks as pixels: parts agree with the whole, copies with the original, and the ends are exact."""

import dataclasses
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as some
from torch import Tensor

from helpers.grounds import ground_of, raster_of
from helpers.pictures import noise, sky_and_wall, waves
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import (
    Band,
    Brush,
    Combine,
    Component,
    Feather,
    LinearGradient,
    MapRange,
    Mask,
    RadialGradient,
    Range,
    Raster,
    Shape,
    Stroke,
)
from pellucid.foundation.ways import Point, Way
from pellucid.imaging.mask_painting import halo_px, paint

SIZE = (180, 264)
PHOTO = (waves(*SIZE) + 0.1 * noise(3, *SIZE)).clamp(0, 1)
WHOLE = Rect(0, 0, SIZE[1], SIZE[0])
SMALL = np.tri(40, 60, dtype=np.float32)

share = some.floats(0, 1)
point = some.tuples(some.floats(-0.2, 1.2), some.floats(-0.2, 1.2))


def stroke_of(points: tuple[Point, ...], radius: float, *kind: Any) -> Stroke:
    """A stroke, of which the last argument says whether the pen is pressed more and more."""
    *own, is_pressed = kind
    pressures = [(count + 1) / len(points) for count in range(len(points))] if is_pressed else ()
    return Stroke(Way.of(points, pressures), radius, *own)


strokes = some.builds(
    stroke_of,
    some.lists(point, min_size=1, max_size=4).map(tuple),
    some.floats(0.005, 0.3),
    share,
    share,
    some.booleans(),
    share,
    some.booleans(),
)
brushes = some.builds(Brush, some.lists(strokes, max_size=3).map(tuple))
linears = some.builds(LinearGradient, point, point)
radials = some.builds(RadialGradient, point, some.floats(0, 0.7), some.floats(0, 0.7), some.floats(-180, 180), share)
bands = some.none() | some.builds(Band, share, share, share)
ranges = some.builds(Range, bands, bands, bands)
maps = some.builds(MapRange, some.just("denoise"), some.just(""), some.just(""), some.just("noise"), share, share)
vectors = brushes | linears | radials
shapes = vectors | ranges | maps | some.just(raster_of(SMALL))
feathers = some.builds(Feather, some.sampled_from((0.0, 0.004, 0.015, 0.1, 0.8)), some.booleans())


def masks(shape: some.SearchStrategy[Shape]) -> some.SearchStrategy[Mask]:
    parts = some.builds(Component, shape, some.sampled_from(Combine), some.booleans(), some.floats(-0.1, 0.1))
    return some.builds(
        Mask, some.just("m"), some.just(""), some.lists(parts, max_size=3).map(tuple), feathers, share, some.booleans()
    )


@settings(max_examples=25)
@given(masks(shapes), some.booleans())
def test_a_part_has_the_pixels_of_the_whole(mask: Mask, is_right: bool) -> None:
    ground = ground_of(PHOTO, is_right)
    whole = paint(mask, ground, WHOLE)
    assert whole.shape == (1, *SIZE)
    assert 0 <= whole.min() <= whole.max() <= 1
    for part in (Rect(0, 0, 40, 32), Rect(101, 67, 30, 57), Rect(200, 140, 64, 40)):
        torch.testing.assert_close(
            paint(mask, ground, part), whole[:, part.slices[0], part.slices[1]], rtol=0, atol=2e-5
        )


@settings(max_examples=25)
@given(masks(vectors))
def test_a_copy_shows_what_the_original_shows_on_average(mask: Mask) -> None:
    feather = dataclasses.replace(mask.feather, follows_edges=False)
    mask = dataclasses.replace(mask, feather=feather)
    small = F.avg_pool2d(PHOTO[None], 4)[0]
    copied = paint(mask, ground_of(small), Rect(0, 0, SIZE[1] // 4, SIZE[0] // 4))
    whole = F.avg_pool2d(paint(mask, ground_of(PHOTO), WHOLE)[None], 4)[0]
    assert float((copied - whole).abs().mean()) <= 2 / 255


@pytest.mark.parametrize(
    "feather", [Feather(0.012), Feather(0.012, follows_edges=True), Feather(0.0, follows_edges=True)]
)
def test_a_feather_needs_no_more_than_its_declared_halo(feather: Feather) -> None:
    seen: list[Rect] = []
    ground = ground_of(PHOTO)

    def watched(rect: Rect) -> Tensor:
        seen.append(rect)
        return ground.read(rect)

    mask = Mask("m", "", (Component(Range(Band(0.4, 1.0, 0.05))),), feather)
    part = Rect(100, 80, 20, 20)
    paint(mask, dataclasses.replace(ground, read=watched), part)
    allowed = part.expanded(halo_px(feather, ground.long_px), WHOLE)
    assert seen
    assert all(allowed.contains(rect) for rect in seen)


def filled(*components: Component, **values: object) -> Tensor:
    return paint(Mask("m", "", components, **values), ground_of(PHOTO), WHOLE)


EVERYWHERE = LinearGradient((2.0, 0.5), (3.0, 0.5))


def test_the_ends_are_exact() -> None:
    assert torch.equal(filled(Component(EVERYWHERE)), torch.ones(1, *SIZE))
    assert torch.equal(filled(Component(EVERYWHERE), inverted=True), torch.zeros(1, *SIZE))
    assert torch.equal(filled(), torch.zeros(1, *SIZE))
    assert torch.equal(filled(inverted=True), torch.ones(1, *SIZE))
    assert torch.equal(filled(Component(EVERYWHERE), opacity=0.25), torch.full((1, *SIZE), 0.25))


def test_components_are_added_taken_away_and_cut_with_each_other() -> None:
    left, top = LinearGradient((0.3, 0.5), (0.7, 0.5)), LinearGradient((0.5, 0.3), (0.5, 0.7))
    one, other = filled(Component(left)), filled(Component(top))
    assert torch.equal(filled(Component(left), Component(top)), torch.maximum(one, other))
    assert torch.equal(filled(Component(left), Component(top, Combine.SUBTRACT)), one * (1 - other))
    assert torch.equal(filled(Component(left), Component(top, Combine.INTERSECT)), one * other)
    assert torch.equal(filled(Component(left, Combine.SUBTRACT)), one)
    assert torch.equal(filled(Component(left, inverted=True)), 1 - one)


def test_a_stroke_does_not_add_up_in_itself_and_an_eraser_takes_away() -> None:
    cross = ((0.2, 0.2), (0.8, 0.8), (0.2, 0.8), (0.8, 0.2))
    once = filled(Component(Brush((Stroke.along(cross, 0.05, 1.0, 0.5),))))
    assert float(once.max()) == 0.5
    twice = filled(Component(Brush((Stroke.along(cross, 0.05, 1.0, 0.5), Stroke.along(cross, 0.05, 1.0, 0.5)))))
    assert float(twice.max()) == 0.75
    gone = filled(Component(Brush((Stroke.along(cross, 0.05, 1.0), Stroke.along(cross, 0.06, 1.0, erases=True)))))
    assert float(gone.max()) == 0


def test_a_dab_is_round_and_as_large_as_it_says() -> None:
    dab = filled(Component(Brush((Stroke.along(((0.5, 0.5),), 0.1, 1.0),))))[0]
    radius = 0.1 * SIZE[1]
    assert float(dab.sum()) == pytest.approx(np.pi * radius**2, rel=0.01)
    rows, columns = dab.sum(dim=1).nonzero().numel(), dab.sum(dim=0).nonzero().numel()
    assert abs(rows - columns) <= 1


def test_in_the_right_view_a_shape_stands_aside() -> None:
    mask = Mask("m", "", (Component(RadialGradient((0.4, 0.5), 0.1, 0.1), shift=10 / SIZE[1]),))
    left, right = (paint(mask, ground_of(PHOTO, is_right), WHOLE) for is_right in (False, True))
    torch.testing.assert_close(right[..., 10:], left[..., :-10])


def test_hues_go_round_and_gray_has_none() -> None:
    colors = torch.tensor([[1.0, 0.1, 0.12], [0.1, 1.0, 0.1], [0.5, 0.5, 0.5]]).T[:, None]
    reds = Mask("m", "", (Component(Range(hue=Band(0.95, 0.05, 0.02))),))
    assert paint(reds, ground_of(colors), Rect(0, 0, 3, 1)).flatten().tolist() == [1, 0, 0]


def test_a_mask_that_follows_edges_ends_at_them() -> None:
    scene = sky_and_wall(160, 200, 80)
    rough = LinearGradient((0.5, 0.40), (0.5, 0.56))
    plain, drawn = (
        paint(Mask("m", "", (Component(rough),), Feather(0.014, edges)), ground_of(scene), Rect(0, 0, 200, 160))[0]
        for edges in (False, True)
    )
    steepest = [float(found[79].mean() - found[82].mean()) for found in (plain, drawn)]
    assert steepest[1] > steepest[0] + 0.05


def test_a_raster_is_drawn_to_the_edges_of_the_photo() -> None:
    scene = sky_and_wall(320, 400, 161)
    values = np.zeros((40, 50), np.float32)
    values[:20] = 1
    mask = Mask("m", "", (Component(raster_of(values)),))
    painted = paint(mask, ground_of(scene), Rect(0, 0, 400, 320))[0]
    assert float(painted[:130].mean()) > 0.95
    assert float(painted[200:].mean()) < 0.05
    assert isinstance(mask.components[0].shape, Raster)
