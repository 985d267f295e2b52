"""What tests of the whole editor do in its window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from pellucid.application import Application
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters


def denoised(gamma: float) -> EditStack:
    return EditStack().with_parameters("denoise", Parameters(gamma=gamma))


def stored(photo: Path, stack: EditStack, revision: int = 3) -> Sidecar:
    return Sidecar(SourceIdentity.of(open_photo(photo).facts), Edit(stack=stack), revision)


def edit(app: Application, gamma: float) -> None:
    app.window.session.edit_parameters("denoise", Parameters(gamma=gamma), dragging=False)


def save(app: Application, qtbot: QtBot) -> None:
    app.window.save_requested.emit()
    qtbot.waitUntil(lambda: app.window.session.is_clean)


def open_in(app: Application, photo: Path, qtbot: QtBot) -> None:
    app.window.opener.choose((photo,))
    qtbot.waitUntil(lambda: app.window.facts is not None and app.window.facts.path == photo)
