"""How the panel is built: a part that is moved into another one is styled anew with all that is in it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from helpers.findings import FIVE, findings
from pellucid.ui.icons import Icons
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.edit_dock import EditDock
from pellucid.ui.style.tones import DARK
from ui.frames import make_facts

MOST_INSIDE = 15
"""The row of targets and the head of a card have about as many, and are filled before they are put into the panel."""


class Moves(QObject):
    """Notes how much is in a part that is moved."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() == QEvent.Type.ParentChange and isinstance(watched, QWidget):
            self.inside.append(len(watched.findChildren(QWidget)))
        return False


def test_nothing_is_moved_once_it_is_filled(qapp: QApplication, qtbot: QtBot) -> None:
    window, moves = QMainWindow(), Moves()
    qtbot.addWidget(window)
    qapp.installEventFilter(moves)
    dock = EditDock(Icons(DARK), window)
    qapp.removeEventFilter(moves)

    assert len(dock.findChildren(QWidget)) > 5 * MOST_INSIDE
    assert moves.inside
    assert max(moves.inside) <= MOST_INSIDE


def test_findings_do_not_widen_the_panel_once_a_photo_is_coming(empty_window: MainWindow) -> None:
    dock = empty_window.dock
    dock.show_for_photo(is_empty=False)
    least = dock.widget().minimumSizeHint().width()
    dock.findings.show_measuring()
    dock.findings.show_findings(findings(*FIVE), lambda _finding: False)
    QApplication.processEvents()
    assert dock.widget().minimumSizeHint().width() == least


def test_the_panel_has_all_its_width_before_a_photo_stands(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dock = empty_window.dock
    monkeypatch.setattr("pellucid.ui.findings.row.least_px", lambda: 450)  # in a language of long words
    dock.show_for_photo(is_empty=False)
    before = dock.widget().minimumWidth()
    QApplication.processEvents()
    assert 450 < dock.pages.minimumSizeHint().width() <= before


def test_what_a_raw_file_offers_is_seen_whole_and_stays_where_it_is_scrolled_to(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = window.dock.operations
    bar = panel.verticalScrollBar()
    panel.fold([])
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(100)
    raw = replace(make_facts(), format="RAW", as_shot_k=5000.0)
    window.show_photo(raw)
    assert bar.value() == 0
    bar.setValue(80)
    window.show_photo(replace(raw, as_shot_k=6000.0))
    assert bar.value() == 80
