"""Running the layers at full resolution on bands of rows, so that few of their large outputs exist at once.

A 3x3 convolution with 32 channels writes 128 bytes a pixel; on a tile of 3 megapixels that is 400 MB a layer. Memory
that a process has never touched costs more time than computing, so a chain of such layers goes band by band,
each with as many rows more as the chain sees. The result is the same, to the rounding of sums.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

BAND_ROWS = 384
"""Rows of a band: the rows computed twice are a few in a hundred of it."""


@dataclass(frozen=True)
class Band:
    """Rows `top` to `bottom` of a picture of `height` rows."""

    top: int
    bottom: int
    height: int

    def wider(self, rows: int) -> "Band":
        """The band with `rows` more above and below; at an edge of the picture it is shifted inwards instead.

        So bands of one size stay that, and each finds the memory that the one before has left.
        """
        length = min(self.height, self.bottom - self.top + 2 * rows)
        top = min(max(0, self.top - rows), self.height - length)
        return Band(top, top + length, self.height)

    def of(self, picture: Tensor, scale: int = 1) -> Tensor:
        """These rows of a picture `(N, C, height / scale, W)`."""
        return picture[..., self.top // scale : self.bottom // scale, :]

    def within(self, wider: "Band", part: Tensor) -> Tensor:
        """These rows of what was computed on a wider band."""
        return part[..., self.top - wider.top : self.bottom - wider.top, :]


def cut_bands(height: int, multiple: int, band_rows: int | None = None) -> list[Band]:
    """Cut a picture into bands of one size that start at multiples of `multiple`; the last two may overlap.

    Args:
        height: of the picture.
        multiple: where bands may start.
        band_rows: about how many rows a band gets, else `BAND_ROWS`.
    """
    count = max(1, round(height / (band_rows or BAND_ROWS)))
    rows = min(height, -(-height // (count * multiple)) * multiple)
    return [Band(top, top + rows, height) for top in (*range(0, height - rows, rows), height - rows)]


def in_bands(
    layers: Callable[[Tensor], Tensor],
    picture: Tensor,
    radius: int,
    band_rows: int | None = None,
    room: Tensor | None = None,
) -> Tensor:
    """Run layers that keep size and channels band by band.

    Args:
        layers: see `radius` pixels far; pad with zeros or repeat at the edges of the picture.
        picture: `(N, C, H, W)`.
        radius: of what `layers` see.
        band_rows: about how many rows a band gets, else `BAND_ROWS`.
        room: where the result of several bands goes, like `picture`; made here where there is none.

    Returns:
        What `layers(picture)` gives.
    """
    bands = cut_bands(picture.shape[-2], 2, band_rows)
    if len(bands) == 1:
        return layers(picture)
    result = torch.empty_like(picture) if room is None else room
    for band in bands:
        wide = band.wider(radius + radius % 2)  # even rows, see `layout.NarrowConvolution`
        band.of(result).copy_(band.within(wide, layers(wide.of(picture))))
    return result
