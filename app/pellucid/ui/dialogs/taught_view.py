"""A look that was taught, on photos it has not seen: before, as the person did it, as the look does it; and figures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from pellucid.foundation.teaching_request import TeachingResult
from pellucid.foundation.translation import mark, plural, tr
from pellucid.ui.layouts import NO_MARGINS, lay_out
from pellucid.ui.quiet_label import QuietLabel
from pellucid.ui.style.title import Title

if TYPE_CHECKING:
    from pellucid.foundation.teaching_request import Pixels

_TITLES = (mark("Before"), mark("Your edit"), mark("The look"))
_LEFT_OUT_PX = 72


class TaughtView(QWidget):
    """Shows one result; of its held-out pairs one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._result: TeachingResult | None = None
        self.verdict = Title("")
        self.verdict.setWordWrap(True)
        self.figures = QuietLabel()
        self.chosen = QComboBox()
        self.chosen.setAccessibleName(tr("Held-out photo"))
        self.chosen.setToolTip(tr("Photos that the look has not seen"))
        self.chosen.currentIndexChanged.connect(self._show_pair)
        self._panes = [_Pane(tr(title)) for title in _TITLES]
        self.left_out_title = QLabel()
        self.left_out = QPlainTextEdit(readOnly=True)
        self.left_out.setAccessibleName(tr("Pairs that were left out"))
        self.left_out.setFixedHeight(_LEFT_OUT_PX)
        panes = QHBoxLayout()
        panes.setSpacing(8)
        for pane in self._panes:
            panes.addWidget(pane, 1)
        layout = lay_out(QVBoxLayout(self), self.verdict, self.figures, margins=NO_MARGINS, spacing=8)
        layout.addWidget(self.chosen, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(panes, 1)
        layout.addWidget(self.left_out_title)
        layout.addWidget(self.left_out)

    def show_result(self, result: TeachingResult) -> None:
        """Show a look."""
        self._result = result
        held_out = plural("1 photo", "{count} photos", count=result.held_out)
        self.verdict.setText(f"“{result.title}”: {_worded(result.taught_db)}")
        self.figures.setText(
            tr(
                "Learned from {trained} pairs. On {held_out} held out, the look comes to {taught:.1f} dB of your "
                "edits; without it they are {untouched:.1f} dB away. More is nearer.",
                trained=result.trained,
                held_out=held_out,
                taught=result.taught_db,
                untouched=result.untouched_db,
            )
        )
        count = len(result.left_out)
        self.left_out_title.setText(plural("{count} pair was left out", "{count} pairs were left out", count=count))
        self.left_out.setPlainText("\n".join(f"{name}: {reason}" for name, reason in result.left_out))
        for part in (self.left_out_title, self.left_out):
            part.setVisible(bool(count))
        self.chosen.clear()
        self.chosen.addItems([pair.name for pair in result.shown])
        self.chosen.setVisible(len(result.shown) > 1)

    def _show_pair(self, index: int) -> None:
        if self._result is None or not 0 <= index < len(self._result.shown):
            return
        pair = self._result.shown[index]
        for pane, pixels in zip(self._panes, (pair.before, pair.after, pair.taught), strict=True):
            pane.show_pixels(pixels)


def _worded(decibels: float) -> str:
    if decibels >= 35:
        return tr("the difference can hardly be seen")
    if decibels >= 28:
        return tr("near; look whether it is near enough")
    return tr("still far. More pairs help, or pairs that were all edited in the same way.")


class _Pane(QWidget):
    """A picture under its title, as large as there is room."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(title)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        name = QuietLabel(title)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(name)
        layout.addWidget(self._picture, 1)

    def show_pixels(self, pixels: "Pixels") -> None:
        """Show a picture."""
        height, width = pixels.shape[:2]
        image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self._pixmap = QPixmap.fromImage(image)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Fill the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._pixmap.isNull():
            ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            density = self.devicePixelRatioF()
            picture = self._pixmap.scaled(self._picture.size() * density, ratio, smooth)
            picture.setDevicePixelRatio(density)
            self._picture.setPixmap(picture)
