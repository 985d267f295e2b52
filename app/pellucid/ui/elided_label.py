"""One line of text that does with the room there is: what does not fit is left out, and its tooltip has all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST_CHARACTERS = 12


class ElidedLabel(QLabel):
    """A label that can be narrower than its text.

    Args:
        text: to begin with.
        mode: which part gives way; of a path the middle, whose beginning and end say most.
        wanted_px: width that it asks for at most; it takes more where there is more.
    """

    def __init__(
        self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle, wanted_px: int = 0
    ) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self._mode = mode
        self._wanted_px = wanted_px
        width = QSizePolicy.Policy.Preferred if wanted_px else QSizePolicy.Policy.Expanding
        self.setSizePolicy(width, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(text)

    @property
    def shown_text(self) -> str:
        """What of the text is seen at the present width."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """A few characters."""
        full = super().minimumSizeHint()
        return QSize(min(full.width(), self.fontMetrics().averageCharWidth() * _LEAST_CHARACTERS), full.height())

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """The whole text, as far as room may be asked for."""
        least = self.minimumSizeHint()
        return QSize(max(least.width(), min(super().sizeHint().width(), self._wanted_px)), least.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw what fits."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(self.contentsRect(), self.alignment(), self.shown_text)
        painter.end()
