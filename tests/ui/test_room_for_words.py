"""Words of other languages have room: the longest that are known, and German."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from helpers.findings import FIVE, HAZE, NOISE, findings
from helpers.shown_texts import cut
from pellucid.foundation.findings import Finding, Kind
from pellucid.ui.language import Tongue
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.kinds import KINDS
from ui.frames import make_facts
from ui.spoken import has_room, masked

WIDE = (1040, 780)
"""Of a canvas, in a window of 1440 x 900."""


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_the_buttons_of_the_crop_tool_are_whole_at_once(shown: MainWindow) -> None:
    bar = shown.crop.tool.bar
    shown.commands["crop"].trigger()
    for words in ("", " and more"):
        for button in bar.findChildren(QPushButton):
            button.setText(button.text() + words)
        bar.place(*WIDE)
        bar.layout().activate()
        assert all(button.width() >= button.sizeHint().width() for button in bar.findChildren(QPushButton))


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_the_bar_of_a_mask_takes_the_room_of_its_words(shown: MainWindow) -> None:
    tool = shown.masks.tool
    tool.add(next(kind for kind in KINDS if kind.name == "selection"))
    tool.bar.place(*WIDE)
    assert tool.bar.hint.shown_text == tool.bar.hint.text()
    tool.add(next(kind for kind in KINDS if kind.name == "brush"))
    tool.bar.place(*WIDE)
    assert len({row.y() for row in tool.bar.rows.values()}) == 1


@pytest.mark.parametrize("spoken", [Tongue.GERMAN], indirect=True)
def test_the_filmstrip_tells_less_before_its_choices_are_cut(shown: MainWindow, qtbot: QtBot) -> None:
    shown.opener.chosen.emit((make_facts().path, Path("/photos/photo.jpg")))
    qtbot.waitUntil(lambda: shown.strip.strip is not None and shown.strip.strip.isVisible())
    assert shown.strip.strip is not None
    bar = shown.strip.strip.bar
    for count in (200, 0):
        bar.show_selection(count)
        bar.show_measuring(0, count)
        bar.setFixedWidth(1400)
        bar.layout().activate()
        assert all(combo.width() >= combo.sizeHint().width() for combo in bar.findChildren(QComboBox))


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_no_text_of_the_window_is_cut(shown: MainWindow, qtbot: QtBot) -> None:
    for width, height in ((1440, 900), (1024, 700)):
        shown.resize(width, height)
        qtbot.waitUntil(lambda: cut(shown) == "")


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_no_text_of_the_crop_tool_is_cut(shown: MainWindow, qtbot: QtBot) -> None:
    shown.commands["crop"].trigger()
    for width, height in ((1440, 900), (1024, 700)):
        shown.resize(width, height)
        qtbot.waitUntil(lambda: cut(shown) == "")


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_findings_have_room_whatever_is_found(shown: MainWindow, qtbot: QtBot) -> None:
    burnt = Finding(Kind.BRIGHT, 7.8, "% burnt out", 0.9, 0.7, True, "", proposal=HAZE.proposal)
    shown.resize(1024, 700)
    shown.findings.take(findings(*FIVE, burnt, *(replace(NOISE, kind=kind, is_found=False) for kind in Kind)))
    strip = shown.dock.findings
    qtbot.waitUntil(lambda: has_room(shown) and cut(strip.window()) == "")
    assert all(row.value.shown_text == row.value.text() for row in strip.rows)


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN, Tongue.ENGLISH], indirect=True)
def test_the_settings_of_every_kind_of_mask_have_room(shown: MainWindow, qtbot: QtBot) -> None:
    shown.resize(1024, 700)
    for kind in KINDS:
        shown.masks.tool.add(kind)
        qtbot.waitUntil(lambda: cut(shown) == "")


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_the_panel_is_no_wider_than_it_is_seen(shown: MainWindow, qtbot: QtBot) -> None:
    masked(shown)
    qtbot.waitUntil(lambda: has_room(shown))
