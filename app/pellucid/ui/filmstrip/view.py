"""The row of photos: scrolls sideways, selects several, and asks for the pictures of what is seen."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.filmstrip.delegate import CELL, StripDelegate
from pellucid.ui.filmstrip.model import StripModel

_REST_MS = 40
"""Of the scroll bar, before pictures are asked for."""

_AHEAD = 2
"""Screens on each side whose pictures are made as well."""

_NOTCH_CELLS = 2

_Index = QModelIndex | QPersistentModelIndex


class StripView(QListView):
    """Shows a model of photos.

    Args:
        model: its rows.
        parent: of the widget.

    Signals:
        photo_chosen(Path): open this one.
        pictures_wanted(tuple[Path, ...]): pictures that are missing, those that are seen first.
        selection_changed(): other photos are chosen.
        menu_requested(QPoint): offer what can be done with them, at this place of the screen.
    """

    photo_chosen = Signal(object)
    pictures_wanted = Signal(object)
    selection_changed = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, model: StripModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filmstrip")
        self.setAccessibleName(tr("Photos of the filmstrip"))
        self._photos = model
        self.setModel(model)
        self._delegate = StripDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setFixedHeight(CELL.height() + self.horizontalScrollBar().sizeHint().height() + 2)
        bar = self.horizontalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))  # a handle of full length says nothing
        bar.setEnabled(False)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.ask_for_pictures)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        model.modelReset.connect(self._rest.start)
        self._is_following = False
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @property
    def selected(self) -> tuple[Path, ...]:
        """Chosen photos, in the order in which they stand."""
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())
        return tuple(photo for top, bottom in ranges for photo in self._photos.rows[top : bottom + 1])

    def select(self, photos: tuple[Path, ...]) -> None:
        """Choose photos, as far as they are shown."""
        selection, place = QItemSelection(), self._photos.rows.place
        for first, last in _runs(sorted(row for photo in photos if (row := place(photo)) is not None)):
            selection.select(self._photos.index(first), self._photos.index(last))
        with self._following():
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_open(self, photo: Path | None) -> None:
        """Mark the photo on the canvas and bring it into sight; it is chosen unless it is among several that are."""
        former, self._delegate.open = self._delegate.open, photo
        for one in (former, photo):
            if one is not None:
                self._photos.touch(one)
        row = self._photos.rows.place(photo) if photo else None
        if row is None:
            return
        index = self._photos.index(row)
        flags = QItemSelectionModel.SelectionFlag
        keeps = len(self.selected) > 1 and self.selectionModel().isSelected(index)
        with self._following():
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate if keeps else flags.ClearAndSelect)
        self.scrollTo(index)

    @property
    def seen(self) -> list[Path]:
        """Photos that are seen, those at the edges only in part."""
        first, screen = self._screen()
        return self._photos.rows[first : first + screen]

    @property
    def missing(self) -> list[Path]:
        """Photos that are seen, and whose pictures are still to come."""
        content, picture = self._photos.content, self._photos.picture
        return [photo for photo in self.seen if picture(photo) is None and not content.failure(photo)]

    def _screen(self) -> tuple[int, int]:
        """The first row that is seen, and how many are."""
        first = max(0, self.horizontalScrollBar().value() // CELL.width())
        width = self.viewport().width() if self.isVisible() else self.window().width()  # it will have as much
        return first, width // CELL.width() + 2

    def go_back_to(self, place: int) -> None:
        """Show what was seen at this place of the scroll bar, after the rows were made anew."""
        self.executeDelayedItemsLayout()
        self.horizontalScrollBar().setValue(place)

    def ask_for_pictures(self, ahead: int = _AHEAD) -> None:
        """Ask for the pictures that are missing where one looks, and so many screens on each side."""
        first, screen = self._screen()
        rows = self._photos.rows
        around = [
            *rows[first : first + screen],
            *rows[first + screen : first + screen * (1 + ahead)],
            *rows[max(0, first - screen * ahead) : first],
        ]
        content = self._photos.content
        self.pictures_wanted.emit(
            tuple(photo for photo in around if self._photos.picture(photo) is None and not content.failure(photo))
        )

    def dataChanged(  # noqa: N802 -- Qt's name
        self, first: _Index, last: _Index, _roles: Sequence[int] = ()
    ) -> None:
        """Draw photos again; Qt's own would lay all of them out anew, though what is said of them changes no size."""
        top, screen = self._screen()
        if first.row() <= top + screen and last.row() >= top:
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """More may be seen now."""
        super().resizeEvent(event)
        self._rest.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw the photos; where the filter leaves none, say so."""
        super().paintEvent(event)
        if self._photos.content.photos and not self._photos.rows:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("No photo passes the filter."))
            painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """The wheel moves the strip sideways, which is the only way it goes."""
        way = event.pixelDelta() or event.angleDelta() * (_NOTCH_CELLS * CELL.width() / 120)
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (way.x() if abs(way.x()) > abs(way.y()) else way.y()))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """Offer what can be done with the photos that are chosen; by key it opens at the current one."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_requested.emit(at)

    @contextmanager
    def _following(self) -> Iterator[None]:
        """What is chosen meanwhile follows what is open, so that nothing is to be opened."""
        self._is_following = True
        try:
            yield
        finally:
            self._is_following = False

    def _on_selection_changed(self) -> None:
        """A click or an arrow opens a photo; while several are chosen nothing is opened."""
        self.selection_changed.emit()
        selected = self.selected
        if not self._is_following and len(selected) == 1 and selected[0] != self._delegate.open:
            self.photo_chosen.emit(selected[0])


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of rows that follow each other."""
    first = last = -1
    for row in rows:
        if row != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = row
        last = row
    if first >= 0:
        yield first, last
