"""What writers are given: samples that already fit the format, and what goes beside them."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from pellucid.io.metadata import Embedded, Metadata


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture ready to be coded.

    Attributes:
        samples: `(H, W, C)` uint8, uint16 or float32; C is 1, 3 or 4 (CMYK).
        alpha: `(H, W)` of the same type, or None.
        icc: profile to embed, or None.
        metadata: what is carried.
    """

    samples: NDArray[Any]
    alpha: NDArray[Any] | None
    icc: bytes | None
    metadata: Metadata

    @property
    def embedded(self) -> Embedded:
        """Profile and metadata as the blocks of a file."""
        return Embedded(self.icc, self.metadata.exif, self.metadata.xmp, self.metadata.iptc)
