"""The line above the operations from which presets are reached."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import STRETCH, lay_out


class PresetBar(QWidget):
    """Signals: `clicked()`, show the presets."""

    clicked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.button = QToolButton(autoRaise=True)
        self.button.setText(tr(" Presets"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setToolTip(tr("Settings with a name, shown on this photo"))
        icons.give(self.button, "mdi6.palette-swatch-outline")
        self.button.clicked.connect(self.clicked)
        lay_out(QHBoxLayout(self), self.button, STRETCH, margins=(0, 6, 0, 0))

    def come_into_view(self) -> None:
        """Be where the eye is, before what belongs below opens; keys ask for it wherever the panel was scrolled to."""
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self.button)
            above = above.parentWidget()
