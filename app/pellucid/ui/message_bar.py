"""The one place where the window says that something went well or wrong: a calm bar over the canvas, never a modal."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTime, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.buttons import make_icon_button
from pellucid.ui.icons import Icons
from pellucid.ui.layouts import lay_out
from pellucid.ui.style.tones import Tones

_NEWS_MS = 8000


_REMEMBERED = 200


@dataclass(frozen=True)
class Said:
    """A message: when, what, and whether something went wrong."""

    time: str
    sentence: str
    is_error: bool


class MessageBar(QFrame):
    """One message at a time; errors and offers stay until they are closed, others go by themselves. All are remembered.

    Signals:
        said_more(): `said` has another message.
    """

    said_more = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.clicked.connect(self._on_button)
        self._close = make_icon_button(icons, "mdi6.close", tr("Dismiss message"))
        self._close.clicked.connect(self.hide)
        lay_out(QHBoxLayout(self), self._label, self._button, self._close, margins=(12, 8, 8, 8), spacing=12)
        self.said: list[Said] = []
        """What was said since the window was opened, oldest first."""
        self._does: Callable[[], object] = self.hide
        self._is_error = False
        self._tones: Tones | None = None
        self._leave = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._leave.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, or empty."""
        return self._label.text() if not self.isHidden() else ""

    def show_error(self, sentence: str) -> None:
        """Say what went wrong, until it is dismissed."""
        self._say(sentence, is_error=True)

    def show_message(self, sentence: str, button: str = "", does: Callable[[], object] | None = None) -> None:
        """Say what went well, for a while, with a button for what one may want next."""
        self._say(sentence, is_error=False)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._does = does or self.hide
        self._leave.start()

    def show_offer(self, sentence: str, button: str, does: Callable[[], object]) -> None:
        """Say what the person may want to do something about, until they do or dismiss it."""
        self.show_message(sentence, button, does)
        self._leave.stop()

    def withdraw(self, sentence: str) -> None:
        """Say no more what has become untrue; another message stays."""
        if self.text == sentence:
            self.hide()

    def pass_over(self) -> None:
        """Say no more what went well, which a tool over the photo would lie below; what waits for the person stays."""
        if self._leave.isActive():
            self.hide()

    def recolor(self, tones: Tones) -> None:
        """Use the colours of a theme; the kind of message is told by its edge and by its words."""
        self._tones = tones
        edge = tones.alarm if self._is_error else tones.accent
        self.setStyleSheet(
            f"#message {{ background: {tones.raised}; border: 1px solid {tones.border};"
            f" border-left: 4px solid {edge}; border-top-right-radius: 5px; border-bottom-right-radius: 5px; }}"
        )

    def _say(self, sentence: str, *, is_error: bool) -> None:
        self._leave.stop()
        self.said = [*self.said, Said(QTime.currentTime().toString("HH:mm"), sentence, is_error)][-_REMEMBERED:]
        self.said_more.emit()
        self._is_error = is_error
        if self._tones:
            self.recolor(self._tones)
        self._button.hide()
        self._label.setText(sentence)
        self._label.setAccessibleName(sentence)
        self.show()
        self.raise_()

    def _on_button(self) -> None:
        self.hide()
        self._does()
