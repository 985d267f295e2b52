"""Ways of a pen: near to the points they were made of, longer at no cost, and short as bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pellucid.foundation.ways import GRID, Way

point = some.tuples(some.floats(-3, 3), some.floats(-3, 3))
points = some.lists(point, min_size=1, max_size=20)


def far_off(found: list[tuple[float, float]], wanted: list[tuple[float, float]]) -> float:
    return max(abs(a - b) for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True))


@given(some.lists(some.tuples(some.floats(0, 0.99), some.floats(0, 0.99)), min_size=1, max_size=20))
def test_points_come_back_to_within_half_a_step_of_the_grid(wanted: list[tuple[float, float]]) -> None:
    way = Way.of(wanted)
    assert len(way) == len(wanted)
    assert far_off(list(way), wanted) <= GRID / 2
    assert far_off([way.last], wanted[-1:]) <= GRID / 2
    assert Way.of(list(way)) == way


@given(points, points)
def test_going_on_is_the_same_as_all_at_once(begin: list[tuple[float, float]], rest: list[tuple[float, float]]) -> None:
    assert Way.of(begin).longer(rest) == Way.of([*begin, *rest])
    felt, more = [0.5] * len(begin), [0.25] * len(rest)
    assert Way.of(begin, felt).longer(rest, more) == Way.of([*begin, *rest], [*felt, *more])


def test_a_step_that_is_too_long_goes_through_points_between() -> None:
    way = Way.of([(-2.0, 0.0), (2.0, 1.0)], [1.0, 0.5])
    assert len(way) == len(way.pressures) > 2
    assert all(abs(y - (x + 2) / 4) < 2 * GRID for x, y in way)
    assert far_off([way.last], [(2.0, 1.0)]) == 0


def test_ways_are_written_by_hand_as_lists() -> None:
    assert Way.from_list([[0.25, 0.5], [0.5, 0.5]]) == Way.of([(0.25, 0.5), (0.5, 0.5)])
    assert Way.from_list([[0.25, 0.5, 0.0], [0.5, 0.5, 1]]) == Way.of([(0.25, 0.5), (0.5, 0.5)], [0.0, 1.0])


@pytest.mark.parametrize(
    "content",
    [[], [[0.5]], [[0.1, 0.2], [0.1, 0.2, 0.3]], [["a", "b"]], [[0.5, float("nan")]], [[99, 0]], [[0, 0, 2]], [7]],
)
def test_what_is_no_way_is_refused(content: list[object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Way.from_list(content)


@pytest.mark.parametrize("code", [b"", b"1234567", b"12345678x", b"\xff\xff\xff\x7f" * 2])
def test_bytes_that_are_no_way_are_refused(code: bytes) -> None:
    with pytest.raises(ValueError, match="stroke"):
        Way(code)


def test_a_way_goes_on_where_it_is_another_one_and_further_points() -> None:
    way = Way.of([(0.1, 0.2), (0.3, 0.2)])
    longer = way.longer([(0.4, 0.5)])
    assert longer.goes_on(way)
    assert way.goes_on(way)
    assert not way.goes_on(longer)
    assert not Way.of([(0.1, 0.2), (0.31, 0.2), (0.4, 0.5)]).goes_on(way)
    pressed = Way.of([(0.1, 0.2), (0.3, 0.2)], [0.5, 0.7])
    assert not Way.of([(0.1, 0.2), (0.3, 0.2), (0.4, 0.5)], [0.5, 0.6, 0.6]).goes_on(pressed)
    assert not longer.goes_on(pressed)
    assert pressed.longer([(0.4, 0.5)]).goes_on(pressed)
