"""The legend of the map that lies over the photo: what it is, whose it is, and its colours with their ends and unit.

It floats over a corner of the picture, so that it comes and goes without moving anything else.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pellucid.foundation.frame import MapScale
from pellucid.foundation.translation import tr
from pellucid.ui.canvas.chrome import FLOATING_STYLE
from pellucid.ui.canvas.color_maps import COLOR_MAPS, lookup_table
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.tool_frame import MARGIN_PX, stand_in_corner

_LEAST_WIDTH_PX = 260
_WIDEST = "2000 levels"
"""Room for the value, so that the legend does not move while it changes."""

_HEIGHTS_PX = 28
_HEIGHT_COLOR = QColor(0xC8, 0xC8, 0xC8)


class MapLegend(QFrame):
    """Lies in the lower left corner of a canvas; takes no mouse."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("map_legend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet(f"#map_legend {{ {FLOATING_STYLE} }} #map_legend QLabel {{ color: #f2f2f2; }}")
        self._canvas = canvas
        self._title, self._value = QLabel(), QLabel()
        self._value.setAccessibleName(tr("Value under the pointer"))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        metrics = self._value.fontMetrics()
        self._value.setMinimumWidth(max(metrics.horizontalAdvance(words) for words in (_WIDEST, tr("Computing…"))))
        self._pointed, self._is_computing = "", False
        self._heights = _Heights()
        self._bar = _ColorBar()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title, 1)
        head.addWidget(self._value)
        self._low, self._unit, self._high = QLabel(), QLabel(), QLabel()
        ends = QHBoxLayout()
        for part in (self._low, self._unit, self._high):
            ends.addWidget(part)
            if part is not self._high:
                ends.addStretch()
        lay_out(QVBoxLayout(self), head, self._heights, self._bar, ends, margins=NO_MARGINS, spacing=3)
        canvas.installEventFilter(self)
        self.hide()

    @property
    def title(self) -> str:
        """What it names, or empty where it is hidden."""
        return "" if self.isHidden() else self._title.text()

    @property
    def ends(self) -> tuple[str, str]:
        """What stands at the ends of the colours."""
        return self._low.text(), self._high.text()

    def show_title(self, title: str) -> None:
        """Name the map; empty to hide the legend."""
        self._title.setText(title)
        self.setVisible(bool(title))
        self._place()

    def show_scale(self, scale: MapScale) -> None:
        """Show the ends that the map really has."""
        self._low.setText(f"{scale.low:g}")
        self._high.setText(f"{scale.high:g}")
        self._unit.setText(scale.unit)
        self._bar.setAccessibleName(
            tr(
                "{title} from {low:g} to {high:g} {unit}",
                title=scale.title,
                low=scale.low,
                high=scale.high,
                unit=scale.unit,
            )
        )
        self._place()

    @property
    def value(self) -> str:
        """What stands for the value under the pointer, or that the map is being computed."""
        return self._value.text()

    def show_value(self, text: str) -> None:
        """Show the value under the pointer; empty where there is none."""
        self._pointed = text
        self._show_state()

    def show_computing(self, *, computing: bool) -> None:
        """Say that some of the map is not there yet, or that all of it is."""
        self._is_computing = computing
        self._show_state()

    def show_heights(self, heights: tuple[float, ...]) -> None:
        """Show how often each value occurs, over its colour."""
        self._heights.show_heights(heights)

    def show_color_map(self, name: str) -> None:
        """Show other colours."""
        self._bar.show_color_map(name)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Stay in the corner, above the bar of a tool."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False

    def _show_state(self) -> None:
        self._value.setText(self._pointed or (tr("Computing…") if self._is_computing else ""))

    def _place(self) -> None:
        wanted = self.sizeHint().expandedTo(QSize(_LEAST_WIDTH_PX, 0))
        self.resize(wanted.boundedTo(self._canvas.size() - QSize(2 * MARGIN_PX, 2 * MARGIN_PX)))
        stand_in_corner(self, self._canvas)


class _Heights(QWidget):
    """How often the values occur that the colours below stand for."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHTS_PX)
        self._heights: tuple[float, ...] = ()

    def show_heights(self, heights: tuple[float, ...]) -> None:
        self._heights = heights
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        painter = QPainter(self)
        step = self.width() / max(1, len(self._heights))
        for place, height in enumerate(self._heights):
            tall = height * self.height()
            painter.fillRect(QRectF(place * step, self.height() - tall, step, tall), _HEIGHT_COLOR)
        painter.end()


class _ColorBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._color_map = COLOR_MAPS[0]

    def show_color_map(self, name: str) -> None:
        self._color_map = name
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        return QSize(120, 12)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = QImage(lookup_table(self._color_map).data, 256, 1, 256 * 4, QImage.Format.Format_RGBA8888)
        painter.drawImage(QRectF(self.rect()), image)
        painter.end()
