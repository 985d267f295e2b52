"""Resampling along a framing: laws of places, of tiles, and of what Lanczos keeps."""

import math
import time

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from pellucid.engine.low_res import one_thread
from pellucid.foundation.framing import Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.foundation.lens import Lens
from pellucid.imaging import lanczos
from pellucid.imaging.warp import reach, warp

LEVEL = ((0.0, 0.0),) * 4

corner = st.tuples(st.floats(-0.1, 0.1), st.floats(-0.1, 0.1))
tilted = st.builds(
    Framing,
    quarter_turns=st.integers(0, 3),
    mirrored=st.booleans(),
    perspective=st.tuples(corner, corner, corner, corner),
    angle_deg=st.floats(-45, 45),
)


def smooth(size: Size, seed: int = 0) -> Tensor:
    """A picture without frequencies above a quarter of the sampling rate, from 0 to 1."""
    rng = np.random.default_rng(seed)
    x, y = np.arange(size.width) + 0.5, (np.arange(size.height) + 0.5)[:, None]
    waves = [
        np.cos(2 * math.pi * (x * rng.uniform(-0.2, 0.2) + y * rng.uniform(-0.2, 0.2)) + rng.uniform(0, 6))
        for _ in range(3 * 4)
    ]
    return torch.from_numpy(np.stack([sum(waves[c::3]) / 10 + 0.5 for c in range(3)])).float()


def speckled(height: int, width: int) -> Tensor:
    """Chance in every pixel, but no zero: beside one, a kernel's 1e-17 at whole pixels would be seen as a change."""
    return torch.rand(3, height, width).clamp(min=0.01)


def framed(picture: Tensor, map_: FramingMap, output: Rect | None = None) -> Tensor:
    return warp(picture, Rect.of(map_.photo), output or Rect.of(map_.output_size), map_)


def psnr(one: Tensor, other: Tensor, margin: int = 0) -> float:
    rows = slice(margin, one.shape[1] - margin)
    columns = slice(margin, one.shape[2] - margin)
    error = (one[:, rows, columns] - other[:, rows, columns]).square().mean().item()
    return 99.0 if error == 0 else -10 * math.log10(error)


def test_identity_is_exact() -> None:
    picture = speckled(50, 70)
    assert torch.equal(framed(picture, Framing().on(Size(70, 50))), picture)


@given(st.integers(0, 3), st.booleans(), st.integers(0, 20), st.integers(0, 20))
@settings(max_examples=30, deadline=None)
def test_lossless_framings_are_permutations(turns: int, mirrored: bool, x: int, y: int) -> None:
    picture = speckled(40, 60)
    upright = Framing(quarter_turns=turns, mirrored=mirrored)
    size = upright.on(Size(60, 40)).output_size
    expected = torch.rot90(picture, -turns, (1, 2))
    expected = expected.flip(2) if mirrored else expected
    crop = UnitRect(x / size.width, y / size.height, 15 / size.width, 12 / size.height)
    cropped = Framing(quarter_turns=turns, mirrored=mirrored, crop=crop)
    assert torch.equal(framed(picture, upright.on(Size(60, 40))), expected)
    assert torch.equal(framed(picture, cropped.on(Size(60, 40))), expected[:, y : y + 12, x : x + 15])


@given(tilted, st.integers(0, 10))
@settings(max_examples=12, deadline=None)
def test_a_tile_is_the_tile_of_the_whole(framing: Framing, seed: int) -> None:
    photo = Size(200, 180)
    map_ = framing.on(photo)
    picture = torch.rand(3, photo.height, photo.width, generator=torch.Generator().manual_seed(seed))
    size = map_.output_size
    tile = Rect(size.width // 3, size.height // 4, size.width // 2, size.height // 3)
    area = map_.photo_rect(tile, reach(map_, tile))
    part = warp(picture[(slice(None), *area.slices)], area, tile, map_)
    whole = framed(picture, map_)[(slice(None), *tile.slices)]
    torch.testing.assert_close(part, whole, rtol=0, atol=0 if map_.keeps_scale else 1e-6)


def test_half_a_degree_and_back_keeps_the_picture() -> None:
    photo = Size(400, 300)
    picture = smooth(photo)
    there = Framing(angle_deg=0.5).on(photo)
    size = there.output_size
    turned = framed(picture, there)
    back = Framing(angle_deg=-0.5).on(size)
    result = framed(turned, back)
    x, y = back.crop_rect.x + there.crop_rect.x, back.crop_rect.y + there.crop_rect.y
    original = picture[:, y : y + result.shape[1], x : x + result.shape[2]]
    # The corners of both crops are whole pixels, so the middles of the two turns may be half a pixel apart.
    shift = (back.to_photo([(0, 0)])[0], there.to_photo(back.to_photo([(0, 0)])))
    assert max(abs(shift[1][0][0] - x), abs(shift[1][0][1] - y)) < 0.05
    assert psnr(result, original, margin=4) >= 40


@pytest.mark.parametrize("angle", [0.5, 3.0, 17.0, 44.0])
def test_what_is_seen_stays_in_its_place(angle: float) -> None:
    """Registration: a Gaussian spot of the photo is where the framing says, to a fiftieth of a pixel."""
    photo, spot, sigma = Size(160, 120), (71.3, 64.8), 3.0
    x, y = np.arange(160) + 0.5, (np.arange(120) + 0.5)[:, None]
    picture = torch.from_numpy(np.exp(-((x - spot[0]) ** 2 + (y - spot[1]) ** 2) / (2 * sigma**2)))[None].float()
    map_ = Framing(angle_deg=angle).on(photo)
    found = framed(picture, map_)[0].double().numpy()
    rows, columns = np.indices(found.shape) + 0.5
    measured = (found * columns).sum() / found.sum(), (found * rows).sum() / found.sum()
    assert measured == pytest.approx(map_.to_output([spot])[0], abs=0.02)


@pytest.mark.parametrize("angle", [1.0, 10.0, 30.0, 45.0])
def test_fine_detail_is_not_blurred_beyond_lanczos(angle: float) -> None:
    """Zone plate: up to a third of the sampling rate the turned one is what the formula gives at the turned places."""
    photo = Size(300, 300)

    def plate(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        squared = (x - 150) ** 2 + (y - 150) ** 2
        return 0.5 + 0.5 * np.cos(math.pi * squared * 0.33 / 150)

    x, y = np.arange(300) + 0.5, (np.arange(300) + 0.5)[:, None]
    picture = torch.from_numpy(plate(x, y)).float()[None]
    map_ = Framing(angle_deg=angle).on(photo)
    result = framed(picture, map_)[0].numpy()
    columns, rows = np.arange(result.shape[1]) + 0.5, (np.arange(result.shape[0]) + 0.5)[:, None]
    places = map_.photo_xy(*(np.ascontiguousarray(axis) for axis in np.broadcast_arrays(columns, rows)))
    truth = plate(*places)
    radius = np.hypot(places[0] - 150, places[1] - 150)
    inside = radius < 140
    contrast = ((result[inside] - 0.5) * (truth[inside] - 0.5)).mean() / ((truth[inside] - 0.5) ** 2).mean()
    assert contrast > 0.95
    assert np.abs(result - truth)[inside].max() < 0.15


def test_where_perspective_reduces_nothing_aliases() -> None:
    """Stripes finer than the result can show become gray instead of new stripes."""
    photo = Size(400, 400)
    stripes = (torch.arange(400) % 2).float().expand(1, 400, 400).contiguous()
    squeezed = ((0.3, 0.0), (-0.3, 0.0), (0.0, 0.0), (0.0, 0.0))
    map_ = Framing(perspective=squeezed, crop=UnitRect(0.4, 0.02, 0.2, 0.1)).on(photo)
    assert framed(stripes, map_).std().item() < 0.05


def test_a_tilt_is_resampled_by_the_formula() -> None:
    """Tabulated kernels against the sums of the definition: every pixel with its own width, taken from the matrix."""
    photo = Size(120, 90)
    map_ = Framing(perspective=((0.15, 0.05), (-0.1, 0.0), (0.0, -0.02), (0.01, 0.0)), angle_deg=2).on(photo)
    picture = torch.rand(1, 90, 120, generator=torch.Generator().manual_seed(3))
    result = framed(picture, map_)
    assert not map_.keeps_scale
    columns, rows = np.arange(120)[None] + 0.5, np.arange(90)[None] + 0.5
    for x, y in ((3, 2), (40, 30), (70, 9), (map_.output_size.width - 4, map_.output_size.height - 3)):
        places = map_.to_photo(
            [(x + 0.5 + dx, y + 0.5 + dy) for dx, dy in ((0, 0), (-0.5, 0), (0.5, 0), (0, -0.5), (0, 0.5))]
        )
        (at_x, at_y), left, right, upper, lower = places
        wide, high = (max(1.0, math.hypot(right[axis] - left[axis], lower[axis] - upper[axis])) for axis in (0, 1))
        across = lanczos.weights(torch.from_numpy((at_x - columns) / wide))
        down = lanczos.weights(torch.from_numpy((at_y - rows) / high))
        if min(at_x, at_y, 120 - at_x, 90 - at_y) > 3 * max(wide, high):  # else the border is repeated
            assert result[0, y, x].item() == pytest.approx((down @ picture[0] @ across.T).item(), abs=0.006)


@pytest.mark.parametrize("shift", [1e-4, 1e-3])
def test_next_to_no_tilt_is_next_to_no_change(shift: float) -> None:
    """And as quick: the kernel is as wide as without, where a pixel stays as large as it was to a hundredth."""
    picture = smooth(Size(200, 150))
    leaning = Framing(perspective=((shift, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)), crop=UnitRect(0.1, 0.1, 0.8, 0.8))
    straight = framed(picture, Framing(crop=UnitRect(0.1, 0.1, 0.8, 0.8)).on(Size(200, 150)))
    leant = framed(picture, leaning.on(Size(200, 150)))
    assert psnr(leant, straight) > (40 if shift > 5e-4 else 60)


@pytest.mark.slow
def test_the_horizon_of_a_steep_perspective_does_not_widen_what_is_inside() -> None:
    """Only what is seen decides how wide kernels are: beyond the border a map may stretch without end, or turn."""
    photo = Size(80, 60)
    steep = ((0.46, 0.0), (-0.46, 0.0), (0.0, 0.0), (0.0, 0.0))
    map_ = Framing(perspective=steep, crop=UnitRect(0.48, 0.0, 0.04, 0.5)).on(photo)
    result = framed(smooth(photo), map_)
    assert bool(result.isfinite().all())
    assert -0.2 < result.min().item() < result.max().item() < 1.2


def test_a_straightened_photo_has_no_black_corners() -> None:
    white = torch.ones(3, 90, 130)
    for framing in (
        Framing(angle_deg=3),
        Framing(angle_deg=-40, quarter_turns=1),
        Framing(angle_deg=5, crop=UnitRect()),
        Framing(perspective=((0.1, 0.1), (0.0, 0.05), (-0.1, 0.0), (0.0, 0.0)), angle_deg=1),
        Framing(lens=Lens((0.1, 0.0, 0.0), red=1.003)),
    ):
        result = framed(white, framing.on(Size(130, 90)))
        assert min(result.shape[1:]) > 30
        assert result.min().item() == pytest.approx(1, abs=1e-5)


def test_lateral_colour_moves_red_and_blue_alone() -> None:
    photo = Size(200, 200)
    picture = smooth(photo)
    map_ = Framing(lens=Lens(red=1.004, blue=0.998)).on(photo)
    same = map_.crop_rect
    result, original = framed(picture, map_), picture[(slice(None), *same.slices)]
    assert torch.equal(result[1], original[1])
    assert psnr(result[:1], original[:1]) < 45
    assert psnr(result[2:], original[2:]) < 50


def test_a_tilt_costs_little_more_than_an_angle() -> None:
    """In processor time, the best of some runs: kernels of a tilt are looked up, not computed for every pixel."""
    picture = torch.rand(3, 450, 600)
    tilt = ((0.02, 0.01), (-0.03, 0.0), (0.0, -0.02), (0.01, 0.0))
    straight, tilted_ = (Framing(angle_deg=3.0, perspective=found).on(Size(600, 450)) for found in (LEVEL, tilt))

    def least_s(map_: FramingMap) -> float:
        def seconds() -> float:
            started = time.process_time()
            framed(picture, map_)
            return time.process_time() - started

        with one_thread():
            return min(seconds() for _ in range(4))

    assert least_s(tilted_) < 3 * least_s(straight)


HORIZONS = (
    ((-0.3, 0.49), (0.5, 0.0), (-0.5, 0.5), (0.49, 0.49)),
    ((0.49, 0.4), (0.5, 0.3), (0.0, 0.3), (-0.5, -0.5)),
)
"""Corners that bring the horizon close to the picture: hundreds of pixels of the photo go into one of the result."""


@pytest.mark.parametrize("corners", HORIZONS)
def test_the_strongest_perspective_stays_within_memory(corners: tuple[tuple[float, float], ...]) -> None:
    map_ = Framing(perspective=corners).on(Size(120, 80))
    whole = Rect.of(map_.output_size)
    assert reach(map_, whole) <= 16 * lanczos.LOBES * 1.1 + 2
    steep = framed(smooth(map_.photo), map_)
    assert steep.min() > -0.2
    assert steep.max() < 1.2
    part = Rect(0, 0, whole.width // 3, whole.height // 2)
    torch.testing.assert_close(framed(smooth(map_.photo), map_, part), steep[:, *part.slices], atol=1e-6, rtol=0)


def test_a_line_of_pixels_is_tilted() -> None:
    map_ = Framing(perspective=((0.2, 0.1), *LEVEL[1:])).on(Size(1, 2000))
    assert torch.allclose(framed(torch.full((3, 2000, 1), 0.5), map_), torch.tensor(0.5), atol=1e-5)
