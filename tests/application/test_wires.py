"""The wires between rooms: what the window requests reaches a worker, and what a worker tells reaches the window."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from application.deeds import denoised, open_in, save, stored
from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.application import Application
from pellucid.document import sidecar
from pellucid.document.edit_stack import EditStack
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.eyes import Eye, EyeView
from pellucid.foundation.masks import UNSELECTED, Raster
from pellucid.io.decode import open_photo
from pellucid.io.stereo import Pair
from pellucid.operations.denoise.parameters import Parameters
from pellucid.ui.masks.kinds import kind_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_start_opens_its_photo_or_its_pair(app: Application, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.window.pairs.pair_requested) as pair:
        app.open_all(EditorStart((Path("/l.jpg"),), Path("/r.jpg")))
    assert pair.args == [Path("/l.jpg"), Path("/r.jpg")]
    with qtbot.waitSignal(app.window.opener.chosen) as chosen:
        app.open_all(EditorStart((Path("/a.jpg"), Path("/b.jpg"))))
    assert chosen.args == [(Path("/a.jpg"), Path("/b.jpg"))]


def test_an_opened_photo_is_asked_of_the_renderer(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    qtbot.waitUntil(lambda: app.renderer.mailbox.has_message)
    job = app.renderer.mailbox.take()
    assert job is not None
    assert job.source.facts.path == photo
    assert job.request.edit.stack == EditStack()


def test_a_touch_is_asked_of_the_selector_and_its_answer_is_the_mask(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    open_in(app, photo, qtbot)
    window = app.window
    window.masks.tool.add(kind_of(UNSELECTED))
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.canvas.rect().center())
    job = app.selector.mailbox.take()
    assert job is not None
    assert job[0] is app.scheduler.document
    found = Raster(1, 1, UNSELECTED.png, "selection")
    app.selector.selected.emit(job[1], found)
    assert window.session.edit.masks[0].components[0].shape == found
    qtbot.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.canvas.rect().center())
    app.selector.failed.emit(UserFacingError("It does not work.", 4))
    assert not window.masks.tool.selector.is_waiting
    assert window.workspace.messages.text == "It does not work."


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
    jobs = [app.exporter.mailbox.take() for _ in range(3) if app.exporter.mailbox.has_message]
    assert [job.edit.stack for job in jobs if job] == [denoised(0.6), denoised(0.8), denoised(1.1)]
    assert len({job.target for job in jobs if job}) == 3


def test_why_a_card_does_not_compute_is_said_aloud_once_and_then_in_the_tooltip(app: Application) -> None:
    note = "An NVIDIA card is here, but this build computes on the CPU only."
    messages = app.window.workspace.messages
    app.render_status.on_device_found("CPU · 2 threads", note)
    assert messages.text == note
    messages.hide()
    app.render_status.on_device_found("CPU · 2 threads", note)
    assert messages.text == ""
    assert app.window.status.device_tip.endswith(note)
    app.render_status.on_device_found("A card", "")
    assert note not in app.window.status.device_tip
    app.render_status.on_device_found("CPU · 2 threads", note)
    assert messages.text == note


def test_a_pair_is_edited_as_one_and_its_view_reaches_renderer_and_export(
    app: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write_mpo(tmp_path / "pair.mpo", two_eyes(24, 40))
    open_in(app, path, qtbot)
    qtbot.waitUntil(lambda: app.renderer.mailbox.has_message)
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
    save(app, qtbot)
    written = sidecar.read(sidecar.sidecar_path(path))
    assert (written.edit.stack, written.source.fingerprint) == (denoised(1.1), job.pair.fingerprint)


def test_swapped_eyes_keep_their_edits_and_go_into_the_export(app: Application, tmp_path: Path, qtbot: QtBot) -> None:
    left, right = write_files(tmp_path, two_eyes(24, 40))
    app.window.pairs.choose(left, right)
    qtbot.waitUntil(lambda: app.window.facts is not None)
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    app.window.commands["swap_eyes"].trigger()
    app.window.exporting.again()
    export = app.exporter.mailbox.take()
    assert export is not None
    assert [eye.facts.path for eye in export.photo.get().eyes] == [right, left]  # type: ignore[union-attr]
    assert export.edit.stack == denoised(1.1)
    save(app, qtbot)
    assert sidecar.read(tmp_path / "l.png+r.png.pellucid").edit.stack == denoised(1.1)
    assert app.window.session.is_clean


def test_two_files_have_edits_of_their_own_beside_those_of_the_left(
    app: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    left, right = write_files(tmp_path, two_eyes(24, 40))
    sidecar.write(sidecar.sidecar_path(left), stored(left, denoised(0.6)))
    app.window.pairs.choose(left, right)
    qtbot.waitUntil(lambda: app.window.facts is not None)
    assert app.window.session.stack == EditStack()
    app.window.session.edit_parameters("denoise", Parameters(gamma=1.1), dragging=False)
    save(app, qtbot)
    assert sidecar.read(tmp_path / "l.png+r.png.pellucid").edit.stack == denoised(1.1)
    assert sidecar.read(sidecar.sidecar_path(left)).edit.stack == denoised(0.6)


def test_work_of_the_renderer_is_told_before_it_has_loaded_what_it_needs(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    open_in(app, photo, qtbot)
    qtbot.waitUntil(lambda: app.renderer.mailbox.has_message)
    jobs, session = app.window.jobs, app.window.session
    session.edit_parameters("denoise", Parameters(gamma=0.6), dragging=True)
    assert not jobs.has("render")
    session.edit_parameters("denoise", Parameters(gamma=0.6), dragging=False)
    assert jobs.has("render")
    qtbot.waitUntil(lambda: jobs.text.startswith("Rendering"))
    jobs.cancel()
    assert not jobs.has("render")


def test_the_output_preview_of_the_window_is_made_by_its_worker(app: Application, photo: Path, qtbot: QtBot) -> None:
    app.finisher.start()
    open_in(app, photo, qtbot)
    app.window.commands["output_preview"].trigger()
    pane = app.window.outputs.pane
    qtbot.waitUntil(lambda: not pane.missing(), timeout=20_000)
    assert pane.text == "Output preview 64 × 48, not sharpened"
    image, expected = pane.grab().toImage(), open_photo(photo).samples
    left, top = pane._corner()
    for x, y in ((0, 0), (63, 47), (20, 31)):
        color = image.pixelColor(x - left, y - top)
        np.testing.assert_array_equal((color.red(), color.green(), color.blue()), expected[y, x])


def test_what_goes_straight_to_a_worker_is_in_its_mailbox_at_once(app: Application) -> None:
    """A method of the worker itself would be called on its thread, which waits for jobs and never hears of it."""
    window = app.window
    for asked, worker in ((window.color_display.requested, app.colorist), (window.looks.teach_requested, app.teacher)):
        job = object()
        asked.emit(job)
        assert worker.mailbox.has_message
        assert worker.mailbox.take() is job
