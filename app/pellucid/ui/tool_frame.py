"""The frame of a tool's bar over the canvas."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QWidget

MARGIN_PX = 12
"""Between the edges of a canvas and what floats in its corners."""


def stand_in_corner(panel: QWidget, canvas: QWidget) -> None:
    """Move a panel to the lower left of a canvas, above the bars; when those move, the canvas has a `LayoutRequest`."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    bars = canvas.findChildren(ToolFrame, options=direct)
    free_px = min((bar.y() for bar in bars if not bar.isHidden()), default=canvas.height())
    panel.move(MARGIN_PX, max(MARGIN_PX, free_px - panel.height() - MARGIN_PX))
    panel.raise_()


class ToolFrame(QFrame):
    """Stands out from the photo below it, in any theme; who makes one says in `fit_into` where it is.

    Args:
        name: of the object, by which it is found.
        parent: the canvas.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._area, self._fitted = (0, 0), QSize()

    def place(self, width: int, height: int) -> None:
        """Put it at the foot of an area of that size."""
        self._area = width, height
        self._fit()
        self.raise_()

    def event(self, event: QEvent) -> bool:
        """Words get their typeface and icon once they are shown, and may need more room then."""
        is_done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move) and (canvas := self.parent()):
            QCoreApplication.postEvent(canvas, QEvent(QEvent.Type.LayoutRequest))  # see `stand_in_corner`
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible() and self.sizeHint() != self._fitted:
            self._fit()
        return is_done

    def stand_at_foot(self, wide: int, width: int, height: int) -> None:
        """Be so wide and as high as its parts need, in the middle of the foot of an area."""
        high = self.sizeHint().height()
        self.setGeometry((width - wide) // 2, height - high - MARGIN_PX, wide, high)

    def _fit(self) -> None:
        self.fit_into(*self._area)
        self._fitted = self.sizeHint()

    def fit_into(self, width: int, height: int) -> None:
        """Take the place that its parts need in an area of that size; one without parts needs none."""
