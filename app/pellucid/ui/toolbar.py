"""The one bar above the photo: what is used most, in groups and with words, and at its end the primary button.

Where the window is narrow the words of what has an icon go, so that nothing falls off the bar.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from pellucid.ui.window_actions import SEPARATOR, WindowActions

_STRETCH = ">"
_ONLY_ICON = "undo redo"
_PRIMARY = "export"
_LAYOUT = "open | undo redo | fit full double | compare: split side_by_side original | crop map > export"
_CAPTION = {"compare:": "Compare"}
_WORDS = {
    "open": "Open",
    "fit": "Fit",
    "full": "100 %",
    "double": "200 %",
    "split": "Split",
    "side_by_side": "Side by side",
    "original": "Before",
    "crop": "Crop",
    "map": "Map",
    "export": "Export",
}
"""Shorter than in menus, because their place says the rest."""

_ICON_PX = 18


class Toolbar(QToolBar):
    """Buttons of actions, which themselves know nothing of it."""

    def __init__(self, window: QMainWindow, actions: WindowActions) -> None:
        super().__init__("Tools", window)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._with_words: list[QToolButton] = []
        self._captions: list[QAction] = []
        self._is_compact = False
        for name in _LAYOUT.split():
            self._add(name, actions)
        self._full_width = 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        if not self._is_compact:
            self._full_width = self.sizeHint().width()
        is_compact = event.size().width() < self._full_width
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._show_words(shown=not is_compact)

    def _add(self, name: str, actions: WindowActions) -> None:
        if name == SEPARATOR:
            self.addSeparator()
        elif name == _STRETCH:
            stretch = QWidget()
            stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self.addWidget(stretch)
        elif name in _CAPTION:
            caption = QLabel(_CAPTION[name])
            caption.setObjectName("small")
            caption.setContentsMargins(4, 0, 4, 0)
            self._captions.append(self.addWidget(caption))
        else:
            self._add_button(name, actions)

    def _add_button(self, name: str, actions: WindowActions) -> None:
        action = actions[name]
        action.setIconText(
            f" {_WORDS[name]}" if name in _WORDS else action.iconText()
        )  # the space parts it from its icon
        self.addAction(action)
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        if action.icon().isNull() or name == _PRIMARY:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        elif name not in _ONLY_ICON.split():
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._with_words.append(button)
        if name == _PRIMARY:
            button.setObjectName("primary")

    def _show_words(self, *, shown: bool) -> None:
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if shown else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._with_words:
            button.setToolButtonStyle(style)
        for caption in self._captions:
            caption.setVisible(shown)
