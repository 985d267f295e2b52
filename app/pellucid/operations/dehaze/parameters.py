"""What the dehaze operation takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import AUTO, Choice, Color, Option, choice, color, number, percentage
from pellucid.operations.spec import Group, MapSpec, Name, OperationSpec, Stage, neutral_at_zero


@dataclass(frozen=True)
class Parameters:
    """Parameters of dehaze; see the declarations."""

    method: str = choice(
        "dehazenet",
        Choice(
            "Method",
            "How the haze is found.",
            (
                Option(
                    "dehazenet",
                    "Strong",
                    "Estimates how much light comes through the haze at every pixel.",
                    network="DehazeNet",
                ),
                Option(
                    "pmsnet",
                    "Natural",
                    "Looks for the darkest thing near every pixel, and finds how far to look: truer where things are "
                    "bright by themselves.",
                    network="PMS-Net",
                ),
                Option(
                    "epdn",
                    "Artistic",
                    "Paints the clear photo at once: the softest skies, less true to measurement.",
                    network="EPDN",
                ),
            ),
        ),
    )
    strength: float = number(
        0.9,
        percentage(
            "Strength",
            "How much of the haze found is taken away: 100 % is all of it, 0 % none. To the left haze is added, more "
            "of it where the scene is farther away.",
            -1.0,
            1.0,
        ),
    )
    t0: float = number(
        0.1,
        percentage(
            "Minimum transmission",
            "Where less light than this comes through the haze, no more is brought back: higher keeps noise and blocks "
            "out of the distance, lower clears it farther.",
            0.02,
            0.5,
        ),
    )
    near: float = number(
        0.0,
        percentage("Near", "Only haze at least this thick is taken away: keeps the foreground as it is."),
    )
    far: float = number(
        1.0,
        percentage("Far", "Only haze at most this thick is taken away: keeps the distance as it is."),
    )
    protect: float = number(
        0.5,
        percentage(
            "Protect sky and highlights",
            "Leaves what has the colour of the haze itself: sky, clouds, snow and white walls.",
        ),
    )
    airlight: str = color(
        AUTO,
        Color("Airlight", "The colour of the thickest haze: found by itself, or picked in the photo."),
    )


SPEC = OperationSpec(
    name=Name("dehaze", "Dehaze", "Takes haze, mist and smog away, or adds some."),
    parameters=Parameters,
    stage=Stage.TONE,
    is_neutral=neutral_at_zero("strength"),
    method="method",
    own_group=Group.REPAIR,
    rare=("t0", "near", "far", "airlight"),
    maps=(
        MapSpec("transmission", "Transmission", "", 0.0, 1.0),
        MapSpec("patch", "Patch size", "px", 0.0, 2000.0, ("pmsnet",)),
    ),
)
