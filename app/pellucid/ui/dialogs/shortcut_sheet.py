"""All keys on one page that can be searched, made from the table of actions and the hands of canvas and sliders."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from pellucid.ui.window_actions import ACTIONS, WindowActions

_HANDS = (
    ("Zoom at the pointer", "Mouse wheel"),
    ("Pan", "Drag, Space + drag, middle button, arrows"),
    ("Fit or 100 % at the pointer", "Double-click"),
    ("Peek at the original", "Hold \\"),
    ("Show or hide the original", "Tap \\"),
    ("Previous or next photo, if all of it is seen", "Left, Right"),
    ("Show or hide the panel, in the photo", "Tab"),
    ("Centre the divider", "Double-click on it"),
    ("Step a slider", "Arrows, wheel"),
    ("Ten steps, a tenth of a step", "Shift + arrow, Ctrl + arrow"),
    ("Reset a slider", "Double-click on it or on its name"),
)


class ShortcutSheet(QDialog):
    """Reads the actions when it is made."""

    def __init__(self, actions: WindowActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard Shortcuts")
        self.resize(640, 640)
        self._search = QLineEdit(placeholderText="Search", clearButtonEnabled=True)
        self._search.setAccessibleName("Search shortcuts")
        self._search.textChanged.connect(self._on_search_changed)
        self._rows = QTreeWidget()
        self._rows.setHeaderLabels(["What", "Keys"])
        self._rows.setRootIsDecorated(False)
        self._rows.setAlternatingRowColors(True)
        self._rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._rows.header().setStretchLastSection(False)
        for what, keys in (*_rows_of(actions), *_HANDS):
            item = QTreeWidgetItem(self._rows, [what, keys])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(self._search)
        layout.addWidget(self._rows)

    def _on_search_changed(self, text: str) -> None:
        wanted = text.casefold()
        for index in range(self._rows.topLevelItemCount()):
            item = self._rows.topLevelItem(index)
            if item is not None:
                item.setHidden(wanted not in f"{item.text(0)} {item.text(1)}".casefold())


def _rows_of(actions: WindowActions) -> list[tuple[str, str]]:
    rows = []
    for spec in ACTIONS:
        keys = [keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in actions[spec.name].shortcuts()]
        if keys:
            rows.append((spec.text.replace("&", "").rstrip("…"), ", ".join(keys)))
    return rows
