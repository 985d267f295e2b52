"""What the denoise operation takes. No torch."""

from dataclasses import dataclass
from typing import Any

from pellucid.operations.fields import AMOUNT, Choice, Number, Option, choice, number, percentage
from pellucid.operations.spec import MapSpec, Name, OperationSpec, SliderNodes, Stage


@dataclass(frozen=True)
class Parameters:
    """Parameters of denoise; see the declarations."""

    method: str = choice(
        "cbdnet",
        Choice(
            "Method",
            "What kind of noise is removed.",
            (
                Option(
                    "cbdnet",
                    "Camera noise",
                    "For photos at a high ISO value; estimates how noisy every pixel is.",
                    network="CBDNet",
                ),
                Option(
                    "dncnn",
                    "Film and scan grain",
                    "For even, fine grain, as of scans and renderings; slower.",
                    network="DnCNN",
                ),
            ),
        ),
    )
    gamma: float = number(
        1.0,
        Number(
            "Noise level γ",
            "How much luma noise the network is told there is: 1 is what it measured, 0 is none, 2 is twice as much. "
            "It changes what the network does, it does not blend. For film and scan grain it is the share of the "
            "noise found that is removed, and beyond 1 a second pass.",
            0.0,
            2.0,
            0.05,
        ),
    )
    color_gamma: float = number(
        1.0,
        Number(
            "Colour noise γ",
            "How much colour noise the network is told there is: as for the noise level above, which then is that of "
            "luma alone. Colour noise carries no detail, so that it can go where luma noise stays as grain; lower it "
            "where small things of strong colour lose it.",
            0.0,
            2.0,
            0.05,
            follows="gamma",
        ),
    )
    regrain: float = number(
        0.0,
        percentage(
            "Re-grain",
            "Puts some of the removed luma noise back: a little of it keeps skin and walls from looking smoothed, and "
            "hides what the network could not tell from noise. It is gray, so no colour noise returns.",
        ),
    )
    amount: float = number(1.0, AMOUNT)
    quality: str = choice(
        "fast",
        Choice("Quality", "Size of the network.", (Option("fast", "Fast", "As shipped, made for a CPU."),)),
    )


_GAMMAS, _GAMMAS_GROWTH = (0.0, 0.25, 0.5, 1.0, 2.0), (1.0, 2.0, 0.5, 0.25)

GAMMA_NODES = SliderNodes("gamma", _GAMMAS, _GAMMAS_GROWTH, luma_kept_at=0.0)
"""CBDNet bends most where little noise is told, so the nodes lie closest there.

Measured on a real PolyU and a real RENOIR picture and on one by formula, in the middle between two nodes against the
exact result: at least 43 dB between 0 and 0.25, 51 dB up to 0.5, 55 dB up to 1 and 59 dB up to 2.
"""

COLOR_NODES = SliderNodes("color_gamma", _GAMMAS, _GAMMAS_GROWTH, color_kept_at=0.0)
"""As for luma: on a real RENOIR picture at least 51 dB in the middle between two nodes of either."""

REGRAIN_NODES = SliderNodes("regrain", (0.0, 1.0), (1.0,), luma_kept_at=1.0)
"""The result is linear in it."""


def is_neutral(parameters: Parameters) -> bool:
    """No noise told, or nothing laid over."""
    return (parameters.gamma == 0 and parameters.color_gamma == 0) or parameters.amount == 0


def upgrade(values: dict[str, Any], version: int) -> dict[str, Any]:
    """In version 1 γ was that of luma and colour."""
    return {"color_gamma": values["gamma"], **values} if version < 2 and "gamma" in values else values


SPEC = OperationSpec(
    name=Name("denoise", "Denoise", "Removes camera noise and keeps texture."),
    parameters=Parameters,
    stage=Stage.DETAIL,
    is_neutral=is_neutral,
    version=2,
    upgrade=upgrade,
    nodes=(GAMMA_NODES, COLOR_NODES, REGRAIN_NODES),
    method="method",
    blend="amount",
    maps=(
        MapSpec("noise", "Luma noise map", "levels", 0.0, 40.0),
        MapSpec("color_noise", "Colour noise map", "levels", 0.0, 40.0),
    ),
    rare=("amount", "quality"),
)
