"""The laws of a framing: what it does to places and sizes, without any pixel."""

import math
from dataclasses import replace

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from pellucid.foundation.framing import Corners, Framing
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.foundation.inscribed import holds
from pellucid.foundation.lens import NEUTRAL_LENS, Lens
from pellucid.foundation.projective import is_convex

sizes = st.builds(Size, st.integers(1, 5000), st.integers(1, 5000))


@st.composite
def crops(draw: st.DrawFn) -> UnitRect:
    width, height = draw(st.floats(0.05, 1)), draw(st.floats(0.05, 1))
    return UnitRect(draw(st.floats(0, 1 - width)), draw(st.floats(0, 1 - height)), width, height)


corner = st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
lossless = st.builds(
    Framing, quarter_turns=st.integers(0, 3), mirrored=st.booleans(), crop=st.one_of(st.none(), crops())
)
framings = st.builds(
    Framing,
    lens=st.just(NEUTRAL_LENS) | st.builds(Lens, st.tuples(st.floats(-0.1, 0.1), st.floats(-0.05, 0.05), st.just(0.0))),
    quarter_turns=st.integers(0, 3),
    mirrored=st.booleans(),
    perspective=st.tuples(corner, corner, corner, corner),
    angle_deg=st.floats(-45, 45),
    crop=st.one_of(st.none(), crops()),
)
photos = st.builds(Size, st.integers(40, 5000), st.integers(40, 5000))


@given(sizes)
def test_without_framing_every_place_stays(photo: Size) -> None:
    map_ = Framing().on(photo)
    assert map_.output_size == photo
    assert Framing().is_neutral
    assert map_.to_photo([(0.5, 0.5), (3.25, 7.0)]) == [(0.5, 0.5), (3.25, 7.0)]
    assert map_.photo_rect(Rect.of(photo), 3) == Rect.of(photo)


@given(framings, photos, st.floats(0, 1), st.floats(0, 1))
def test_to_the_photo_and_to_the_output_are_inverse(framing: Framing, photo: Size, across: float, down: float) -> None:
    map_ = framing.on(photo)
    place = (across * map_.output_size.width, down * map_.output_size.height)
    (back,) = map_.to_output(map_.to_photo([place]))
    assert back == pytest.approx(place, abs=1e-5)


@given(framings, photos)
def test_a_framed_photo_is_full_of_photo(framing: Framing, photo: Size) -> None:
    map_ = framing.on(photo)
    box, rect = map_.crop_box, map_.crop_rect
    left, top = box.x - box.width / 2, box.y - box.height / 2
    corners = [(left + i * box.width - rect.x, top + j * box.height - rect.y) for i in (0, 1) for j in (0, 1)]
    # Where a lens bends the border, it is followed at a few places a side.
    slack = 1e-3 if framing.lens.is_neutral else 2e-3 * max(photo.width, photo.height)
    for x, y in map_.to_photo(corners):
        assert -slack <= x <= photo.width + slack
        assert -slack <= y <= photo.height + slack
    # In whole pixels it is at most half a pixel beside, and larger only where nothing would be left.
    assert max(abs(rect.x - left), abs(rect.y - top)) <= 1
    assert rect.width <= max(1, box.width + 0.5)
    assert rect.height <= max(1, box.height + 0.5)


@given(framings, photos)
def test_turning_four_times_and_flipping_twice_is_nothing(framing: Framing, photo: Size) -> None:
    assert framing.turned().turned().turned().turned() == framing
    assert framing.flipped().flipped() == framing
    turned = framing.turned().on(photo).output_size
    assert Size(turned.height, turned.width) == framing.on(photo).output_size
    assert framing.flipped_upside_down().flipped() == framing.turned().turned()


@given(st.one_of(framings, lossless), photos, st.floats(0, 1), st.floats(0, 1))
def test_turning_a_framing_turns_the_picture_that_it_makes(
    framing: Framing, photo: Size, across: float, down: float
) -> None:
    plain, turned, flipped = (one.on(photo) for one in (framing, framing.turned(), framing.flipped()))
    size = plain.output_size
    x, y = across * size.width, down * size.height
    (place,) = plain.to_photo([(x, y)])
    # The crop of a tilted frame starts at whole pixels of that frame, which may be half a pixel beside.
    slack = 1e-6 if framing.is_lossless and framing.crop is None else 8
    assert turned.to_photo([(size.height - y, x)])[0] == pytest.approx(place, abs=slack)
    assert flipped.to_photo([(size.width - x, y)])[0] == pytest.approx(place, abs=slack)


@given(lossless, photos)
def test_lossless_framings_take_whole_pixels(framing: Framing, photo: Size) -> None:
    map_ = framing.on(photo)
    assert framing.is_lossless
    ((x, y),) = map_.to_photo([(0.5, 0.5)])
    assert (x - 0.5).is_integer()
    assert (y - 0.5).is_integer()
    assert map_.photo_rect(Rect.of(map_.output_size), 0).size.pixels == map_.output_size.pixels


def test_quarter_turns_are_clockwise_and_the_mirror_comes_after_them() -> None:
    photo = Size(30, 20)
    assert Framing(quarter_turns=1).on(photo).to_output([(0, 0)]) == [(20, 0)]
    assert Framing(quarter_turns=3).on(photo).to_output([(0, 0)]) == [(0, 30)]
    assert Framing(quarter_turns=1, mirrored=True).on(photo).to_output([(0, 0)]) == [(0, 0)]


def test_the_angle_is_clockwise_and_keeps_the_shape() -> None:
    map_ = Framing(angle_deg=2).on(Size(3000, 2000))
    (left, right) = map_.to_output([(0, 1000), (3000, 1000)])
    assert left[1] < right[1]
    assert map_.output_size.width / map_.output_size.height == pytest.approx(1.5, abs=1e-3)
    # The largest rectangle of shape w × h in one that is turned by a: s = min(w, h) / (w sin a + h cos a) for h < w.
    angle = math.radians(2)
    assert map_.output_size.height == pytest.approx(2000**2 / (3000 * math.sin(angle) + 2000 * math.cos(angle)), abs=1)


def test_a_crop_that_leaves_the_turned_photo_is_moved_and_only_then_shrunk() -> None:
    photo = Size(1000, 1000)
    moved = Framing(angle_deg=10, crop=UnitRect(0, 0, 0.3, 0.2)).on(photo)
    assert moved.output_size in (Size(300, 200), Size(299, 199))
    shrunk = Framing(angle_deg=10, crop=UnitRect(0, 0, 1, 0.5)).on(photo)
    assert shrunk.output_size.width / shrunk.output_size.height == pytest.approx(2, abs=0.01)
    assert shrunk.output_size.width < 1000


def test_a_corner_goes_where_it_is_moved() -> None:
    framing = Framing(perspective=((0.1, 0.05), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)), crop=UnitRect(0.2, 0.2, 0.5, 0.5))
    (place,) = framing.on(Size(200, 100)).to_output([(0, 0)])
    assert place == pytest.approx((20 - 40, 5 - 20))


def test_a_photo_rectangle_has_all_that_its_output_is_made_from() -> None:
    map_ = Framing(angle_deg=-7, quarter_turns=1, lens=Lens((-0.05, 0.0, 0.0), red=1.002)).on(Size(900, 700))
    wanted = Rect(50, 60, 120, 80)
    found = map_.photo_rect(wanted, 0)
    for channel in range(3):
        for x, y in map_.to_photo([(50, 60), (170, 60), (110, 100), (170, 140), (50, 140)], channel):
            assert found.x <= x <= found.right
            assert found.y <= y <= found.bottom
    assert map_.photo_rect(wanted, 4) == found.expanded(4, Rect(0, 0, 900, 700))


@pytest.mark.parametrize(
    "wrong",
    [
        {"quarter_turns": 4},
        {"angle_deg": math.nan},
        {"angle_deg": 46.0},
        {"crop": UnitRect(0.5, 0, 0.6, 1)},
        {"crop": UnitRect(0, 0, 0, 1)},
        {"crop": UnitRect(0, 0, math.nan, 1)},
        {"perspective": ((0.6, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))},
        {"perspective": ((0.5, 0.5), (-0.5, 0.5), (0.0, 0.0), (0.0, 0.0))},
        {"perspective": ((0.5, 0.4999999), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0))},  # on the line of its neighbours
    ],
)
def test_what_makes_no_picture_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"angle|crop|perspective|quarter"):
        replace(Framing(), **wrong)


@pytest.mark.parametrize("wrong", [((-0.9, 0.0, 0.0), 1.0), ((math.nan, 0.0, 0.0), 1.0), ((0.0, 0.0, 0.0), 1.1)])
def test_a_lens_that_folds_the_picture_is_refused(wrong: tuple[tuple[float, float, float], float]) -> None:
    with pytest.raises(ValueError, match="lens"):
        Lens(*wrong)


def test_a_barrel_is_straightened_without_leaving_the_photo() -> None:
    lens = Lens((-0.08, 0.01, 0.0))
    map_ = Framing(lens=lens).on(Size(600, 400))
    size = map_.output_size
    sides = [(size.width * t / 20, y) for t in range(21) for y in (0, size.height)]
    assert all(-1 <= x <= 601 and -1 <= y <= 401 for x, y in map_.to_photo(sides))
    assert is_convex(map_.picture_corners)


steep = st.tuples(st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))


@given(
    st.tuples(steep, steep, steep, steep),
    st.sampled_from([0.0, 1e-7, -45.0, 45.0, 17.0]),
    st.none() | st.builds(UnitRect, st.floats(0, 0.9), st.floats(0, 0.9), st.floats(1e-6, 0.1), st.floats(1e-6, 0.1)),
    st.sampled_from([Size(1, 1), Size(1, 5000), Size(5000, 1), Size(65535, 2), Size(20000, 15000)]),
)
@example(
    ((0.5, 0.0), (0.5, 0.14472392304902926), (-0.5, 0.019925706160140597), (-0.5, 1e-09)),
    45.0,
    UnitRect(0.648361045115, 0.201429124363, 0.351638954885, 0.670620913061),
    Size(65535, 2),
)
def test_photos_of_any_shape_are_framed_by_anything_that_is_a_framing(
    perspective: Corners, angle: float, crop: UnitRect | None, photo: Size
) -> None:
    try:
        framing = Framing(perspective=perspective, angle_deg=angle, crop=crop)
    except ValueError:
        reject()
    map_ = framing.on(photo)
    size, box = map_.output_size, map_.crop_box
    assert min(size.width, size.height) >= 1
    corners = map_.picture_corners
    assert holds(corners, replace(box, width=box.width * (1 - 1e-3), height=box.height * (1 - 1e-3)))
    assert Rect.of(photo).contains(map_.photo_rect(Rect.of(size), 3))
