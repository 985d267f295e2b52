"""What writers are given: samples that already fit the format, and what goes beside them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io.metadata import Embedded, Metadata


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture ready to be coded; the border where samples that are views become arrays that encoders take.

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

    def __post_init__(self) -> None:
        object.__setattr__(self, "samples", _plain(self.samples))
        if self.alpha is not None:
            object.__setattr__(self, "alpha", _plain(self.alpha))

    @property
    def embedded(self) -> Embedded:
        """Profile and metadata as the blocks of a file."""
        metadata = self.metadata
        return Embedded(self.icc, metadata.exif, metadata.xmp, metadata.iptc, metadata.comments, metadata.resolution)


def _plain(samples: NDArray[Any]) -> NDArray[Any]:
    """C-contiguous, in the byte order of the machine, with the strides of a fresh array.

    Where a side is 1 long numpy calls an array contiguous whatever its stride there, and encoders do not.
    """
    native = np.ascontiguousarray(samples, samples.dtype.newbyteorder("="))
    return native.reshape(-1).reshape(samples.shape)
