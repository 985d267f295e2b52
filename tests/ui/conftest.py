"""A window without workers, and the photo it shows; no file is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pellucid.foundation import translation
from pellucid.ui import language
from pellucid.ui.language import Tongue
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts, make_frame
from ui.spoken import has_room


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows of the offscreen platform say what they have not, as size hints and an order, which concerns nobody."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            words = ("propagateSizeHints", r"support raise\(\)", "grabbing the keyboard")
            item.add_marker(pytest.mark.qt_log_ignore(*words, extend=True))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture
def empty_window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow()
    window.exports.stops_unasked = True
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def window(empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.show_photo(make_facts())
    empty_window.show_frame(make_frame())
    qtbot.waitUntil(lambda: empty_window.is_settled)
    return empty_window


@pytest.fixture
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Tongue]:
    """The window speaks a language for one test."""
    tongue: Tongue = request.param
    language.speak(qapp, tongue)
    yield tongue
    translation.speak(None)
    QLocale.setDefault(QLocale.c())
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def shown(spoken: Tongue, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow()
    window.exports.stops_unasked = True
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show_photo(make_facts())
    window.show_frame(make_frame())
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.is_settled)
    window.dock.operations.fold([])
    for card in window.dock.operations.cards.values():
        card._body.show_rare(shown=True)
    qtbot.waitUntil(lambda: has_room(window))
    yield window
    window.close()
