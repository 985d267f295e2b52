"""What was taken away, in the window: how it comes and goes, what its bar tells, and what stays as it was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.difference import GAINS, Channel, Difference, DifferenceView
from pellucid.foundation.geometry import Rect
from pellucid.ui.difference.spectrum_view import SpectrumView
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts, make_frame

MEASURED = Difference(
    DifferenceView(), is_measured=True, spectrum=(1.0, 2.0), photo_spectrum=(9.0, 3.0), lost_detail=0.04
)


@pytest.fixture
def asked(window: MainWindow) -> list[DifferenceView | None]:
    found: list[DifferenceView | None] = []
    window.differences.requested.connect(found.append)
    return found


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot, asked: list[DifferenceView | None]) -> MainWindow:
    qtbot.keyClick(window, Qt.Key.Key_D)
    assert asked == [DifferenceView()]
    return window


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_Escape, Qt.Key.Key_C, Qt.Key.Key_P, Qt.Key.Key_O])
def test_it_goes_by_its_key_by_escape_and_where_something_else_is_to_be_seen(
    opened: MainWindow, qtbot: QtBot, asked: list[DifferenceView | None], key: Qt.Key
) -> None:
    assert opened.differences.bar.isVisible()
    assert opened.commands["difference"].isChecked()
    qtbot.keyClick(opened, key)
    assert asked[-1] is None
    assert opened.differences.bar.isHidden()
    assert not opened.commands["difference"].isChecked()


def test_it_takes_the_place_of_a_map(window: MainWindow, qtbot: QtBot) -> None:
    window.maps.show("denoise", "noise")
    with qtbot.waitSignal(window.overlay_requested) as hidden:
        qtbot.keyClick(window, Qt.Key.Key_D)
    assert hidden.args == ["", ""]
    assert window.differences.is_active


def test_another_photo_is_shown_as_itself(opened: MainWindow, asked: list[DifferenceView | None]) -> None:
    opened.show_photo(make_facts())
    assert asked[-1] is None


def test_without_a_photo_it_cannot_be_asked_for(empty_window: MainWindow) -> None:
    empty_window.commands["difference"].trigger()
    assert not empty_window.differences.is_active


def test_channel_and_strength_are_chosen_with_the_mouse(
    opened: MainWindow, qtbot: QtBot, asked: list[DifferenceView | None]
) -> None:
    bar = opened.differences.bar
    for gain in GAINS:
        button = bar.gains.button(gain)
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())  # nothing of it is cut off
    qtbot.mouseClick(bar.gains.button(16), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.channels.button(Channel.COLOR), Qt.MouseButton.LeftButton)
    assert asked[1:] == [DifferenceView(Channel.LUMA, 16), DifferenceView(Channel.COLOR, 16)]


@pytest.mark.parametrize(
    ("difference", "words", "eats"),
    [
        (Difference(DifferenceView()), "Measuring…", "false"),
        (Difference(DifferenceView(), is_empty=True), "no repair is on", "false"),
        (MEASURED, "4 % of the fine detail along edges was taken away; the rest is noise.", "false"),
        (replace(MEASURED, lost_detail=0.35), "Detail is being eaten: 35 %", "true"),
        (replace(MEASURED, lost_detail=1.4), "100 %", "true"),
        (replace(MEASURED, lost_detail=-0.3), "30 % was added", "false"),
        (replace(MEASURED, lost_detail=None), "no edges here", "false"),
    ],
)
def test_the_bar_says_what_a_frame_tells(
    opened: MainWindow, qtbot: QtBot, difference: Difference, words: str, eats: str
) -> None:
    opened.show_frame(make_frame(2, difference=difference))
    qtbot.waitUntil(lambda: opened.is_settled)
    sentence = opened.differences.bar.sentence
    assert words in sentence.text()
    assert sentence.property("eats") == eats


def test_a_frame_for_another_choice_is_not_told(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_frame(make_frame(2, difference=replace(MEASURED, view=DifferenceView(Channel.COLOR))))
    qtbot.waitUntil(lambda: opened.is_settled)
    assert opened.differences.bar.sentence.text() == "Measuring…"


def test_a_difference_is_no_backdrop_and_changes_no_histogram(opened: MainWindow) -> None:
    photo, histogram = opened.canvas.whole_photo, opened.dock.histogram.grab().toImage()
    opened.show_frame(make_frame(2, difference=MEASURED))
    assert opened.canvas.whole_photo is photo
    assert opened.canvas.newest is not photo
    assert opened.dock.histogram.grab().toImage() == histogram


def test_the_photo_does_not_show_through_around_its_difference(opened: MainWindow, qtbot: QtBot) -> None:
    part = Rect(100, 100, 40, 40)
    opened.show_frame(make_frame(2, region=part, difference=MEASURED))
    opened.canvas.set_background(0x33)
    qtbot.waitUntil(lambda: opened.is_settled)
    shown = opened.canvas.grab().toImage()
    gray = shown.pixelColor(shown.width() // 2, shown.height() - 3)  # below the part, within the photo
    assert (gray.red(), gray.green(), gray.blue()) == (0x33,) * 3


def test_the_lines_of_the_spectrum_stay_inside_of_their_frame(qtbot: QtBot) -> None:
    view = SpectrumView()
    qtbot.addWidget(view)
    view.resize(240, view.height())
    view.show_spectra((1e6, 1e6), (1e-6, 1e-6))
    frame = [view.grab().toImage().pixelColor(x, 0).name() for x in (40, 120, 200)]
    view.show_spectra((), ())
    assert frame == [view.grab().toImage().pixelColor(x, 0).name() for x in (40, 120, 200)]
