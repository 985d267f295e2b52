"""How the panel is built: a part that is moved into another one is styled anew with all that is in it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from helpers.findings import FIVE, findings
from pellucid.ui.icons import Icons
from pellucid.ui.main_window import MainWindow
from pellucid.ui.panel.edit_dock import EditDock
from pellucid.ui.style.tones import DARK

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
