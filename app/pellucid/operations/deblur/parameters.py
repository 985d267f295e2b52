"""What the deblur operation takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import AMOUNT, Choice, Option, choice, number
from pellucid.operations.spec import MapSpec, Name, OperationSpec, SliderNodes, Stage, neutral_at_zero


@dataclass(frozen=True)
class Parameters:
    """Parameters of deblur; see the declarations."""

    method: str = choice(
        "deepdeblur",
        Choice(
            "Method",
            "How long the blur is, and whether a second view helps.",
            (
                Option("deepdeblur", "Short blur", "Up to about 25 pixels.", network="DeepDeblur"),
                Option(
                    "deepdeblur_long",
                    "Long blur",
                    "25 to 50 pixels, as large photos have it: works at half the size.",
                    network="DeepDeblur",
                ),
                Option(
                    "deepdeblur_longest",
                    "Very long blur",
                    "50 to 100 pixels: works at a quarter of the size.",
                    network="DeepDeblur",
                ),
                Option(
                    "davanet",
                    "Both views",
                    "For stereo photos: each view is helped by what the other one saw more sharply.",
                    needs_pair=True,
                    network="DAVANet",
                ),
            ),
        ),
    )
    amount: float = number(1.0, AMOUNT)


SPEC = OperationSpec(
    name=Name("deblur", "Deblur", "Takes the blur of a shaking hand and of moving things away."),
    parameters=Parameters,
    stage=Stage.DETAIL,
    is_neutral=neutral_at_zero("amount"),
    nodes=(SliderNodes("amount", (0.0, 1.0), (1.0,)),),
    method="method",
    blend="amount",
    maps=(
        MapSpec("sharpness", "Width of edges", "px", 0.0, 16.0),
        MapSpec("disparity", "Disparity", "px", 0.0, 400.0, ("davanet",), fits=True),
        MapSpec("gate", "Contribution of the other view", "", 0.0, 1.0, ("davanet",)),
    ),
)
