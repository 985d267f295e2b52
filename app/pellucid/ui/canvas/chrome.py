"""Small widgets that float over the picture: divider, its handle, and the Before and After labels.

They are widgets and not painted by the surfaces, so that both surfaces look the same. None of them takes the mouse.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from pellucid.foundation.geometry import Size
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.compare import Compare, CompareMode, Pane
from pellucid.ui.tool_frame import MARGIN_PX
from pellucid.ui.wording import shortened

# Own colours, because it lies on the photo and not on the window: 7:1 even on white, whatever the theme.
FLOATING_STYLE = "background: rgba(20, 20, 20, 190); color: #f2f2f2; border-radius: 4px; padding: 4px 9px;"
"""Look of words that lie on the photo."""

_HANDLE_PX = 30
_LINE_PX = 3
_NAME_LENGTH = 28


class Chrome:
    """Owns the floating widgets of one canvas and puts them in place."""

    def __init__(self, canvas: QWidget) -> None:
        self._line = _Line(canvas)
        self._handle = _Handle(canvas)
        self._lens = _Lens(canvas)
        self._labels = (_make_label(canvas), _make_label(canvas))
        for widget in (self._line, self._handle, self._lens, *self._labels):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            widget.hide()

    def place(self, compare: Compare, canvas_px: Size, ratio: float, has_photo: bool) -> None:
        """Show what the comparison needs.

        Args:
            compare: state of the comparison.
            canvas_px: size of the canvas in device pixels.
            ratio: device pixels per logical pixel.
            has_photo: without a photo nothing is shown.
        """
        panes = compare.panes(canvas_px) if has_photo else ()
        is_labelled = has_photo and (len(panes) > 1 or compare.original)
        shown = panes if is_labelled else ()
        for index, label in enumerate(self._labels):
            label.setVisible(index < len(shown))
            if index < len(shown):
                _place_label(label, shown[index], compare, ratio)
        has_lens = len(panes) > 1 and compare.mode is CompareMode.LENS
        self._lens.setVisible(has_lens)
        if has_lens:
            area = panes[1].area
            self._lens.setGeometry(*(round(part / ratio) for part in (area.x, area.y, area.width, area.height)))
        has_divider = has_photo and compare.is_split
        self._line.setVisible(has_divider)
        self._handle.setVisible(has_divider)
        if has_divider:
            self._place_divider(compare, panes[0], ratio)

    def _place_divider(self, compare: Compare, first: Pane, ratio: float) -> None:
        width, height = round(first.area.width / ratio), round(first.area.height / ratio)
        is_vertical = compare.mode is CompareMode.SPLIT
        before_line = _LINE_PX // 2
        if is_vertical:
            line, middle = QRect(width - before_line, 0, _LINE_PX, height), QPoint(width, height // 2)
        else:
            line, middle = QRect(0, height - before_line, width, _LINE_PX), QPoint(width // 2, height)
        self._line.setGeometry(line)
        half = _HANDLE_PX // 2
        self._handle.setGeometry(middle.x() - half, middle.y() - half, _HANDLE_PX, _HANDLE_PX)
        self._handle.set_vertical(is_vertical)


def _make_label(canvas: QWidget) -> QLabel:
    label = QLabel(canvas)
    label.setStyleSheet(FLOATING_STYLE)
    return label


def _place_label(label: QLabel, pane: Pane, compare: Compare, ratio: float) -> None:
    label.setText(shortened(tr(compare.name_of(pane.side)), _NAME_LENGTH))
    label.adjustSize()
    area = pane.area
    left, top = area.x / ratio + MARGIN_PX, area.y / ratio + MARGIN_PX
    if area.x > 0 and compare.mode is CompareMode.SPLIT:
        left = area.right / ratio - MARGIN_PX - label.width()
    label.move(round(left), round(top))
    # A label that does not fit into its pane would lie on the other picture and say the wrong thing.
    fits = area.width / ratio > label.width() + 2 * MARGIN_PX and area.height / ratio > label.height() + 2 * MARGIN_PX
    label.setVisible(fits)


class _Line(QWidget):
    """The divider: light with dark edges, so that it shows on any picture."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(20, 20, 20, 170))
        is_vertical = self.height() > self.width()
        inner = self.rect().adjusted(1, 0, -1, 0) if is_vertical else self.rect().adjusted(0, 1, 0, -1)
        painter.fillRect(inner, QColor(245, 245, 245))
        painter.end()


class _Lens(QWidget):
    """The edge of the lens, light and dark as the divider."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        painter = QPainter(self)
        for inset, color in ((0, QColor(20, 20, 20, 170)), (1, QColor(245, 245, 245)), (2, QColor(20, 20, 20, 170))):
            painter.setPen(color)
            painter.drawRect(self.rect().adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.end()


class _Handle(QWidget):
    """A round knob with two arrows on the divider."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._is_vertical = True

    def set_vertical(self, is_vertical: bool) -> None:
        """Point the arrows along the way it can be dragged."""
        if is_vertical != self._is_vertical:
            self._is_vertical = is_vertical
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(245, 245, 245), 1.5))
        painter.setBrush(QColor(20, 20, 20, 190))
        painter.drawEllipse(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.translate(self.width() / 2, self.height() / 2)
        if not self._is_vertical:
            painter.rotate(90)
        for sign in (-1, 1):
            painter.drawLine(sign * 4, -4, sign * 8, 0)
            painter.drawLine(sign * 8, 0, sign * 4, 4)
        painter.end()
