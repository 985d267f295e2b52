"""The real window in other languages: what did not go through `tr`, what has no room, and what German says."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from helpers.findings import FIVE, HAZE, NOISE, findings
from helpers.shown_texts import cut, texts_of, untranslated
from pellucid.foundation import translation
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.findings import Finding, Kind
from pellucid.foundation.masks import Combine
from pellucid.foundation.paths import models_dir, resources_dir
from pellucid.ui import catalogues, language
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.help.about import AboutDialog
from pellucid.ui.language import Tongue
from pellucid.ui.main_window import MainWindow
from pellucid.ui.masks.kinds import KINDS
from pellucid.ui.settings import Settings
from ui.frames import make_facts, make_frame, make_overlay

NAMES = {"Pellucid", "photo", "jpg", "sRGB", "RGB", "–"}
"""What is called the same in every language: the program, and what a photo is and says of itself."""

NETWORKS = {tomllib.loads(card.read_text("utf-8"))["title"] for card in models_dir().glob("*/model.toml")}
"""Likewise, as they were published."""

WIDE = (1040, 780)
"""Of a canvas, in a window of 1440 x 900."""

DIALOGS = ["preferences", "shortcuts", "messages", "exports", "looks", "export", "about", "save_preset", "save_version"]


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


def has_room(window: MainWindow) -> bool:
    """True once the panel has taken the room that its words need."""
    dock, panel = window.dock, window.dock.operations
    wants = panel.widget().minimumSizeHint().width() <= panel.viewport().width()
    return wants and dock.widget().minimumSizeHint().width() <= dock.width()


def opened(window: MainWindow, which: str) -> QDialog:
    if which == "export":
        dialog: QDialog = ExportDialog(
            make_facts(), ExportOptions(), window.settings.folder("x"), lambda _path: False, window
        )
        dialog.show()
    elif which == "about":
        dialog = AboutDialog("", lambda: None, window)
        dialog.show()
    else:
        window.commands[which].trigger()
        dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
    QApplication.processEvents()
    return dialog


def forgotten(root: QWidget) -> str:
    found = {(where, untranslated(text)) for where, text in texts_of(root)}
    return "\n".join(f"{where}: {left}" for where, left in sorted(found) if left and not _is_name(left))


def _is_name(text: str) -> bool:
    return "/" in text or text in NETWORKS or set(text.replace("[*]", " ").replace(".", " ").split()) <= NAMES


def masked(window: MainWindow) -> None:
    tool = window.masks.tool
    tool.add(next(kind for kind in KINDS if kind.name == "radial"))
    tool.add_part(next(kind for kind in KINDS if kind.name == "brush"), Combine.SUBTRACT)
    tool.section.fold.click()
    QApplication.processEvents()


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
def test_every_text_of_the_window_goes_through_tr(shown: MainWindow) -> None:
    assert forgotten(shown) == ""


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
def test_every_text_of_masks_and_crop_does(shown: MainWindow) -> None:
    masked(shown)
    assert forgotten(shown) == ""
    shown.commands["crop"].trigger()
    QApplication.processEvents()
    assert forgotten(shown) == ""


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
def test_every_text_of_the_filmstrip_does(shown: MainWindow, qtbot: QtBot) -> None:
    shown.opener.chosen.emit((make_facts().path, Path("/photos/photo.jpg")))
    qtbot.waitUntil(lambda: shown.strip.strip is not None and shown.strip.strip.isVisible())
    assert shown.strip.strip is not None
    assert forgotten(shown.strip.strip) == ""


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
@pytest.mark.parametrize("which", DIALOGS)
def test_every_text_of_the_dialogs_does(shown: MainWindow, which: str) -> None:
    dialog = opened(shown, which)
    assert forgotten(dialog) == ""
    assert cut(dialog) == ""
    dialog.close()


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
def test_findings_have_room_whatever_is_found(shown: MainWindow, qtbot: QtBot) -> None:
    burnt = Finding(Kind.BRIGHT, 7.8, "% burnt out", 0.9, 0.7, True, "", proposal=HAZE.proposal)
    shown.resize(1024, 700)
    shown.findings.take(findings(*FIVE, burnt, *(replace(NOISE, kind=kind, is_found=False) for kind in Kind)))
    strip = shown.dock.findings
    qtbot.waitUntil(lambda: has_room(shown) and cut(strip.window()) == "")
    assert all(row.value.shown_text == row.value.text() for row in strip.rows)


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
def test_every_text_over_the_photo_does(shown: MainWindow) -> None:
    shown.commands["difference"].trigger()
    assert forgotten(shown.canvas) == ""
    shown.commands["difference"].trigger()
    shown.maps.show("denoise", "noise")
    shown.maps.note_overlay(make_overlay(0.5))
    assert forgotten(shown.canvas) == ""


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN, Tongue.ENGLISH], indirect=True)
def test_the_settings_of_every_kind_of_mask_have_room(shown: MainWindow, qtbot: QtBot) -> None:
    shown.resize(1024, 700)
    for kind in KINDS:
        shown.masks.tool.add(kind)
        qtbot.waitUntil(lambda: cut(shown) == "")


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
def test_every_text_of_menus_that_are_made_when_they_open_does(shown: MainWindow) -> None:
    masked(shown)
    tool = shown.masks.tool
    tool.edits.copy()
    for menu in shown.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
    opened_menus = [
        tool.menus.offer(tool.bar, lambda _kind: None),
        tool.menus.offer_more(tool.bar),
        tool.menus.offer_styles(tool.bar, MaskStyle(), lambda _style: None),
    ]
    tool.section.parts[1].combine.click()
    assert "\n".join(filter(None, (forgotten(menu) for menu in [*opened_menus, tool.section, shown]))) == ""
    for menu in shown.findChildren(QMenu):
        menu.hide()


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO, Tongue.GERMAN], indirect=True)
def test_the_panel_is_no_wider_than_it_is_seen(shown: MainWindow, qtbot: QtBot) -> None:
    masked(shown)
    qtbot.waitUntil(lambda: has_room(shown))


@pytest.mark.parametrize("spoken", [Tongue.GERMAN], indirect=True)
def test_german_speaks_of_edits_while_files_stay_english(shown: MainWindow) -> None:
    shown.session.set_enabled("denoise", True)
    parameters = shown.session.stack.parameters("denoise")
    shown.session.edit_parameters("denoise", replace(parameters, gamma=1.35), False)
    assert shown.session.entries[-1].label == "Denoise: Noise level γ 1.00 → 1.35"
    assert shown.dock.history.item(2).text() == "Entrauschen: Rauschpegel γ 1,00 → 1,35"
    assert shown.commands["undo"].text() == "&Rückgängig: Entrauschen: Rauschpegel γ 1,00 → 1,35"
    assert shown.dock.operations.cards["denoise"].title.text() == "Entrauschen"
    assert shown.commands["open"].text() == "Ö&ffnen …"


@pytest.mark.parametrize("spoken", [Tongue.GERMAN], indirect=True)
def test_buttons_and_fields_of_qt_are_german_too(spoken: Tongue, qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Abbrechen"
    assert QDoubleSpinBox(decimals=1, value=1.5).text() == "1,5"


def test_what_is_asked_for_comes_before_what_is_chosen_and_what_the_system_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PELLUCID_LANGUAGE", raising=False)
    assert language.wanted_tongue(Tongue.GERMAN) is Tongue.GERMAN
    monkeypatch.setenv("PELLUCID_LANGUAGE", "de")
    assert language.wanted_tongue(Tongue.ENGLISH) is Tongue.GERMAN
    monkeypatch.setenv("PELLUCID_LANGUAGE", "Klingon")
    assert language.wanted_tongue(Tongue.ENGLISH) is Tongue.ENGLISH
    monkeypatch.setenv("PELLUCID_LANGUAGE", "system")
    for system, spoken in (("de_AT", Tongue.GERMAN), ("fr_FR", Tongue.ENGLISH)):
        monkeypatch.setattr(language.QLocale, "system", lambda system=system: QLocale(system))
        assert language.wanted_tongue(Tongue.SYSTEM) is spoken


def test_the_preferences_remember_a_language_for_the_next_start(window: MainWindow) -> None:
    window.preferences.open()
    dialog = window.preferences.dialog
    assert dialog is not None
    dialog.language.setCurrentIndex(dialog.language.findData(Tongue.GERMAN))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert Settings().tongue() is Tongue.GERMAN
    assert dialog.windowTitle() == "Preferences"
    dialog.close()


def test_without_a_catalogue_the_window_is_english(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(catalogues, "resources_dir", lambda: tmp_path)
    language.speak(qapp, Tongue.GERMAN)
    assert translation.tr("Open") == "Open"
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "pellucid_de.ts").write_text("no catalogue", "utf-8")
    language.speak(qapp, Tongue.GERMAN)
    assert translation.tr("Open") == "Open"


def test_a_shipped_catalogue_needs_no_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = tmp_path / "translations" / "pellucid_de.qm"
    source = resources_dir() / "translations" / "pellucid_de.ts"
    assert catalogues.release(source, shipped)
    monkeypatch.setattr(catalogues, "resources_dir", lambda: tmp_path)
    assert catalogues.find_catalogue("de") == shipped


def test_the_pseudo_language_is_longer_and_keeps_values_and_mnemonics() -> None:
    text = "&Export {count} photos to another folder…"
    shown = catalogues.pseudo(text)
    assert shown.startswith("⟦&Export {count}")
    assert 1.35 <= len(shown) / len(text) <= 1.6


def test_what_was_forgotten_and_what_is_cut_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("A text that nobody translated", window)
    label.setGeometry(0, 0, 40, 20)
    QLabel("⟦Open ⟦lorem⟧ 12⟧ (Ctrl+O)", window)
    window.resize(400, 100)
    window.show()
    assert forgotten(window) == "QLabel: A text that nobody translated"
    assert "A text that nobody translated" in cut(window)
    label.setToolTip(label.text())
    assert "A text that nobody translated" not in cut(window)
