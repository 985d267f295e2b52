"""The status bar: facts of the photo on the left, work in the middle, zoom, badge and device on the right."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from pellucid.foundation.eyes import EyeView
from pellucid.foundation.frame import Exactness
from pellucid.foundation.framing import Framing
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, tr
from pellucid.ui.elided_label import ElidedLabel
from pellucid.ui.jobs import JobBoard
from pellucid.ui.pixel_readout import WIDEST
from pellucid.ui.style.typeface import TextSize, font_of
from pellucid.ui.wording import color_text, shortened, size_text, zoom_text

_BADGE_TIPS = {
    Exactness.APPROXIMATE: mark("A quick preview. The exact pixels follow shortly."),
    Exactness.EXACT_HERE: mark("What you see are the pixels an export will have."),
    Exactness.EXACT_EVERYWHERE: mark("The whole photo has the pixels an export will have."),
}
_READOUT_TIP = mark(
    "Place, colour before → after in levels of 8 bits, and the noise around it (standard deviation of the brightness)"
)
_GAP_PX, _EDGES_PX = 16, 40
"""Between parts of the line, and beside all of them."""

_DEVICE_TIP = mark("Where networks are computed")
_DEVICE_PX = 260
_BADGE_MARKS = {Exactness.APPROXIMATE: "≈", Exactness.EXACT_HERE: "✓", Exactness.EXACT_EVERYWHERE: "✓✓"}


class StatusLine(QStatusBar):
    """Shows facts; decides nothing.

    Args:
        jobs: work in progress.
        exports: leads to the list of exports, once there is one.
        parent: the window.
    """

    def __init__(self, jobs: JobBoard, exports: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 10, 0)
        self._facts: PhotoFacts | None = None
        self._size, self._words = "", tuple[str, ...]()
        self._photo = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self._eyes = _make_field(tr("View"), tr(EyeView.RIGHT.value))
        self._proof = QLabel(tr("Soft proof"))
        self._proof.setContentsMargins(0, 0, 8, 0)  # as far from the zoom as fields are from each other
        self._proof.hide()
        self._zoom = _make_field(tr("Zoom"), zoom_text(32.0))
        self.readout = _make_field(tr("Colour and noise under the pointer"), WIDEST, TextSize.SMALL)
        self.readout.setToolTip(tr(_READOUT_TIP))
        self._badge = _make_field(tr("Preview"), tr("✓ Final (visible area)"))
        self._device = ElidedLabel(wanted_px=_DEVICE_PX)
        self._device.setToolTip(tr(_DEVICE_TIP))
        self.addWidget(self._photo, 1)
        self.addWidget(self.readout)
        self._passing = (jobs, exports)
        self._lasting = (self._proof, self._eyes, self._zoom, self._badge, self._device)
        for widget in (*self._passing, *self._lasting):
            widget.installEventFilter(self)
            self.addPermanentWidget(widget)
        self.clear()

    def clear(self) -> None:
        """Without a photo there are no facts of one."""
        self._facts, self._words = None, ()
        self._photo.clear()
        self._eyes.hide()
        self._zoom.hide()
        self._badge.hide()
        self.readout.hide()

    def show_photo(self, facts: PhotoFacts) -> None:
        """Say what the photo is; the tooltip has the rest."""
        self._facts = facts
        self._say_size(size_text(facts.size))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """The readout gives way before the window grows; work is laid out before it tells that it came."""
        least = super().minimumSizeHint()
        return QSize(least.width() - (0 if self.readout.isHidden() else self.readout.width()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """A narrow bar leaves out what is under the pointer."""
        super().resizeEvent(event)
        self._fit_readout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Whatever comes takes its room from the readout, not from the screen, nor from the words of the photo."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest):
            self._fit_readout()
        return super().eventFilter(watched, event)

    def _fit_readout(self) -> None:
        """Leave out words about the photo, the last first, until the readout fits; where none does, it is left out.

        Work that comes and goes changes no words.
        """
        room = self.width() - _EDGES_PX - _wanted_px([self.readout]) - _shown_px(self._lasting)
        measure = self._photo.fontMetrics().horizontalAdvance
        fitting = (_joined(self._words[:count]) for count in range(len(self._words), 0, -1))
        words = next((words for words in fitting if measure(words) <= room), self.photo_text)
        if words != self._photo.text():
            self._photo.setText(words)
        self.readout.setVisible(self._facts is not None and measure(words) <= room - _shown_px(self._passing))

    def show_framing(self, framing: Framing) -> None:
        """Say how large the photo is once it is cropped."""
        if self._facts is None:
            return
        full, framed = self._facts.size, framing.on(self._facts.size).output_size
        text = size_text(full) if framed == full else f"{full.width} × {full.height} → {size_text(framed)}"
        if text != self._size:
            self._say_size(text)

    def _say_size(self, size: str) -> None:
        facts = self._facts
        if facts is None:
            return
        self._size = size
        depth = tr("{bit_depth}-bit {color}", bit_depth=facts.bit_depth, color=color_text(facts.color))
        self._words = (size, depth, shortened(facts.profile, 28))
        self._photo.setToolTip(f"{self.photo_text}\n{_details(facts)}")
        self._fit_readout()

    def show_eyes(self, text: str) -> None:
        """Say what is seen of a pair; nothing for a photo of one eye."""
        self._eyes.setText(text)
        self._eyes.setVisible(bool(text))
        self._fit_readout()

    def show_proof(self, profile: str) -> None:
        """Say as long as it is so that colours are those of another profile; nothing where they are not."""
        self._proof.setToolTip(tr("Soft proof: {proof}.", proof=profile))
        self._proof.setVisible(bool(profile))
        self._fit_readout()

    def show_zoom(self, zoom: float) -> None:
        """Say the zoom, 1.0 is 100 %."""
        self._zoom.setText(zoom_text(zoom))
        self._zoom.show()

    def show_exactness(self, exactness: Exactness, note: str) -> None:
        """Say how far the preview may be trusted; mark and word, so that no colour is needed."""
        self._badge.setText(f"{_BADGE_MARKS[exactness]} {tr(exactness.value)}")
        self._badge.setToolTip("\n".join(line for line in (tr(_BADGE_TIPS[exactness]), note) if line))
        self._badge.show()

    def show_device(self, text: str, note: str) -> None:
        """Say where networks are computed; the tooltip says why not somewhere faster."""
        self._device.show_text(text)
        self._device.setToolTip("\n".join(line for line in (text, tr(_DEVICE_TIP), note) if line))
        self._fit_readout()

    @property
    def badge_text(self) -> str:
        """What the badge says, or empty."""
        return self._badge.text() if not self._badge.isHidden() else ""

    @property
    def device_text(self) -> str:
        """What is said of the device, or empty."""
        return self._device.text()

    @property
    def device_tip(self) -> str:
        """What is said of the device when one asks."""
        return self._device.toolTip()

    @property
    def photo_text(self) -> str:
        """What is said of the photo where there is room."""
        return _joined(self._words)

    @property
    def eyes_text(self) -> str:
        """What is said of the eyes, or empty."""
        return self._eyes.text() if not self._eyes.isHidden() else ""

    @property
    def proof_text(self) -> str:
        """What is said of a proof, or empty."""
        return self._proof.toolTip() if not self._proof.isHidden() else ""

    @property
    def zoom_text(self) -> str:
        """What is said of the zoom."""
        return self._zoom.text()


def _joined(words: Sequence[str]) -> str:
    return "   ".join(words)


def _wanted_px(widgets: Iterable[QWidget]) -> int:
    return sum(widget.sizeHint().width() + _GAP_PX for widget in widgets)


def _shown_px(widgets: Iterable[QWidget]) -> int:
    return _wanted_px(widget for widget in widgets if not widget.isHidden())


def _details(facts: PhotoFacts) -> str:
    lines = [
        str(facts.path),
        tr("{format}, {file_bytes:.1f} MB", format=facts.format, file_bytes=facts.file_bytes / 1000000.0),
        facts.shot,
        _pair_text(facts),
        *facts.warnings,
    ]
    return "\n".join(line for line in lines if line)


def _pair_text(facts: PhotoFacts) -> str:
    if facts.stereo is None:
        return ""
    words = tr("Stereo, left and right swapped") if facts.stereo.is_swapped else tr("Stereo")
    partner = facts.stereo.partner
    return tr("{words}, the right view in {partner}", words=words, partner=partner) if partner else words


def _make_field(name: str, widest: str, size: TextSize = TextSize.TEXT) -> QLabel:
    label = QLabel()
    label.setFont(font_of(size))
    label.setAccessibleName(name)
    # A fixed room, so that the line does not dance while the zoom runs.
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance(widest) + 12)
    return label
