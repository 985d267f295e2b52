"""A place that is as high as what is in it, up to a bound, and scrolls beyond; and layouts that wait for no turn."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_CHANGES = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest})


class BoundedScroll(QScrollArea):
    """Holds a widget, and is not there while that is hidden.

    Args:
        inside: what is shown.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._most_px, self._inside = 0, inside
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)
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
        """Follow what is inside."""
        if event.type() in _CHANGES:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Words that wrap need another height in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        inside = self._inside
        is_there = not inside.isHidden()
        if is_there:
            wanted = inside.heightForWidth(self.viewport().width())
            self.setFixedHeight(min(self._most_px, wanted if wanted >= 0 else inside.sizeHint().height()))
            # Words that need more room make it wider; it never shrinks again.
            self.setMinimumWidth(max(self.minimumWidth(), self.least_px))
        self.setVisible(is_there)
        if (around := self.parentWidget()) is not None and (layout := around.layout()) is not None:
            layout.activate()  # what stands below moves before anything is painted


def lay_out_now(widget: QWidget) -> None:
    """Give a widget that is seen the room that it needs now, up to what scrolls it.

    Layouts wait for the event loop, and what is painted before is pressed into the room that there was.
    """
    at: QWidget | None = widget if widget.isVisible() else None
    while at is not None:
        QApplication.sendPostedEvents(at, QEvent.Type.LayoutRequest)
        at = None if isinstance(at, QScrollArea) else at.parentWidget()
