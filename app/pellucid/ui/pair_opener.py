"""Opening two photos as the two eyes of one: by dialog, or from the command line."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pellucid.foundation.paths import absolute
from pellucid.foundation.translation import tr
from pellucid.ui.photo_opener import FILTERS_IN_WORDS, photo_filter
from pellucid.ui.settings import Settings


class PairOpener(QObject):
    """Chooses pairs; does not open them.

    Args:
        settings: know the folder of the last photo.
        window: over which dialogs open.

    Signals:
        pair_requested(Path, Path): open these as left and right eye.
    """

    pair_requested = Signal(object, object)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window

    def choose(self, left: Path, right: Path) -> None:
        """Take two photos from anywhere."""
        self.pair_requested.emit(absolute(left), absolute(right))

    def ask(self) -> None:
        """Open by two dialogs, one an eye, so that no name has to tell which is which."""
        left = self._ask_for(tr("Left view of the stereo photo"), self._settings.folder("open"))
        right = self._ask_for(tr("Right view that goes with “{name}”", name=left.name), left.parent) if left else None
        if left and right:
            self.choose(left, right)

    def _ask_for(self, title: str, folder: Path) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, title, str(folder), photo_filter(), options=FILTERS_IN_WORDS
        )
        return Path(name) if name else None
