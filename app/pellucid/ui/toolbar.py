"""The one bar above the photo: what is used most, in groups and with words, and at its end the primary button.

Where the window is narrow the words of what has an icon go, then what can be spared, so that *Export* never falls off.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from pellucid.foundation.translation import mark, tr
from pellucid.ui.handing.drag_source import DragSource
from pellucid.ui.window_actions import SEPARATOR, WindowActions

_STRETCH = ">"
_ONLY_ICON = "undo redo"
_PRIMARY = "export"
_LAYOUT = "open | undo redo | fit full double | compare: split side_by_side original | crop mask map > export"
_CAPTION = {"compare:": mark("Compare")}
_CAPTION_OF = {"compare:": "split"}
"""What can be used where the caption says something."""

_WORDS = {
    "open": mark("Open"),
    "fit": mark("Fit"),
    "full": "100 %",
    "double": "200 %",
    "split": mark("Split"),
    "side_by_side": mark("Side by side"),
    "original": mark("Before"),
    "crop": mark("Crop"),
    "mask": mark("Mask"),
    "map": mark("Map"),
    "export": mark("Export"),
}
"""Shorter than in menus, because their place says the rest."""

_SPARE = "double map"
_ICON_PX = 18


class Toolbar(QToolBar):
    """Buttons of actions, which themselves know nothing of it; the finished picture is dragged from *Export*."""

    drag_source: DragSource

    def __init__(self, window: QMainWindow, actions: WindowActions) -> None:
        super().__init__(tr("Tools"), window)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._with_words: list[QToolButton] = []
        self._spare: list[QAction] = []
        for name in _LAYOUT.split():
            self._add(name, actions)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave out as little as there is no room for: first words, then what the menus have and few miss here."""
        super().resizeEvent(event)
        for words, spare in ((True, True), (False, True), (False, False)):
            self._show(words=words, spare=spare)
            if self.sizeHint().width() <= event.size().width():
                return

    def _add(self, name: str, actions: WindowActions) -> None:
        if name == SEPARATOR:
            self.addSeparator()
        elif name == _STRETCH:
            stretch = QWidget()
            stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self.addWidget(stretch)
        elif name in _CAPTION:
            caption = QLabel(tr(_CAPTION[name]))
            caption.setObjectName("small")
            caption.setContentsMargins(4, 0, 4, 0)
            self._spare.append(self.addWidget(caption))
            first = actions[_CAPTION_OF[name]]
            first.enabledChanged.connect(caption.setEnabled)
            caption.setEnabled(first.isEnabled())
        else:
            self._add_button(name, actions)

    def _add_button(self, name: str, actions: WindowActions) -> None:
        action, button = actions[name], QToolButton(autoRaise=True)
        is_text = action.icon().isNull() or name == _PRIMARY
        if name in _WORDS:
            action.setIconText(f"{'' if is_text else ' '}{tr(_WORDS[name])}")  # the space parts it from its icon
        button.setDefaultAction(action)
        place = self.addWidget(button)
        if is_text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        elif name not in _ONLY_ICON.split():
            self._with_words.append(button)
        if name == _PRIMARY:
            button.setObjectName("primary")
            self.drag_source = DragSource(button)
        if name in _SPARE.split():
            self._spare.append(place)

    def _show(self, *, words: bool, spare: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._with_words:
            button.setToolButtonStyle(style)
        for place in self._spare:
            place.setVisible(spare)
