"""Copy, paste, and opening in another program.

What goes out is an export like any other, made beside the window and in its turn, into a folder of the cache; it is
neither listed among the person's exports nor are its choices remembered.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QMimeData, QObject, QProcess, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from pellucid.foundation.atomic import make_folder
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.paths import cache_dir, data_dir
from pellucid.ui.exporting import Exporting
from pellucid.ui.exports import Exports
from pellucid.ui.photo_opener import PhotoOpener
from pellucid.ui.settings import Settings
from pellucid.ui.workspace import Workspace

_NOTHING = "There is no picture on the clipboard. Copy one in another program, or copy the file of a photo."


class Handing(QObject):
    """Joins the clipboard and other programs with the open photo.

    Args:
        exporting: asks for the files.
        exports: tells when they are there.
        opener: opens what is pasted.
        workspace: says what became of it.
        settings: remember the other program.
    """

    def __init__(
        self,
        exporting: Exporting,
        exports: Exports,
        opener: PhotoOpener,
        workspace: Workspace,
        settings: Settings,
    ) -> None:
        super().__init__(exporting)
        self._exporting, self._exports, self._opener = exporting, exports, opener
        self._workspace, self._settings = workspace, settings
        self._waiting: dict[Path, Callable[[Path], None]] = {}
        exports.unlisted = out_dir()
        exports.changed.connect(self._on_changed)

    def copy(self) -> None:
        """Put the finished picture on the clipboard, as pixels and as a file."""
        from pellucid.foundation.export_options import (  # noqa: PLC0415 -- not needed to start
            ExportOptions,
            MetadataChoice,
            ProfileChoice,
        )

        options = ExportOptions("PNG", 8, profile=ProfileChoice.SRGB, metadata=MetadataChoice.NONE, overwrite=True)
        self._make(".png", options, self._to_clipboard)

    def open_elsewhere(self) -> None:
        """Ask for a program and let it open the finished picture, with all the bits that the photo has."""
        from pellucid.foundation.export_options import ExportOptions  # noqa: PLC0415 -- as above

        known = self._settings.program()
        name, _ = QFileDialog.getOpenFileName(self._parent_widget(), "Open with which program?", known)
        if name:
            self._settings.set_program(name)
            self._make(".tif", ExportOptions("TIFF", overwrite=True), lambda file: self._start(name, file))

    def paste(self) -> None:
        """Open what is on the clipboard: files of photos, or a picture, which is kept as a file of the person's."""
        data = QGuiApplication.clipboard().mimeData()
        files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
        image = QGuiApplication.clipboard().image() if data.hasImage() else QImage()
        if files:
            self._opener.choose(files)
        elif image.isNull():
            self._workspace.show_message(_NOTHING)
        else:
            self._open_image(image)

    def _open_image(self, image: QImage) -> None:
        moment = QDateTime.currentDateTime().toString("yyyy-MM-dd HH-mm-ss")
        file = data_dir() / "pasted" / f"Pasted {moment}.png"
        if not self._has_folder(file.parent):
            return
        if image.save(str(file)):
            self._opener.choose((file,))
        else:
            self._workspace.show_error(f"{file}: the picture of the clipboard cannot be kept there.")

    def _make(self, ending: str, options: object, then: Callable[[Path], None]) -> None:
        facts = self._exporting.facts
        if facts is None:
            return
        target = out_dir() / f"{facts.path.stem}{ending}"
        if self._has_folder(target.parent):
            self._waiting[target] = then
            self._exporting.export_requested.emit(target, options)

    def _has_folder(self, folder: Path) -> bool:
        """Make a folder where there is none; where it cannot be made, say why."""
        try:
            make_folder(folder)
        except UnwritableError as error:
            self._workspace.show_error(str(error))
            return False
        return True

    def _on_changed(self, entry: JobEntry) -> None:
        if entry.state.is_final and (then := self._waiting.pop(entry.target, None)) and entry.state is JobState.DONE:
            then(entry.target)

    def _to_clipboard(self, file: Path) -> None:
        data = QMimeData()
        data.setImageData(QImage(str(file)))
        data.setUrls([QUrl.fromLocalFile(str(file))])
        QGuiApplication.clipboard().setMimeData(data)
        self._workspace.show_message("The finished picture is on the clipboard.")

    def _start(self, program: str, file: Path) -> None:
        words = ["-a", program, str(file)] if program.endswith(".app") else [str(file)]
        started = QProcess.startDetached("open" if program.endswith(".app") else program, words)
        is_started = started[0] if isinstance(started, tuple) else started
        if is_started:
            self._workspace.show_message(
                f"“{file.name}” is open in {Path(program).stem}. It is a copy; the photo stays."
            )
        else:
            self._workspace.show_error(f"{program} cannot be started. Choose another program.")

    def _parent_widget(self) -> QWidget | None:
        parent = self._opener.parent()
        return parent if isinstance(parent, QWidget) else None


def out_dir() -> Path:
    """Where pictures for other programs lie."""
    return cache_dir() / "out"
