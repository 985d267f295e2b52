"""Selecting by a touch: known objects, seeds at borders, the smallest photos, the same twice, an end at any time."""

import pytest
import torch
from torch import Tensor

from pellucid.foundation.errors import Cancelled
from pellucid.imaging.geodesic import FAR, Edges, geodesic_distance
from pellucid.imaging.selecting import selected
from pellucid.imaging.total_variation import divided

HEIGHT, WIDTH = 120, 160
RED, GREEN, GRAY = ((0.7, 0.2, 0.15), (0.25, 0.45, 0.2), (0.5, 0.5, 0.5))


def rows_and_columns() -> tuple[Tensor, Tensor]:
    rows, columns = torch.meshgrid(torch.arange(HEIGHT), torch.arange(WIDTH), indexing="ij")
    return rows, columns


def disc(row: float, column: float, radius: float) -> Tensor:
    rows, columns = rows_and_columns()
    return (rows - row) ** 2 + (columns - column) ** 2 <= radius**2


def star() -> Tensor:
    """A thing with long arms."""
    rows, columns = rows_and_columns()
    down, across = (rows - 60).abs(), (columns - 80).abs()
    return ((down < 9) & (across < 60)) | ((across < 9) & (down < 45))


def painted(shape: Tensor, own: tuple[float, ...], other: tuple[float, ...], noise: float = 0.04) -> Tensor:
    """A picture of a shape in two colours, with grain."""
    grain = torch.randn(3, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(3)) * noise
    colors = (torch.tensor(color).view(3, 1, 1) for color in (own, other))
    return torch.where(shape, *colors) + grain


def touch(row: int, column: int) -> Tensor:
    return disc(row, column, 2)


NOWHERE = torch.zeros(HEIGHT, WIDTH, dtype=torch.bool)


def overlap(found: Tensor, wanted: Tensor) -> float:
    """Intersection over union."""
    has = found > 0.5
    return float((has & wanted).sum() / (has | wanted).sum())


@pytest.mark.parametrize("shape", [disc(60, 80, 35), disc(40, 50, 14), star()], ids=["disc", "small", "star"])
@pytest.mark.parametrize("colors", [(RED, GREEN), (GRAY, (0.75, 0.75, 0.75))], ids=["color", "light"])
def test_a_click_selects_the_object(shape: Tensor, colors: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
    row, column = (60, 80) if shape[60, 80] else (40, 50)
    found = selected(painted(shape, *colors), touch(row, column), NOWHERE)
    assert overlap(found, shape) >= 0.95


def test_a_click_beside_it_selects_what_is_around() -> None:
    shape = disc(60, 80, 25)
    found = selected(painted(shape, RED, GREEN), touch(10, 10), NOWHERE)
    assert overlap(found, ~shape) >= 0.95


def test_one_of_two_alike_is_selected() -> None:
    one, other = disc(60, 40, 25), disc(60, 120, 25)
    found = selected(painted(one | other, RED, GREEN), touch(60, 40), NOWHERE)
    assert overlap(found, one) >= 0.95


def test_strokes_inside_join_and_strokes_outside_part() -> None:
    one, other = disc(60, 40, 25), disc(60, 120, 25)
    picture = painted(one | other, RED, GREEN)
    both = selected(picture, touch(60, 40) | touch(60, 120), NOWHERE)
    assert overlap(both, one | other) >= 0.95
    parted = selected(picture, touch(60, 40), touch(60, 120))
    assert overlap(parted, one) >= 0.95


def test_what_is_told_outside_is_never_selected() -> None:
    shape = disc(60, 80, 35)
    outside = touch(60, 100)
    found = selected(painted(shape, RED, GREEN), touch(60, 60) | touch(60, 100), outside)
    assert found[outside].max() == 0
    assert found[touch(60, 60)].min() == 1


@pytest.mark.parametrize("at", [(0, 80), (119, 80), (60, 0), (60, 159), (0, 0), (119, 159)])
def test_touches_at_the_border_of_the_photo(at: tuple[int, int]) -> None:
    rows, columns = rows_and_columns()
    upper = (columns < 80) if at[0] == 60 else (rows < 60)
    part = upper if upper[at] else ~upper
    found = selected(painted(upper, RED, GREEN), touch(*at), NOWHERE)
    assert overlap(found, part) >= 0.95


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1), (2, 2)])
def test_the_smallest_photos(size: tuple[int, int]) -> None:
    inside = torch.zeros(size, dtype=torch.bool)
    inside[0, 0] = True
    found = selected(torch.rand(3, *size, generator=torch.Generator().manual_seed(0)), inside, torch.zeros_like(inside))
    assert found.shape == size
    assert found[0, 0] == 1
    assert ((found >= 0) & (found <= 1)).all()


def test_without_a_touch_inside_nothing_is_selected() -> None:
    assert selected(painted(star(), RED, GREEN), NOWHERE, touch(60, 80)).max() == 0


@pytest.mark.parametrize("level", [0.0, 0.5, 1.0])
def test_a_photo_without_anything_in_it(level: float) -> None:
    found = selected(torch.full((3, HEIGHT, WIDTH), level), touch(60, 80), NOWHERE)
    assert found.isfinite().all()
    assert found[60, 80] == 1


def test_the_same_touches_select_the_same() -> None:
    picture = painted(star(), RED, GREEN)
    one, other = (selected(picture, touch(60, 80), touch(5, 5)) for _ in range(2))
    assert torch.equal(one, other)


def test_it_ends_at_every_check() -> None:
    checks = 0

    def check() -> None:
        nonlocal checks
        checks += 1

    picture = painted(star(), RED, GREEN)
    selected(picture, touch(60, 80), NOWHERE, check)
    assert checks >= 5
    for last in range(1, checks + 1):
        left = iter(range(last))

        def stop(left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise Cancelled

        if last < checks:
            with pytest.raises(Cancelled):
                selected(picture, touch(60, 80), NOWHERE, stop)


def test_the_way_around_a_wall_is_counted() -> None:
    costs = Edges(torch.ones(5, 4), torch.ones(4, 5))
    costs.across[:4, 1] = 100
    seeds = torch.zeros(5, 5, dtype=torch.bool)
    seeds[0, 0] = True
    found = geodesic_distance(costs, seeds)
    assert found[0, 1] == 1
    assert found[0, 4] == 4 + 8
    assert (geodesic_distance(costs, torch.zeros_like(seeds)) == FAR).all()


def test_the_best_division_is_found() -> None:
    # A pixel that disagrees with its neighbours gives way where a border is dear, and stands where it is cheap.
    cost = torch.full((9, 9), -0.3)
    cost[4, 4] = 0.5
    bounds = (torch.zeros(9, 9), torch.ones(9, 9))
    for length, expected in ((0.5, 1.0), (0.02, 0.0)):
        lengths = Edges(torch.full((9, 8), length), torch.full((8, 9), length))
        found = divided(cost, lengths, torch.full((9, 9), 0.5), bounds, 400)
        assert found[4, 4] == pytest.approx(expected, abs=0.02)
        assert found[0, 0] == pytest.approx(1.0, abs=0.02)
