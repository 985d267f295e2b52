"""A window on the finished picture: one pixel of the output is one of the screen. It paints parts and makes none."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QWidget

from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.chrome import FLOATING_STYLE
from pellucid.ui.canvas.pointer import ARROWS
from pellucid.ui.tool_frame import MARGIN_PX

if TYPE_CHECKING:
    from pellucid.document.output_request import OutputTile

TILE_PX = 256
"""Side of a part: small enough that the first is there soon, large enough that margins of kernels cost little."""

_STEP_PX = 64
_DRAFT = 0
"""Generation of no request."""


class OutputPane(QWidget):
    """Paints parts of a finished picture where they lie. Dragging, the wheel and the arrow keys move it.

    Parts that were made for earlier choices stay until newer ones come; where there are none, a draft is painted. The
    label says *draft* as long as one of either is seen, or one is missing.

    Signals:
        moved(): other parts may be seen than before.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Output preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._size: Size | None = None
        self._generation = 0
        self._tiles: dict[Rect, tuple[int, QImage]] = {}
        self._middle = (0.5, 0.5)
        self._background = QColor(0x60, 0x60, 0x60)
        self._title = ""
        self._trouble = ""
        self._held: QPointF | None = None
        self._label = QLabel(self)
        self._label.setStyleSheet(FLOATING_STYLE)
        self._label.setWordWrap(True)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def text(self) -> str:
        """What the label says."""
        return self._label.text()

    def show_output(self, size: Size, title: str, generation: int) -> None:
        """Show a finished picture of this size from now on; what is there of the same size stays as a draft."""
        if size != self._size:
            self._tiles.clear()
        self._size, self._title, self._generation, self._trouble = size, title, generation, ""
        self._follow()

    def set_background(self, gray: int) -> None:
        """Set the neutral gray around the picture, 0 to 255."""
        self._background = QColor(gray, gray, gray)
        self.update()

    def forget(self) -> None:
        """Keep nothing of the picture."""
        self._tiles.clear()
        self._size, self._middle = None, (0.5, 0.5)

    def take(self, tile: "OutputTile") -> None:
        """Paint a part; one of former choices is dropped, and a draft where there is something already."""
        if tile.generation != self._generation or (tile.is_draft and tile.rect in self._tiles):
            return
        height, width = tile.pixels.shape[:2]
        image = QImage(tile.pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        self._tiles[tile.rect] = (_DRAFT if tile.is_draft else tile.generation, image)
        self._follow()

    def show_trouble(self, sentence: str) -> None:
        """Say why parts are missing."""
        self._trouble = sentence
        self._follow()

    def missing(self) -> tuple[Rect, ...]:
        """Parts that are seen and not made yet, those in the middle first."""
        x, y = self._seen().centre
        lacking = [tile for tile in self._tiles_seen() if not self._is_made(tile)]
        return tuple(sorted(lacking, key=lambda tile: math.dist(tile.centre, (x, y))))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Paint what is there; the rest is the gray around the photo."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._background)
        ratio = self.devicePixelRatioF()
        left, top = self._corner()
        for rect, (_, image) in self._tiles.items():
            place = QRectF((rect.x - left) / ratio, (rect.y - top) / ratio, rect.width / ratio, rect.height / ratio)
            painter.drawImage(place, image)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """More or less is seen."""
        super().resizeEvent(event)
        self._move_by(0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Take hold of the picture."""
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self.setFocus()
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Move it with the hand."""
        if self._held is not None:
            way, self._held = event.position() - self._held, event.position()
            self._move_by(-way.x(), -way.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Let go."""
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Scroll: the scale is fixed."""
        way = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        self._move_by(-way.x(), -way.y())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Move by the arrow keys."""
        way = ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self._move_by(way[0] * _STEP_PX, way[1] * _STEP_PX)

    def _move_by(self, right: float, down: float) -> None:
        """Move the window on the picture, in logical pixels; it stays on it."""
        if self._size is None:
            return
        seen, ratio = self.device_size, self.devicePixelRatioF()
        x, y = self._middle
        self._middle = (
            _held_in(x * self._size.width + right * ratio, seen.width, self._size.width),
            _held_in(y * self._size.height + down * ratio, seen.height, self._size.height),
        )
        self._follow()
        self.moved.emit()

    def _follow(self) -> None:
        """Drop what is far away, and say how things are."""
        if self._size is not None:
            near = self._seen().expanded(TILE_PX, Rect.of(self._size))
            self._tiles = {rect: tile for rect, tile in self._tiles.items() if not rect.intersect(near).is_empty}
        state = self._trouble or ("draft" if self.missing() else "")
        self._label.setText(" – ".join(text for text in (self._title, state) if text))
        widest = max(1, self.width() - 2 * MARGIN_PX)
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 2 * MARGIN_PX
        width = min(widest, wanted)
        height = max(self._label.heightForWidth(width), self._label.minimumSizeHint().height())
        # At the foot, because messages of the window come at the top.
        self._label.setGeometry(MARGIN_PX, self.height() - MARGIN_PX - height, width, height)
        self.update()

    def _is_made(self, tile: Rect) -> bool:
        return tile in self._tiles and self._tiles[tile][0] == self._generation

    @property
    def device_size(self) -> Size:
        """Its own size in device pixels."""
        ratio = self.devicePixelRatioF()
        return Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    def _corner(self) -> tuple[int, int]:
        """Pixel of the output at the pane's corner; whole, so that no pixel lies between two of the screen."""
        if self._size is None:
            return 0, 0
        seen = self.device_size
        x, y = self._middle
        return round(x * self._size.width - seen.width / 2), round(y * self._size.height - seen.height / 2)

    def _seen(self) -> Rect:
        """The part of the output that the pane shows."""
        seen, (left, top) = self.device_size, self._corner()
        whole = Rect.of(self._size) if self._size is not None else Rect(0, 0, 0, 0)
        return Rect(left, top, seen.width, seen.height).intersect(whole)

    def _tiles_seen(self) -> list[Rect]:
        seen = self._seen()
        if self._size is None or seen.is_empty:
            return []
        whole = Rect.of(self._size)
        return [
            Rect(column * TILE_PX, row * TILE_PX, TILE_PX, TILE_PX).intersect(whole)
            for row in range(seen.y // TILE_PX, -(-seen.bottom // TILE_PX))
            for column in range(seen.x // TILE_PX, -(-seen.right // TILE_PX))
        ]


def _held_in(middle: float, seen: int, length: int) -> float:
    """A middle, in shares of the length, such that no more than needed is seen beyond the ends."""
    if seen >= length:
        return 0.5
    return min(max(middle, seen / 2), length - seen / 2) / length
