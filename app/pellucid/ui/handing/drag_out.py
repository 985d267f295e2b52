"""Drags of the finished picture out of the window.

The file is made first and the drag begins once it is there: programs ask for what hangs over them at any time, and some
only once, so a file that is still to come would reach none of them, and the window would have to wait for it. Where the
mouse is released meanwhile, the file is kept, and the next drag of the same picture begins at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QPixmap

from pellucid.foundation.eyes import Eye
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.miniature import paint_miniature
from pellucid.ui.canvas.painter_surface import PainterSurface
from pellucid.ui.handing.drag_source import DragSource
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.document.edit import Edit
    from pellucid.foundation.export_options import ExportOptions

_SIDE = QSize(112, 112)
"""What hangs at the mouse fits into this."""


@dataclass(frozen=True)
class Picture:
    """What a finished file shows: of which photo, with which edit, which view of a pair, and how it was written."""

    facts: PhotoFacts
    edit: "Edit"
    eye: Eye
    options: "ExportOptions"


class DragOut:
    """One drag after the other.

    Args:
        source: what is pulled.
        wanted: the picture as it is now; None where there is none.
        make: has a picture written, and hands its file on, or says that there is none.
        workspace: says what is to be done next, and shows the picture that hangs at the mouse.
    """

    def __init__(
        self,
        source: DragSource,
        wanted: Callable[[], Picture | None],
        make: Callable[[Picture, Callable[[Path], None], Callable[[], None]], None],
        workspace: Workspace,
    ) -> None:
        self._source, self._wanted, self._make, self._workspace = source, wanted, make, workspace
        self._is_making = False
        self._ready: tuple[Picture, Path] | None = None

    def begin(self) -> None:
        """The source is pulled: drag what is ready, or have it made."""
        wanted = self._wanted()
        if wanted is None:
            return
        if self._ready is not None and self._ready[0] == wanted and self._ready[1].exists():
            self._drag(self._ready[1])
        elif not self._is_making:  # else what is wanted now comes after it
            self._is_making = True
            self._make(wanted, lambda file: self._on_made(wanted, file), self._on_failed)

    def _on_failed(self) -> None:
        self._is_making = False

    def _on_made(self, picture: Picture, file: Path) -> None:
        self._is_making = False
        self._ready = (picture, file)
        if self._source.is_held:
            self.begin()
        else:
            self._workspace.show_message(
                tr("“{name}” is ready: drag it from Export to where you want it.", name=file.name)
            )

    def _drag(self, file: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        drag = QDrag(self._source.button)
        drag.setMimeData(data)
        drag.setPixmap(self._miniature())
        drag.exec(Qt.DropAction.CopyAction)  # the window goes on meanwhile
        self._source.end()

    def _miniature(self) -> QPixmap:
        canvas = self._workspace.canvas
        if canvas.seen_size is None:
            return QPixmap()
        painter = PainterSurface(canvas)
        painter.hide()
        whole = QSize(canvas.seen_size.width, canvas.seen_size.height)
        picture = paint_miniature(canvas, painter, whole.scaled(_SIDE, Qt.AspectRatioMode.KeepAspectRatio))
        painter.deleteLater()
        return picture
