"""What every reader hands on."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.translation import mark
from pellucid.io.metadata import Embedded
from pellucid.io.readers.pages import Pages

DAMAGED = mark("The file is damaged or cut short; what could be read of it is shown.")
"""The warning where only part of a picture was there."""

_COLORS = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True, eq=False)
class Decoded:
    """Samples as the file has them, not yet upright.

    Attributes:
        format: as in `PhotoFacts`.
        samples: `(H, W, C)` without alpha, uint8, uint16 or float32.
        alpha: `(H, W)` of the same type, or None.
        embedded: blocks of metadata and the profile.
        orientation: how to turn the samples; None goes by EXIF.
        warnings: sentences about what could not be honoured.
        pages: the pictures of the file, and which this is.
        as_shot_k: white balance of a raw file as shot, in kelvin.
        jpeg_quality: with which a JPEG was saved, 1 to 100.
    """

    format: str
    samples: NDArray[Any]
    alpha: NDArray[Any] | None = None
    embedded: Embedded = field(default_factory=Embedded)
    orientation: int | None = None
    warnings: tuple[str, ...] = ()
    pages: Pages = field(default_factory=Pages)
    as_shot_k: float | None = None
    jpeg_quality: int | None = None

    @property
    def color(self) -> str:
        """`gray`, `rgb` or `cmyk`."""
        return _COLORS[self.samples.shape[2]]


def split_alpha(samples: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Samples of `(H, W)`, gray, gray and alpha, RGB, or RGB and alpha; to `(H, W, C)` and alpha."""
    if samples.ndim == 2:
        return samples[..., None], None
    if samples.shape[2] in (2, 4):
        return np.ascontiguousarray(samples[..., :-1]), np.ascontiguousarray(samples[..., -1])
    return samples, None
