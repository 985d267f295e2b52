"""What relight takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import Number, number
from pellucid.operations.spec import MapSpec, OperationSpec, Stage, nothing_older


@dataclass(frozen=True)
class Parameters:
    """Parameters of relight; see the declarations."""

    strength: float = number(
        0.8,
        Number(
            "Strength",
            "How much of the missing light is given: 1 is all that was found, 0 none. Noise is raised as much as the "
            "light, so switch Denoise on as well: it works before the light is raised.",
            0.0,
            1.0,
            0.05,
        ),
    )
    highlights: float = number(
        0.5,
        Number(
            "Highlight guard",
            "Keeps lamps, windows and skies from burning out: to the right, what is bright already gets less light.",
            0.0,
            1.0,
            0.05,
        ),
    )


def is_neutral(parameters: Parameters) -> bool:
    """No light is given."""
    return parameters.strength == 0


SPEC = OperationSpec(
    id="relight",
    title="Relight",
    help="Gives light to dark photos and to the dark parts of others.",
    icon="mdi6.lightbulb-on-outline",
    version=1,
    parameters=Parameters,
    stage=Stage.TONE,
    upgrade=nothing_older,
    is_neutral=is_neutral,
    maps=(
        MapSpec("illumination", "Light on the scene", "", 0.0, 1.0),
        MapSpec("lift", "Light and noise raised", "×", 1.0, 9.0),
    ),
)
