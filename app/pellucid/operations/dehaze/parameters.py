"""What the dehaze operation takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import AUTO, Choice, Colour, Number, Option, choice, colour, number
from pellucid.operations.spec import MapSpec, OperationSpec, Stage, nothing_older


@dataclass(frozen=True)
class Parameters:
    """Parameters of dehaze; see the declarations."""

    method: str = choice(
        "dehazenet",
        Choice(
            "Method",
            "Which network looks for the haze.",
            (
                Option("dehazenet", "DehazeNet", "Estimates how much light comes through the haze at every pixel."),
                Option(
                    "pmsnet",
                    "PMS-Net",
                    "Looks for the darkest thing near every pixel, and finds how far to look: truer where things are "
                    "bright by themselves.",
                ),
                Option("epdn", "EPDN", "Paints the clear photo at once: the softest skies, less true to measurement."),
            ),
        ),
    )
    strength: float = number(
        0.9,
        Number(
            "Strength",
            "How much of the haze found is taken away: 1 is all of it, 0 none. Below 0 haze is added, more of it where "
            "the scene is farther away.",
            -1.0,
            1.0,
            0.05,
        ),
    )
    t0: float = number(
        0.1,
        Number(
            "Least light",
            "Where less light than this comes through the haze, no more is brought back: higher keeps noise and blocks "
            "out of the distance, lower clears it farther.",
            0.02,
            0.5,
            0.01,
        ),
    )
    near: float = number(
        0.0,
        Number("From", "Only haze at least this thick is taken away: keeps the foreground as it is.", 0.0, 1.0, 0.05),
    )
    far: float = number(
        1.0, Number("To", "Only haze at most this thick is taken away: keeps the distance as it is.", 0.0, 1.0, 0.05)
    )
    protect: float = number(
        0.5,
        Number(
            "Sky and white",
            "Protects what has the colour of the haze itself: sky, clouds, snow and white walls.",
            0.0,
            1.0,
            0.05,
        ),
    )
    airlight: str = colour(
        AUTO,
        Colour("Haze colour", "The colour of the thickest haze. Found by itself, or picked in the photo."),
    )


def is_neutral(parameters: Parameters) -> bool:
    """No haze taken, none added."""
    return parameters.strength == 0


SPEC = OperationSpec(
    id="dehaze",
    title="Dehaze",
    help="Takes haze, mist and smog away, or adds some.",
    icon="mdi6.weather-fog",
    version=1,
    parameters=Parameters,
    stage=Stage.TONE,
    upgrade=nothing_older,
    is_neutral=is_neutral,
    method="method",
    maps=(
        MapSpec("transmission", "Light through the haze", "", 0.0, 1.0),
        MapSpec("patch", "Size of the patches", "px", 0.0, 2000.0, ("pmsnet",)),
    ),
)
