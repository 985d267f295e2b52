"""How the file is read, where it leaves a choice: the picture, and exposure, white balance and highlights of raw files.

Each choice has the photo decoded again, so it is made when the hand lets go and not while it drags.
"""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS, EXPOSURE_EV, TINT, Highlights, SourceChoices
from pellucid.foundation.translation import tr
from pellucid.operations.fields import Choice, Number, Option
from pellucid.ui.layouts import lay_out
from pellucid.ui.panel.group_title import GroupTitle
from pellucid.ui.panel.parameter_row import ParameterRow, make_row

_FLOAT_BITS = 32
_LISTED_PAGES = 500
_DAYLIGHT_K = 5500.0
_EXPOSURE = Number(
    "File exposure",
    "Light of the file, in stops: what is brighter than white comes back.",
    *EXPOSURE_EV,
    0.1,
    unit="EV",
)
_TEMPERATURE = Number(
    "Temperature", "Of the light in the scene: as shot, until it is moved.", 2000.0, 12_000.0, 50.0, 0, "K"
)
_TINT = Number("Tint", "To the left greener, to the right more magenta.", *TINT, 1.0, 0)
_HIGHLIGHTS = Choice(
    "Highlights",
    "What becomes of highlights in which some colours are clipped and others are not.",
    (
        Option(Highlights.CLIP.value, "Clip", "They become white."),
        Option(Highlights.BLEND.value, "Blend", "What the other colours hold is kept, with less colour."),
        Option(Highlights.RECONSTRUCT.value, "Reconstruct", "The clipped colours are guessed from what lies around."),
    ),
)


class SourceCard(QFrame):
    """Card of what decoding is asked for; hidden where there is nothing to choose.

    Signals:
        choices_edited(SourceChoices): what the person wants.
    """

    choices_edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        title = GroupTitle(tr("File"))
        title.setToolTip(tr("How the file is read. Each change opens the photo again."))
        self.rows: dict[str, ParameterRow] = {}
        self.is_needed = False
        """The file leaves something to be chosen."""
        self._choices = AS_THE_FILE_SAYS
        self._as_shot_k = _DAYLIGHT_K
        self._layout = lay_out(QVBoxLayout(), margins=(8, 0, 8, 0), spacing=8)
        lay_out(QVBoxLayout(self), title, self._layout, margins=(0, 0, 0, 8), spacing=0)
        self.hide()

    def set_photo(self, facts: PhotoFacts | None) -> None:
        """Offer what the file of a photo leaves open; nothing without one, and of a stereo pair."""
        for row in self.rows.values():
            self._layout.removeWidget(row)
            row.deleteLater()
        self.rows = {}
        self.is_needed = facts is not None and facts.stereo is None and self._has_choice(facts)
        self.setHidden(not self.is_needed)
        if facts is None or not self.is_needed:
            return
        self._as_shot_k = round(facts.as_shot_k) if facts.as_shot_k else _DAYLIGHT_K
        if facts.pages > 1:
            options = tuple(
                Option(str(page), tr("{position} of {count}", position=page + 1, count=facts.pages))
                for page in range(min(facts.pages, _LISTED_PAGES))
            )
            self._add("page", Choice("Picture", "Which picture of the file is opened.", options), str(facts.page))
        if facts.format == "RAW" or facts.bit_depth == _FLOAT_BITS:
            self._add("exposure_ev", _EXPOSURE, 0.0)
        if facts.format == "RAW":
            self._add("temperature_k", _TEMPERATURE, self._as_shot_k)
            self._add("tint", _TINT, 0.0)
            self._add("highlights", _HIGHLIGHTS, AS_THE_FILE_SAYS.highlights.value)
        self.show_choices(facts.choices)

    def show_choices(self, choices: SourceChoices) -> None:
        """Show what decoding is asked for."""
        self._choices = choices
        shown: dict[str, Any] = {
            "exposure_ev": choices.exposure_ev,
            "temperature_k": self._as_shot_k if choices.temperature_k is None else choices.temperature_k,
            "tint": choices.tint,
            "highlights": choices.highlights.value,
        }
        for name, row in self.rows.items():
            if name in shown:
                row.show_value(shown[name])
            elif choices.page is not None:
                row.show_value(str(choices.page))

    def _has_choice(self, facts: PhotoFacts) -> bool:
        return facts.pages > 1 or facts.format == "RAW" or facts.bit_depth == _FLOAT_BITS

    def _add(self, name: str, declaration: Number | Choice, default: Any) -> None:
        row = make_row(name, declaration, default)
        row.value_edited.connect(self._on_edited)
        row.show_value(default)
        self._layout.addWidget(row)
        self.rows[name] = row

    def _on_edited(self, name: str, value: Any, dragging: bool) -> None:
        if dragging:
            return
        wanted = self._with(name, value)
        if wanted != self._choices:
            self.choices_edited.emit(wanted)

    def _with(self, name: str, value: Any) -> SourceChoices:
        choices = self._choices
        if name == "page":
            return replace(choices, page=int(value))
        if name == "highlights":
            return replace(choices, highlights=Highlights(value))
        if name == "exposure_ev":
            return replace(choices, exposure_ev=float(value))
        kelvin = self._as_shot_k if choices.temperature_k is None else choices.temperature_k
        kelvin, tint = (float(value), choices.tint) if name == "temperature_k" else (kelvin, float(value))
        if kelvin == self._as_shot_k and tint == 0:
            return replace(choices, temperature_k=None, tint=0.0)
        return replace(choices, temperature_k=kelvin, tint=tint)
