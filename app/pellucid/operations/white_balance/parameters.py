"""What the white balance takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import Number, number
from pellucid.operations.spec import OperationSpec, Stage, nothing_older


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


def is_neutral(parameters: Parameters) -> bool:
    """Both in the middle."""
    return parameters.temperature == 0 and parameters.tint == 0


SPEC = OperationSpec(
    id="white_balance",
    title="White balance",
    help="Corrects the colour of the light.",
    icon="mdi6.thermometer",
    version=1,
    parameters=Parameters,
    stage=Stage.TONE,
    upgrade=nothing_older,
    is_neutral=is_neutral,
)
