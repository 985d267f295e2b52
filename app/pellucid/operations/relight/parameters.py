"""What low light takes. No torch."""

from dataclasses import dataclass
from typing import Any

from pellucid.operations.fields import Switch, number, percentage, switch
from pellucid.operations.spec import MapSpec, Name, OperationSpec, Stage, neutral_at_zero


@dataclass(frozen=True)
class Parameters:
    """Parameters of low light; see the declarations."""

    strength: float = number(
        1.0,
        percentage(
            "Strength",
            "How much of the missing light is given, with the noise that comes up in it: 100 % is all that was found, "
            "0 % none. The map Gain shows how many times noise is raised. Switch Denoise on as well: it works before.",
        ),
    )
    brightness: float = number(
        0.6,
        percentage(
            "Brightness",
            "From natural to bright: on the left a dark scene stays rather dark, on the right all of it is in full "
            "light, nights too.",
        ),
    )
    highlights: float = number(
        0.5,
        percentage(
            "Protect highlights",
            "Keeps lamps, windows and skies from burning out: to the right, what is bright already gets less light.",
        ),
    )
    auto_exposure: bool = switch(
        True,
        Switch(
            "Find the exposure",
            "Exposes the whole photo as far as highlights, lamps and noise allow, before its dark parts get light of "
            "their own. Off: only the dark parts do, and Brightness does nothing.",
        ),
    )


def upgrade(values: dict[str, Any], version: int) -> dict[str, Any]:
    """Version 1 found no exposure: its strength goes on to mean how much of S is divided out, and nothing else."""
    return {**values, "auto_exposure": False} if version == 1 and values else values


SPEC = OperationSpec(
    name=Name("relight", "Low light", "Gives light to dark photos and to the dark parts of others."),
    parameters=Parameters,
    stage=Stage.TONE,
    is_neutral=neutral_at_zero("strength"),
    version=2,
    upgrade=upgrade,
    rare=("auto_exposure",),
    maps=(
        MapSpec("illumination", "Illumination", "", 0.0, 1.0),
        MapSpec("gain", "Gain", "×", 1.0, 17.0),
    ),
)
