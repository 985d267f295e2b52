"""What a bug report needs: versions, the machine, and what was said last. Nothing of the photos but their names."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from pellucid import __version__
from pellucid.foundation.paths import config_dir, state_dir
from pellucid.ui.message_bar import Said

_PACKAGES = ("PySide6-Essentials", "torch", "numpy", "pillow", "imagecodecs", "rawpy")
_LAST = 10


def bug_report(device: str, said: list[Said]) -> str:
    """The text, which people read before they send it.

    Args:
        device: what the status bar says of it.
        said: messages of the window, oldest first.
    """
    screen = QGuiApplication.primaryScreen()
    size = screen.size()
    lines = [
        f"Pellucid {__version__}{' (frozen)' if getattr(sys, 'frozen', False) else ''}",
        f"System: {platform.platform()}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"Packages: {', '.join(f'{name} {_version(name)}' for name in _PACKAGES)}",
        f"Device: {device or 'not known yet'}",
        f"Display: {QGuiApplication.platformName()}, {size.width()} × {size.height()} at {screen.devicePixelRatio():g}",
        f"Settings: {config_dir()}",
        f"Log: {state_dir() / 'pellucid.log'}",
        "Messages:",
        *(f"  {entry.time} {'error: ' if entry.is_error else ''}{entry.sentence}" for entry in said[-_LAST:]),
    ]
    return "\n".join(lines if said else [*lines, "  none"]) + "\n"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
