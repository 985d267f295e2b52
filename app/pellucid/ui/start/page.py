"""What the window shows before a photo is open: a place to drop one, three to try, and those opened last."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pellucid.foundation.errors import PellucidError
from pellucid.foundation.translation import tr
from pellucid.ui.layouts import lay_out
from pellucid.ui.start.photo_card import PhotoCard
from pellucid.ui.start.samples import SAMPLES, Sample, copy_of
from pellucid.ui.style.title import Title
from pellucid.ui.style.typeface import TextSize, font_of

if TYPE_CHECKING:
    from pellucid.ui.start.place import StartPlace  # makes the page

_WIDTH_PX, _GAP_PX = 728, 16
_SAMPLE = QSize(232, 148)
_RECENT, _RECENT_SHOWN = QSize(108, 72), 6


class StartPage(QScrollArea):
    """Scrolls where the window is too small for it.

    Args:
        place: tells what is clicked.
    """

    def __init__(self, place: "StartPlace") -> None:
        super().__init__(place)
        self._place = place
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target = DropTarget()
        self.button = self._target.button
        self.button.clicked.connect(place.open_clicked)
        self.samples = [self._sample_card(sample) for sample in SAMPLES]
        self.recent: list[PhotoCard] = []
        self._recent_title = Title(tr("Recent"))
        self._recent_row = QHBoxLayout()
        self._recent_row.setSpacing(_GAP_PX)
        self._lay_out()

    def show_recent(self, paths: list[Path]) -> None:
        """List recent photos."""
        while (item := self._recent_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.recent = [self._recent_card(path) for path in paths[:_RECENT_SHOWN]]
        for card in self.recent:
            self._recent_row.addWidget(card)
        self._recent_row.addStretch()
        self._recent_title.setVisible(bool(paths))

    def show_drop(self, *, over: bool) -> None:
        """Photos hang over the window, or no more."""
        self._target.show_drop(over=over)

    def _lay_out(self) -> None:
        samples = QHBoxLayout()
        samples.setSpacing(_GAP_PX)
        for card in self.samples:
            samples.addWidget(card)
        column = QWidget()
        column.setFixedWidth(_WIDTH_PX)
        lay_out(
            QVBoxLayout(column),
            (None, 2),
            self._target,
            24,
            Title(tr("Photos to try")),
            12,
            samples,
            20,
            self._recent_title,
            12,
            self._recent_row,
            (None, 3),
            margins=(0, 24, 0, 24),
            spacing=0,
        )
        inside = QWidget()
        around = QHBoxLayout(inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inside)
        self._recent_title.hide()

    def _sample_card(self, sample: Sample) -> PhotoCard:
        card = PhotoCard(sample.card, _SAMPLE, tr(sample.title), tr(sample.text))
        card.clicked.connect(lambda: self._on_sample(sample))
        return card

    def _recent_card(self, path: Path) -> PhotoCard:
        from pellucid.ui.start.thumbnails import find_thumbnail  # noqa: PLC0415 -- nothing is recent at the first start

        card = PhotoCard(find_thumbnail(path), _RECENT, path.name)
        card.setToolTip(str(path))
        card.clicked.connect(lambda: self._place.photo_clicked.emit(path))
        return card

    def _on_sample(self, sample: Sample) -> None:
        try:
            self._place.photo_clicked.emit(copy_of(sample))
        except PellucidError as error:
            self._place.refused.emit(str(error))


class DropTarget(QWidget):
    """A drawn place for photos; the whole window takes them."""

    def __init__(self) -> None:
        super().__init__()
        self._is_over = False
        self.setFixedHeight(124)
        title = QLabel(tr("Open a photo"), alignment=Qt.AlignmentFlag.AlignCenter)
        title.setFont(font_of(TextSize.DISPLAY, strong=True))
        self.button = QPushButton(tr("Open…"))
        self.button.setObjectName("primary")
        self.button.setAccessibleName(tr("Open a photo"))
        self.button.setToolTip(tr("Choose photos on this computer"))
        hint = QLabel(tr("or drop it here. The photo itself is never changed."))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch()
        line.addWidget(self.button)
        line.addWidget(hint)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch()
        layout.addWidget(title)
        layout.addLayout(line)
        layout.addStretch()

    def show_drop(self, *, over: bool) -> None:
        """Answer to photos that hang over the window."""
        self._is_over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw a dashed edge; a full one in the accent where photos hang over it."""
        palette, roles = self.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._is_over else Qt.PenStyle.DashLine
        edge, width = (roles.Highlight, 2) if self._is_over else (roles.Mid, 1)
        painter.setPen(QPen(palette.color(edge), width, style))
        painter.setBrush(palette.color(roles.AlternateBase if self._is_over else roles.Window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
