"""Dark, light, or as the system is: Fusion with palettes, a typeface and a style sheet of our own.

The choice is the person's (Preferences); dark is the default, because people judge photos beside it. Where the system
decides, it is followed while the program runs.
"""

import enum
import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from pellucid.ui.style import typeface
from pellucid.ui.style.sheet import style_sheet
from pellucid.ui.style.surround import Surround
from pellucid.ui.style.tones import DARK, LIGHT, Tones

STYLE_WORDS = ("-style", "Fusion")
"""Words for Qt that choose the style: `setStyle` would make the largest class of the toolkit just to hand it back."""


class Scheme(enum.Enum):
    """What a person can choose."""

    DARK = "dark"
    LIGHT = "light"
    SYSTEM = "system"


def prepare_application(application: QApplication) -> None:
    """Name the program for the desktop; to be called before the first window."""
    application.setApplicationName("Pellucid")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("org.pellucid.Pellucid")
    if sys.platform == "darwin":
        _let_the_system_convert()


def _let_the_system_convert() -> None:
    """Say that windows hold sRGB: macOS brings them into the colours of each display itself."""
    from PySide6.QtGui import QColorSpace, QSurfaceFormat  # noqa: PLC0415 -- on macOS only

    surface = QSurfaceFormat.defaultFormat()
    surface.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    QSurfaceFormat.setDefaultFormat(surface)


class Theme(QObject):
    """Keeps the program in the chosen scheme.

    Args:
        scheme: what was chosen.
        surround: the gray around the photo.
        parent: of the object.

    Signals:
        changed(Tones): colours to use from now on.
    """

    changed = Signal(object)

    def __init__(self, scheme: Scheme, surround: Surround, parent: QObject) -> None:
        super().__init__(parent)
        self._scheme, self._surround = scheme, surround
        if typeface.load():
            QApplication.setFont(typeface.font_of(typeface.TextSize.TEXT))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.tones = self._tones()
        _color(self.tones)

    @property
    def scheme(self) -> Scheme:
        """What is chosen."""
        return self._scheme

    def choose(self, scheme: Scheme, surround: Surround | None = None) -> None:
        """Use a scheme, and a gray around the photo, from now on."""
        self._scheme, self._surround = scheme, surround or self._surround
        former, self.tones = self.tones, self._tones()
        if self.tones.window != former.window:
            _color(self.tones)
        if self.tones != former:
            self.changed.emit(self.tones)

    def _on_system_changed(self) -> None:
        self.choose(self._scheme)

    def _tones(self) -> Tones:
        is_dark = self._scheme is Scheme.DARK
        if self._scheme is Scheme.SYSTEM:
            is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._surround.on(DARK if is_dark else LIGHT)


def make_palette(tones: Tones) -> QPalette:
    """Palette of a scheme."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Window, tones.window),
        (roles.Base, tones.base),
        (roles.AlternateBase, tones.raised),
        (roles.Button, tones.button),
        (roles.ToolTipBase, tones.raised),
        (roles.Light, tones.raised),
        (roles.Midlight, tones.hover),
        (roles.Mid, tones.edge),
        (roles.Dark, tones.border),
        (roles.Shadow, tones.border),
        (roles.Highlight, tones.accent),
        (roles.Accent, tones.accent),
        (roles.Link, tones.accent),
        (roles.HighlightedText, tones.on_accent),
        (roles.PlaceholderText, tones.quiet),
        (roles.WindowText, tones.text),
        (roles.Text, tones.text),
        (roles.ButtonText, tones.text),
        (roles.ToolTipText, tones.text),
        (roles.BrightText, tones.alarm),
    ):
        palette.setColor(role, QColor(color))
    words = (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText)
    for role in (*words, roles.Highlight, roles.Accent, roles.Mid):
        color = tones.disabled if role in words else tones.border
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(color))
    return palette


def _color(tones: Tones) -> None:
    QApplication.setPalette(make_palette(tones))
    application, sheet = QApplication.instance(), style_sheet(tones)
    if isinstance(application, QApplication) and application.styleSheet() != sheet:
        application.setStyleSheet(sheet)
