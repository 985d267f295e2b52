"""The photos of the filmstrip as Qt's views ask for them: a row a photo, however many, and no widget for any.

The names lie in Qt's own list: a view that is laid out asks for the number of rows once for each row, and each question
that Python answers waits for the interpreter, which workers may hold.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QImage

from pellucid.foundation.photo_list import PhotoList
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_summary import Rating
from pellucid.foundation.translation import plural, tr
from pellucid.ui.filmstrip.content import StripContent

KEPT_BYTES = 24 * 2**20
"""Of pictures in memory; those that were seen longest ago are made again from the cache."""

_Index = QModelIndex | QPersistentModelIndex


class StripModel(QStringListModel):
    """The rows are what the content shows.

    Args:
        parent: of the model.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = StripContent()
        self.rows = PhotoList()
        self._pictures: OrderedDict[Path, QImage] = OrderedDict()
        self._bytes = 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is said of a photo; the delegate draws the rest."""
        words: Callable[[Path], str] | None = {
            Qt.ItemDataRole.DisplayRole: _name,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._tip,
        }.get(role)  # type: ignore[call-overload]  # roles are plain numbers, which these are equal to
        return words(self.rows[index.row()]) if words else None

    def show_photos(self, photos: Sequence[Path]) -> None:
        """Be about other photos."""
        self.content.show(photos)
        self.refresh()

    def refresh(self) -> None:
        """Filter and sort again."""
        rows = self.content.shown()
        if rows == self.rows:
            self._touch(0, len(rows) - 1)
            return
        self.rows = rows
        self.setStringList(rows.names)

    def note(self, notes: dict[Path, PhotoNote]) -> None:
        """Take what was found out about photos; the order changes at the end only, see `refresh`."""
        self.content.note(notes)
        rows = [row for photo in notes if (row := self.rows.place(photo)) is not None]
        if rows:
            self._touch(min(rows), max(rows))

    def rate(self, photo: Path, rating: Rating) -> None:
        """Show another rating."""
        self.content.rate(photo, rating)
        self.touch(photo)

    def picture(self, photo: Path) -> QImage | None:
        """The picture of a photo, where it is there."""
        found = self._pictures.get(photo)
        if found is not None:
            self._pictures.move_to_end(photo)
        return found

    def set_picture(self, photo: Path, picture: QImage) -> None:
        """Keep a picture of a photo, as long as there is room."""
        former = self._pictures.pop(photo, None)
        self._bytes += picture.sizeInBytes() - (former.sizeInBytes() if former else 0)
        self._pictures[photo] = picture
        while self._bytes > KEPT_BYTES and len(self._pictures) > 1:
            self._bytes -= self._pictures.popitem(last=False)[1].sizeInBytes()
        self.touch(photo)

    def touch(self, photo: Path) -> None:
        """Draw a photo again."""
        row = self.rows.place(photo)
        if row is not None:
            self._touch(row, row)

    def _touch(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _tip(self, photo: Path) -> str:
        noise = self.content.noise(photo)
        noisy = tr("Noise of {noise:.1f} levels where it is flat", noise=noise) if noise is not None else ""
        return "\n".join(line for line in (photo.name, self._words(photo), noisy, self.content.failure(photo)) if line)

    def _spoken(self, photo: Path) -> str:
        return ", ".join(part for part in (photo.name, self._words(photo)) if part)

    def _words(self, photo: Path) -> str:
        rating = self.content.rating(photo)
        stars = (
            tr("rejected")
            if rating.is_rejected
            else plural("{count} star", "{count} stars", count=rating.stars)
            if rating.stars
            else ""
        )
        return ", ".join(part for part in (stars, *(badge.value for badge in self.content.badges(photo))) if part)


def _name(photo: Path) -> str:
    return photo.name
