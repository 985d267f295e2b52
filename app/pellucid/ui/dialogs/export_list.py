"""The list of exports: what runs with its progress, what waits, and what became of the others."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button, make_foot
from pellucid.ui.exports import Exports, open_folder
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.quiet_label import EmptyNote
from pellucid.ui.wording import remaining_text

_NUMBER = Qt.ItemDataRole.UserRole
_FILE, _FOLDER, _STATE = range(3)
_STATE_WIDTH_PX, _ROW_HEIGHT_PX = 190, 26
_EMPTY = mark("Nothing has been exported yet. Exports are listed here with how far they are and what became of them.")


class ExportList(QDialog):
    """Stays open beside the window while work goes on.

    Args:
        exports: what is listed.
        parent: the window.
    """

    def __init__(self, exports: Exports, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Exports"))
        self.resize(780, 400)
        self._exports = exports
        self._items: dict[int, QTreeWidgetItem] = {}
        self._made: QTreeWidgetItem | None = None
        self.rows = _make_rows()
        self.rows.itemSelectionChanged.connect(self._refresh)
        self.rows.itemDoubleClicked.connect(self._on_open_folder)
        self.empty = EmptyNote(tr(_EMPTY))
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.cancel = make_button(tr("&Cancel"), self._on_cancel)
        self.cancel_all = make_button(tr("Cancel &All"), exports.cancel_all)
        self.pause = make_button(tr("&Pause"), self._on_pause)
        self.copy_report = make_button(tr("Copy &Report"), self._on_copy_report)
        self.open_folder = make_button(tr("Open &Folder"), self._on_open_folder)
        self.clear = make_button(tr("C&lear Finished"), exports.clear)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.rows, self._on_cancel)
        self._lay_out()
        exports.changed.connect(self._take)
        exports.cleared.connect(self._list_again)
        self._list_again()

    def _lay_out(self) -> None:
        foot = make_foot(
            self.cancel,
            self.cancel_all,
            self.pause,
            self.open_folder,
            self.copy_report,
            self.clear,
            close=self.close,
        )
        lay_out(
            QVBoxLayout(self), (self.rows, 1), (self.empty, 1), self.message, foot, margins=DIALOG_MARGINS, spacing=12
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 -- Qt's name
        """Begin at the one that is made."""
        super().showEvent(event)
        if self._made is not None:
            self.rows.scrollToItem(self._made)

    def _list_again(self) -> None:
        self.rows.clear()
        self._items.clear()
        self._made = None
        for entry in self._exports.entries:
            if self._exports.is_listed(entry.target):
                self._show(entry)
        for first in list(self._items.values())[:1]:
            self.rows.setCurrentItem(first)
        self._refresh()

    def _take(self, entry: JobEntry) -> None:
        if self._exports.is_listed(entry.target):
            self._show(entry)
            self._refresh()

    def _show(self, entry: JobEntry) -> None:
        item = self._items.get(entry.number)
        if item is None:
            item = self._items[entry.number] = QTreeWidgetItem(self.rows)
            item.setText(_FILE, entry.target.name)
            item.setText(_FOLDER, str(entry.target.parent))
            item.setToolTip(_FILE, str(entry.target))
            item.setToolTip(_FOLDER, str(entry.target.parent))
            item.setData(_FILE, _NUMBER, entry.number)
            item.setSizeHint(_FILE, QSize(0, _ROW_HEIGHT_PX))  # else it shrinks when its bar goes
        item.setText(_STATE, _state_text(entry))
        item.setToolTip(_STATE, entry.sentence)
        self._show_bar(item, entry)

    def _show_bar(self, item: QTreeWidgetItem, entry: JobEntry) -> None:
        """A bar behind the words, for the one that is made."""
        bar = self.rows.itemWidget(item, _STATE)
        if entry.state is not JobState.RUNNING:
            if bar is not None:
                self.rows.removeItemWidget(item, _STATE)
            return
        if not isinstance(bar, QProgressBar):
            bar = QProgressBar(maximum=1000)
            bar.setAccessibleName(tr("Progress of {name}", name=entry.target.name))
            self.rows.setItemWidget(item, _STATE, bar)
            self._follow(item)
        bar.setValue(round((entry.share or 0) * 1000))
        bar.setFormat(_state_text(entry))

    def _follow(self, item: QTreeWidgetItem) -> None:
        """Bring the one that is made into sight, unless the person has gone to look at others."""
        former, self._made = self._made, item
        if former is None or self.rows.viewport().rect().intersects(self.rows.visualItemRect(former)):
            self.rows.scrollToItem(item)

    def _refresh(self) -> None:
        chosen = self._chosen()
        self.cancel.setEnabled(any(not entry.state.is_final for entry in chosen))
        self.cancel_all.setEnabled(bool(self._exports.unfinished))
        self.pause.setEnabled(bool(self._exports.unfinished) or self._exports.is_paused)
        self.pause.setText(tr("&Go On") if self._exports.is_paused else tr("&Pause"))
        self.copy_report.setEnabled(bool(self._exports.report))
        self.open_folder.setEnabled(len(chosen) == 1)
        self.clear.setEnabled(len(self._exports.unfinished) < len(self._exports.entries))
        self.message.setText(_message(chosen))
        deeds = (self.cancel, self.cancel_all, self.pause, self.open_folder, self.copy_report, self.clear)
        for part in (self.rows, self.message, *deeds):
            part.setVisible(bool(self._items))
        self.empty.setHidden(bool(self._items))

    def _chosen(self) -> list[JobEntry]:
        numbers = {item.data(_FILE, _NUMBER) for item in self.rows.selectedItems()}
        return [entry for entry in self._exports.entries if entry.number in numbers]

    def _on_cancel(self) -> None:
        for entry in reversed(self._chosen()):  # the one that runs last, so that none of the others begins
            if not entry.state.is_final:
                self._exports.cancel_requested.emit(entry.number)

    def _on_pause(self) -> None:
        self._exports.set_paused(not self._exports.is_paused)
        self._refresh()

    def _on_copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._exports.report)

    def _on_open_folder(self) -> None:
        for entry in self._chosen()[:1]:
            open_folder(entry.target)


def _make_rows() -> QTreeWidget:
    rows = QTreeWidget()
    rows.setAccessibleName(tr("Exports"))
    rows.setHeaderLabels([tr("File"), tr("Folder"), tr("State")])
    rows.setRootIsDecorated(False)
    rows.setAlternatingRowColors(True)
    rows.setUniformRowHeights(True)
    rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    rows.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header = rows.header()
    header.setStretchLastSection(False)
    for column in (_FILE, _FOLDER):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Fixed)
    header.resizeSection(_STATE, _STATE_WIDTH_PX)
    return rows


def _state_text(entry: JobEntry) -> str:
    if entry.state is not JobState.RUNNING or entry.share is None:
        return tr(entry.state.value)
    return " · ".join(part for part in (f"{entry.share * 100:.0f} %", remaining_text(entry.remaining_s)) if part)


def _message(chosen: list[JobEntry]) -> str:
    if len(chosen) > 1:
        return tr("{count} exports are chosen.", count=len(chosen))
    return chosen[0].sentence if chosen else ""
