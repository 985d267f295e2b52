"""A sliced grid follows the written rule, and a fitted one does what was done to its base."""

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging import bilateral_grid
from pellucid.imaging.bilateral_grid import COLUMNS, DEPTH, ROWS, composed, divide_by_grid, slice_grid, slice_points
from pellucid.imaging.grid_fit import GridFit
from pellucid.imaging.srgb import luma

AFFINE = torch.tensor([[1.1, 0.2, -0.1, 0.05], [0.1, 0.8, 0.0, 0.1], [-0.2, 0.3, 0.7, 0.0]])


def random_grid(seed: int, depth: int = DEPTH, rows: int = ROWS, columns: int = COLUMNS) -> Tensor:
    return torch.rand(12, depth, rows, columns, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def random_picture(seed: int, height: int, width: int) -> Tensor:
    return torch.rand(3, height, width, generator=torch.Generator().manual_seed(seed))


def scenery(height: int, width: int) -> Tensor:
    """Waves of colour, an edge and fine texture; the same scene at every size."""
    y, x = places(height, width)
    waves = torch.stack((x, 0.5 + 0.4 * torch.sin(9 * x + 5 * y), 0.1 + 0.8 * y + 0.08 * torch.sin(20 * x)))
    texture = 0.04 * torch.sin(70 * x + 11 * y) * torch.cos(50 * y)
    return (torch.where(y > 0.4 + 0.2 * x, waves, 0.3 + 0.6 * waves.flip(0)) + texture).clamp(0, 1)


def places(height: int, width: int) -> tuple[Tensor, Tensor]:
    down, across = (torch.arange(height) + 0.5) / height, (torch.arange(width) + 0.5) / width
    grids = torch.meshgrid(down, across, indexing="ij")
    return grids[0], grids[1]


def applied(matrix: Tensor, picture: Tensor) -> Tensor:
    return torch.einsum("jk,kyx->jyx", matrix[:, :3], picture) + matrix[:, 3, None, None]


def decibels(found: Tensor, wanted: Tensor) -> float:
    return float(-10 * torch.log10((found.clamp(0, 1) - wanted.clamp(0, 1)).square().mean()))


def without_haze(picture: Tensor) -> Tensor:
    """J = (I - A) / max(t, 0.1) + A, with smooth depth and an edge of it where the scene has its own."""
    y, x = places(*picture.shape[1:])
    transmission = torch.where(y > 0.4 + 0.2 * x, 0.95 - 0.3 * x, 0.45 + 0.3 * y)
    air = torch.tensor([0.85, 0.9, 0.95])[:, None, None]
    return (picture - air) / transmission.clamp_min(0.1) + air


def by_loops(cells: Tensor, picture: Tensor, guide: Tensor) -> Tensor:
    """The rule, word for word."""
    result = torch.zeros_like(picture)
    height, width = guide.shape
    for y in range(height):
        for x in range(width):
            shares = (float(guide[y, x]), (y + 0.5) / height, (x + 0.5) / width)
            matrix = torch.zeros(12)
            for index in range(8):
                weight, corner = 1.0, []
                for axis, share in enumerate(shares):
                    count = cells.shape[axis + 1]
                    position = min(max(share * count - 0.5, 0.0), count - 1.0)
                    low = min(int(position), count - 2)
                    upper = index >> axis & 1
                    weight *= position - low if upper else 1 - (position - low)
                    corner.append(low + upper)
                matrix += weight * cells[:, corner[0], corner[1], corner[2]]
            result[:, y, x] = matrix.view(3, 4) @ torch.cat((picture[:, y, x], torch.ones(1)))
    return result


def test_a_slice_is_what_the_rule_says() -> None:
    cells, picture = random_grid(0, 3, 4, 5), random_picture(1, 9, 14)
    guide = random_picture(2, 9, 14)[0]
    assert torch.allclose(slice_grid(cells, picture, guide=guide), by_loops(cells, picture, guide), atol=1e-5, rtol=0)


def test_the_guide_is_the_luma_of_the_clamped_picture() -> None:
    cells, picture = random_grid(3), random_picture(4, 20, 30) * 3 - 1
    guide = luma(picture.clamp(0, 1))[0]
    assert torch.equal(slice_grid(cells, picture), slice_grid(cells, picture, guide=guide))


def test_strips_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    cells, picture = random_grid(5), random_picture(6, 50, 40)
    whole = slice_grid(cells, picture)
    monkeypatch.setattr(bilateral_grid, "_STRIP_PIXELS", 7 * 40)
    assert torch.allclose(slice_grid(cells, picture), whole, atol=1e-6, rtol=0)


def test_a_crop_has_the_pixels_of_the_whole() -> None:
    cells, picture = random_grid(7), random_picture(8, 48, 64)
    crop = slice_grid(cells, picture[:, 10:30, 5:60], UnitRect(5 / 64, 10 / 48, 55 / 64, 20 / 48))
    assert torch.allclose(crop, slice_grid(cells, picture)[:, 10:30, 5:60], atol=1e-5, rtol=0)


def test_beyond_the_grid_its_border_is_held() -> None:
    cells, picture = random_grid(9), random_picture(10, 4, 6)
    outside = slice_grid(cells, picture, UnitRect(1.5, 1.5, 0.5, 0.5))
    corner = cells[:, :, -1:, -1:].expand(-1, -1, ROWS, COLUMNS)
    assert torch.allclose(outside, slice_grid(corner, picture), atol=1e-5, rtol=0)


def test_a_composed_grid_is_the_grid_and_then_the_matrix() -> None:
    cells, picture = random_grid(11), random_picture(12, 20, 30)
    guide = luma(picture)[0]
    wanted = applied(AFFINE, slice_grid(cells, picture, guide=guide))
    assert torch.allclose(slice_grid(composed(cells, AFFINE), picture, guide=guide), wanted, atol=1e-5, rtol=0)


def test_dividing_takes_the_larger_of_illumination_and_picture() -> None:
    cells = torch.zeros(3, 4, DEPTH, ROWS, COLUMNS)
    cells[:, 3] = 0.5
    picture = torch.tensor([0.0, 0.2, 0.5, 0.8, -0.1]).expand(3, 1, 5)
    result = divide_by_grid(cells.flatten(0, 1), picture)
    assert torch.allclose(result[0, 0], torch.tensor([0.0, 0.4, 1.0, 1.0, -0.2]))
    black = divide_by_grid(torch.zeros(12, DEPTH, ROWS, COLUMNS), torch.full((3, 1, 1), 5e-5))
    assert torch.allclose(black, torch.full((3, 1, 1), 0.5))


@pytest.mark.parametrize("brightest", [1.0, 0.45])
def test_an_affine_map_is_reproduced_even_where_half_of_the_guide_is_empty(brightest: float) -> None:
    base = scenery(256, 384) * brightest
    cells = GridFit(base).fit(applied(AFFINE, base))
    assert cells.shape == (12, DEPTH, ROWS, COLUMNS)
    assert cells.dtype == torch.float32
    everywhere = scenery(256, 384)
    assert (slice_grid(cells, base) - applied(AFFINE, base)).abs().max() < 1e-3
    assert (slice_grid(cells, everywhere) - applied(AFFINE, everywhere)).abs().max() < 1e-3


CHANGES: dict[str, tuple[Callable[[Tensor], Tensor], float]] = {
    "gamma": (lambda picture: picture.sqrt(), 40.0),
    "s-curve": (lambda picture: picture.square() * (3 - 2 * picture), 40.0),
    "haze": (without_haze, 35.0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_fitted_grid_does_what_was_done_to_its_base(change: str) -> None:
    work, least = CHANGES[change]
    base = scenery(256, 384)
    assert decibels(slice_grid(GridFit(base).fit(work(base)), base), work(base)) >= least


@pytest.mark.parametrize("change", CHANGES)
def test_a_grid_of_a_small_copy_serves_the_photo(change: str) -> None:
    work, _ = CHANGES[change]
    photo = scenery(1024, 1536)
    base = F.interpolate(photo[None], size=(256, 384), mode="area")[0]
    assert decibels(slice_grid(GridFit(base).fit(work(base)), photo), work(photo)) >= 37


def test_one_fit_serves_many_targets() -> None:
    base = scenery(96, 144)
    fit = GridFit(base)
    first = fit.fit(base.sqrt())
    fit.fit(without_haze(base))
    fit.fit_illumination(base.sqrt())
    assert torch.equal(fit.fit(base.sqrt()), first)
    assert torch.equal(base, scenery(96, 144))


def test_a_picture_of_one_luma_says_little_about_others() -> None:
    base = torch.full((3, 64, 96), 0.5)
    cells = GridFit(base).fit(base + 0.1)
    for level in (0.0, 0.25, 0.75, 1.0):
        other = torch.full((3, 64, 96), level)
        assert (slice_grid(cells, other) - other).abs().max() < 0.2
    assert (slice_grid(cells, base) - base - 0.1).abs().max() < 1e-3


def test_cells_without_pixels_follow_their_neighbours() -> None:
    base = scenery(128, 192) * 0.4
    cells = GridFit(base).fit(base.clamp_min(1e-4) ** 0.8)
    brightest, neighbours = cells[:, -1], cells[:, 4]
    assert (brightest - neighbours).abs().max() < 0.5
    assert cells.abs().max() < 5


FLAT: dict[str, Tensor] = {
    "black": torch.zeros(3, 40, 60),
    "white": torch.ones(3, 40, 60),
    "one pixel": torch.full((3, 1, 1), 0.3),
    "narrow": random_picture(13, 300, 1),
    "tiny": random_picture(14, 7, 13),
}


@pytest.mark.parametrize("name", FLAT)
def test_poor_pictures_give_bounded_grids(name: str) -> None:
    base = FLAT[name]
    fit = GridFit(base)
    for cells in (fit.fit(base), fit.fit_illumination(base)):
        assert torch.isfinite(cells).all()
        assert cells.abs().max() < 5
    assert (slice_grid(fit.fit(base), base) - base).abs().max() < 1e-3
    assert (divide_by_grid(fit.fit_illumination(base), base) - base).abs().max() < 0.02


def test_flat_artwork_can_be_fitted() -> None:
    """Large areas of exactly one colour make the equations as ill-conditioned as they get."""
    generator = torch.Generator().manual_seed(15)
    for gray in (0.5, 0.123, 0.9):
        base = torch.full((3, 256, 384), gray)
        base[:, 100:116, 100:124] = torch.tensor([1.0, 0.0, 0.0])[:, None, None]
        base[:, 30:33, 200:390] = torch.rand(3, 1, 1, generator=generator)
        cells = GridFit(base).fit(base.sqrt())
        assert decibels(slice_grid(cells, base), base.sqrt()) >= 40
        assert cells.abs().max() < 10


def test_an_illumination_is_found_and_taken_off() -> None:
    y, x = places(256, 384)
    light = (0.15 + 0.6 * x * y + 0.1 * torch.sin(4 * x))[None] * torch.tensor([1.0, 0.95, 0.85])[:, None, None]
    wanted = scenery(256, 384)
    base = wanted * light
    cells = GridFit(base).fit_illumination(wanted)
    assert decibels(divide_by_grid(cells, base), wanted) >= 40
    bright = wanted > 0.1
    assert (slice_grid(cells, base) - light)[bright].abs().max() < 0.1


def test_single_pixels_get_what_the_whole_picture_gets() -> None:
    cells, picture = random_grid(1), random_picture(2, 9, 14)
    down, across = places(9, 14)
    points = torch.stack((across, down), dim=-1).flatten(0, 1)[None]
    guide = luma(picture)[0]
    found = slice_points(cells[None], picture.flatten(1).T[None], points, guide.flatten()[None])
    assert torch.allclose(found[0].T.view_as(picture), slice_grid(cells, picture), atol=1e-5)
