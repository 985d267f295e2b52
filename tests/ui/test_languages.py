"""The real window in other languages: what did not go through `tr`, what has no room, and what German says."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from helpers.shown_texts import cut, texts_of, untranslated
from pellucid.foundation import translation
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.paths import models_dir, resources_dir
from pellucid.ui import catalogues, language
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.dialogs.export_dialog import ExportDialog
from pellucid.ui.help.about import AboutDialog
from pellucid.ui.language import Tongue
from pellucid.ui.main_window import MainWindow
from pellucid.ui.settings import Settings
from ui.frames import make_facts, make_overlay
from ui.spoken import masked

NAMES = {"Pellucid", "photo", "jpg", "sRGB", "RGB", "–"}
"""What is called the same in every language: the program, and what a photo is and says of itself."""

NETWORKS = {tomllib.loads(card.read_text("utf-8"))["title"] for card in models_dir().glob("*/model.toml")}
"""Likewise, as they were published."""

DIALOGS = ["preferences", "shortcuts", "messages", "exports", "looks", "export", "about", "save_preset", "save_version"]


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


@pytest.mark.parametrize("spoken", [Tongue.PSEUDO], indirect=True)
def test_every_text_over_the_photo_does(shown: MainWindow) -> None:
    shown.commands["difference"].trigger()
    assert forgotten(shown.canvas) == ""
    shown.commands["difference"].trigger()
    shown.maps.show("denoise", "noise")
    shown.maps.note_overlay(make_overlay(0.5))
    assert forgotten(shown.canvas) == ""


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
