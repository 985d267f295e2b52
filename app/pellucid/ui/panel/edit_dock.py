"""The side panel: pages for editing, for what was done, for versions where there are any, and for what the photo is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr
from pellucid.ui.bounded_scroll import BoundedScroll
from pellucid.ui.buttons import make_button
from pellucid.ui.findings.strip import FindingsStrip
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import STRETCH, lay_out
from pellucid.ui.panel.histogram_view import HistogramView
from pellucid.ui.panel.history_list import HistoryList
from pellucid.ui.panel.info_page import InfoPage
from pellucid.ui.panel.operation_panel import OperationPanel
from pellucid.ui.panel.source_card import SourceCard
from pellucid.ui.panel.target_row import TargetRow
from pellucid.ui.presets.bar import PresetBar

_WIDTH_PX = 324
"""At least; findings in English fit."""

_VERSIONS_AT = 2
"""Place of their page among the others."""

_FINDINGS_SHARE = 0.36
"""Of the height of the panel; more of them scroll."""

_HISTOGRAM_FROM_PX = 400
"""Height of the panel."""


class EditDock(QDockWidget):
    """Dock with `histogram`, `target`, `findings`, `source`, `operations`, `history` and `info`, if a photo is open.

    Signals:
        version_requested(): the present state is to be a version.
    """

    version_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(tr("Edit"), parent)
        self.setObjectName("edit")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        # The title bar says nothing that the tabs do not say, and costs room.
        self.setTitleBarWidget(QWidget())
        # From the outside inward: a part that is moved into another one is styled anew with all that is in it.
        column = QWidget()
        self.setWidget(column)
        self.histogram = HistogramView()
        self.pages = QTabWidget(documentMode=True)
        self.pages.tabBar().setDrawBase(False)
        _fill(column, self.histogram, self.pages).addStrut(_WIDTH_PX)
        edit, past, self.info = QWidget(), QWidget(), InfoPage()
        for page, title in ((edit, tr("Edit")), (past, tr("History")), (self.info, tr("Info"))):
            self.pages.addTab(page, title)
        self.target = TargetRow(icons)
        self.source = SourceCard()
        self.findings = FindingsStrip(icons)
        self.presets = PresetBar(icons)
        self.operations = OperationPanel(icons, edit, above=(self.source, self.presets))
        self._findings_place = BoundedScroll(self.findings, edit)
        _fill(edit, self._findings_place, self.target, self.operations)
        self.history = HistoryList()
        self.save_version = make_button(tr("&Save Version…"), self.version_requested.emit)
        self.save_version.setToolTip(tr("Give the present state a name, to come back to it or compare with it"))
        foot = lay_out(QHBoxLayout(), self.save_version, STRETCH, margins=(12, 8, 12, 12))
        _fill(past, self.history).addLayout(foot)
        self._is_wanted = True
        self._versions: QWidget | None = None

    def show_versions(self, page: QWidget | None) -> None:
        """Have a page of versions, or none where there are no versions."""
        at = self.pages.indexOf(self._versions) if self._versions is not None else -1
        if page is None and at >= 0:
            if self.pages.currentIndex() == at:
                self.pages.setCurrentIndex(0)
            self.pages.removeTab(at)
        elif page is not None and at < 0:
            self.pages.insertTab(_VERSIONS_AT, page, tr("Versions"))
        self._versions = page or self._versions

    def toggle(self) -> None:
        """Hide it, or show it."""
        self._is_wanted = self.isHidden()
        self.setVisible(self._is_wanted)

    def show_for_photo(self, is_empty: bool) -> None:
        """Be there for a photo, unless the person hid it; without one there is nothing to be set."""
        if not is_empty and self.window().testAttribute(Qt.WidgetAttribute.WA_Mapped):
            self.findings.wait()  # before the photo is painted, which would be moved by it
            pages = filter(None, map(self.pages.widget, range(self.pages.count())))
            around_px = self.pages.minimumSizeHint().width() - max(page.minimumSizeHint().width() for page in pages)
            self.widget().setMinimumWidth(self._findings_place.least_px + around_px)
        self.setVisible(self._is_wanted and not is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Where the panel is low, the room is for what can be set."""
        super().resizeEvent(event)
        self._findings_place.bound(round(_FINDINGS_SHARE * event.size().height()))
        self.histogram.setVisible(event.size().height() >= _HISTOGRAM_FROM_PX)

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what can be done with the open photo; nothing without one."""
        self.setEnabled(facts is not None)
        had_choices = self.source.is_needed
        self.source.set_photo(facts)
        if self.source.is_needed and not had_choices:
            self.operations.verticalScrollBar().setValue(0)  # what comes above what was seen is not half seen
        self.operations.set_photo(facts)
        self.info.set_photo(facts)
        if facts is None:
            self.histogram.clear()


def _fill(place: QWidget, *parts: QWidget) -> QVBoxLayout:
    """Stack parts in a place; the last one, which scrolls, takes what room is left."""
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part, int(part is parts[-1]))
    return layout
