"""What tone takes. No torch."""

from dataclasses import dataclass
from typing import Any

from pellucid.operations.fields import Number, number
from pellucid.operations.spec import Name, OperationSpec, Stage


def _percent(label: str, text: str) -> Any:
    """A slider from -100 to 100 in whole steps, 0 in the middle."""
    return number(0.0, Number(label, text, -100.0, 100.0, 1.0, 0))


@dataclass(frozen=True)
class Parameters:
    """Parameters of tone; see the declarations."""

    exposure: float = number(
        0.0,
        Number(
            "Exposure",
            "Less or more light, in stops. Mid-tones follow exactly, as if the shot had been exposed longer; bright "
            "parts come up to white softly and do not burn out.",
            -3.0,
            3.0,
            0.05,
            unit="EV",
        ),
    )
    contrast: float = _percent(
        "Contrast", "Flatter to the left, stronger to the right. Middle gray, black and white stay where they are."
    )
    highlights: float = _percent(
        "Highlights", "Only the bright parts. To the left they get darker and show more of what is in them."
    )
    shadows: float = _percent(
        "Shadows", "Only the dark parts. To the right they get brighter and show more of what is in them."
    )
    saturation: float = _percent(
        "Saturation",
        "How colourful the photo is. At the left end it is black and white; to the right colours that are vivid "
        "already are raised less, and none is clipped.",
    )


SPEC = OperationSpec(
    name=Name("tone", "Tone", "Brightens and darkens, and sets contrast and colour."),
    parameters=Parameters,
    stage=Stage.TONE,
)
