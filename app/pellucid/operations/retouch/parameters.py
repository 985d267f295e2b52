"""What retouch takes; looks that people taught are methods as well. No torch."""

from dataclasses import dataclass

from pellucid.foundation.look_ids import is_look
from pellucid.operations.fields import Choice, Option, Shelf, choice, number, percentage
from pellucid.operations.spec import Name, OperationSpec, Stage, neutral_at_zero

AS_TAUGHT = {"amount": 1.0, "protect_skin": 0.0, "protect_neutral": 0.0}
"""What a look begins with: whole, and on all colours, as the person's own edits were."""


def _looks() -> tuple[Option, ...]:
    from pellucid.foundation.looks import list_looks  # noqa: PLC0415 -- not needed to start

    return tuple(Option(look.id, look.title, "A look that was taught from pairs of photos.") for look in list_looks())


@dataclass(frozen=True)
class Parameters:
    """Parameters of retouch; see the declarations."""

    method: str = choice(
        "hdrnet",
        Choice(
            "Method",
            "Which network retouches: two that were trained on many photos, and the looks that you taught.",
            (
                Option(
                    "hdrnet",
                    "Balanced",
                    "Puts right what went wrong: exposure, white balance, contrast, colour.",
                    network="HDRNet",
                ),
                Option(
                    "dpe",
                    "Vivid",
                    "Follows the taste of well-finished photos, by little; no white balance.",
                    network="Deep Photo Enhancer",
                ),
            ),
            Shelf(is_look, _looks, AS_TAUGHT),
        ),
    )
    amount: float = number(
        0.8,
        percentage(
            "Amount",
            "How much of the change is laid over the photo: 100 % is the network's result, 0 % the photo as it was, "
            "and beyond 100 % the change goes on.",
            0.0,
            1.5,
        ),
    )
    protect_skin: float = number(
        0.3,
        percentage(
            "Protect skin",
            "Colours like those of skin get lighter or darker with the rest, but keep their tint.",
        ),
    )
    protect_neutral: float = number(
        0.2,
        percentage(
            "Protect gray",
            "What is gray, white or black in the photo stays without tint. To the left a cast of the whole photo is "
            "taken out of it as well.",
        ),
    )


SPEC = OperationSpec(
    name=Name("retouch", "Auto enhance", "Finishes light and colour of the whole photo at once.", aliases=("enhance",)),
    parameters=Parameters,
    stage=Stage.TONE,
    is_neutral=neutral_at_zero("amount"),
    method="method",
)
