"""The filmstrip itself, as a part of the window that folds away: the line with words, and the photos."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from pellucid.foundation.photo_list import PhotoList
from pellucid.foundation.photo_note import PhotoNote
from pellucid.foundation.photo_order import SortOrder
from pellucid.foundation.photo_summary import Rating
from pellucid.foundation.translation import tr
from pellucid.ui.filmstrip.bar import StripBar
from pellucid.ui.filmstrip.content import Filter
from pellucid.ui.filmstrip.model import StripModel
from pellucid.ui.filmstrip.view import StripView
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import NO_MARGINS, lay_out

_SOON_MS = 500
"""After something was found out about photos, before they are sorted and filtered again: thousands are to come."""

_LATER_MS = 2000
"""Likewise after a noise was measured, which goes on for minutes: photos should not move all the time."""


_PATIENCE_MS = 150
"""For pictures, before the strip appears without them: to lay out and paint the whole window takes long with software
GL, the pictures of a screen are made in less, and empty cells would only flash."""


class Filmstrip(QDockWidget):
    """Shows photos and what the person makes of them.

    Args:
        icons: of the buttons.
        actions: shown as buttons, each with its short word.
        parent: the window.

    Signals:
        photo_chosen(Path): open this one.
        pictures_wanted(tuple[Path, ...]): see `StripView`.
        noise_wanted(tuple[Path, ...]): measure the noise of these, and of no others.
        selection_changed(): other photos are chosen.
        folded(): put it away.
    """

    photo_chosen = Signal(object)
    pictures_wanted = Signal(object)
    noise_wanted = Signal(object)
    selection_changed = Signal()
    folded = Signal()

    def __init__(self, icons: Icons, actions: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(tr("Filmstrip"), parent)
        self.setObjectName("filmstrip")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())  # the line above the photos says what it would say
        self.model = StripModel(self)
        self.view = StripView(self.model)
        self.bar = StripBar(icons, actions)
        self._open: Path | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.refresh)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        column = QWidget()
        lay_out(QVBoxLayout(column), self.bar, self.view, margins=NO_MARGINS, spacing=0)
        self.setWidget(column)
        self.setFixedHeight(column.sizeHint().height())
        self.view.photo_chosen.connect(self.photo_chosen)
        self.view.pictures_wanted.connect(self.pictures_wanted)
        self.view.selection_changed.connect(self._on_selection_changed)
        self.bar.arranged.connect(self._on_arranged)
        self.bar.filtered.connect(self._on_filtered)
        self.bar.folded.connect(self.folded)

    @property
    def photos(self) -> PhotoList:
        """All photos, shown or not."""
        return self.model.content.photos

    @property
    def selected(self) -> tuple[Path, ...]:
        """Chosen photos."""
        return self.view.selected

    @property
    def shown(self) -> tuple[Path, ...]:
        """The photos that pass the filter, in order."""
        return tuple(self.model.rows)

    @property
    def kept(self) -> tuple[Path, ...]:
        """Those shown that are not rejected; all, where only rejected ones are shown."""
        shown, rating = self.shown, self.model.content.rating
        return tuple(photo for photo in shown if not rating(photo).is_rejected) or shown

    def show_photos(self, photos: Sequence[Path]) -> None:
        """Be about other photos; all of them are shown."""
        self.model.content.filter = Filter.ALL
        self.bar.show_filter(Filter.ALL)
        self.model.show_photos(photos)
        self.view.ask_for_pictures(ahead=0)  # before anything is laid out or painted: they are made meanwhile
        self._want_noise()
        self._tell_position()

    def appear(self, *, is_wanted: bool) -> None:
        """Be seen, once there are pictures of what is seen then, or soon; be hidden where that is not wanted."""
        if not is_wanted:
            self.hide()
        elif self.isHidden():
            self._patience.start()
            self._end_patience()

    def add_photos(self, photos: Sequence[Path]) -> None:
        """The photos that are shown were the first of these; what is chosen, seen and set stays."""
        place = self.view.horizontalScrollBar().value()
        selected = self.selected
        self.model.show_photos(photos)
        self.view.select(selected)
        self.view.go_back_to(place)
        self._want_noise()
        self._tell_position()

    def show_open(self, photo: Path | None) -> None:
        """Mark the photo on the canvas."""
        self._open = photo
        self.view.show_open(photo)
        self._tell_position()

    def neighbour(self, steps: int) -> Path | None:
        """The photo some steps on (or back) from the open one among those that are shown; None beyond the ends."""
        rows = self.model.rows
        at = None if self._open is None else self.photos.place(self._open)
        if self._open is None or at is None:
            return None
        row = rows.place(self._open)
        if row is None:  # it is hidden: go on from where it would stand
            before = sum((self.photos.place(photo) or 0) < at for photo in rows)
            row = before - 1 if steps > 0 else before
        place = row + steps
        return rows[place] if 0 <= place < len(rows) else None

    def note(self, notes: dict[Path, PhotoNote]) -> None:
        """Take what was found out about photos."""
        self.model.note(notes)
        content = self.model.content
        is_arranged = content.order is SortOrder.DATE or content.filter is not Filter.ALL
        if is_arranged and not self._soon.isActive():
            self._soon.start()

    def rate(self, ratings: dict[Path, Rating]) -> None:
        """Show other ratings."""
        for photo, rating in ratings.items():
            self.model.rate(photo, rating)
        if self.model.content.filter is not Filter.ALL:
            self.refresh()

    def set_picture(self, photo: Path, picture: QImage) -> None:
        """Show the picture of a photo."""
        self.model.set_picture(photo, picture)
        self._end_patience()

    def set_failure(self, photo: Path, sentence: str) -> None:
        """Say what went wrong with a photo; empty where it is well again."""
        if self.model.content.failure(photo) != sentence:
            self.model.content.set_failure(photo, sentence)
            self.model.touch(photo)
            self._end_patience()

    def set_edited(self, photo: Path, *, edited: bool) -> None:
        """A photo has edits now, or no more."""
        if self.model.content.is_edited(photo) != edited:
            self.model.content.set_edited(photo, edited)
            self.model.touch(photo)

    def set_exported(self, photos: set[Path]) -> None:
        """These photos were exported."""
        self.model.content.set_exported(photos)
        self.view.viewport().update()

    def set_noise(self, photo: Path, level: float | None) -> None:
        """The noise of a photo was measured, in levels of 255; None where it cannot be."""
        content = self.model.content
        if photo not in content:
            return  # of the folder before
        content.set_noise(photo, level)
        self._tell_noise()
        if not content.unmeasured_count:
            self.refresh()
        elif not self._later.isActive():
            self._later.start()

    def refresh(self) -> None:
        """Filter and sort again; what was chosen stays chosen."""
        selected = self.selected
        self.model.refresh()
        self.view.select(selected)
        if self.selected != selected:  # what is filtered out goes without a signal
            self._on_selection_changed()
        self._tell_position()

    def setVisible(self, visible: bool) -> None:  # noqa: N802 -- Qt's name
        """Whoever shows or hides it now has the last word."""
        if hasattr(self, "_patience"):  # Qt hides it while it is made
            self._patience.stop()
        super().setVisible(visible)

    def _end_patience(self) -> None:
        """Appear, where only pictures were waited for and they are there."""
        if self._patience.isActive() and not self.view.missing:
            self.show()

    def _on_arranged(self, order: SortOrder, descending: bool) -> None:
        self.model.content.order, self.model.content.is_descending = order, descending
        self._want_noise()
        self.refresh()
        self.view.show_open(self._open)

    def _on_filtered(self, wanted: Filter) -> None:
        self.model.content.filter = wanted
        self.refresh()
        self.view.show_open(self._open)

    def _want_noise(self) -> None:
        """Have measured what is not known, in the order in which photos stand; nothing unless they are sorted by it."""
        is_wanted = self.model.content.order is SortOrder.NOISE
        self.noise_wanted.emit(self.model.content.unmeasured if is_wanted else ())
        self._tell_noise()

    def _tell_noise(self) -> None:
        content = self.model.content
        count = len(content.photos)
        left = content.unmeasured_count if content.order is SortOrder.NOISE else 0
        self.bar.show_measuring(count - left, count)

    def _on_selection_changed(self) -> None:
        self.bar.show_selection(len(self.selected))
        self.selection_changed.emit()

    def _tell_position(self) -> None:
        row = self.model.rows.place(self._open) if self._open else None
        self.bar.show_position(row, len(self.model.rows), len(self.photos))
