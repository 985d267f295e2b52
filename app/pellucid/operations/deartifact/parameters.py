"""What the deartifact operation takes. No torch."""

from dataclasses import dataclass
from typing import Any

from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations.fields import Switch, number, percentage, switch
from pellucid.operations.spec import Name, OperationSpec, SliderNodes, Stage, neutral_at_zero


@dataclass(frozen=True)
class Parameters:
    """Parameters of deartifact; see the declarations."""

    strength: float = number(
        1.0,
        percentage(
            "Strength",
            "How much of what was found is removed: 100 % is all of it, 0 % nothing. Beyond 100 % the result goes "
            "through the network once more, for photos that were saved many times.",
            0.0,
            2.0,
        ),
    )
    by_quality: bool = switch(
        True,
        Switch(
            "Follow the JPEG quality",
            "Nothing changes by more than the saving can have done, as the quality in the file tells. Switch this off "
            "for photos that were saved badly once and then saved again: their file tells the last quality only.",
        ),
    )


STRENGTH_NODES = SliderNodes("strength", (0.0, 1.0, 2.0), (1.0, 2.0))
"""DnCNN's strength is linear up to 1 and from there to 2, so between its nodes the mix is the result."""


def upgrade(values: dict[str, Any], version: int) -> dict[str, Any]:
    """Version 1 did not look at the quality of the file, so edits of that time look as they did."""
    return values if version > 1 else {"by_quality": False, **values}


def describe(facts: PhotoFacts, parameters: Parameters) -> str:
    """The quality of the file, and what bounds the changes by it."""
    from pellucid.operations.deartifact.saving import describe_saving  # noqa: PLC0415 -- waits for a photo

    return describe_saving(facts, parameters.strength, is_followed=parameters.by_quality)


SPEC = OperationSpec(
    name=Name("deartifact", "JPEG artefacts", "Removes the blocks and rings of strong JPEG compression."),
    parameters=Parameters,
    stage=Stage.DETAIL,
    is_neutral=neutral_at_zero("strength"),
    version=2,
    upgrade=upgrade,
    nodes=(STRENGTH_NODES,),
    describe=describe,
)
"""Deartifact, as everything but its pixels."""
