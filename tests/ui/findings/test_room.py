"""The room of the findings: nothing moves under a pointer, and the panel keeps its place from photo to photo."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from helpers.findings import FIVE, NOISE, QUIET, UPRIGHT, findings
from pellucid.ui.findings.strip import FindingsStrip
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts


@pytest.fixture
def strip(window: MainWindow) -> FindingsStrip:
    return window.dock.findings


def heights_of_all(window: MainWindow) -> list[int]:
    """Where what stands below findings is, in each state that two photos come through, opened one after the other."""
    seen = []
    for show in (
        lambda: window.dock.show_for_photo(is_empty=False),
        lambda: window.findings.set_photo(None),
        lambda: window.findings.set_photo(make_facts()),
        lambda: window.findings.take(findings(*FIVE)),
        lambda: window.findings.set_photo(None),
        lambda: window.findings.set_photo(make_facts()),
        lambda: window.findings.take(findings(*FIVE)),
    ):
        show()
        seen.append(window.dock.target.y())
    return seen


def test_what_stands_below_keeps_its_place_from_photo_to_photo(empty_window: MainWindow) -> None:
    *coming, found, next_one, its_measuring, its_findings = heights_of_all(empty_window)
    assert len(set(coming)) == 1
    assert coming[0] > 0
    assert {next_one, its_measuring, its_findings} == {found}


def test_nothing_moves_under_a_pointer_that_rests_below_findings(window: MainWindow, strip: FindingsStrip) -> None:
    place, target = window.dock._findings_place, window.dock.target
    before = target.y()
    page = target.parentWidget()
    enter(page)
    window.findings.take(findings(*FIVE))
    QApplication.processEvents()
    assert target.y() == before
    assert place.verticalScrollBar().maximum() > 0  # what has no room yet can be scrolled to
    leave(page)
    assert target.y() > before
    grown = target.y()
    enter(page)
    window.findings.take(findings(NOISE))
    assert target.y() == grown
    enter(place)
    assert target.y() < grown


def test_findings_unfold_at_once_by_keys_wherever_the_pointer_is(
    window: MainWindow, strip: FindingsStrip, qtbot: QtBot
) -> None:
    window.findings.take(findings(NOISE, QUIET, UPRIGHT))
    before = window.dock.target.y()
    enter(window.dock.target.parentWidget())
    assert strip.more is not None
    strip.more.setFocus()
    qtbot.keyClick(strip.more, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert window.dock.target.y() > before


def test_buttons_of_findings_stay_where_they_are_when_measurements_unfold(
    window: MainWindow, strip: FindingsStrip
) -> None:
    window.findings.take(findings(*FIVE, QUIET, UPRIGHT))
    QApplication.processEvents()
    before = strip.rows[0].repair.mapTo(window, QPoint())
    strip.more.click()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert window.dock._findings_place.verticalScrollBar().maximum() > 0
    assert strip.rows[0].repair.mapTo(window, QPoint()) == before


def enter(widget: QWidget) -> None:
    at = QPointF(1, 1)
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
