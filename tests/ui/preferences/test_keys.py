"""Keys that the person gives to actions: kept, taken over, told, and given back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from pellucid.ui.main_window import MainWindow
from pellucid.ui.preferences.key_list import KeyList
from pellucid.ui.preferences.keymap import Keymap
from pellucid.ui.preferences.keys_page import KeysPage
from pellucid.ui.window_actions import ACTIONS


def test_no_two_actions_have_the_same_keys(empty_window: MainWindow) -> None:
    keymap = empty_window.preferences.keymap
    for spec in ACTIONS:
        for keys in keymap.keys(spec.name):
            assert keymap.holders(keys, but=spec.name) == []


def test_keys_that_are_given_act_and_come_back_with_the_next_window(window: MainWindow, qtbot: QtBot) -> None:
    keymap = window.preferences.keymap
    keymap.give("fit", QKeySequence("G"))
    window.canvas.zoom_to(3.0)
    qtbot.keyClick(window, Qt.Key.Key_G)
    assert window.canvas.view.zoom <= 1.0
    again = Keymap(window.commands, window.settings, window)
    assert (again.shown("fit"), again.is_changed("fit")) == ("G", True)
    assert "(G)" in window.commands["fit"].toolTip()


def test_who_had_the_keys_has_them_no_more_and_gets_them_back(window: MainWindow) -> None:
    keymap = window.preferences.keymap
    keymap.give("fit", QKeySequence("Ctrl+Shift+E"))
    assert (keymap.shown("export"), keymap.is_changed("export")) == ("", True)
    keymap.reset("export")
    assert (keymap.shown("export"), keymap.shown("fit")) == ("Ctrl+Shift+E", "")
    keymap.reset_all()
    assert keymap.shown("fit") == "Ctrl+0"
    assert window.settings.keys() == {}


def test_one_of_two_keys_can_be_taken(window: MainWindow) -> None:
    keymap = window.preferences.keymap
    keymap.give("fit", QKeySequence("Ctrl+Y"))
    assert keymap.shown("redo") == "Ctrl+Shift+Z"


def test_the_page_says_who_has_the_keys_before_it_takes_them(window: MainWindow, qtbot: QtBot) -> None:
    page = KeysPage(window.preferences.keymap)
    qtbot.addWidget(page)
    assert not page.use.isEnabled()
    page.list.choose("fit")
    page.entry.setKeySequence(QKeySequence("C"))
    assert "“Crop and Straighten”" in page.message.text()
    assert page.use.text() == "Take over"
    page.use.click()
    assert window.preferences.keymap.shown("fit") == "C"
    assert window.preferences.keymap.shown("crop") == ""


def test_keys_that_are_held_are_not_given_away(window: MainWindow, qtbot: QtBot) -> None:
    page = KeysPage(window.preferences.keymap)
    qtbot.addWidget(page)
    page.list.choose("fit")
    page.entry.setKeySequence(QKeySequence("\\"))
    assert not page.use.isEnabled()
    assert "original" in page.message.text()


@pytest.mark.parametrize(("text", "name"), [("ctrl+shift+e", "export"), ("straighten", "crop")])
def test_keys_are_found_by_word_and_by_key(window: MainWindow, qtbot: QtBot, text: str, name: str) -> None:
    rows = KeyList(window.preferences.keymap, with_hands=True)
    qtbot.addWidget(rows)
    rows.search.setText(text)
    seen = [key for key, item in rows._items.items() if not item.isHidden() and not item.parent().isHidden()]
    assert name in seen
    assert len(seen) < 4


def test_a_search_that_finds_no_key_says_so(window: MainWindow, qtbot: QtBot) -> None:
    rows = KeyList(window.preferences.keymap, with_hands=True)
    qtbot.addWidget(rows)
    rows.search.setText("qqq")
    assert rows.rows.isHidden()
    assert not rows.none_found.isHidden()
    rows.search.clear()
    assert not rows.rows.isHidden()
    assert rows.none_found.isHidden()


def test_every_action_with_keys_is_on_the_sheet(window: MainWindow, qtbot: QtBot) -> None:
    rows = KeyList(window.preferences.keymap, with_hands=True)
    qtbot.addWidget(rows)
    assert {spec.name for spec in ACTIONS if spec.keys} <= set(rows._items)


def test_damaged_settings_do_no_harm(window: MainWindow) -> None:
    window.settings.set_keys("fit", "no such key; Ctrl+")
    window.settings.set_keys("nothing", "F")
    assert Keymap(window.commands, window.settings, window).keys("fit") is not None
