"""The side panel: operations above, history below, in one dock that can be moved and hidden."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QSplitter, QVBoxLayout, QWidget

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.icons import Icons
from pellucid.ui.panel.history_list import HistoryList
from pellucid.ui.panel.operation_panel import OperationPanel
from pellucid.ui.panel.source_card import SourceCard

_WIDTH_PX = 300


class EditDock(QDockWidget):
    """Dock with the `source`, the `operations` and the `history`."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__("Edit", parent)
        self.setObjectName("edit")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        # The title bar says nothing that the cards do not say, and costs room.
        self.setTitleBarWidget(QWidget())
        self.source = SourceCard()
        self.operations = OperationPanel(icons, above=self.source)
        self.history = HistoryList()
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(10, 6, 10, 6)
        title = QLabel("History")
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        layout.addWidget(title)
        layout.addWidget(self.history)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.operations)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setMinimumWidth(_WIDTH_PX)
        self.setWidget(splitter)

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what can be done with the open photo; nothing without one."""
        self.setEnabled(facts is not None)
        self.source.set_photo(facts)
        self.operations.offer_for(pair=facts is not None and facts.stereo is not None)
