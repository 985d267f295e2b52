"""All operations, in pipe order; physics decides it (`app/ARCHITECTURE.md`, “The contract of an operation”).

A written tuple: no scanning, so that the reader, the type checker and the frozen program see the same list.
"""

from pellucid.foundation.errors import UsageError
from pellucid.operations.deartifact.parameters import SPEC as DEARTIFACT
from pellucid.operations.deblur.parameters import SPEC as DEBLUR
from pellucid.operations.dehaze.parameters import SPEC as DEHAZE
from pellucid.operations.denoise.parameters import SPEC as DENOISE
from pellucid.operations.relight.parameters import SPEC as RELIGHT
from pellucid.operations.retouch.parameters import SPEC as RETOUCH
from pellucid.operations.spec import OperationSpec
from pellucid.operations.tone.parameters import SPEC as TONE
from pellucid.operations.white_balance.parameters import SPEC as WHITE_BALANCE

CATALOGUE: tuple[OperationSpec, ...] = (DEARTIFACT, DENOISE, DEBLUR, DEHAZE, RELIGHT, RETOUCH, WHITE_BALANCE, TONE)


def find(operation: str) -> OperationSpec:
    """Look an operation up by its id or an alias.

    Raises:
        UsageError: there is none of that name.
    """
    for spec in CATALOGUE:
        if operation in (spec.id, *spec.name.aliases):
            return spec
    raise UsageError(f"there is no operation “{operation}”; known are {', '.join(spec.id for spec in CATALOGUE)}")
