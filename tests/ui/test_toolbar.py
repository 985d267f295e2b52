"""The bar above the photo: what it leaves out where there is little room, and what never."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from pellucid.ui.main_window import MainWindow
from pellucid.ui.toolbar import Toolbar


@pytest.fixture
def bar(window: MainWindow, qtbot: QtBot) -> Toolbar:
    """A bar of its own, which no screen is too small for."""
    bar = Toolbar(window, window.commands)
    bar.setParent(None)
    qtbot.addWidget(bar)
    bar.show()
    return bar


def resize(bar: Toolbar, width: int) -> None:
    bar.resize(width, 48)
    QApplication.processEvents()


def button(bar: Toolbar, window: MainWindow, name: str) -> QToolButton:
    return next(found for found in bar.findChildren(QToolButton) if found.defaultAction() is window.commands[name])


@pytest.mark.parametrize("width", [1400, 1000, 700, 600])
def test_what_one_comes_for_is_always_there(window: MainWindow, bar: Toolbar, width: int) -> None:
    resize(bar, width)
    for name in ("open", "undo", "fit", "split", "side_by_side", "original", "crop", "export"):
        shown = button(bar, window, name)
        assert shown.isVisible(), name
        assert bar.rect().contains(shown.geometry()), name


@pytest.mark.parametrize(("width", "words", "spare"), [(1400, True, True), (800, False, True), (600, False, False)])
def test_words_go_before_buttons(window: MainWindow, bar: Toolbar, width: int, words: bool, spare: bool) -> None:
    for first in (1400, width, 600, width):  # whatever was before
        resize(bar, first)
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
    assert button(bar, window, "split").toolButtonStyle() == style
    assert button(bar, window, "double").isVisible() is spare


def test_the_primary_button_is_told_apart_and_follows_its_action(window: MainWindow, bar: Toolbar) -> None:
    assert button(bar, window, "export").objectName() == "primary"
    window.commands["export"].setEnabled(False)
    assert not button(bar, window, "export").isEnabled()


def test_a_caption_is_as_quiet_as_what_it_captions(window: MainWindow) -> None:
    caption = next(label for label in window.tools.findChildren(QLabel) if label.text() == "Compare")
    assert caption.isEnabled()
    window.commands.set_has_photo(False, False)
    assert not caption.isEnabled()


def test_words_without_an_icon_stand_in_the_middle_of_their_button(window: MainWindow, bar: Toolbar) -> None:
    alone = Qt.ToolButtonStyle.ToolButtonTextOnly
    texts = [found.text() for found in bar.findChildren(QToolButton) if found.toolButtonStyle() == alone]
    assert "Export" in texts
    assert texts == [text.strip() for text in texts]
