"""Which photos the filmstrip shows, in which order, and what it says of them."""

from pathlib import Path

import pytest

from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_order import SortOrder
from pellucid.foundation.photo_summary import PhotoSummary, Rating
from pellucid.ui.filmstrip.content import Badge, Filter, StripContent

A, B, C = (Path(f"{name}.jpg") for name in "abc")


@pytest.fixture
def content() -> StripContent:
    made = StripContent()
    made.show((A, B, C))
    made.note(
        {
            A: PhotoNote(PhotoSummary("2026-07-03 10:00:00", Rating(4))),
            B: PhotoNote(PhotoSummary("2026-07-01 10:00:00", Rating(5, is_rejected=True)), is_edited=True),
        }
    )
    made.set_exported({A})
    made.set_failure(C, "c.jpg: cannot be read.")
    return made


@pytest.mark.parametrize(
    ("order", "descending", "shown"),
    [
        (SortOrder.NAME, False, [A, B, C]),
        (SortOrder.NAME, True, [C, B, A]),
        (SortOrder.DATE, False, [B, A, C]),
        (SortOrder.DATE, True, [A, B, C]),
        (SortOrder.NOISE, False, [C, A, B]),
    ],
)
def test_photos_are_sorted_and_what_is_not_known_comes_last(
    content: StripContent, order: SortOrder, descending: bool, shown: list[Path]
) -> None:
    content.set_noise(C, 0.1)
    content.set_noise(A, 0.2)
    content.order, content.is_descending = order, descending
    assert list(content.shown()) == shown


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Filter.ALL, [A, B, C]),
        (Filter.STARS_4, [A]),
        (Filter.STARS_5, []),
        (Filter.UNRATED, [C]),
        (Filter.REJECTED, [B]),
        (Filter.NOT_REJECTED, [A, C]),
        (Filter.EDITED, [B]),
        (Filter.NOT_EDITED, [A, C]),
        (Filter.NOT_EXPORTED, [B, C]),
        (Filter.FAILED, [C]),
    ],
)
def test_each_filter_shows_what_it_says(content: StripContent, wanted: Filter, shown: list[Path]) -> None:
    content.filter = wanted
    assert list(content.shown()) == shown


def test_every_filter_is_tested() -> None:
    tests = test_each_filter_shows_what_it_says.pytestmark  # type: ignore[attr-defined]
    tried = {case[0] for case in tests[0].args[1]}
    assert {Filter.STARS_1, Filter.STARS_2, Filter.STARS_3} == set(Filter) - tried


def test_badges_say_what_became_of_a_photo(content: StripContent) -> None:
    assert content.badges(A) == (Badge.EXPORTED,)
    assert content.badges(B) == (Badge.EDITED,)
    assert content.badges(C) == (Badge.FAILED,)
    content.set_edited(B, edited=False)
    assert content.badges(B) == ()
    assert content.badges(Path("eyes.MPO")) == (Badge.STEREO,)


def test_what_is_known_of_photos_that_have_gone_is_forgotten(content: StripContent) -> None:
    content.show((B,))
    content.show((A, B))
    assert content.rating(A) == Rating()
    assert content.rating(B).is_rejected
