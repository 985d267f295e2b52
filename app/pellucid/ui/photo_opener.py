"""All ways by which a photo comes in: dialog, drop, recent files, and the neighbours of the open one."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from pellucid.foundation.paths import absolute
from pellucid.foundation.photo_folder import photos_in
from pellucid.foundation.translation import tr
from pellucid.ui.folder_walk import FolderWalk
from pellucid.ui.settings import Settings
from pellucid.ui.wording import shortened

FILTERS_IN_WORDS = QFileDialog.Option.HideNameFilterDetails
"""Of dialogs of files: the endings of all photos have no room there."""


class PhotoOpener(QObject):
    """Chooses photos; does not open them.

    Signals:
        chosen(tuple[Path, ...]): the first is to be opened.
        folder_chosen(Path): the photos of a folder are to be looked at.
        hovered(bool): files hang over the window, or no more.
    """

    chosen = Signal(object)
    folder_chosen = Signal(object)
    hovered = Signal(bool)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._walk = FolderWalk()
        self._open: Path | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take what is dropped on the window."""
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        if not isinstance(event, QDropEvent) or not event.mimeData().hasUrls() or event.source() is not None:
            return super().eventFilter(watched, event)  # what was dragged out of the window is no photo to open
        event.acceptProposedAction()
        self.hovered.emit(event.type() != QEvent.Type.Drop)
        if event.type() == QEvent.Type.Drop:
            self.choose(tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))
        return True

    def note_opened(self, path: Path) -> None:
        """A photo was opened, or at least tried."""
        self._open = path
        self._settings.set_folder("open", path.parent)

    def choose(self, paths: tuple[Path, ...]) -> None:
        """Take photos from anywhere, and folders of photos."""
        photos = tuple(absolute(path) for path in paths)
        if len(photos) == 1 and photos[0].is_dir():
            self._settings.set_folder("open", photos[0])
            self.folder_chosen.emit(photos[0])
            return
        photos = tuple(photo for path in photos for photo in (photos_in(path) if path.is_dir() else [path]))
        if photos:
            self._walk.choose(photos if len(photos) > 1 else ())
            self.chosen.emit(photos)

    def ask_for_photo(self) -> None:
        """Open by dialog."""
        folder = str(self._settings.folder("open"))
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Open a photo"), folder, photo_filter(), options=FILTERS_IN_WORDS
        )
        self.choose(tuple(Path(name) for name in names))

    def ask_for_folder(self) -> None:
        """Open a folder by dialog."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Open a folder"), str(self._settings.folder("open")))
        if name:
            self.choose((Path(name),))

    def note_export(self, target: Path) -> None:
        """A file is an export and no photo of its folder."""
        self._walk.leave_out(target)

    def step(self, steps: int) -> None:
        """Go to a neighbour of the open photo."""
        neighbour = self._walk.neighbour(self._open, steps) if self._open else None
        if neighbour is not None:
            self.chosen.emit((neighbour,))

    def fill_recent(self, menu: QMenu) -> None:
        """List the recent photos in a menu."""
        menu.clear()
        recent = self._settings.recent()
        for path in recent:
            action = menu.addAction(shortened(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: self.choose((path,)))
        if recent:
            menu.addSeparator()
            menu.addAction(tr("Clear"), self._settings.clear_recent)
        else:
            menu.addAction(tr("None yet")).setEnabled(False)


def photo_filter() -> str:
    """What dialogs show: photos, or all files."""
    from pellucid.foundation.formats import PHOTO_ENDINGS  # noqa: PLC0415 -- not needed to start

    endings = " ".join(f"*{ending} *{ending.upper()}" for ending in PHOTO_ENDINGS)
    return tr("Photos ({endings});;All files (*)", endings=endings)
