"""Buttons that are made alike everywhere: small ones that are only an icon, and those of dialogs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton

from pellucid.foundation.translation import tr
from pellucid.ui.icons import Icons


def make_icon_button(icons: Icons, icon: str, name: str, tip: str = "") -> QToolButton:
    """Make a flat button.

    Args:
        icons: draws the icon, now or once the fonts are loaded.
        icon: qtawesome name.
        name: what it does, for those who hear it, and as tooltip unless `tip` says more.
        tip: tooltip.
    """
    button = QToolButton()
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(tip or name)
    icons.give(button, icon)
    return button


def make_word_button(icons: Icons, icon: str, text: str, tip: str, *, is_state: bool = False) -> QToolButton:
    """Make a flat button with a word beside its icon, or the icon alone where the text is empty.

    Args:
        icons: draws the icon, now or once the fonts are loaded.
        icon: qtawesome name.
        text: the word.
        tip: tooltip, and the name for those who hear it where there is no word.
        is_state: it stays pressed.
    """
    button = QToolButton()
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(text or tip)
    button.setCheckable(is_state)
    if text:
        button.setText(f" {text}")  # the space parts it from its icon
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    icons.give(button, icon)
    return button


def make_button(text: str, does: Callable[[], object]) -> QPushButton:
    """Make a button of a dialog, which Enter presses only while it has the focus."""
    button = QPushButton(text, autoDefault=False)
    button.clicked.connect(lambda _checked=False: does())
    return button


def make_foot(*buttons: QPushButton, close: Callable[[], object]) -> QHBoxLayout:
    """Lay out the foot of a dialog with nothing to confirm: what it offers, and at the right the way out."""
    foot = QHBoxLayout()
    for button in buttons:
        foot.addWidget(button)
    foot.addStretch()
    foot.addWidget(make_button(tr("Close"), close))
    return foot
