"""The middle of the window: canvas, the page without a photo, the word while one is opened, and the message bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.canvas.canvas import Canvas
from pellucid.ui.canvas.chrome import FLOATING_STYLE
from pellucid.ui.canvas.surfaces import give_own_window
from pellucid.ui.icons import Icons
from pellucid.ui.message_bar import MessageBar
from pellucid.ui.start.place import StartPlace
from pellucid.ui.style.tones import Tones
from pellucid.ui.tool_frame import MARGIN_PX
from pellucid.ui.wording import shortened

_PATIENCE_MS = 300
_MESSAGE_WIDTH_PX = 720
_BELOW_WORDS_PX = 48
"""Below those that say which side of a comparison is which."""


class Workspace(QWidget):
    """Shows one of: nothing open, opening, a photo. The message bar lies over all of them.

    Signals:
        emptied(bool): True where nothing is open from now on, False where a photo is, or is being opened.
    """

    emptied = Signal(bool)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        give_own_window(self)
        self.canvas = Canvas(self)
        self.start_page = StartPlace(self)
        self.canvas.slices_changed.connect(self._on_surface_changed)
        self._loading = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._loading.setStyleSheet(FLOATING_STYLE)
        self._loading.hide()
        self.messages = MessageBar(icons, self)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)

    @property
    def loading_text(self) -> str:
        """The word while a photo is opened, or empty."""
        return self._loading.text() if self._patience.isActive() or not self._loading.isHidden() else ""

    @property
    def is_settled(self) -> bool:
        """True where no photo is being opened and the newest frame is on the screen."""
        return not self.loading_text and self.canvas.is_settled

    def show_empty(self) -> None:
        """Nothing is open."""
        self.end_loading()
        self.canvas.clear()
        self.start_page.show()
        self.start_page.raise_()
        self.messages.raise_()
        self.place_messages()
        self.emptied.emit(True)

    def show_loading(self, name: str) -> None:
        """A photo is being opened; said only where it takes a moment."""
        self.messages.hide()
        self.start_page.hide()
        self.emptied.emit(False)
        self._loading.setText(tr("Opening {name}…", name=shortened(name)))
        self._patience.start()

    def show_photo(self) -> None:
        """There are pixels to be seen."""
        self.end_loading()
        self.start_page.hide()
        self.place_messages()
        self.emptied.emit(False)
        self.canvas.setFocus()

    def recolor(self, tones: Tones) -> None:
        """Use the colours of a theme."""
        self.canvas.set_background(tones.canvas)
        self.messages.recolor(tones)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Canvas and page fill everything, the rest floats."""
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.start_page.setGeometry(self.rect())
        self.place_messages()
        self._place_loading()

    def show_message(self, sentence: str, button: str = "", does: Callable[[], object] | None = None) -> None:
        """Say what went well; see `MessageBar.show_message`."""
        self.messages.show_message(sentence, button, does)
        self.place_messages()

    def show_offer(self, sentence: str, button: str, does: Callable[[], object]) -> None:
        """Say what the person may want to do something about; see `MessageBar.show_offer`."""
        self.messages.show_offer(sentence, button, does)
        self.place_messages()

    def withdraw(self, sentence: str) -> None:
        """Say no more what has become untrue."""
        self.messages.withdraw(sentence)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong."""
        self.messages.show_error(sentence)
        self.place_messages()

    def place_messages(self) -> None:
        """Put the message bar near the top, as high as its words need: on a photo below the words of a comparison."""
        top = _BELOW_WORDS_PX if self.start_page.isHidden() else MARGIN_PX
        width = min(self.width() - 2 * MARGIN_PX, _MESSAGE_WIDTH_PX)
        height = max(self.messages.heightForWidth(width), self.messages.minimumSizeHint().height())
        self.messages.setGeometry((self.width() - width) // 2, top, width, height)

    def end_loading(self) -> None:
        """No photo is being opened any more."""
        self._patience.stop()
        self._loading.hide()

    def _on_surface_changed(self) -> None:
        """What paints the canvas from now on paints over the page first, which lies above but is asked for nothing."""
        self.canvas.frame_painted.connect(self._paint_page_again, Qt.ConnectionType.SingleShotConnection)

    def _paint_page_again(self) -> None:
        for part in (self.start_page, *self.start_page.findChildren(QWidget)):
            part.update()

    def _on_patience_over(self) -> None:
        self._place_loading()
        self._loading.show()
        self._loading.raise_()

    def _place_loading(self) -> None:
        self._loading.adjustSize()
        self._loading.move((self.width() - self._loading.width()) // 2, (self.height() - self._loading.height()) // 2)
