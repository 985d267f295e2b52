"""A photo to be opened by a click: its picture, its name, and a few words."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from pellucid.foundation.translation import tr
from pellucid.ui.style.typeface import TextSize, font_of

_RADIUS_PX = 5
_AIR_PX = 6


class PhotoCard(QAbstractButton):
    """Reads its picture once it has been seen, so that a page of cards is there at once.

    Args:
        picture: file with the picture; where it cannot be read, the kind of file is named in its place.
        side: size of the picture in logical pixels.
        title: name of the photo.
        text: small print, or empty.
        parent: of the widget.
    """

    def __init__(self, picture: Path | None, side: QSize, title: str, text: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._file, self._side, self._text = picture, side, text
        self._picture = QPixmap()
        self._is_read = self._has_none = False
        self.setText(title)
        self.setAccessibleName(tr("Open {title}", title=title))
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """The picture, and a line for each text."""
        return QSize(self._side.width(), self._side.height() + _AIR_PX + self._line * (2 if self._text else 1) + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw picture, edge and words."""
        if not self._is_read:
            self._is_read = True
            QTimer.singleShot(0, self, self._read)
        palette, roles = self.palette(), QPalette.ColorRole
        frame = QRectF(0, 0, self._side.width(), self._side.height()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(frame, _RADIUS_PX, _RADIUS_PX)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(shape, palette.color(roles.Base))
        if not self._picture.isNull():
            painter.setClipPath(shape)
            painter.drawPixmap(frame.toRect(), self._picture)
            painter.setClipping(False)
        elif self._has_none:
            painter.setPen(palette.color(roles.PlaceholderText))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, Path(self.text()).suffix[1:].upper())
        is_active = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(palette.color(roles.Highlight if is_active else roles.Dark), 2 if is_active else 1))
        painter.drawPath(shape)
        self._write(painter)
        painter.end()

    def _write(self, painter: QPainter) -> None:
        palette, roles = self.palette(), QPalette.ColorRole
        size = TextSize.TEXT if self._text else TextSize.SMALL
        top = self._side.height() + _AIR_PX
        for words, font, role in (
            (self.text(), font_of(size, strong=bool(self._text)), roles.WindowText),
            (self._text, font_of(TextSize.SMALL), roles.PlaceholderText),
        ):
            painter.setFont(font)
            painter.setPen(palette.color(role))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, self.width())
            painter.drawText(QRectF(0, top, self.width(), self._line), Qt.AlignmentFlag.AlignVCenter, shown)
            top += self._line

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + 1

    def _read(self) -> None:
        """Read the picture, filling its place."""
        picture = QPixmap(str(self._file)) if self._file is not None else QPixmap()
        self._has_none = picture.isNull()
        if not self._has_none:
            wanted = self._side * self.devicePixelRatioF()
            grown = picture.scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            left, top = (grown.width() - wanted.width()) // 2, (grown.height() - wanted.height()) // 2
            self._picture = grown.copy(left, top, wanted.width(), wanted.height())
        self.update()
