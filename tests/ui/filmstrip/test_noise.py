"""Sorting by noise: measured once it is asked for, in the order of photos; those without a value come last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.photo_order import SortOrder
from pellucid.ui.filmstrip.bar import StripBar
from pellucid.ui.filmstrip.content import Filter
from pellucid.ui.filmstrip.strip import Filmstrip
from pellucid.ui.main_window import MainWindow

PHOTOS = tuple(Path(f"/photos/{number}.jpg") for number in range(4))


@pytest.fixture
def wanted(window: MainWindow) -> list[tuple[Path, ...]]:
    asked: list[tuple[Path, ...]] = []
    window.strip.noise_wanted.connect(asked.append)
    return asked


@pytest.fixture
def strip(window: MainWindow, wanted: list[tuple[Path, ...]]) -> Filmstrip:
    window.opener.chosen.emit(PHOTOS)
    wanted.clear()
    strip = window.strip.strip
    assert strip is not None
    return strip


def sort_by(strip: Filmstrip, order: SortOrder) -> None:
    combo = strip.bar._sort
    combo.setCurrentIndex(combo.findData(order))
    combo.activated.emit(combo.currentIndex())


def test_the_entry_says_what_it_sorts_by(strip: Filmstrip) -> None:
    combo = strip.bar._sort
    place = combo.findData(SortOrder.NOISE)
    assert combo.itemText(place) == "Noise in flat areas"
    assert "come last" in combo.itemData(place, Qt.ItemDataRole.ToolTipRole)


def test_noise_is_measured_while_it_is_sorted_by_and_unknown_ones_come_last(
    window: MainWindow, strip: Filmstrip, wanted: list[tuple[Path, ...]]
) -> None:
    sort_by(strip, SortOrder.NOISE)
    assert wanted == [PHOTOS]
    assert strip.bar._selection.text() == "Measuring noise: 0 of 4"
    window.strip.take_noise(PHOTOS[3], 1.0)
    window.strip.take_noise(PHOTOS[1], None)
    window.strip.take_noise(PHOTOS[2], 0.5)
    assert strip.bar._selection.text() == "Measuring noise: 3 of 4"
    assert strip.shown == PHOTOS  # photos do not move all the time
    window.strip.take_noise(PHOTOS[0], 9.0)
    assert strip.bar._selection.text() == ""
    assert strip.shown == tuple(PHOTOS[number] for number in (2, 3, 0, 1))
    strip.bar._direction.click()
    assert strip.shown == tuple(PHOTOS[number] for number in (0, 3, 2, 1))
    assert "Noise of 9.0 levels" in strip.model.data(strip.model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_nothing_is_measured_any_more_once_it_is_sorted_by_something_else(
    strip: Filmstrip, wanted: list[tuple[Path, ...]]
) -> None:
    sort_by(strip, SortOrder.NOISE)
    sort_by(strip, SortOrder.NAME)
    assert wanted[-1] == ()
    assert strip.bar._selection.text() == ""


def test_another_folder_is_measured_too_and_one_that_was_left_is_not_taken(
    window: MainWindow, strip: Filmstrip, wanted: list[tuple[Path, ...]], qtbot: QtBot
) -> None:
    sort_by(strip, SortOrder.NOISE)
    others = (Path("/other/1.jpg"), Path("/other/2.jpg"))
    window.opener.chosen.emit(others)
    assert wanted[-1] == others
    window.strip.take_noise(PHOTOS[0], 3.0)
    assert strip.bar._selection.text() == "Measuring noise: 0 of 2"


def test_no_word_makes_the_window_wider(window: MainWindow, strip: Filmstrip) -> None:
    least = strip.bar.minimumSizeHint().width()
    window.strip.select_all()
    sort_by(strip, SortOrder.NOISE)
    assert strip.bar._selection.text() == "4 selected · Measuring noise: 0 of 4"
    assert strip.bar.minimumSizeHint().width() <= least + 12 * strip.bar.fontMetrics().averageCharWidth()


@pytest.fixture
def bar(strip: Filmstrip, qtbot: QtBot) -> Iterator[StripBar]:
    """In a place that leaves its width to the test."""
    place = QWidget()
    qtbot.addWidget(place)
    strip.bar.setParent(place)
    strip.bar.show()
    place.show()
    yield strip.bar
    strip.bar.setParent(None)  # the place lives as long as the test


def test_where_it_is_narrow_only_what_the_menus_have_is_left_out(bar: StripBar) -> None:
    buttons, label = bar._optional
    with_buttons = bar._least_px([*bar._always, *buttons])
    full = bar._least_px([*bar._always, *buttons, *label])
    for width, has_buttons, has_label in (
        (full, True, True),
        (full - 1, True, False),
        (with_buttons - 1, False, True),
        (full, True, True),
    ):
        bar.resize(width, bar.height())
        assert {widget.isVisible() for widget in buttons} == {has_buttons}
        assert {widget.isVisible() for widget in label} == {has_label}
        assert all(widget.isVisible() for widget in bar._always)


def test_what_is_filtered_out_while_it_is_sorted_is_not_counted_as_selected(strip: Filmstrip) -> None:
    sort_by(strip, SortOrder.NOISE)
    strip.view.selectAll()
    assert "4 selected" in strip.bar._selection.text()
    strip._on_filtered(Filter.REJECTED)
    assert "selected" not in strip.bar._selection.text()


def test_words_of_a_state_take_no_room_from_those_of_choices(
    window: MainWindow, strip: Filmstrip, bar: StripBar
) -> None:
    sort_by(strip, SortOrder.NOISE)
    window.strip.select_all()
    for width in (bar._least_px(bar._always), 1000, 1400):
        bar.resize(width, bar.height())
        bar.layout().activate()
        assert [combo.width() >= combo.sizeHint().width() for combo in (bar._sort, bar._filter)] == [True, True]
    bar.show_position(None, 0, of_all=1_000_000)
    bar.layout().activate()
    assert bar._sort.width() >= bar._sort.sizeHint().width()
