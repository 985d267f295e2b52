"""The switch of an operation's analysis map."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from pellucid.foundation.translation import tr, within
from pellucid.operations.spec import MapSpec
from pellucid.ui.icons import Icons

_AIR_PX = 36
"""Icon, padding and border beside the words."""


class MapButton(QPushButton):
    """As wide as the panel, whose words give way before the panel does: a language may need more room than there is.

    Signals:
        map_toggled(str, bool): name of the map, and True when the person wants to see it, or no more.
    """

    map_toggled = Signal(str, bool)

    def __init__(self, spec: MapSpec, icons: Icons) -> None:
        self._words = tr("Show {title}", title=within(tr(spec.title)))
        super().__init__(self._words)
        self.name = spec.name
        self.setObjectName("quiet")
        self.setCheckable(True)
        self.setAccessibleName(self._words)
        self.setToolTip(f"{self._words}\n{tr('Lays this analysis map over the photo. O cycles its opacity.')}")
        icons.give(self, "mdi6.layers-outline")
        self.clicked.connect(lambda shown: self.map_toggled.emit(self.name, shown))

    @property
    def is_active(self) -> bool:
        """True while the map lies over the photo."""
        return self.isChecked()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Its icon."""
        return QSize(_AIR_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Say what fits; the tooltip says all of it."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - _AIR_PX))
