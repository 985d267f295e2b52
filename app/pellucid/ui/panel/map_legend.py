"""A map of an operation: the switch that shows it over the photo, and the colour bar with its ends and unit."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pellucid.foundation.frame import MapScale
from pellucid.operations.spec import MapSpec
from pellucid.ui.canvas.color_maps import COLOR_MAPS, lookup_table
from pellucid.ui.icons import Icons


class MapLegend(QWidget):
    """Signals: `toggled(name, shown)` when the person wants to see the map, or no more."""

    toggled = Signal(str, bool)

    def __init__(self, spec: MapSpec, icons: Icons) -> None:
        super().__init__()
        self.name = spec.name
        self.button = QPushButton(f"Show {spec.title.lower()}")
        self.button.setCheckable(True)
        self.button.setToolTip("Lays what the network believes over the photo. O cycles its opacity.")
        icons.give(self.button, "mdi6.layers-outline")
        self.button.clicked.connect(lambda shown: self.toggled.emit(self.name, shown))
        self._bar = _ColorBar()
        self._low, self._unit, self._high = QLabel(), QLabel(), QLabel()
        ends = QHBoxLayout()
        ends.addWidget(self._low)
        ends.addStretch()
        ends.addWidget(self._unit)
        ends.addStretch()
        ends.addWidget(self._high)
        self._scale = QWidget()
        inner = QVBoxLayout(self._scale)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(2)
        inner.addWidget(self._bar)
        inner.addLayout(ends)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.button)
        layout.addWidget(self._scale)
        self.show_scale(MapScale(spec.title, spec.unit, spec.low, spec.high))
        self.show_active(False)

    @property
    def is_active(self) -> bool:
        """True while the map lies over the photo."""
        return self.button.isChecked()

    def show_active(self, active: bool) -> None:
        """Show whether the map lies over the photo."""
        self.button.setChecked(active)
        self._scale.setVisible(active)

    def show_scale(self, scale: MapScale) -> None:
        """Show the ends that the map really has."""
        self._low.setText(f"{scale.low:g}")
        self._high.setText(f"{scale.high:g}")
        self._unit.setText(scale.unit)
        self._bar.setAccessibleName(f"{scale.title} from {scale.low:g} to {scale.high:g} {scale.unit}")

    def show_color_map(self, name: str) -> None:
        """Show other colours."""
        self._bar.show_color_map(name)


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
