"""The typeface that is shipped, in three sizes; its figures are all of one width, so that numbers do not jump.

It is loaded before the first window, because widgets that were laid out in another one would have to be laid out anew;
two small files make that a matter of a few milliseconds. Where they cannot be read, the font of the system stays.
"""

import enum
import sys

from PySide6.QtGui import QFont, QFontDatabase

from pellucid.foundation.paths import resources_dir

FAMILY = "Pellucid Sans"
_FILES = ("PellucidSans-Regular.otf", "PellucidSans-SemiBold.otf")
_POINTS_PER_PX = 1.0 if sys.platform == "darwin" else 0.75
"""Sizes are pixels of a screen at the platform's ordinary density; in points they follow the person's own setting."""


class TextSize(enum.Enum):
    """What there is; the value is in pixels."""

    SMALL = 11
    TEXT = 13
    TITLE = 15
    DISPLAY = 24
    """Only on the page without a photo, which has room and no photo to compete with."""


def load() -> bool:
    """Make the typeface known to Qt; True where it is there."""
    folder = resources_dir() / "fonts"
    return all(QFontDatabase.addApplicationFont(str(folder / name)) >= 0 for name in _FILES)


def font_of(size: TextSize, *, strong: bool = False) -> QFont:
    """A font of the typeface.

    Args:
        size: one of the scale.
        strong: semibold.
    """
    font = QFont(FAMILY)
    font.setPointSizeF(size.value * _POINTS_PER_PX)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
