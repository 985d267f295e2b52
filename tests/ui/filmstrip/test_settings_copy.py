"""Copying, pasting and synchronising settings in the window, before anybody changes a sidecar."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local
from pellucid.document.settings_report import SettingsReport
from pellucid.document.settings_transfer import Parts, Paste
from pellucid.foundation.framing import Framing
from pellucid.foundation.masks import Mask
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.dialogs.settings_dialog import SettingsDialog
from pellucid.ui.filmstrip.content import Badge
from pellucid.ui.main_window import MainWindow
from ui.frames import make_facts

PHOTOS = tuple(Path(f"/photos/{number}.jpg") for number in range(4))


def edit(gamma: float) -> Edit:
    return Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=gamma)))


@pytest.fixture
def asked(window: MainWindow) -> list[tuple[tuple[Path, ...], Paste]]:
    window.opener.chosen.emit(PHOTOS)
    window.show_photo(make_facts(PHOTOS[0]))
    window.session.record(edit(1.4), "Denoise")
    found: list[tuple[tuple[Path, ...], Paste]] = []
    window.transfer.spread_requested.connect(lambda photos, paste: found.append((photos, paste)))
    return found


def dialog(window: MainWindow) -> SettingsDialog:
    return next(found for found in window.findChildren(SettingsDialog) if found.isVisible())


def test_what_is_copied_is_pasted_onto_what_is_selected(
    window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]]
) -> None:
    window.commands["copy_settings"].trigger()
    assert dialog(window).parts == Parts(("denoise",))
    dialog(window).accept()
    window.commands["select_all"].trigger()
    window.commands["paste_settings"].trigger()
    assert asked == [(PHOTOS, Paste(edit(1.4), Parts(("denoise",))))]


def test_pasting_nothing_says_what_to_do(window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]]) -> None:
    window.commands["paste_settings"].trigger()
    assert asked == []
    assert window.workspace.messages.text == "Nothing has been copied yet. Copy the settings of a photo first."


def test_synchronising_is_for_the_others(window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]]) -> None:
    window.commands["synchronise_settings"].trigger()
    assert "Select more photos" in window.workspace.messages.text
    window.commands["select_all"].trigger()
    window.commands["synchronise_settings"].trigger()
    dialog(window).others.setChecked(True)
    dialog(window).accept()
    parts = Parts(("denoise",), resets_others=True)
    assert asked == [(PHOTOS[1:], Paste(edit(1.4), parts, "Synchronise settings"))]


def test_the_photo_before_gives_its_settings(
    window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]], qtbot: QtBot
) -> None:
    window.commands["previous_settings"].trigger()
    assert asked == []
    window.show_loading(PHOTOS[1])
    window.show_photo(replace(make_facts(PHOTOS[1]), fingerprint="other"))
    window.commands["previous_settings"].trigger()
    assert asked == [(PHOTOS[1:2], Paste(edit(1.4), Parts(("denoise",)), "Settings of the previous photo"))]


def test_masks_and_crop_are_offered_but_off(window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]]) -> None:
    step = edit(1.4).stack.steps[0].with_local(Local("m", changes=(("gamma", 0.2),)))
    found = Edit(stack=EditStack().with_step(step), framing=Framing(angle_deg=2.0), masks=(Mask("m", "Sky"),))
    offered = SettingsDialog("Copy settings", "Copy", found, window)
    assert offered.masks.isEnabled()
    assert offered.framing.isEnabled()
    assert not offered.source.isEnabled()
    assert offered.parts == Parts(("denoise",))
    offered.masks.setChecked(True)
    offered.framing.setChecked(True)
    assert offered.parts == Parts(("denoise",), masks=True, framing=True)
    offered.deleteLater()


def test_the_buttons_for_all_and_none_say_that_they_mean_steps(window: MainWindow) -> None:
    offered = SettingsDialog("Copy settings", "Copy", edit(1.4), window)
    words = {button.text().replace("&", ""): button for button in offered.findChildren(QPushButton)}
    words["No Steps"].click()
    assert offered.parts.operations == ()
    words["All Steps"].click()
    assert offered.parts.operations == tuple(offered.steps)
    assert not offered.parts.masks
    assert not offered.parts.framing


def test_without_steps_pasting_takes_all_steps_out(window: MainWindow) -> None:
    offered = SettingsDialog("Copy settings", "Copy", Edit(), window)
    assert offered.parts == Parts(resets_others=True)
    offered.deleteLater()


def test_what_was_changed_has_a_badge_and_can_be_taken_back_once(
    window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]], qtbot: QtBot
) -> None:
    assert not window.commands["undo_paste"].isEnabled()
    changed = ((make_facts(PHOTOS[2]), Edit(), edit(1.4)),)
    window.transfer.show_finished(SettingsReport("Paste settings", changed, 1))
    assert window.workspace.messages.text == "Paste settings: 1 photo changed; 1 photo had them already."
    strip = window.strip.strip
    assert strip is not None
    assert strip.model.content.badges(PHOTOS[2]) == (Badge.EDITED,)
    with qtbot.waitSignal(window.transfer.take_back_requested):
        window.commands["undo_paste"].trigger()
    assert not window.commands["undo_paste"].isEnabled()
    back = ((make_facts(PHOTOS[2]), edit(1.4), Edit()),)
    window.transfer.show_finished(SettingsReport("Paste settings", back, is_taking_back=True))
    assert strip.model.content.badges(PHOTOS[2]) == ()
    assert not window.commands["undo_paste"].isEnabled()


def test_what_could_not_be_changed_is_told(window: MainWindow, asked: list[tuple[tuple[Path, ...], Paste]]) -> None:
    window.transfer.show_finished(SettingsReport("Paste settings", (), 3, ("a.jpg: cannot be read.",)))
    assert window.workspace.messages.text == (
        "Paste settings: 0 photos changed; 3 photos had them already; 1 photo could not be changed. "
        "a.jpg: cannot be read."
    )
