"""A place that is as high as what is in it, up to a bound, and scrolls beyond; and layouts that wait for no turn.

What stands below the place in the same page moves when its height changes. So the height waits while the pointer is
there: what comes meanwhile scrolls, and what goes leaves its room empty.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_CHANGES = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest})
_LEAVES = frozenset({QEvent.Type.Leave})


class BoundedScroll(QScrollArea):
    """Holds a widget, and is not there while that is hidden. The room of its bar is always kept.

    Args:
        inside: what is shown.
        page: in which it stands, above all else.
    """

    def __init__(self, inside: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self._most_px, self._inside, self._page = 0, inside, page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # not seen where nothing scrolls
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)
        page.installEventFilter(self)
        self._fit()

    @property
    def least_px(self) -> int:
        """Width below which what is inside would be cut, with the bar beside it."""
        inside = self._inside
        least = max(inside.minimumSizeHint().width(), inside.minimumWidth())
        return least + self.verticalScrollBar().sizeHint().width()

    def bound(self, most_px: int) -> None:
        """Be no higher than this."""
        self._most_px = most_px
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Follow what is inside, and take the height that waited once the pointer has left the page."""
        if event.type() in (_CHANGES if watched is self._inside else _LEAVES):
            self._fit()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 -- Qt's name
        """Nothing that is under the pointer moves now."""
        super().enterEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Words that wrap need another height in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        inside = self._inside
        is_there = not inside.isHidden()
        if is_there:
            self.setFixedHeight(min(self._most_px, self.height() if self._waits() else self._wanted_px()))
            # Words that need more room make it wider; it never shrinks again.
            self.setMinimumWidth(max(self.minimumWidth(), self.least_px))
        self.setVisible(is_there)
        if (layout := self._page.layout()) is not None:
            layout.activate()  # what stands below moves before anything is painted

    def _wanted_px(self) -> int:
        wanted = self._inside.heightForWidth(self.viewport().width())
        return wanted if wanted >= 0 else self._inside.sizeHint().height()

    def _waits(self) -> bool:
        """Whether a change of the height would move something under the pointer that nobody asked to move."""
        is_below = self.isVisible() and self._page.underMouse() and not self.underMouse()
        focus = QApplication.focusWidget()
        return is_below and not (focus is not None and self.isAncestorOf(focus))


def lay_out_now(widget: QWidget) -> None:
    """Give a widget that is seen the room that it needs now, up to what scrolls it.

    Layouts wait for the event loop, and what is painted before is pressed into the room that there was.
    """
    at: QWidget | None = widget if widget.isVisible() else None
    while at is not None:
        QApplication.sendPostedEvents(at, QEvent.Type.LayoutRequest)
        at = None if isinstance(at, QScrollArea) else at.parentWidget()
