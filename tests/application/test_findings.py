"""When an open photo is measured: in idle time, never while a slider moves, once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from application.deeds import open_in
from pellucid.application import Application
from pellucid.foundation.findings import Findings
from pellucid.operations.denoise.parameters import Parameters

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def _do_all(app: Application) -> None:
    """The renderer has done what it was asked for."""
    app.renderer.mailbox.empty()


def _is_measured_once_all_is_done(app: Application) -> bool:
    """What is wanted on the canvas may be asked for a moment later."""
    _do_all(app)
    return app.measurer.mailbox.has_message


def test_an_opened_photo_is_measured_once_the_canvas_has_what_it_wants(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(app.findings.measuring):
        open_in(app, photo, qtbot)
    qtbot.waitUntil(lambda: app.renderer.mailbox.has_message)
    qtbot.wait(600)
    assert not app.measurer.mailbox.has_message  # the renderer has work
    _do_all(app)
    qtbot.waitUntil(lambda: app.measurer.mailbox.has_message)
    job = app.measurer.mailbox.take()
    assert job is app.scheduler.document


def test_a_moving_slider_takes_it_back_and_its_rest_begins_again(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    qtbot.waitUntil(lambda: _is_measured_once_all_is_done(app))
    for gamma in (0.5, 0.6):
        app.window.session.edit_parameters("denoise", Parameters(gamma=gamma), dragging=True)
        assert not app.measurer.mailbox.has_message
        assert app.measurer.is_cancelled
    app.window.session.edit_parameters("denoise", Parameters(gamma=0.6), dragging=False)
    qtbot.waitUntil(lambda: _is_measured_once_all_is_done(app))


def test_what_was_found_is_kept_and_nothing_more_is_measured(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    assert app.scheduler.document is not None
    findings = Findings(app.scheduler.document.facts.pixels)
    with qtbot.waitSignal(app.findings.found) as told:
        app.measurer.found.emit(findings)
    assert told.args == [findings]
    app.window.session.edit_parameters("denoise", Parameters(gamma=0.6), dragging=True)
    assert app.findings.findings is findings


def test_what_was_measured_of_another_photo_is_dropped(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    app.measurer.found.emit(Findings("another photo"))
    qtbot.wait(20)
    assert app.findings.findings is None
