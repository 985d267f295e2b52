"""Small buttons that are only an icon, with the words that a reader of the screen needs."""

from PySide6.QtWidgets import QToolButton

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
