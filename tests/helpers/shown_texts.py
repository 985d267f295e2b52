"""What can be read in a window: its texts, and whether they have the room they need."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)

from pellucid.ui.elided_label import ElidedLabel

_TAG = re.compile(r"<[^>]*>|&\w+;")
_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_KEY = re.compile(
    r"\b(Ctrl|Shift|Alt|Meta|Return|Enter|Esc|Tab|Space|Home|End|Del|PgUp|PgDown|Left|Right|Up|Down|F\d+)\b"
)
_WORD = re.compile(r"[A-Za-z]{3,}")


def untranslated(text: str) -> str:
    """What of a text stands outside the brackets of the pseudo-language, keys left out; empty where it is no word."""
    left = _TAG.sub(" ", text)
    while (shorter := _INNERMOST.sub("", left)) != left:
        left = shorter
    left = _KEY.sub("", left)
    return left.strip() if _WORD.search(left) else ""


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Where each text of a window stands, and the text; what is hidden at the time too."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}".strip()
        for text in _texts_of_widget(widget):
            yield where, text
    for action in root.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.iconText()):
            yield f"QAction {action.text()}", text


def _texts_of_widget(widget: QWidget) -> Iterator[str]:  # noqa: C901 -- a branch a kind of widget
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.whatsThis())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QTreeWidget):
        yield from (widget.headerItem().text(column) for column in range(widget.columnCount()))
        items = QTreeWidgetItemIterator(widget)
        while (item := items.value()) is not None:
            yield from (item.text(column) for column in range(widget.columnCount()))
            items += 1
    if widget.isWindow():
        yield widget.windowTitle()


def cut(root: QWidget) -> str:
    """Texts that are seen and have less room than they need; what says in its tooltip all that is left out may."""
    return "\n".join(
        f"{type(widget).__name__}: {text!r} needs {needed}, has {room}"
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.window() is root
        for text, needed, room in _rooms(widget)
        if needed > room + 1 and text not in _plain(widget.toolTip())
    )


def _plain(tip: str) -> str:
    return tip.replace("&amp;", "&")


def _rooms(widget: QWidget) -> Iterator[tuple[str, int, int]]:  # noqa: C901 -- likewise
    """Texts of a widget with the pixels that they need and have."""
    if isinstance(widget, ElidedLabel):
        yield widget.text(), widget.fontMetrics().horizontalAdvance(widget.text()), widget.contentsRect().width()
    elif isinstance(widget, QLabel):
        if widget.wordWrap():
            yield widget.text(), widget.heightForWidth(widget.width()), widget.height()
        elif widget.text():
            yield widget.text(), widget.sizeHint().width(), _seen_width(widget)
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            text = widget.tabText(place)
            yield text, widget.fontMetrics().horizontalAdvance(text), widget.tabRect(place).width()
    elif isinstance(widget, QComboBox):
        if not isinstance(widget.parent(), QComboBox) and not widget.isEditable():
            yield (
                widget.currentText(),
                widget.fontMetrics().horizontalAdvance(widget.currentText()),
                widget.width() - 28,
            )
    elif isinstance(widget, QAbstractButton) and widget.text():
        has_words = not isinstance(widget, QToolButton) or (
            widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        if has_words:
            yield widget.text(), widget.sizeHint().width(), _seen_width(widget)


def _seen_width(widget: QWidget) -> int:
    """How much of the width of a widget lies within all that hold it; what scrolls sideways holds all of it."""
    left, right = 0, widget.width()
    at, parent = widget, widget.parentWidget()
    origin = 0
    while parent is not None and not at.isWindow():
        origin += at.x()
        scrolls = isinstance(parent.parent(), QAbstractScrollArea) and (
            parent.parent().horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff  # type: ignore[attr-defined]
        )
        if scrolls:
            break
        left, right = max(left, -origin), min(right, parent.width() - origin)
        at, parent = parent, parent.parentWidget()
    return right - left
