"""The wires between rooms: what the window wishes reaches a worker, and what a worker tells reaches the window."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.application import RECOVERED, Application, connect_rooms
from pellucid.document import recovery, sidecar
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import SourceIdentity
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.eyes import Eye, EyeView
from pellucid.io.decode import open_photo
from pellucid.io.stereo import Pair, open_two
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def denoised(gamma: float) -> EditStack:
    return EditStack().with_parameters("denoise", Parameters(gamma=gamma))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (48, 64, 3), np.uint8)).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Application]:
    """The editor with its loader running; what it renders and exports waits in the mailboxes."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"PELLUCID_{name}_DIR", str(tmp_path / name))
    window = MainWindow()
    window.unsaved.discards = True
    window.exports.stops_unasked = True
    qtbot.addWidget(window)
    window.show()
    made = Application(window)
    connect_rooms(made)
    made.loader.start()
    yield made
    window.close()
    made.stop()


def open_in(app: Application, photo: Path, qtbot: QtBot) -> None:
    app.window.door.choose((photo,))
    qtbot.waitUntil(lambda: app.window.facts is not None and app.window.facts.path == photo, timeout=10_000)


def test_a_start_opens_its_photo_or_its_pair(app: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.window.pairs.pair_requested) as pair:
        app.open_all(EditorStart((Path("/l.jpg"),), Path("/r.jpg")))
    assert pair.args == [Path("/l.jpg"), Path("/r.jpg")]
    with qtbot.waitSignal(app.window.door.chosen) as chosen:
        app.open_all(EditorStart((Path("/a.jpg"), Path("/b.jpg"))))
    assert chosen.args == [(Path("/a.jpg"), Path("/b.jpg"))]


def test_an_opened_photo_is_asked_of_the_renderer(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    qtbot.waitUntil(lambda: app.renderer.mailbox.has_news)
    job = app.renderer.mailbox.take()
    assert job is not None
    assert job.source.facts.path == photo
    assert job.request.edit.stack == EditStack()


def test_saved_edits_come_with_the_photo_and_count_as_saved(app: Application, photo: Path, qtbot: QtBot) -> None:
    identity = SourceIdentity.of(open_photo(photo).facts)
    sidecar.write(sidecar.sidecar_path(photo), denoised(0.6), identity, 3)
    open_in(app, photo, qtbot)
    assert app.window.session.stack == denoised(0.6)
    assert app.window.session.is_clean


def test_unsaved_edits_come_back_on_top_of_the_saved_ones(app: Application, photo: Path, qtbot: QtBot) -> None:
    identity = SourceIdentity.of(open_photo(photo).facts)
    sidecar.write(sidecar.sidecar_path(photo), denoised(0.6), identity, 3)
    recovery.keep(denoised(1.4).with_enabled("denoise", False), identity, 3)
    open_in(app, photo, qtbot)
    session = app.window.session
    assert session.stack == denoised(1.4).with_enabled("denoise", False)
    assert not session.is_clean
    assert app.window.stage.messages.text == RECOVERED
    while session.undo_label:
        session.undo()
    assert session.stack == denoised(0.6)
    assert session.is_clean


def test_taking_all_edits_out_is_an_unsaved_edit_too(app: Application, photo: Path, qtbot: QtBot) -> None:
    identity = SourceIdentity.of(open_photo(photo).facts)
    sidecar.write(sidecar.sidecar_path(photo), denoised(0.6), identity, 3)
    recovery.keep(EditStack(), identity, 3)
    open_in(app, photo, qtbot)
    assert app.window.session.stack == EditStack()
    assert not app.window.session.is_clean


def test_saving_writes_the_sidecar_and_forgets_the_recovery(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.keep_edits()
    facts = open_photo(photo).facts
    assert recovery.offer(facts.fingerprint, photo) == denoised(1.1)
    app.window.sidecar_requested.emit()
    assert sidecar.read(sidecar.sidecar_path(photo)).stack == denoised(1.1)
    assert app.window.session.is_clean
    assert recovery.offer(facts.fingerprint, photo) is None


def test_discarded_edits_do_not_come_back(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    app.window.unsaved.discards = False
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.keep_edits()
    other = photo.with_name("other.png")
    Image.new("RGB", (30, 20), (9, 80, 160)).save(other)
    app.window.door.choose((other,))
    box = app.window.findChild(QMessageBox)
    assert box is not None
    box.button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: app.window.facts is not None and app.window.facts.path == other, timeout=10_000)
    assert recovery.offer(open_photo(photo).facts.fingerprint, photo) is None


def test_edits_are_kept_when_another_photo_is_opened(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    other = photo.with_name("other.png")
    Image.new("RGB", (30, 20), (9, 80, 160)).save(other)
    open_in(app, other, qtbot)
    assert app.window.session.stack == EditStack()
    assert recovery.offer(open_photo(photo).facts.fingerprint, photo) == denoised(1.1)


def test_a_damaged_sidecar_is_told_and_the_photo_opens(app: Application, photo: Path, qtbot: QtBot) -> None:
    sidecar.sidecar_path(photo).write_text("{")
    open_in(app, photo, qtbot)
    assert "photo.png.pellucid" in app.window.stage.messages.text
    assert app.window.session.stack == EditStack()


def test_an_export_takes_the_edits_of_the_moment(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.window.exporting.again()
    job = app.exporter.mailbox.take()
    assert job is not None
    assert job.edit.stack == denoised(1.1)
    assert job.photo.get().facts.path == photo
    assert job.target != photo


def test_three_exports_in_a_row_are_all_made_each_with_the_edits_of_its_moment(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    open_in(app, photo, qtbot)
    for gamma in (0.6, 0.8, 1.1):
        app.window.session.edit_parameters("denoise", Parameters(gamma=gamma), dragging=False)
        app.window.exporting.again()
    jobs = [app.exporter.mailbox.take() for _ in range(3) if app.exporter.mailbox.has_news]
    assert [job.edit.stack for job in jobs if job] == [denoised(0.6), denoised(0.8), denoised(1.1)]
    assert len({job.target for job in jobs if job}) == 3


def test_why_a_card_does_not_compute_is_said_aloud_once_and_then_in_the_tooltip(app: Application) -> None:
    note = "An NVIDIA card is here, but this build computes on the CPU only."
    messages = app.window.stage.messages
    app.on_device_found("CPU · 2 threads", note)
    assert messages.text == note
    messages.hide()
    app.on_device_found("CPU · 2 threads", note)
    assert messages.text == ""
    assert app.window.status.device_tip.endswith(note)
    app.on_device_found("A card", "")
    assert note not in app.window.status.device_tip
    app.on_device_found("CPU · 2 threads", note)
    assert messages.text == note


def test_a_pair_is_edited_as_one_and_its_view_reaches_renderer_and_export(
    app: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_mpo(tmp_path / "pair.mpo", two_eyes(24, 40))
    open_in(app, path, qtbot)
    qtbot.waitUntil(lambda: app.renderer.mailbox.has_news)
    app.window.commands["right_eye"].trigger()
    job = app.renderer.mailbox.take()
    assert job is not None
    assert isinstance(job.pair, Pair)
    assert (job.view, job.source) == (EyeView.RIGHT, job.pair.right)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.window.exporting.again()
    export = app.exporter.mailbox.take()
    assert export is not None
    assert (export.photo.get(), export.eye, export.target.suffix) == (job.pair, Eye.RIGHT, ".mpo")
    app.window.sidecar_requested.emit()
    stored = sidecar.read(sidecar.sidecar_path(path))
    assert (stored.stack, stored.source.fingerprint) == (denoised(1.1), job.pair.fingerprint)


def test_swapped_eyes_keep_their_edits_and_go_into_the_export(app: Application, tmp_path: Path, qtbot: QtBot) -> None:
    left, right = write_files(tmp_path, two_eyes(24, 40))
    app.window.pairs.choose(left, right)
    qtbot.waitUntil(lambda: app.window.facts is not None, timeout=10_000)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.window.commands["swap_eyes"].trigger()
    app.window.exporting.again()
    export = app.exporter.mailbox.take()
    assert export is not None
    assert [eye.facts.path for eye in export.photo.get().eyes] == [right, left]  # type: ignore[union-attr]
    assert export.edit.stack == denoised(1.1)
    app.window.sidecar_requested.emit()
    assert sidecar.read(tmp_path / "l.png+r.png.pellucid").stack == denoised(1.1)
    assert app.window.session.is_clean


def test_two_files_have_edits_of_their_own_beside_those_of_the_left(
    app: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    left, right = write_files(tmp_path, two_eyes(24, 40))
    identity = SourceIdentity.of(open_photo(left).facts)
    sidecar.write(sidecar.sidecar_path(left), denoised(0.6), identity, 1)
    app.window.pairs.choose(left, right)
    qtbot.waitUntil(lambda: app.window.facts is not None, timeout=10_000)
    assert app.window.session.stack == EditStack()
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.keep_edits()
    facts = open_two(left, right).facts
    assert recovery.offer(facts.fingerprint, facts.edited_as) == denoised(1.1)
    app.window.sidecar_requested.emit()
    assert sidecar.read(tmp_path / "l.png+r.png.pellucid").stack == denoised(1.1)
    assert sidecar.read(sidecar.sidecar_path(left)).stack == denoised(0.6)
    assert recovery.offer(facts.fingerprint, facts.edited_as) is None
