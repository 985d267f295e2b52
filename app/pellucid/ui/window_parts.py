"""What the main window is made of, and its looks: parts, bars, theme and icons. What it shows is `main_window`'s."""

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from pellucid.foundation.paths import resources_dir
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.ui.color_display import ColorDisplay
from pellucid.ui.color_picking import ColorPicking
from pellucid.ui.compare_control import CompareControl
from pellucid.ui.crop.opener import CropOpener
from pellucid.ui.difference.control import DifferenceControl
from pellucid.ui.edit_notices import EditNotices
from pellucid.ui.exports import Exports
from pellucid.ui.filmstrip.opener import StripOpener
from pellucid.ui.filmstrip.settings_copy import SettingsCopy
from pellucid.ui.findings.control import FindingsControl
from pellucid.ui.help.control import Help
from pellucid.ui.icons import Icons
from pellucid.ui.jobs import JobBoard
from pellucid.ui.map_control import MapControl
from pellucid.ui.masks.opener import MasksOpener
from pellucid.ui.menus import fill_menu_bar
from pellucid.ui.navigator_control import NavigatorControl
from pellucid.ui.output.control import OutputPreview
from pellucid.ui.pair_opener import PairOpener
from pellucid.ui.panel.edit_dock import EditDock
from pellucid.ui.photo_opener import PhotoOpener
from pellucid.ui.pixel_readout import PixelReadout
from pellucid.ui.preferences.control import Preferences
from pellucid.ui.preferences.keymap import Keymap
from pellucid.ui.presets.control import PresetsControl
from pellucid.ui.session import Session
from pellucid.ui.settings import Settings
from pellucid.ui.small_pictures import SmallPictures
from pellucid.ui.start.thumbnail_keeper import ThumbnailKeeper
from pellucid.ui.status_line import StatusLine
from pellucid.ui.style.tones import Tones
from pellucid.ui.theme import Theme
from pellucid.ui.toolbar import Toolbar
from pellucid.ui.versions.control import VersionsControl
from pellucid.ui.window_actions import WindowActions
from pellucid.ui.workspace import Workspace

if TYPE_CHECKING:
    from pellucid.foundation.photo_facts import PhotoFacts
    from pellucid.ui.exporting import Exporting
    from pellucid.ui.handing.control import Handing

_PICTURES_AFTER_MS = 100  # the first click is answered before the icon fonts are loaded


class PartOfPhoto(Protocol):
    """A part that is about the open photo."""

    def set_photo(self, facts: "PhotoFacts | None") -> None:
        """Another photo, or none."""


class WindowParts(QMainWindow):
    """A window with everything in its place, and nothing in it yet; `exporting` comes with what it shows."""

    exporting: "Exporting"

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()
        self.theme = Theme(self.settings.scheme(), self.settings.surround(), self)
        self._icons = Icons(self.theme.tones)
        self.session = Session(self)
        self.commands = WindowActions(self, self._icons)
        self.workspace = Workspace(self._icons, self)
        self.canvas = self.workspace.canvas
        self.dock = EditDock(self._icons, self)
        self.jobs = JobBoard(self._icons)
        self.exports = Exports(self.jobs, self.workspace, self)
        self.status = StatusLine(self.jobs, self.exports.button, self)
        self.readout = PixelReadout(self.canvas, self.session, self.status.readout)
        self.navigation = NavigatorControl(self.canvas, self.commands["navigator"], self.settings)
        self.color_display = ColorDisplay(self.workspace, self.commands, self.settings, self)
        self.color_display.proofed.connect(self.status.show_proof)
        self.maps = MapControl(self.canvas, self.dock.operations, self.commands)
        self.differences = DifferenceControl(self.canvas, self.maps, self.commands)
        picking = ColorPicking(self.canvas, self.dock.operations)
        self.compare = CompareControl(self.canvas, self.commands, self)
        for tool in ("crop", "mask"):
            self.commands[tool].triggered.connect(self.workspace.messages.pass_over)  # before the tool says something
        self.crop = CropOpener(self.session, self.canvas, self.commands, self._icons)
        self.findings = FindingsControl(self.dock.findings, self.session, self.maps, self.workspace, self.crop)
        self.findings.switched_on.connect(self.dock.operations.reveal)
        picking.started.connect(lambda: self.crop.close(keep=True))
        self.masks = MasksOpener(self.session, self.canvas, self.dock, self.commands, self._icons, self.settings)
        self.outputs = OutputPreview(self.session, self.canvas, self.commands, self.settings)
        self.thumbnails = ThumbnailKeeper(self.canvas)
        self.opener = PhotoOpener(self.settings, self)
        self.pairs = PairOpener(self.settings, self)
        self.strip = StripOpener(self, self.opener, self.commands, self._icons)
        self.transfer = SettingsCopy(self.session, self.strip, self.commands, self.workspace, self)
        keymap = Keymap(self.commands, self.settings, self)
        self.preferences = Preferences(self.settings, self.theme, self.canvas, keymap, self)
        self.help = Help(self.workspace, self.status, self)
        self.pictures = SmallPictures(self)
        self.presets = PresetsControl(
            self.session, self.dock.presets, self.pictures, self.workspace, self.settings, self
        )
        self.versions = VersionsControl(self.session, self.dock, self.pictures, self.workspace, self._icons, self)
        self.notices = EditNotices(self.session, self.workspace, self)
        self._put_in_place()
        self.theme.changed.connect(self._recolor)
        self._recolor(self.theme.tones)

    @cached_property
    def handing(self) -> "Handing":
        """Copy, paste and other programs, made when they are first asked for."""
        from pellucid.ui.handing.control import Handing  # noqa: PLC0415 -- not needed to start

        return Handing(self.exporting, self.exports, self.opener, self.workspace, self.settings, self.session)

    @property
    def parts_of_photo(self) -> tuple["PartOfPhoto", ...]:
        """Parts that are told which photo is open."""
        about = (self.differences, self.findings, self.dock, self.masks, self.crop)
        return (*about, self.outputs, self.thumbnails, self.pictures, self.presets, self.versions)

    def setWindowModified(self, modified: bool) -> None:  # noqa: N802 -- Qt's name
        """Mark the window; Qt would tell all of it again where nothing changed, at every move of a slider."""
        if modified != self.isWindowModified():
            super().setWindowModified(modified)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """After the first picture of the window, load what is only for the eye."""
        super().paintEvent(event)
        if not self._icons.is_loaded:
            QTimer.singleShot(_PICTURES_AFTER_MS, self, self._load_pictures)

    def _put_in_place(self) -> None:
        self.setCentralWidget(self.workspace)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.tools = Toolbar(self, self.commands)
        self.addToolBar(self.tools)
        self.setStatusBar(self.status)
        fill_menu_bar(self, self.commands, self.opener, self.presets)

    def _load_pictures(self) -> None:
        if not self._icons.is_loaded:
            self._icons.load()
            self.setWindowIcon(QIcon(str(resources_dir() / "icons" / "pellucid.svg")))

    def _recolor(self, tones: Tones) -> None:
        self.workspace.recolor(tones)
        self.outputs.recolor(tones)
        self._icons.recolor(tones)
