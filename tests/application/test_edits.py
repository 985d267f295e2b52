"""Edits are saved by themselves, found again, and never lost to another window."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from application.deeds import denoised, edit, open_in, save, stored
from pellucid.application import Application
from pellucid.document import recovery, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.found_edits import OTHER_EDITS
from pellucid.document.sidecar import SourceIdentity
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.edit_notices import EDITS_OF_THIS_WINDOW, KEPT, RECOVERED
from pellucid.workers import edit_keeper

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_saved_edits_come_with_the_photo_and_count_as_saved(app: Application, photo: Path, qtbot: QtBot) -> None:
    sidecar.write(sidecar.sidecar_path(photo), stored(photo, denoised(0.6)))
    open_in(app, photo, qtbot)
    assert app.window.session.stack == denoised(0.6)
    assert app.window.session.is_clean


def test_edits_that_could_not_be_saved_come_back_on_top(app: Application, photo: Path, qtbot: QtBot) -> None:
    sidecar.write(sidecar.sidecar_path(photo), stored(photo, denoised(0.6)))
    recovery.keep(stored(photo, denoised(1.4).with_enabled("denoise", False)))
    open_in(app, photo, qtbot)
    session = app.window.session
    assert session.stack == denoised(1.4).with_enabled("denoise", False)
    assert app.window.workspace.messages.text == RECOVERED
    save(app, qtbot)
    assert recovery.offer(open_photo(photo).facts.fingerprint) is None
    session.undo()
    assert session.stack == denoised(0.6)


def test_edits_are_saved_by_themselves(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    edit(app, 1.1)
    assert not app.window.session.is_clean
    beside = sidecar.sidecar_path(photo)
    qtbot.waitUntil(beside.exists)
    assert edit_keeper.SOON_MS <= 1000, "more would be lost by a crash"
    qtbot.waitUntil(lambda: app.window.session.is_clean)
    assert sidecar.read(beside).edit.stack == denoised(1.1)
    assert not app.window.isWindowModified()


def test_a_drag_is_saved_before_it_ends(
    app: Application, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit_keeper, "MEANWHILE_MS", 100)
    open_in(app, photo, qtbot)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.2), dragging=True)
    qtbot.waitUntil(sidecar.sidecar_path(photo).exists)
    assert sidecar.read(sidecar.sidecar_path(photo)).edit.stack == denoised(1.2)


def test_a_photo_that_was_only_looked_at_gets_no_sidecar(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    app.window.session.set_enabled("tone", True)
    save(app, qtbot)
    app.window.session.undo()
    save(app, qtbot)
    assert [path.name for path in photo.parent.glob("photo*")] == ["photo.png"]


def test_undo_goes_back_behind_the_last_opening(app: Application, photo: Path, qtbot: QtBot) -> None:
    other = photo.with_name("other.png")
    Image.new("RGB", (30, 20), (9, 80, 160)).save(other)
    open_in(app, photo, qtbot)
    edit(app, 1.1)
    edit(app, 1.3)
    open_in(app, other, qtbot)
    assert app.window.session.stack == EditStack()
    open_in(app, photo, qtbot)
    session = app.window.session
    assert (session.stack, session.is_clean) == (denoised(1.3), True)
    session.undo()
    assert session.stack == denoised(1.1)
    session.revert_to_opened()
    assert session.stack == denoised(1.3)


def test_a_damaged_sidecar_is_told_and_kept_when_the_photo_is_edited(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    sidecar.sidecar_path(photo).write_text("{")
    open_in(app, photo, qtbot)
    assert "photo.png.pellucid" in app.window.workspace.messages.text
    assert app.window.session.stack == EditStack()
    edit(app, 1.1)
    save(app, qtbot)
    assert sidecar.read(sidecar.sidecar_path(photo)).edit.stack == denoised(1.1)
    assert (photo.parent / "photo.png.pellucid.other-1").read_text() == "{"
    assert "are kept as “photo.png.pellucid.other-1”" in app.window.workspace.messages.text


def test_edits_made_on_another_photo_are_offered_and_not_applied(app: Application, photo: Path, qtbot: QtBot) -> None:
    foreign = replace(stored(photo, denoised(0.6)), source=SourceIdentity("photo.png", "cd" * 16, 64, 48))
    sidecar.write(sidecar.sidecar_path(photo), foreign)
    open_in(app, photo, qtbot)
    messages = app.window.workspace.messages
    assert "another photo" in messages.text
    assert app.window.session.stack == EditStack()
    messages._button.click()
    assert app.window.session.stack == denoised(0.6)
    assert messages.text == ""
    save(app, qtbot)
    assert sidecar.read(photo.parent / "photo.png.pellucid.other-1") == foreign


@pytest.mark.parametrize(
    ("words", "gamma", "aside"),
    [("Keep", 1.1, (OTHER_EDITS, 0.4)), ("Take", 0.4, (EDITS_OF_THIS_WINDOW, 1.1))],
)
def test_what_another_window_saved_is_asked_about_and_both_are_kept(
    app: Application, photo: Path, qtbot: QtBot, words: str, gamma: float, aside: tuple[str, float]
) -> None:
    open_in(app, photo, qtbot)
    sidecar.write(sidecar.sidecar_path(photo), stored(photo, denoised(0.4)))
    edit(app, 1.1)
    app.window.save_requested.emit()
    qtbot.waitUntil(lambda: app.window.findChild(QMessageBox) is not None)
    box = app.window.findChild(QMessageBox)
    assert box is not None
    assert sidecar.read(sidecar.sidecar_path(photo)).edit.stack == denoised(0.4)
    next(button for button in box.buttons() if button.text().startswith(words)).click()
    save(app, qtbot)
    assert app.window.session.stack == denoised(gamma)
    saved = sidecar.read(sidecar.sidecar_path(photo))
    assert saved.edit.stack == denoised(gamma)
    (version,) = saved.versions
    assert (version.name, version.edit.stack) == (aside[0], denoised(aside[1]))
    assert not list(photo.parent.glob("*.other-*")), "a state that is a version needs no file"


def test_edits_that_wait_for_an_answer_are_kept_aside_when_the_photo_is_left(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    other = photo.with_name("other.png")
    Image.new("RGB", (30, 20), (9, 80, 160)).save(other)
    open_in(app, photo, qtbot)
    sidecar.write(sidecar.sidecar_path(photo), stored(photo, denoised(0.4)))
    edit(app, 1.1)
    app.window.save_requested.emit()
    qtbot.waitUntil(lambda: app.window.findChild(QMessageBox) is not None)
    open_in(app, other, qtbot)
    assert not any(box.isVisible() for box in app.window.findChildren(QMessageBox))
    open_in(app, photo, qtbot)
    assert app.window.session.stack == denoised(0.4)
    assert app.window.workspace.messages.text == KEPT
    assert [version.edit.stack for version in app.window.session.versions] == [denoised(1.1)]
    qtbot.waitUntil(lambda: not list(photo.parent.glob("*.other-*")))
    open_in(app, other, qtbot)
    open_in(app, photo, qtbot)
    assert app.window.workspace.messages.text == "", "what is a version is not told again"
    assert len(app.window.session.versions) == 1


def test_a_photo_that_changes_on_the_disk_is_told_and_can_be_opened_again(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    open_in(app, photo, qtbot)
    app.keeper.watch()
    Image.new("RGB", (30, 20), (9, 80, 160)).save(photo)
    app.keeper.watch()
    messages = app.window.workspace.messages
    qtbot.waitUntil(lambda: "changed by another program" in messages.text)
    messages._button.click()
    qtbot.waitUntil(lambda: app.window.facts is not None and app.window.facts.size.width == 30)


def test_a_failure_to_save_is_withdrawn_when_saving_works(
    app: Application, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_in(app, photo, qtbot)
    full = UnwritableError("there is no space left on the disk")

    def refuse(*_: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr("pellucid.document.edit_store.write_at", refuse)
        edit(app, 1.1)
        app.window.save_requested.emit()
        qtbot.waitUntil(lambda: "no space left" in app.window.workspace.messages.text)
        recovered = recovery.offer(open_photo(photo).facts.fingerprint)
        assert recovered is not None
        assert recovered.edit.stack == denoised(1.1)
    save(app, qtbot)
    assert app.window.workspace.messages.text == ""


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_photo_opens_as_its_edits_ask_of_its_decoder(
    app: Application, tmp_path: Path, qtbot: QtBot, is_saved: bool
) -> None:
    photo = tmp_path / "bright.tif"
    tifffile.imwrite(photo, np.full((20, 30, 3), 0.5, np.float32), photometric="rgb")
    darker = replace(stored(photo, EditStack()), edit=Edit(source=SourceChoices(exposure_ev=-2)))
    if is_saved:
        sidecar.write(sidecar.sidecar_path(photo), darker)
    else:
        recovery.keep(darker)
    open_in(app, photo, qtbot)
    assert app.window.facts is not None
    assert app.window.facts.choices == darker.edit.source
    assert (app.window.session.edit, app.window.session.is_clean) == (darker.edit, is_saved)
    opened = app.window.facts
    qtbot.waitUntil(lambda: not app.loader.is_busy)
    assert app.window.facts is opened, "it is not decoded once more"
