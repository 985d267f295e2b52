"""Nothing is shown before it has its place: it would be a window for a moment, and close what is open, as a menu."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from helpers.findings import FIVE, QUIET, findings
from pellucid.foundation.masks import Combine
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.kinds import KINDS
from ui.frames import make_facts, make_frame


class Watch(QObject):
    """Remembers what was shown as a window and is none."""

    def __init__(self) -> None:
        super().__init__()
        self.flashed: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_meant = isinstance(watched, QDialog | QMenu | MainWindow) or watched.windowType() in (
                Qt.WindowType.Popup,
                Qt.WindowType.ToolTip,
            )
            if not is_meant:
                self.flashed.append(f"{type(watched).__name__} {watched.objectName()} {watched.accessibleName()}")
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    watch = Watch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_findings_that_come_leave_the_presets_open(window: MainWindow, watch: Watch) -> None:
    window.commands["presets"].trigger()
    window.findings.take(findings(*FIVE, QUIET))
    assert watch.flashed == []
    assert window.presets.popup is not None
    assert window.presets.popup.isVisible()


def test_a_window_that_starts_and_opens_a_photo(qtbot: QtBot, watch: Watch) -> None:
    window = MainWindow()
    window.exports.stops_unasked = True
    qtbot.addWidget(window)
    window.show()
    window.workspace.show_error("Not found.")
    window.show_photo(make_facts())
    window.show_frame(make_frame())
    qtbot.waitUntil(lambda: window.is_settled)
    assert watch.flashed == []
    window.close()


def test_cards_and_tools(window: MainWindow, watch: Watch) -> None:
    window.dock.operations.fold([])
    for card in window.dock.operations.cards.values():
        card._body.show_rare(shown=True)
    for kind in KINDS:
        window.masks.tool.add(kind)
    window.masks.tool.add_part(KINDS[0], Combine.SUBTRACT)
    window.masks.tool.section.fold.click()
    for name in ("crop", "crop", "split", "lens", "difference", "map", "clipping", "navigator", "output_preview"):
        window.commands[name].trigger()
    window.versions.save("Softer")
    for page in range(window.dock.pages.count()):
        window.dock.pages.setCurrentIndex(page)
    assert watch.flashed == []


@pytest.mark.parametrize(
    "which", ["preferences", "shortcuts", "messages", "exports", "looks", "about", "save_version", "export"]
)
def test_dialogs(window: MainWindow, watch: Watch, which: str) -> None:
    window.commands[which].trigger()
    dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
    assert watch.flashed == []
    dialog.close()
