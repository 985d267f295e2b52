"""What the denoise operation takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import AMOUNT, Choice, Number, Option, choice, number
from pellucid.operations.spec import MapSpec, OperationSpec, PreviewKind, nothing_older


@dataclass(frozen=True)
class Parameters:
    """Parameters of denoise; see the declarations."""

    method: str = choice(
        "cbdnet",
        Choice(
            "Method",
            "Which network removes the noise.",
            (
                Option("cbdnet", "CBDNet", "Made for real camera noise; estimates how noisy every pixel is."),
                Option("dncnn", "DnCNN", "Made for even, fine grain, as of scans and renderings; slower."),
            ),
        ),
    )
    gamma: float = number(
        1.0,
        Number(
            "Noise level γ",
            "How much noise the network is told there is: 1 is what it measured, 0 is none, 2 is twice as much. "
            "It changes what the network does, it does not blend. DnCNN is told nothing: there it is the share of the "
            "noise found that is removed, and beyond 1 a second pass.",
            0.0,
            2.0,
            0.05,
        ),
    )
    amount: float = number(1.0, AMOUNT)
    quality: str = choice(
        "fast",
        Choice("Quality", "Size of the network.", (Option("fast", "Fast", "As shipped, made for a CPU."),)),
    )


SPEC = OperationSpec(
    id="denoise",
    title="Denoise",
    help="Removes camera noise and keeps texture.",
    icon="mdi6.blur",
    version=1,
    parameters=Parameters,
    preview_kind=PreviewKind.LATTICE,
    slider="gamma",
    maps=(MapSpec("noise", "Estimated noise", "levels", 0.0, 40.0),),
    upgrade=nothing_older,
)
