"""What the deartifact operation takes. No torch."""

from dataclasses import dataclass

from pellucid.operations.fields import Number, number
from pellucid.operations.spec import OperationSpec, SliderNodes, Stage, nothing_older


@dataclass(frozen=True)
class Parameters:
    """Parameters of deartifact; see the declarations."""

    strength: float = number(
        1.0,
        Number(
            "Strength",
            "How much of what was found is removed: 100 % is all of it, 0 % nothing. Beyond 100 % the result goes "
            "through the network once more, for photos that were saved many times.",
            0.0,
            2.0,
            0.01,
            0,
            "%",
            100.0,
        ),
    )


STRENGTH_NODES = SliderNodes("strength", (0.0, 1.0, 2.0), (1.0, 2.0))
"""DnCNN's strength is linear up to 1 and from there to 2, so between its nodes the mix is the result."""


def is_neutral(parameters: Parameters) -> bool:
    """Nothing removed."""
    return parameters.strength == 0


SPEC = OperationSpec(
    id="deartifact",
    title="JPEG artefacts",
    help="Removes the blocks and rings of strong JPEG compression.",
    icon="mdi6.grid-off",
    version=1,
    parameters=Parameters,
    stage=Stage.DETAIL,
    upgrade=nothing_older,
    is_neutral=is_neutral,
    nodes=(STRENGTH_NODES,),
)
"""Deartifact, as everything but its pixels."""
