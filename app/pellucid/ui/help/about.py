"""About the program: version, licence, the device, and its networks with their cards."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPalette, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pellucid import __version__
from pellucid.foundation.paths import models_dir, resources_dir
from pellucid.foundation.translation import mark, tr
from pellucid.ui.buttons import make_button, make_foot
from pellucid.ui.layouts import DIALOG_MARGINS, lay_out
from pellucid.ui.rows import add_row
from pellucid.ui.style.title import Title
from pellucid.ui.style.typeface import TextSize, font_of

_CARD = Qt.ItemDataRole.UserRole
_ICON_PX = 64
_LICENCE = mark(
    "Free software under the Apache License 2.0. Pictures stay on this computer. The typeface is a part of Inter, "
    "under the SIL Open Font License."
)

_TELLS = mark("What it is for, what it learned from, what was measured, and what it cannot do")


class AboutDialog(QDialog):
    """Says what there is; a double click on a network opens its card.

    Args:
        device: what the status bar says of it.
        copies: puts what a bug report needs on the clipboard.
        parent: the window.
    """

    def __init__(self, device: str, copies: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Pellucid"))
        self.resize(520, 520)
        icon = QLabel()
        picture = QPixmap(str(resources_dir() / "icons" / "pellucid.svg"))
        icon.setPixmap(picture.scaled(_ICON_PX, _ICON_PX, mode=Qt.TransformationMode.SmoothTransformation))
        name = QLabel("Pellucid")
        name.setFont(font_of(TextSize.DISPLAY, strong=True))
        version = tr("Version {number}", number=__version__)
        words = QLabel(f"{version}\n{device or tr('The device is not known yet.')}")
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.networks = _make_list()
        self.networks.itemActivated.connect(_open_card)
        card = make_button(tr("Open Card"), lambda: _open_card(self.networks.currentItem()))
        self.copy = make_button(tr("Copy What a &Bug Report Needs"), copies)
        titles, head = QVBoxLayout(), QHBoxLayout()
        titles.addWidget(name)
        titles.addWidget(words)
        head.setSpacing(16)
        head.addWidget(icon)
        head.addLayout(titles, 1)
        lay_out(
            QVBoxLayout(self),
            head,
            QLabel(tr(_LICENCE), wordWrap=True),
            Title(tr("Networks")),
            (self.networks, 1),
            make_foot(card, self.copy, close=self.accept),
            margins=DIALOG_MARGINS,
            spacing=12,
        )


def _make_list() -> QListWidget:
    rows = QListWidget()
    rows.setAccessibleName(tr("Networks"))
    for file in sorted(models_dir().glob("*/model.toml")):
        card = tomllib.loads(file.read_text(encoding="utf-8"))
        item = add_row(rows, card["title"])
        item.setData(_CARD, str(file.with_name("README.md")))
        size = tr("{count:.1f} million weights", count=card["weights"]["parameters"] / 1e6)
        item.setToolTip(f"{tr(_TELLS)}\n{size}")
    rows.setCurrentRow(0)
    return rows


def _open_card(item: QListWidgetItem | None) -> None:
    if item is not None and Path(item.data(_CARD)).is_file():
        QDesktopServices.openUrl(QUrl.fromLocalFile(item.data(_CARD)))
