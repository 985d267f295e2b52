"""The switch of an operation's analysis map."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from pellucid.foundation.translation import tr, within
from pellucid.operations.spec import MapSpec
from pellucid.ui.icons import Icons


class MapButton(QPushButton):
    """Signals: `map_toggled(name, shown)` when the person wants to see the map, or no more."""

    map_toggled = Signal(str, bool)

    def __init__(self, spec: MapSpec, icons: Icons) -> None:
        super().__init__(tr("Show {title}", title=within(tr(spec.title))))
        self.name = spec.name
        self.setCheckable(True)
        self.setToolTip(tr("Lays this analysis map over the photo. O cycles its opacity."))
        icons.give(self, "mdi6.layers-outline")
        self.clicked.connect(lambda shown: self.map_toggled.emit(self.name, shown))

    @property
    def is_active(self) -> bool:
        """True while the map lies over the photo."""
        return self.isChecked()
