"""Light and dark: Fusion with neutral gray palettes of our own, following the system while the program runs.

Everything around a photo is gray without a tint, because a tint next to a photo changes how its colours look; the one
accent marks focus and selection. Text keeps 4.5:1 and more against what it stands on.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Tones:
    """Colours of one scheme, as Qt writes them; `canvas` is the gray around the photo, 0 to 255."""

    window: str
    base: str
    raised: str
    button: str
    text: str
    quiet: str
    disabled: str
    border: str
    accent: str
    on_accent: str
    alarm: str
    canvas: int


LIGHT = Tones(
    window="#ececec",
    base="#ffffff",
    raised="#f7f7f7",
    button="#f4f4f4",
    text="#1b1b1b",
    quiet="#5a5a5a",
    disabled="#9a9a9a",
    border="#c6c6c6",
    accent="#2a6ebb",
    on_accent="#ffffff",
    alarm="#b3261e",
    canvas=0x80,
)
DARK = Tones(
    window="#2a2a2a",
    base="#202020",
    raised="#333333",
    button="#3c3c3c",
    text="#e6e6e6",
    quiet="#a8a8a8",
    disabled="#707070",
    border="#4a4a4a",
    accent="#6ba7e8",
    on_accent="#101010",
    alarm="#ff8a80",
    canvas=0x3F,
)


STYLE_WORDS = ("-style", "Fusion")
"""Words for Qt that choose the style: `setStyle` would make the largest class of the toolkit just to hand it back."""


def prepare_application(application: QApplication) -> None:
    """Name the program for the desktop; to be called before the first window."""
    application.setApplicationName("Pellucid")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("org.pellucid.Pellucid")


class Theme(QObject):
    """Keeps the program in the scheme of the system.

    Signals:
        changed(Tones): colours to use from now on.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        self.tones = _tones_of(hints.colorScheme())
        _colour(self.tones)

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self.tones = _tones_of(scheme)
        _colour(self.tones)
        self.changed.emit(self.tones)


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
        (roles.Midlight, tones.raised),
        (roles.Mid, tones.border),
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
    for role, color in (
        (roles.WindowText, tones.disabled),
        (roles.Text, tones.disabled),
        (roles.ButtonText, tones.disabled),
        (roles.PlaceholderText, tones.disabled),
        (roles.Highlight, tones.border),
        (roles.Accent, tones.border),
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(color))
    return palette


def _colour(tones: Tones) -> None:
    palette = make_palette(tones)
    QApplication.setPalette(palette)
    # Fusion draws the rim of a check box in a darker shade of the window, which hardly shows.
    palette.setColor(QPalette.ColorRole.Window, QColor(tones.quiet))
    QApplication.setPalette(palette, "QCheckBox")  # type: ignore[arg-type] # the stub wants bytes, which it refuses


def _tones_of(scheme: Qt.ColorScheme) -> Tones:
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
