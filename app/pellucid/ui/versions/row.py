"""A version in the list: its picture, its name and when it was made; a click shows it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout

from pellucid.document.versions import Version
from pellucid.foundation.translation import tr
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import lay_out
from pellucid.ui.picture_view import PictureView
from pellucid.ui.style.typeface import TextSize, font_of

_PICTURE = QSize(84, 60)


class VersionRow(QFrame):
    """One version.

    Args:
        version: what is listed.
        text: small print.
        icons: draws those of its buttons.
        deeds: what its menu offers, by its words.

    Signals:
        chosen(): show it.
        compare_toggled(bool): compare the photo with it, or no more.
        renamed(), deleted(): by the keys F2 and Delete.
    """

    chosen = Signal()
    compare_toggled = Signal(bool)
    renamed = Signal()
    deleted = Signal()

    def __init__(self, version: Version, text: str, icons: Icons, deeds: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.setObjectName("version")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.version = version
        self._deeds = deeds
        self.picture = PictureView(_PICTURE)
        self.name = ElidedLabel(version.name, Qt.TextElideMode.ElideRight)
        self.name.setFont(font_of(TextSize.TEXT, strong=True))
        self.text = ElidedLabel(text, Qt.TextElideMode.ElideRight)
        self.text.setObjectName("small")
        self.text.setFont(font_of(TextSize.SMALL))
        self.compare = make_icon_button(
            icons,
            "drawn.split",
            tr("Compare with {name}", name=version.name),
            tr("Compare the photo with this version"),
        )
        self.compare.setCheckable(True)
        self.compare.clicked.connect(self.compare_toggled)
        self.more = make_icon_button(
            icons, "mdi6.dots-horizontal", tr("More for {name}", name=version.name), tr("More")
        )
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self.name)
        words.addWidget(self.text)
        words.addStretch()
        lay_out(QHBoxLayout(self), self.picture, (words, 1), self.compare, self.more, margins=(6, 6, 4, 6), spacing=8)
        self.show_state(is_present=False, is_compared=False)

    def show_state(self, *, is_present: bool, is_compared: bool) -> None:
        """Say whether the photo is at this version, and whether it is compared with it."""
        self.compare.setChecked(is_compared)
        self.compare.setEnabled(is_compared or not is_present)
        state = tr(", shown") if is_present else tr(", compared") if is_compared else ""
        self.setAccessibleName(tr("Version {name}{state}", name=self.version.name, state=state))
        if self.property("present") is not is_present:
            self.setProperty("present", is_present)
            self.style().unpolish(self)
            self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Show the version."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Enter shows it; F2 and Delete are as in any list, and so are the arrows."""
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: self.chosen.emit,
            Qt.Key.Key_Enter: self.chosen.emit,
            Qt.Key.Key_Space: self.chosen.emit,
            Qt.Key.Key_F2: self.renamed.emit,
            Qt.Key.Key_Delete: self.deleted.emit,
            Qt.Key.Key_Down: self.focusNextChild,
            Qt.Key.Key_Up: self.focusPreviousChild,
        }
        does = keys.get(Qt.Key(event.key()))
        if does is None:
            super().keyPressEvent(event)
        else:
            does()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """The same menu as behind the dots."""
        self._open_menu(event.globalPos())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for words, does in self._deeds.items():
            menu.addAction(words, does)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
