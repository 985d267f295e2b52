"""The page of versions: a row each, a click shows one, and what can be done with all of them below."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pellucid.document.edit import Edit
from pellucid.document.versions import Version, Versions
from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import NO_MARGINS, STRETCH, lay_out
from pellucid.ui.small_pictures import SmallPictures
from pellucid.ui.versions.row import VersionRow

_WHO = "versions"


class VersionsPage(QWidget):
    """Lists versions; their small pictures are asked for while the page is seen.

    Args:
        icons: draws those of its buttons.
        pictures: gives the small pictures.

    Signals:
        show_requested(str): let the photo be this version.
        compare_toggled(str, bool): compare the photo with this version, or no more.
        deed_requested(str, str): one of `DEEDS`, and a version.
        save_requested(): the present state is to be a version.
        export_requested(): several are to be exported.
    """

    show_requested = Signal(str)
    compare_toggled = Signal(str, bool)
    deed_requested = Signal(str, str)
    save_requested = Signal()
    export_requested = Signal()

    def __init__(self, icons: Icons, pictures: SmallPictures) -> None:
        super().__init__()
        self._icons, self._pictures = icons, pictures
        self.rows: dict[str, VersionRow] = {}
        self._listed: Versions = ()
        self._inside = QWidget()
        self._column = lay_out(QVBoxLayout(self._inside), (None, 1), margins=(8, 8, 8, 8), spacing=4)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        self.save: QPushButton = make_button(tr("&Save Version…"), self.save_requested.emit)
        self.export: QPushButton = make_button(tr("E&xport…"), self.export_requested.emit)
        self.export.setToolTip(tr("Export several versions at once"))
        foot = lay_out(QHBoxLayout(), self.save, self.export, STRETCH, margins=(12, 8, 12, 12), spacing=8)
        lay_out(QVBoxLayout(self), (area, 1), foot, margins=NO_MARGINS, spacing=0)
        pictures.changed.connect(self._show_pictures)

    def show_versions(self, versions: Versions) -> None:
        """List versions; rows that stay keep the keyboard."""
        if versions != self._listed:
            focused = next((name for name, row in self.rows.items() if row.hasFocus()), "")
            self._listed = versions
            for row in self.rows.values():
                self._column.removeWidget(row)
                row.deleteLater()
            self.rows = {version.name: self._make_row(version) for version in versions}
            for place, row in enumerate(self.rows.values()):
                self._column.insertWidget(place, row)
            if focused in self.rows:
                self.rows[focused].setFocus()
        self._ask()

    def show_state(self, present: str, compared: str) -> None:
        """Say at which version the photo is, and with which it is compared; empty for none."""
        for name, row in self.rows.items():
            row.show_state(is_present=name == present, is_compared=name == compared)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """The pictures are wanted now."""
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 -- Qt's name
        """They are not wanted any more."""
        super().hideEvent(event)
        self._pictures.want(_WHO, ())

    def _ask(self) -> None:
        if self.isVisible():
            self._pictures.want(_WHO, tuple(version.edit for version in self._listed))
            self._show_pictures()

    def _show_pictures(self) -> None:
        for row in self.rows.values():
            row.picture.show_picture(self._pictures.picture(row.version.edit))

    def _make_row(self, version: Version) -> VersionRow:
        name = version.name
        deeds = {tr(words): lambda deed=deed: self.deed_requested.emit(deed, name) for deed, words in DEEDS.items()}
        row = VersionRow(version, _small_print(version.made, version.edit), self._icons, deeds)
        row.chosen.connect(lambda: self.show_requested.emit(name))
        row.compare_toggled.connect(lambda on: self.compare_toggled.emit(name, on))
        row.renamed.connect(lambda: self.deed_requested.emit("rename", name))
        row.deleted.connect(lambda: self.deed_requested.emit("delete", name))
        return row


DEEDS = {
    "rename": mark("&Rename…"),
    "duplicate": mark("D&uplicate"),
    "update": mark("&Update to the Present State"),
    "export": mark("&Export…"),
    "delete": mark("&Delete"),
}
"""What the menu of a version offers."""


def _small_print(made: str, edit: Edit) -> str:
    """When a version was made, in the time of this place, and whether it is framed."""
    framed = "" if edit.framing.is_neutral else tr(" · cropped")
    try:
        moment = datetime.fromisoformat(made).astimezone()
    except ValueError:
        return framed.removeprefix(" · ").capitalize()
    today = datetime.now().astimezone().date()
    year = "" if moment.year == today.year else f" {moment.year}"
    day = f"{moment:%H:%M}" if moment.date() == today else f"{moment.day} {moment:%b}{year}"
    return day + framed
