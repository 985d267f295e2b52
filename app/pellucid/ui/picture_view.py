"""A small picture in a list: the whole of it, on a plain ground, with an edge that any picture stands out from."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from pellucid.foundation.translation import tr

_RADIUS_PX = 4


class PictureView(QWidget):
    """Shows a picture that may come later, or never.

    Args:
        side: in logical pixels.
        parent: of the widget.
    """

    def __init__(self, side: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture: QPixmap | None = None

    @property
    def picture(self) -> QPixmap | None:
        """What is shown; None while it is waited for, an empty one where there is none."""
        return self._picture

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show another picture."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw it as large as it fits, or a sign that it is waited for."""
        palette, roles = self.palette(), QPalette.ColorRole
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, _RADIUS_PX, _RADIUS_PX)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(shape, palette.color(roles.Base))
        if self._picture is not None and not self._picture.isNull():
            painter.setClipPath(shape)
            painter.drawPixmap(self._place(self._picture), self._picture, QRectF(self._picture.rect()))
            painter.setClipping(False)
        else:
            painter.setPen(palette.color(roles.PlaceholderText))
            words = "…" if self._picture is None else tr("No preview")
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QPen(palette.color(roles.Dark), 1))
        painter.drawPath(shape)
        painter.end()

    def _place(self, picture: QPixmap) -> QRectF:
        size = QSize(picture.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
