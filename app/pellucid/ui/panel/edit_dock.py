"""The side panel: one page for editing, one for what was done, one for what the photo is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QTabWidget, QVBoxLayout, QWidget

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.findings.strip import FindingsStrip
from pellucid.ui.icons import Icons
from pellucid.ui.panel.histogram_view import HistogramView
from pellucid.ui.panel.history_list import HistoryList
from pellucid.ui.panel.info_page import InfoPage
from pellucid.ui.panel.operation_panel import OperationPanel
from pellucid.ui.panel.source_card import SourceCard
from pellucid.ui.panel.target_row import TargetRow

_WIDTH_PX = 316
_HISTOGRAM_FROM_PX = 400
"""Height of the panel."""


class EditDock(QDockWidget):
    """Dock with `histogram`, `target`, `findings`, `source`, `operations`, `history` and `info`, if a photo is open."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__("Edit", parent)
        self.setObjectName("edit")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        # The title bar says nothing that the tabs do not say, and costs room.
        self.setTitleBarWidget(QWidget())
        self.target = TargetRow(icons)
        self.source = SourceCard()
        self.findings = FindingsStrip(icons)
        self.operations = OperationPanel(icons, above=(self.findings, self.source))
        self.history = HistoryList()
        self.info = InfoPage()
        self.pages = QTabWidget(documentMode=True)
        self.pages.tabBar().setDrawBase(False)
        for page, title in ((self._make_edit_page(), "Edit"), (self.history, "History"), (self.info, "Info")):
            self.pages.addTab(page, title)
        self.histogram = HistogramView()
        column = QWidget()
        column.setMinimumWidth(_WIDTH_PX)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.histogram)
        layout.addWidget(self.pages, 1)
        self.setWidget(column)
        self._is_wanted = True

    def _make_edit_page(self) -> QWidget:
        """What is edited stays in sight above what is set of it."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.target)
        layout.addWidget(self.operations, 1)
        return page

    def toggle(self) -> None:
        """Hide it, or show it."""
        self._is_wanted = self.isHidden()
        self.setVisible(self._is_wanted)

    def show_for_photo(self, is_empty: bool) -> None:
        """Be there for a photo, unless the person hid it; without one there is nothing to be set."""
        self.setVisible(self._is_wanted and not is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Where the panel is low, the room is for what can be set."""
        super().resizeEvent(event)
        self.histogram.setVisible(event.size().height() >= _HISTOGRAM_FROM_PX)

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what can be done with the open photo; nothing without one."""
        self.setEnabled(facts is not None)
        self.source.set_photo(facts)
        self.operations.set_photo(facts)
        self.info.set_photo(facts)
        if facts is None:
            self.histogram.clear()
