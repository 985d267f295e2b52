"""The controls of the difference view: what of it is shown, how strong, and what it tells. Floats over the photo."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from pellucid.foundation.difference import GAINS, Channel, Difference, DifferenceView
from pellucid.foundation.translation import mark, tr
from pellucid.ui.canvas.chrome import FLOATING_STYLE
from pellucid.ui.difference.spectrum_view import SpectrumView
from pellucid.ui.layouts import lay_out
from pellucid.ui.tool_frame import MARGIN_PX, stand_in_corner

_WIDTH_PX = 372
_ROOM = mark("Detail is being eaten: 100 % of the detail of colour along edges was taken away.")
"""The longest sentence: the bar does not grow while the numbers change."""

_STYLE = f"""
#difference_bar {{ {FLOATING_STYLE} }}
#difference_bar QLabel {{ color: #f2f2f2; }}
#difference_bar QLabel[eats="true"] {{ color: #ffc069; font-weight: 600; }}
#difference_bar QToolButton {{ color: #f2f2f2; background: transparent; border: 1px solid #7d7d7d; padding: 3px 7px; }}
#difference_bar QToolButton:hover {{ background: #4a4a4a; }}
#difference_bar QToolButton:checked {{ color: #141414; background: #e8e8e8; border-color: #e8e8e8; }}
#difference_bar QToolButton:focus {{ border-color: #67aaf0; }}
#difference_bar #close {{ border-color: transparent; }}
"""

T = TypeVar("T")


class DifferenceBar(QFrame):
    """Lies in the lower left corner of a canvas.

    Signals:
        view_chosen(DifferenceView): to be shown another way.
        closed(): to be shown no more.
    """

    view_chosen = Signal(object)
    closed = Signal()

    def __init__(self, canvas: QWidget, view: DifferenceView) -> None:
        super().__init__(canvas)
        self.setObjectName("difference_bar")
        self.setStyleSheet(_STYLE)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._canvas = canvas
        self.channels = _Segments({channel: tr(channel.value) for channel in Channel}, view.channel)
        self.gains = _Segments({gain: f"×{gain}" for gain in GAINS}, view.gain)
        self.spectrum = SpectrumView()
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence.setAccessibleName(tr("What was taken away"))
        close = QToolButton()
        close.setText("✕")
        close.setObjectName("close")
        close.setAccessibleName(tr("Close"))
        close.setToolTip(tr("Show the photo again (Esc)"))
        close.clicked.connect(self.closed)
        self._lay_out(close)
        self.channels.chosen.connect(self._choose)
        self.gains.chosen.connect(self._choose)
        canvas.installEventFilter(self)
        self.show_difference(Difference(view))

    @property
    def view(self) -> DifferenceView:
        """How the difference is to be shown."""
        return DifferenceView(self.channels.value, self.gains.value)

    def show_difference(self, difference: Difference) -> None:
        """Say what the newest frame tells."""
        self.spectrum.show_spectra(difference.spectrum, difference.photo_spectrum)
        self.sentence.setText(difference.sentence or tr("Measuring…"))
        self.sentence.setProperty("eats", "true" if difference.is_eating else "false")
        self.sentence.style().polish(self.sentence)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Have room for all parts, also where their style makes them larger later."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Stay in the corner, above the bar of a tool."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False

    def _lay_out(self, close: QToolButton) -> None:
        head = QHBoxLayout()
        head.addWidget(QLabel(tr("What was taken away")), 1)
        head.addWidget(close)
        choices = QHBoxLayout()
        choices.addWidget(self.channels)
        choices.addStretch()
        choices.addWidget(self.gains)
        lay_out(QVBoxLayout(self), head, choices, self.spectrum, self.sentence, margins=(0, 0, 0, 2), spacing=8)

    def _choose(self) -> None:
        self.view_chosen.emit(self.view)

    def _place(self) -> None:
        wanted = max(_WIDTH_PX, self.minimumSizeHint().width())
        width = min(wanted, self._canvas.width() - 2 * MARGIN_PX)
        inner = width - 2 * MARGIN_PX
        words = self.sentence.fontMetrics().boundingRect(0, 0, inner, 999, int(Qt.TextFlag.TextWordWrap), tr(_ROOM))
        self.sentence.setFixedHeight(words.height() + 2)
        self.resize(QSize(width, self.sizeHint().height()))
        stand_in_corner(self, self._canvas)


class _Segments(QWidget, Generic[T]):
    """Buttons of which one is chosen."""

    chosen = Signal()

    def __init__(self, words: Mapping[T, str], chosen: T) -> None:
        super().__init__()
        self._group = QButtonGroup(self, exclusive=True)
        self._values = list(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for place, (value, word) in enumerate(words.items()):
            button = QToolButton()
            button.setText(word)
            button.setCheckable(True)
            button.setChecked(value == chosen)
            self._group.addButton(button, place)
            layout.addWidget(button)
        self._group.idClicked.connect(lambda _place: self.chosen.emit())

    @property
    def value(self) -> T:
        return self._values[self._group.checkedId()]

    def button(self, value: T) -> QToolButton:
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QToolButton)
        return found
