"""All keys in groups that can be searched: what the menus ask for, and the hands of canvas and sliders."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from pellucid.foundation.translation import mark, tr
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.preferences.keymap import Keymap
from pellucid.ui.quiet_label import EmptyNote
from pellucid.ui.style.typeface import TextSize, font_of
from pellucid.ui.window_actions import ACTIONS, MENUS, SUBMENUS, plain_text

_NAME = Qt.ItemDataRole.UserRole
_HANDS = (
    (mark("Zoom at the pointer"), mark("Mouse wheel")),
    (mark("Pan"), mark("Drag, Space + drag, middle button, arrows")),
    (mark("Fit or 100 % at the pointer"), mark("Double-click")),
    (mark("Peek at the original"), mark("Hold \\")),
    (mark("Show or hide the original"), mark("Tap \\")),
    (mark("Previous or next photo, if all of it is seen"), mark("Left, Right")),
    (mark("Show or hide the panel, in the photo"), mark("Tab")),
    (mark("Centre the divider"), mark("Double-click on it")),
    (mark("Erase with the brush, or paint where it erases"), mark("Hold Alt")),
    (mark("A straight stroke from the last one"), mark("Shift + click")),
    (mark("Step a slider"), mark("Arrows, wheel")),
    (mark("Ten steps, a tenth of a step"), mark("Shift + arrow, Ctrl + arrow")),
    (mark("Reset a slider"), mark("Double-click on it or on its name")),
)


class KeyList(QWidget):
    """Reads the keymap whenever that changes.

    Signals:
        chosen(str): name of the action that is chosen, or empty.
    """

    chosen = Signal(str)

    def __init__(self, keymap: Keymap, *, with_hands: bool) -> None:
        super().__init__()
        self._keymap = keymap
        self.search = QLineEdit(placeholderText=tr("Search by word or key"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search keys"))
        self.search.textChanged.connect(self._filter)
        self.rows = _make_rows()
        self.rows.currentItemChanged.connect(lambda item, _former: self.chosen.emit(item.data(0, _NAME) or ""))
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._fill(with_hands=with_hands)
        self.none_found = EmptyNote(tr("No shortcut has these words or keys."))
        self.none_found.hide()
        lay_out(QVBoxLayout(self), self.search, (self.rows, 1), (self.none_found, 1), margins=NO_MARGINS, spacing=8)
        keymap.changed.connect(self._show_keys)
        self._show_keys()

    def choose(self, name: str) -> None:
        """Choose the row of an action."""
        self.rows.setCurrentItem(self._items[name])

    def _fill(self, *, with_hands: bool) -> None:
        texts = {spec.name: plain_text(tr(spec.text)) for spec in ACTIONS}
        for title, names in MENUS:
            expanded = (SUBMENUS.get(name, name).split() for name in names.split())
            listed = [name for part in expanded for name in part if name in texts]
            items = self._add_group(plain_text(tr(title)), [(texts[name], "") for name in listed])
            for name, item in zip(listed, items, strict=True):
                self._items[name] = item
                item.setData(0, _NAME, name)
        if with_hands:
            self._add_group(tr("By mouse and in the photo"), [(tr(what), tr(hand)) for what, hand in _HANDS])
        self.rows.expandAll()

    def _add_group(self, title: str, rows: Sequence[tuple[str, str]]) -> list[QTreeWidgetItem]:
        group = QTreeWidgetItem(self.rows, [title, ""])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFont(0, font_of(TextSize.TEXT, strong=True))
        items = [QTreeWidgetItem(group, list(row)) for row in rows]
        for item in items:
            item.setToolTip(0, item.text(0))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._groups.append((group, items))
        return items

    def _show_keys(self) -> None:
        for name, item in self._items.items():
            item.setText(1, self._keymap.shown(name))
            item.setFont(1, font_of(TextSize.TEXT, strong=self._keymap.is_changed(name)))

    def _filter(self, text: str) -> None:
        wanted = text.casefold()
        for group, items in self._groups:
            for item in items:
                item.setHidden(wanted not in f"{item.text(0)} {item.text(1)}".casefold())
            group.setHidden(all(item.isHidden() for item in items))
        is_none = all(group.isHidden() for group, _items in self._groups)
        self.rows.setHidden(is_none)
        self.none_found.setHidden(not is_none)


def _make_rows() -> QTreeWidget:
    rows = QTreeWidget()
    rows.setAccessibleName(tr("Keys"))
    rows.setHeaderLabels([tr("What"), tr("Keys")])
    rows.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    rows.setRootIsDecorated(False)
    rows.setItemsExpandable(False)
    rows.setIndentation(12)
    header = rows.header()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(False)
    return rows
