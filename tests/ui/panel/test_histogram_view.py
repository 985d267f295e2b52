"""The histogram above the panel."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from pellucid.foundation.frame import Exactness
from pellucid.foundation.histogram import BINS, Histogram
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.histogram_view import curves_of, describe
from ui.frames import make_frame


def flat(dark: int = 0, bright: int = 0, *, is_exact: bool = True) -> Histogram:
    channel = (dark, *(100,) * (BINS - 2), bright)
    return Histogram((channel, channel, channel), is_exact)


def test_the_histogram_of_a_frame_is_shown_and_described(window: MainWindow, qtbot: QtBot) -> None:
    window.show_frame(replace(make_frame(2), histogram=flat(bright=500)))
    view = window.dock.histogram
    qtbot.waitUntil(lambda: view.shown == flat(bright=500))
    assert "bright end of red" in view.accessibleDescription()


def test_only_a_draft_has_the_mark_of_one(window: MainWindow) -> None:
    view, estimate = window.dock.histogram, flat(is_exact=False)
    pictures = []
    for exactness in (Exactness.EXACT_HERE, Exactness.APPROXIMATE, Exactness.EXACT_EVERYWHERE):
        view.show_histogram(estimate, exactness)
        pictures.append(view.grab().toImage())
    assert pictures[0] == pictures[2] != pictures[1]


def test_a_frame_without_one_leaves_the_last(window: MainWindow, qtbot: QtBot) -> None:
    view = window.dock.histogram
    window.show_frame(replace(make_frame(2), histogram=flat()))
    qtbot.waitUntil(lambda: view.shown is not None)
    window.show_frame(make_frame(3))
    assert view.shown == flat()


def test_many_in_a_moment_are_shown_in_the_end(window: MainWindow, qtbot: QtBot) -> None:
    for number in range(20):
        window.dock.histogram.show_histogram(flat(dark=number))
    qtbot.waitUntil(lambda: window.dock.histogram.shown == flat(dark=19))


def test_without_a_photo_there_is_none(window: MainWindow, qtbot: QtBot) -> None:
    window.dock.histogram.show_histogram(flat())
    window.dock.set_photo(None)
    assert window.dock.histogram.shown is None


@pytest.mark.parametrize(
    ("histogram", "words"),
    [
        (flat(), "Nothing is clipped."),
        (flat(dark=2000), "7.3 % of the pixels are at the dark end of red."),
        (flat(is_exact=False), "≈ Estimated on a small copy."),
    ],
)
def test_it_says_in_words_what_it_shows(histogram: Histogram, words: str) -> None:
    assert words in describe(histogram)


def test_clipped_ends_do_not_press_the_rest_down() -> None:
    plain, clipped = curves_of(flat())[0], curves_of(flat(bright=1_000_000))[0]
    assert plain.at(100).y() == clipped.at(100).y() == 1.0


@pytest.mark.parametrize(("height", "is_there"), [(700, True), (380, False)])
def test_a_low_panel_leaves_the_room_to_the_sliders(window: MainWindow, height: int, is_there: bool) -> None:
    window.resize(1000, height)
    assert window.dock.histogram.isVisible() is is_there
