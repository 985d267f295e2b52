"""A preset as a picture of what it makes of the open photo; a click puts it on."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout

from pellucid.document.edit import Edit
from pellucid.document.preset_folder import KeptPreset
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.pointer import ARROWS
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.layouts import lay_out
from pellucid.ui.picture_view import PictureView

PICTURE = QSize(132, 92)
_AIR_PX = 5


class PresetTile(QToolButton):
    """One preset.

    Args:
        kept: the preset.
        edit: what the photo would be with it.

    Signals:
        menu_requested(QPoint): offer what can be done with it.
        walked(int, int): an arrow was pressed, so many tiles to the right or down.
        renamed(), deleted(): by the keys F2 and Delete.
    """

    menu_requested = Signal(QPoint)
    walked = Signal(int, int)
    renamed = Signal()
    deleted = Signal()

    def __init__(self, kept: KeptPreset, edit: Edit) -> None:
        super().__init__()
        self.kept, self.edit = kept, edit
        self.setAccessibleName(tr("Preset {name}", name=kept.shown_name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture = PictureView(PICTURE)
        name = ElidedLabel(kept.shown_name, Qt.TextElideMode.ElideRight)
        name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setToolTip(kept.shown_name)
        layout = lay_out(QVBoxLayout(self), self.picture, name, margins=(_AIR_PX, _AIR_PX, _AIR_PX, _AIR_PX), spacing=4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(layout.sizeHint().expandedTo(QSize(PICTURE.width() + 2 * _AIR_PX, 0)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """Offer what can be done with it."""
        self.menu_requested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Enter puts it on; F2 and Delete are as in any list."""
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self.click,
            Qt.Key.Key_Enter: self.click,
            Qt.Key.Key_F2: self.renamed.emit,
            Qt.Key.Key_Delete: self.deleted.emit,
        }
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.walked.emit(*ARROWS[key])
        elif key in keys:
            keys[key]()
        else:
            super().keyPressEvent(event)
