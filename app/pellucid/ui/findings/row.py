"""One finding on the panel: its name, how bad it is, its number, and its repair."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from pellucid.foundation.findings import Finding, Kind
from pellucid.foundation.translation import figures, joint, mark, tr, within
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.findings.gauge import SIZE, Gauge
from pellucid.ui.findings.strip import ROW_PX
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import keep_room, lay_out
from pellucid.ui.style.help_text import tip
from pellucid.ui.style.typeface import TextSize, font_of

_MAP_PX, _SPACE_PX, _AIR_PX = 20, 4, 8
_FRAME_PX = 18
"""What a button has around its word."""

REPAIRED = mark("✓ Done")


class FindingRow(QWidget):
    """A click anywhere on it shows its map, where it has one.

    Signals:
        map_toggled(bool): its map is to be seen, or no more.
        repair_requested(): it is to be repaired.

    Args:
        finding: what is shown.
        icons: draw the button of the map.
    """

    map_toggled = Signal(bool)
    repair_requested = Signal()

    def __init__(self, finding: Finding, icons: Icons) -> None:
        super().__init__()
        self.finding = finding
        self.setToolTip(help_of(finding))
        self.name = QLabel(tr(finding.kind.title))
        self.name.setFixedWidth(_name_px())
        self.value = ElidedLabel(value_of(finding), Qt.TextElideMode.ElideRight)
        self.value.setFont(font_of(TextSize.SMALL))
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance(self.value.text()) + 1)
        self.value.setToolTip(help_of(finding))  # which has the number, and more
        self.value.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.map = make_icon_button(
            icons, "mdi6.layers-outline", tr("Show where: {title}", title=within(tr(finding.kind.title)))
        )
        self.map.setFixedSize(_MAP_PX, _MAP_PX)
        self.map.setObjectName("inRow")
        self.map.setCheckable(True)
        self.map.clicked.connect(self.map_toggled)
        if finding.map is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.repair = QPushButton(tr("Repair"))
        self.repair.setObjectName("inRow")
        self.repair.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click that takes it away leaves the focus where it was
        self.repair.setAccessibleName(tr("Repair {title}", title=within(tr(finding.kind.title))))
        self.repair.clicked.connect(self.repair_requested)
        self.done = _small(tr(REPAIRED))
        for end in (self.repair, self.done):
            end.setFixedWidth(max(self.repair.sizeHint().width(), self.done.sizeHint().width()))
        self.done.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(ROW_PX)
        lay_out(
            QHBoxLayout(self),
            self.name,
            Gauge(finding.severity),
            (self.value, 1),
            self.map,
            self.repair,
            self.done,
            margins=(_AIR_PX, 1, _AIR_PX, 1),
            spacing=_SPACE_PX,
        )
        self.map.setVisible(finding.map is not None)  # without one its room is for the words of the number
        self.show_repaired(is_repaired=False)

    def show_repaired(self, *, is_repaired: bool) -> None:
        """Say whether the photo's edits do something against it already."""
        can_be = self.finding.is_found and self.finding.proposal is not None
        is_done = can_be and is_repaired
        # Never both at once, not even for a moment: who remembers the widest would make the panel wider for good.
        if not is_done:
            self.done.hide()
        self.repair.setVisible(can_be and not is_done)
        keep_room(self.repair, keeps=self.finding.is_found and not is_done)
        self.done.setVisible(is_done)

    def show_map(self, *, shown: bool) -> None:
        """Say whether its map lies over the photo."""
        self.map.setChecked(shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Show the map, or hide it."""
        if self.finding.map is not None and event.button() is Qt.MouseButton.LeftButton:
            self.map.click()
        else:
            super().mousePressEvent(event)


def least_px() -> int:
    """Width of a row with any name and number."""
    metrics = QFontMetrics(font_of(TextSize.TEXT))
    repair_px = metrics.horizontalAdvance(tr("Repair")) + _FRAME_PX
    small = QFontMetrics(font_of(TextSize.SMALL))
    beside_map_px = small.horizontalAdvance(f"12,3 {tr('levels')}") + _SPACE_PX + _MAP_PX
    alone_px = small.horizontalAdvance(f"100 {tr('% burnt out')}")
    number_px = max(beside_map_px, alone_px)
    return 2 * _AIR_PX + _name_px() + SIZE.width() + number_px + repair_px + 3 * _SPACE_PX


def _name_px() -> int:
    """Room for the name of any finding, so that gauges stand below each other."""
    metrics = QFontMetrics(font_of(TextSize.TEXT))
    return max(metrics.horizontalAdvance(tr(kind.title)) for kind in Kind) + 2


def value_of(finding: Finding) -> str:
    """The number of a finding with its unit, as short as it is still true."""
    size = abs(finding.value)
    number = f"{finding.value:.0f}" if size >= 10 or finding.value == round(finding.value) else f"{finding.value:.1f}"
    return f"{figures(number.replace('-', '−'))}{joint(finding.unit)}{tr(finding.unit)}"


def help_of(finding: Finding) -> str:
    """All that is known of a finding, for a tooltip."""
    numbers = [(tr(finding.kind.title), value_of(finding)), *finding.details]
    lines = [finding.sentence, *(f"{label}: {text}" for label, text in numbers)]
    lines.append(tr("Confidence: {confidence:.0%}", confidence=finding.confidence).replace("%", " %"))
    if finding.map is not None:
        lines.append(tr("Click to see where."))
    return tip("\n".join(lines))


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font_of(TextSize.SMALL))
    return label
