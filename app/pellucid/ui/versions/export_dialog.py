"""Asks which versions are to be exported; they are written as the last export was, each under its own name."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from pellucid.document.versions import Versions
from pellucid.foundation.translation import mark, tr
from pellucid.ui.dialogs.confirming import make_choice
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.rows import ROW_PX, add_row
from pellucid.ui.small_pictures import SmallPictures

_PICTURE = QSize(56, 40)
_WHO = "export of versions"
_NOTE = mark(
    "Each becomes a file of its own, named after the photo and the version. Format, size and the rest are those of the "
    "last export."
)


class VersionsExportDialog(QDialog):
    """After it was accepted, `chosen` has the versions.

    Args:
        versions: to choose from.
        chosen: names of those that are chosen at first.
        pictures: shown once they are known; their room is there from the start.
        parent: window over which it opens.
    """

    def __init__(self, versions: Versions, chosen: set[str], pictures: SmallPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export Versions"))
        self.resize(420, 360)
        self._versions, self._pictures = versions, pictures
        self.rows = QListWidget()
        self.rows.setAccessibleName(tr("Versions to export"))
        self.rows.setIconSize(_PICTURE)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for version in versions:
            item = add_row(self.rows, version.name, max(ROW_PX, _PICTURE.height() + 8))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if version.name in chosen else Qt.CheckState.Unchecked)
        self._show_pictures()
        self.rows.itemChanged.connect(lambda _item: self._follow())
        pictures.changed.connect(self._show_pictures)
        pictures.want(_WHO, tuple(version.edit for version in versions))
        self.finished.connect(lambda _result: pictures.want(_WHO, ()))
        note = QLabel(tr(_NOTE), wordWrap=True)
        note.setObjectName("small")
        buttons, self.export = make_choice(self, tr("Export"))
        lay_out(QVBoxLayout(self), (self.rows, 1), note, buttons, margins=DIALOG_MARGINS, spacing=12)
        self.finished.connect(self.deleteLater)
        self._follow()

    @property
    def chosen(self) -> Versions:
        """The versions that are chosen."""
        checked = Qt.CheckState.Checked
        return tuple(
            version for row, version in enumerate(self._versions) if self.rows.item(row).checkState() is checked
        )

    def _show_pictures(self) -> None:
        for row, version in enumerate(self._versions):
            picture = self._pictures.picture(version.edit)
            if picture is None or picture.isNull():
                picture = QPixmap(_PICTURE)
                picture.fill(self.palette().color(QPalette.ColorRole.AlternateBase))
            self.rows.item(row).setIcon(QIcon(picture))

    def _follow(self) -> None:
        count = len(self.chosen)
        self.export.setEnabled(count > 0)
        self.export.setText(tr("Export {count}", count=count) if count > 1 else tr("Export"))
