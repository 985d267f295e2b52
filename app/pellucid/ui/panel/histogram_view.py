"""The histogram above the panel: what the export will hold of red, green and blue; its corners tell of clipping."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pellucid.foundation.frame import Exactness
from pellucid.foundation.histogram import BINS, Histogram
from pellucid.foundation.translation import mark, tr
from pellucid.ui.style.help_text import tip
from pellucid.ui.style.typeface import TextSize, font_of

HEIGHT_PX = 92
_MARGIN_PX, _CORNER_PX = 8, 9
_REACH_PX = 24
"""A corner is hit by a press so near to it."""
_CLIPPED = 0.0005
"""A share of the pixels below this is a lamp or a speck, and no warning."""

_EVERY_MS = 80
_COLORS = (QColor(229, 83, 75), QColor(80, 190, 92), QColor(82, 139, 240))
"""Red, green and blue that can be told apart on both themes, and where they lie over each other."""
_NAMES = (mark("red"), mark("green"), mark("blue"))
_DARK_END = mark("{share:.1f} % of the pixels are at the dark end of {name}.")
_BRIGHT_END = mark("{share:.1f} % of the pixels are at the bright end of {name}.")


class HistogramView(QWidget):
    """Shows the newest histogram, not more often than an eye follows.

    Signals:
        clipping_toggled(): a corner was clicked.
    """

    clipping_toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Histogram | None = None
        self._curves: tuple[QPolygonF, ...] = ()
        self._next: Histogram | None = None
        self._is_draft = False
        self._pace = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._pace.timeout.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Histogram"))

    @property
    def shown(self) -> Histogram | None:
        """What is shown."""
        return self._shown

    def show_histogram(self, histogram: Histogram | None, exactness: Exactness = Exactness.EXACT_EVERYWHERE) -> None:
        """Show this; the one before stays where there is none.

        Args:
            histogram: counts, or None.
            exactness: of what is seen; only of a draft it is said that the counts are one.
        """
        is_draft = exactness is Exactness.APPROXIMATE
        if is_draft != self._is_draft:
            self._is_draft = is_draft
            self.update()
        if histogram is None or histogram is self._next:
            return
        self._next = histogram
        if not self._pace.isActive():
            self._take()

    def clear(self) -> None:
        """Show none."""
        self._shown = self._next = None
        self._curves = ()
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """As wide as the panel."""
        return QSize(240, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Draw ground, curves and corners."""
        palette, roles = self.palette(), QPalette.ColorRole
        area = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -4)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.color(roles.Dark))
        painter.setBrush(palette.color(roles.Base))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._shown is not None:
            self._draw_curves(painter, area)
            self._draw_corners(painter, area, self._shown)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """A click on a corner marks clipped pixels in the photo, or no more."""
        from_edge = min(event.position().x(), self.width() - event.position().x()) - _MARGIN_PX
        if from_edge < _REACH_PX and event.position().y() - _MARGIN_PX < _REACH_PX:
            self.clipping_toggled.emit()
        else:
            super().mousePressEvent(event)

    def _draw_curves(self, painter: QPainter, area: QRectF) -> None:
        painter.save()
        painter.translate(area.left() + 1, area.bottom() - 1)
        painter.scale((area.width() - 2) / (BINS - 1), -(area.height() - 8))
        painter.setPen(Qt.PenStyle.NoPen)
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        modes = QPainter.CompositionMode
        painter.setCompositionMode(modes.CompositionMode_Screen if is_dark else modes.CompositionMode_Multiply)
        for curve, color in zip(self._curves, _COLORS, strict=True):
            painter.setBrush(color)
            painter.drawPolygon(curve)
        painter.restore()

    def _draw_corners(self, painter: QPainter, area: QRectF, histogram: Histogram) -> None:
        """A triangle at either end, filled where something is clipped; a mark on drafts."""
        palette, roles = self.palette(), QPalette.ColorRole
        top, left, right = area.top() + 4, area.left() + 4, area.right() - 4
        for x, way, shares in ((left, 1, histogram.dark), (right, -1, histogram.bright)):
            is_clipped = max(shares) > _CLIPPED
            painter.setPen(palette.color(roles.WindowText if is_clipped else roles.Mid))
            painter.setBrush(palette.color(roles.WindowText) if is_clipped else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(
                QPolygonF([QPointF(x, top), QPointF(x + way * _CORNER_PX, top), QPointF(x, top + _CORNER_PX)])
            )
        if self._is_draft and not histogram.is_exact:
            painter.setFont(font_of(TextSize.SMALL))
            painter.setPen(palette.color(roles.PlaceholderText))
            painter.drawText(area.adjusted(0, 2, 0, 0), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, "≈")

    def _take(self) -> None:
        if self._next is None or self._next is self._shown:
            return
        self._shown = self._next
        self._curves = curves_of(self._shown)
        words = describe(self._shown)
        self.setToolTip(tip(words))
        self.setAccessibleDescription(words)
        self.update()
        self._pace.start()


def curves_of(histogram: Histogram) -> tuple[QPolygonF, ...]:
    """Outlines in bins and 0 to 1, on one scale; what is clipped does not press the rest down.

    Heights are square roots, so that little of a brightness is seen beside much of another.
    """
    roots = [[count**0.5 for count in channel] for channel in histogram.counts]
    highest = max(max(channel[1:-1]) for channel in roots) or max(max(channel) for channel in roots) or 1.0
    ends = QPointF(0, 0), QPointF(BINS - 1, 0)
    tops = ([QPointF(place, min(1.0, root / highest)) for place, root in enumerate(channel)] for channel in roots)
    return tuple(QPolygonF([ends[0], *top, ends[1]]) for top in tops)


def describe(histogram: Histogram) -> str:
    """What the corners and the mark say, in sentences."""
    ends = [
        tr(text, share=share * 100, name=tr(name))
        for text, shares in ((_DARK_END, histogram.dark), (_BRIGHT_END, histogram.bright))
        for name, share in zip(_NAMES, shares, strict=True)
        if share > _CLIPPED
    ]
    clipped = " ".join(ends) or tr("Nothing is clipped.")
    return tr("What an export will hold. {clipped}", clipped=clipped) + (
        "" if histogram.is_exact else tr(" ≈ Estimated on a small copy.")
    )
