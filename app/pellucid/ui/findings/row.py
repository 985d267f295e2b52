"""One finding on the panel: its name, how bad it is, its number, and its repair."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from pellucid.foundation.findings import Finding
from pellucid.ui.findings.gauge import Gauge
from pellucid.ui.icons import Icons
from pellucid.ui.style.help_text import tip
from pellucid.ui.style.typeface import TextSize, font_of

_NAME_PX, _REPAIR_PX = 118, 76
REPAIRED = "✓ Repaired"


class FindingRow(QWidget):
    """Signals: `map_toggled(bool)` to see its map or no more, `repair_requested()`.

    Args:
        finding: what is shown.
        icons: mark names that have a map.
    """

    map_toggled = Signal(bool)
    repair_requested = Signal()

    def __init__(self, finding: Finding, icons: Icons) -> None:
        super().__init__()
        self.finding = finding
        self.setToolTip(help_of(finding))
        self.name = _name_of(finding, icons)
        self.name.clicked.connect(self.map_toggled)
        self.value = QLabel(value_of(finding))
        self.value.setFont(font_of(TextSize.SMALL))
        self.value.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.repair = QPushButton("Repair")
        self.repair.setAccessibleName(f"Repair {finding.kind.title.lower()}")
        self.repair.setFixedWidth(_REPAIR_PX)
        self.repair.clicked.connect(self.repair_requested)
        self.done = QLabel(REPAIRED)
        self.done.setFont(font_of(TextSize.SMALL))
        self.done.setFixedWidth(_REPAIR_PX)
        self.done.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.done.hide()
        self.repair.setVisible(finding.is_found and finding.proposal is not None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 8, 2)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        layout.addWidget(Gauge(finding.severity))
        layout.addWidget(self.value, 1)
        layout.addWidget(self.repair)
        layout.addWidget(self.done)

    def show_repaired(self, *, is_repaired: bool) -> None:
        """Say whether the photo's edits do something against it already."""
        can_be = self.finding.is_found and self.finding.proposal is not None
        self.repair.setVisible(can_be and not is_repaired)
        self.done.setVisible(can_be and is_repaired)

    def show_map(self, *, shown: bool) -> None:
        """Say whether its map lies over the photo."""
        self.name.setChecked(shown)


def value_of(finding: Finding) -> str:
    """The number of a finding with its unit, as short as it is still true."""
    size = abs(finding.value)
    number = f"{finding.value:.0f}" if size >= 10 or finding.value == round(finding.value) else f"{finding.value:.1f}"
    joint = "" if finding.unit in ("", "°") else " "
    return f"{number.replace('-', '−')}{joint}{finding.unit}"


def help_of(finding: Finding) -> str:
    """All that is known of a finding, for a tooltip."""
    numbers = [(finding.kind.title, value_of(finding)), *finding.details]
    lines = [finding.sentence, *(f"{label}: {text}" for label, text in numbers)]
    lines.append(f"Confidence: {finding.confidence:.0%}".replace("%", " %"))
    if finding.map is not None:
        lines.append("Click the name to see where.")
    return tip("\n".join(lines))


def _name_of(finding: Finding, icons: Icons) -> QToolButton:
    """The name as a button that shows the map, where there is one."""
    name = QToolButton()
    name.setText(finding.kind.title)
    name.setAutoRaise(True)
    name.setFixedWidth(_NAME_PX)
    name.setObjectName("finding")
    name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    name.setCheckable(finding.map is not None)
    name.setEnabled(finding.map is not None)
    if finding.map is not None:
        icons.give(name, "mdi6.layers-outline")
        name.setAccessibleName(f"{finding.kind.title}: show its map")
    return name
