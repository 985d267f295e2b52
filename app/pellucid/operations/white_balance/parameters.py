"""What the white balance takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import Number, number
from pellucid.operations.spec import Name, OperationSpec, Stage


@dataclass(frozen=True)
class Parameters:
    """Parameters of the white balance; see the declarations."""

    temperature: float = number(
        0.0,
        Number(
            "Temperature",
            "Bluer to the left, warmer to the right. Against the yellow light of bulbs go left, against the blue of "
            "shade go right. One unit is one mired along the colours of daylight.",
            -100.0,
            100.0,
            1.0,
            0,
        ),
    )
    tint: float = number(
        0.0,
        Number(
            "Tint",
            "Greener to the left, more magenta to the right. Against the green of fluorescent tubes or of leaves go "
            "right.",
            -100.0,
            100.0,
            1.0,
            0,
        ),
    )


SPEC = OperationSpec(
    name=Name("white_balance", "White balance", "Corrects the colour of the light."),
    parameters=Parameters,
    stage=Stage.TONE,
)
