"""Copy, paste, opening in another program, and dragging out of the window.

What goes out is an export like any other, made beside the window and in its turn, into a folder of the cache; it is
neither listed among the person's exports nor are its choices remembered.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QMimeData, QObject, QProcess, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from pellucid.foundation.atomic import make_folder
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.paths import cache_dir, data_dir
from pellucid.foundation.translation import mark, tr
from pellucid.ui.exporting import Exporting
from pellucid.ui.exports import Exports
from pellucid.ui.handing.drag_out import DragOut, Picture
from pellucid.ui.handing.drag_source import DragSource
from pellucid.ui.photo_opener import PhotoOpener
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.foundation.export_options import ExportOptions

_NOTHING = mark("There is no picture on the clipboard. Copy one in another program, or copy the file of a photo.")


class Handing(QObject):
    """Joins the clipboard and other programs with the open photo.

    Args:
        exporting: asks for the files.
        exports: tells when they are there.
        opener: opens what is pasted.
        workspace: says what became of it.
        settings: remember the other program.
        session: has the edit of what is dragged.
    """

    def __init__(
        self,
        exporting: Exporting,
        exports: Exports,
        opener: PhotoOpener,
        workspace: Workspace,
        settings: Settings,
        session: Session,
    ) -> None:
        super().__init__(exporting)
        self._exporting, self._exports, self._opener = exporting, exports, opener
        self._workspace, self._settings, self._session = workspace, settings, session
        self._drags: DragOut | None = None
        self._waiting: dict[Path, tuple[Callable[[Path], None], Callable[[], None]]] = {}
        exports.unlisted = out_dir()
        exports.changed.connect(self._on_changed)

    def drag(self, source: DragSource) -> None:
        """Let the finished picture be dragged from where it is pulled, written as the last export was."""
        if self._drags is None:
            self._drags = DragOut(source, self._dragged_picture, self._make_dragged, self._workspace)
        self._drags.begin()

    def copy(self) -> None:
        """Put the finished picture on the clipboard, as pixels and as a file."""
        from pellucid.foundation.export_options import (  # noqa: PLC0415 -- not needed to start
            ExportOptions,
            MetadataChoice,
            ProfileChoice,
        )

        options = ExportOptions("PNG", 8, profile=ProfileChoice.SRGB, metadata=MetadataChoice.NONE, overwrite=True)
        self._make_copy(".png", options, self._to_clipboard)

    def open_elsewhere(self) -> None:
        """Ask for a program and let it open the finished picture, with all the bits that the photo has."""
        from pellucid.foundation.export_options import ExportOptions  # noqa: PLC0415 -- as above

        known = self._settings.program()
        name, _ = QFileDialog.getOpenFileName(self._parent_widget(), tr("Open with which program?"), known)
        if name:
            self._settings.set_program(name)
            self._make_copy(".tif", ExportOptions("TIFF", overwrite=True), lambda file: self._start(name, file))

    def paste(self) -> None:
        """Open what is on the clipboard: files of photos, or a picture, which is kept as a file of the person's."""
        data = QGuiApplication.clipboard().mimeData()
        files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
        image = QGuiApplication.clipboard().image() if data.hasImage() else QImage()
        if files:
            self._opener.choose(files)
        elif image.isNull():
            self._workspace.show_message(tr(_NOTHING))
        else:
            self._open_image(image)

    def _open_image(self, image: QImage) -> None:
        moment = QDateTime.currentDateTime().toString("yyyy-MM-dd HH-mm-ss")
        file = data_dir() / "pasted" / tr("Pasted {moment}.png", moment=moment)
        if not self._has_folder(file.parent):
            return
        if image.save(str(file)):
            self._opener.choose((file,))
        else:
            self._workspace.show_error(tr("{file}: the picture of the clipboard cannot be kept there.", file=file))

    def _dragged_picture(self) -> Picture | None:
        facts = self._exporting.facts
        if facts is None:
            return None
        options, _ending = self._exporting.usual_options(facts)
        return Picture(facts, self._session.edit, self._exporting.eye, replace(options, overwrite=True))

    def _make_dragged(self, picture: Picture, then: Callable[[Path], None], without: Callable[[], None]) -> None:
        _options, ending = self._exporting.usual_options(picture.facts)
        self._make(f"dragged/{picture.facts.path.stem}{ending}", picture.options, then, without)

    def _make_copy(self, ending: str, options: "ExportOptions", then: Callable[[Path], None]) -> None:
        if self._exporting.facts is not None:
            self._make(f"{self._exporting.facts.path.stem}{ending}", options, then, lambda: None)

    def _make(
        self, name: str, options: "ExportOptions", then: Callable[[Path], None], without: Callable[[], None]
    ) -> None:
        """Have the photo written below the folder of such files; then do the one, or the other where that fails."""
        target = out_dir() / name
        if self._has_folder(target.parent):
            self._waiting[target] = (then, without)
            self._exporting.export_requested.emit(target, options)
        else:
            without()

    def _has_folder(self, folder: Path) -> bool:
        """Make a folder where there is none; where it cannot be made, say why."""
        try:
            make_folder(folder)
        except UnwritableError as error:
            self._workspace.show_error(str(error))
            return False
        return True

    def _on_changed(self, entry: JobEntry) -> None:
        if not entry.state.is_final or entry.target not in self._waiting:
            return
        then, without = self._waiting.pop(entry.target)
        if entry.state is JobState.DONE:
            then(entry.target)
        else:
            without()

    def _to_clipboard(self, file: Path) -> None:
        data = QMimeData()
        data.setImageData(QImage(str(file)))
        data.setUrls([QUrl.fromLocalFile(str(file))])
        QGuiApplication.clipboard().setMimeData(data)
        self._workspace.show_message(tr("The finished picture is on the clipboard."))

    def _start(self, program: str, file: Path) -> None:
        words = ["-a", program, str(file)] if program.endswith(".app") else [str(file)]
        started = QProcess.startDetached("open" if program.endswith(".app") else program, words)
        is_started = started[0] if isinstance(started, tuple) else started
        if is_started:
            self._workspace.show_message(
                tr(
                    "“{name}” is open in {program}. It is a copy; the photo stays.",
                    name=file.name,
                    program=Path(program).stem,
                )
            )
        else:
            self._workspace.show_error(tr("{program} cannot be started. Choose another program.", program=program))

    def _parent_widget(self) -> QWidget | None:
        parent = self._opener.parent()
        return parent if isinstance(parent, QWidget) else None


def out_dir() -> Path:
    """Where pictures for other programs lie."""
    return cache_dir() / "out"
