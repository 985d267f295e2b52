"""What the example takes. No torch: the window reads this before torch is loaded, and import-linter sees to that."""

from dataclasses import dataclass
from typing import Any

from pellucid.operations.fields import Number, number
from pellucid.operations.spec import Name, OperationSpec, Stage, neutral_at_zero


# Frozen, because an edit is a value: it is compared, kept in the history and handed to other threads.
@dataclass(frozen=True)
class Parameters:
    """Parameters of the example; see the declarations."""

    # A field is declared once, with its default, label, help, range and step. The panel, the command line, the sidecar
    # and the check of what comes from outside all read it here. The help is for photographers: what happens to the
    # left, what to the right. Black 0 does nothing, so a card that is opened changes nothing.
    black: float = number(
        0.0,
        Number(
            "Black", "How bright black becomes, in per cent of white. At the left end it stays black.", 0.0, 50.0, 1.0
        ),
    )


def upgrade(values: dict[str, Any], version: int) -> dict[str, Any]:
    """Read the sidecar of an older version.

    Version 1 had `lift` from 0 to 1. Old names and units stay readable for ever: the edits of a photo may be older than
    the program.
    """
    if version < 2 and "lift" in values:
        return {**{name: value for name, value in values.items() if name != "lift"}, "black": 50.0 * values["lift"]}
    return values


SPEC = OperationSpec(
    # The id stands in sidecars and on the command line; it never changes.
    name=Name("example_fade", "Fade", "Lifts black, as in old prints."),
    parameters=Parameters,
    stage=Stage.TONE,  # every pixel for itself, so the canvas follows with its grid and no lattice is needed
    is_neutral=neutral_at_zero("black"),  # the engine then skips the step, and an export copies the file's own samples
    version=2,  # raised when a field gets another name or meaning; `upgrade` reads what is older
    upgrade=upgrade,
)
