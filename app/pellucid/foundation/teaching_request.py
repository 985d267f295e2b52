"""What travels when a look is taught: the request down to the thread, the result up to the window."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np  # the first window does without
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class TeachingRequest:
    """A look to teach: its name, and the folder before and the one after; one folder may hold both."""

    title: str
    before: Path
    after: Path | None


@dataclass(frozen=True)
class ShownPair:
    """A held-out pair: before, as the person did it, as the look does it.

    All are `(h, w, 3)`, sRGB, C-contiguous and of one size.
    """

    name: str
    before: "Pixels"
    after: "Pixels"
    taught: "Pixels"


@dataclass(frozen=True)
class TeachingResult:
    """A look that was taught and is not kept yet.

    Attributes:
        title: its name.
        data: its file, for `foundation.looks.add_look`.
        untouched_db: PSNR of held-out photos to the person's edits without the look, the mean.
        taught_db: the same with it.
        trained: number of pairs that were trained on.
        held_out: number of those that were not.
        shown: some of the held-out ones.
        left_out: pairs and files that were not learned from, each with its reason.
    """

    title: str
    data: bytes
    untouched_db: float
    taught_db: float
    trained: int
    held_out: int
    shown: tuple[ShownPair, ...]
    left_out: tuple[tuple[str, str], ...]
