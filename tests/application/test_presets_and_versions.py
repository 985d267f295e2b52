"""Presets and versions in the whole editor: kept in the sidecar, compared in pixels, exported, with small pictures."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from application.deeds import denoised, edit, open_in, save, stored
from pellucid.application import Application
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.thumbnail_request import ThumbnailRequest
from pellucid.document.versions import Version
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import UnitRect
from pellucid.foundation.source_choices import SourceChoices
from pellucid.operations.tone.parameters import Parameters as Tone
from pellucid.workers.render_worker import RenderJob

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

DARK = Edit(
    stack=EditStack().with_parameters("tone", Tone(exposure=-1.0)), framing=Framing(crop=UnitRect(0.0, 0.0, 0.5, 0.5))
)
VERSION = Version("Dark corner", DARK, "2026-01-02T03:04:05Z")


def test_a_version_is_saved_by_itself_and_comes_with_the_photo(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    edit(app, 0.6)
    app.window.versions.save("Quiet")
    qtbot.waitUntil(lambda: sidecar.sidecar_path(photo).exists())
    qtbot.waitUntil(lambda: not app.window.session.photo.has_unsaved_changes)
    (version,) = sidecar.read(sidecar.sidecar_path(photo)).versions
    assert (version.name, version.edit.stack) == ("Quiet", denoised(0.6))
    app.window.session.revert_to_original()
    app.window.versions.show("Quiet")
    assert app.window.session.stack == denoised(0.6)
    save(app, qtbot)


def test_a_version_with_another_crop_is_asked_of_the_renderer_in_a_view_of_its_own(
    app: Application, photo: Path, qtbot: QtBot
) -> None:
    sidecar.write(sidecar.sidecar_path(photo), replace(stored(photo, EditStack()), versions=(VERSION,)))
    open_in(app, photo, qtbot)
    jobs: list[RenderJob] = []
    app.renderer.mailbox.post = jobs.append  # type: ignore[method-assign]
    app.window.versions.compare("Dark corner")
    qtbot.waitUntil(lambda: bool(jobs) and jobs[-1].request.compared is not None)
    compared = jobs[-1].request.compared
    assert compared is not None
    assert compared.edit == DARK
    assert compared.view.map == DARK.framing.on(jobs[-1].source.facts.size)
    assert jobs[-1].request.view.map is None
    app.window.versions.compare("")
    qtbot.waitUntil(lambda: jobs[-1].request.compared is None)


def test_the_page_of_versions_asks_for_its_pictures_and_gets_them(app: Application, photo: Path, qtbot: QtBot) -> None:
    sidecar.write(sidecar.sidecar_path(photo), replace(stored(photo, EditStack()), versions=(VERSION,)))
    open_in(app, photo, qtbot)
    wanted: list[tuple[ThumbnailRequest, ...]] = []
    app.renderer.want_thumbnails = wanted.append  # type: ignore[method-assign]
    page = app.window.versions.page
    app.window.dock.pages.setCurrentWidget(page)
    (request,) = wanted[-1]
    assert request.edit == DARK
    app.window.pictures.take(request, np.zeros((4, 6, 4), np.uint8))
    assert page.rows["Dark corner"].picture.picture is not None


def test_versions_are_exported_in_one_go(app: Application, photo: Path, qtbot: QtBot) -> None:
    open_in(app, photo, qtbot)
    decoded = replace(Edit(), source=SourceChoices(exposure_ev=1.0))
    app.window.exporting.export_versions((VERSION, Version("Decoded otherwise", decoded, "")))
    jobs = [app.exporter.queue.take() for _ in range(2)]
    assert [(job.target.name, job.edit) for job in jobs if job] == [
        ("photo-Dark corner.png", DARK),
        ("photo-Decoded otherwise.png", decoded),
    ]
    corner, other = (job.photo.get() for job in jobs if job)
    assert corner is app.scheduler.document
    assert other.facts.choices == decoded.source
