"""Resampling along any mapping of places: Lanczos-3 on linear light, wider where the result has fewer pixels.

Every pixel of the result looks up its place among the pixels of the photo and takes the weighted sum of those around,
weights being the product of one kernel along rows and one along columns. Beyond the photo its border is repeated.

The rows that a pixel needs lie far apart in memory, and each of them is short. So a tile of the photo is first copied
into one line for every place, the six pixels from there on; the weighted sum over rows then is what `embedding_bag`
does with a table of words, and costs as much as a plain loop in C.
"""

import functools
import math
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging import lanczos
from pellucid.imaging.tiles import cut_evenly

_PHASES = 4096
"""Places between two pixels at which the kernel is tabulated: an error of at most 1/8192 of a pixel."""

_TILTED_PHASES = 1024
"""The same for each of the many widths of a tilted kernel: an error of at most 1/2048 of a pixel."""

_WIDTHS = 128
"""Widths at which a tilted kernel is tabulated, from one whole stretch to the next: an error of at most 1/256."""

_LARGEST_STRETCH = 16.0
"""Pixels of the photo along a side that one of the result is made from, at most.

Near the horizon of a strong perspective there would be thousands; the nearest 16 × 16 make a quiet mean as well.
"""

_MOST_NUMBERS = 2**24
"""In the lines of a tile: 64 MiB. A tile that would have more is halved, which changes no pixel."""

_KNOT_PX = 16
"""Of the result, from one place where the stretch is found to the next; it is mixed in between."""

_TILE_PX = 256
"""Side of a tile of the result: its lines stay in the processor's cache."""

_ALL_CHANNELS = 1
"""The channel that says where a pixel is, for a mapping that is the same in all."""

_Places = NDArray[np.float64]


class Mapping(Protocol):
    """Where the pixels of a result come from; `FramingMap` is one."""

    @property
    def output_size(self) -> Size:
        """Size of the result, at full scale."""
        ...

    @property
    def keeps_scale(self) -> bool:
        """True where a pixel of the result is as large as one of the photo, everywhere."""
        ...

    @property
    def differs_by_channel(self) -> bool:
        """True where red and blue come from other places than green."""
        ...

    def photo_xy(self, x: _Places, y: _Places, channel: int = ...) -> tuple[_Places, _Places]:
        """Places of the photo, in pixels, at places of the result."""
        ...


def reach(mapping: Mapping, output: Rect, scale: float = 1.0) -> int:
    """Pixels of the photo that `warp` needs around every place of a rectangle of the result; see there."""
    x, y = _spread(
        np.linspace(output.x, output.right, 5) / scale, np.linspace(output.y, output.bottom, 5)[:, None] / scale
    )
    stretch = 1.0 if mapping.keeps_scale else max(part.max() for part in _stretches(mapping, x, y, _ALL_CHANNELS))
    return math.ceil(lanczos.LOBES * stretch * 1.1) + 1


def warp(picture: Tensor, area: Rect, output: Rect, mapping: Mapping, scale: float = 1.0, finer: float = 1.0) -> Tensor:
    """Resample a part of a photo.

    Args:
        picture: `(C, h, w)` float32, linear light; more than three channels, as alpha, follow the green one.
        area: pixels of the photo that the picture has; at least those that the output is made from with `reach` around
            them, as far as the photo goes.
        output: pixels of the result.
        mapping: where they come from, at full scale.
        scale: pixels of the result per pixel of the full photo, at most 1.
        finer: pixels of the picture per pixel of the result, at least 1, where it is reduced by the warp as well.

    Returns:
        `(C, output.height, output.width)`. A pixel does not depend on the rectangle it is asked for with.
    """
    source = picture.permute(1, 2, 0).contiguous()
    result = torch.empty((output.height, output.width, source.shape[2]), dtype=picture.dtype)
    stretched = 1.0 if mapping.keeps_scale else max(1.0, (reach(mapping, output, scale) - 1) / lanczos.LOBES)
    side = max(16, int(_TILE_PX / (stretched * finer)))
    with torch.inference_mode():
        for tile in cut_evenly(output, Size(side, side), 1):
            rows, columns = tile.relative_to(output).slices
            for channels, channel in _channel_groups(mapping, source.shape[2]):
                part = source[..., channels].contiguous()
                result[rows, columns, channels] = _warped_tile(part, area, tile, mapping, (scale, finer, channel))
    return result.permute(2, 0, 1).contiguous()


def _channel_groups(mapping: Mapping, count: int) -> list[tuple[slice, int]]:
    """Channels that come from the same places."""
    if not mapping.differs_by_channel:
        return [(slice(0, count), _ALL_CHANNELS)]
    groups = [(slice(channel, channel + 1), channel) for channel in range(3)]
    return [*groups, (slice(3, count), _ALL_CHANNELS)] if count > 3 else groups


def _warped_tile(source: Tensor, area: Rect, tile: Rect, mapping: Mapping, where: tuple[float, float, int]) -> Tensor:
    """A tile of the result, `(h, w, C)`, from `(H, W, C)` pixels of an area."""
    scale, finer, channel = where
    columns_at = np.arange(tile.x, tile.right, dtype=np.float64) + 0.5
    rows_at = np.arange(tile.y, tile.bottom, dtype=np.float64)[:, None] + 0.5
    across, down = _Axis.both(mapping, columns_at, rows_at, (scale, finer), channel)
    top, bottom = down.first.min(), down.first.max() + 2 * down.half
    left, right = across.first.min(), across.first.max() + 2 * across.half
    if (bottom - top) * (right - left) * 2 * across.half * source.shape[2] > _MOST_NUMBERS and tile.size.pixels > 1:
        halves = [_warped_tile(source, area, half, mapping, where) for half in _halves(tile)]
        return torch.cat(halves, dim=int(tile.width > tile.height))
    rows = torch.arange(top, bottom).clamp(area.y, area.bottom - 1) - area.y
    columns = torch.arange(left, right).clamp(area.x, area.right - 1) - area.x
    patch = source[rows[0] : rows[-1] + 1].index_select(1, columns).index_select(0, rows - rows[0])
    width, depth = patch.shape[1], patch.shape[2]
    count, length = patch.shape[0] * width - 2 * across.half + 1, 2 * across.half * depth
    lines = patch.reshape(-1).as_strided((count, length), (depth, 1)).contiguous()
    starts = torch.from_numpy((down.first - top) * width + (across.first - left)).int()
    steps = torch.arange(2 * down.half, dtype=torch.int32) * width
    mixed = F.embedding_bag(starts[:, None] + steps, lines, per_sample_weights=down.weights(), mode="sum")
    across_weights = across.weights()[:, None, :]
    return torch.bmm(across_weights, mixed.view(len(starts), -1, depth)).view(tile.height, tile.width, depth)


def _halves(tile: Rect) -> list[Rect]:
    """Both halves of a tile, cut across its longer side."""
    width, height = tile.width, tile.height
    largest = Size(math.ceil(width / 2), height) if width > height else Size(width, math.ceil(height / 2))
    return cut_evenly(tile, largest, 1)


def _spread(x: _Places, y: _Places) -> tuple[_Places, _Places]:
    """A row and a column of numbers as two full grids."""
    return x + np.zeros_like(y), y + np.zeros_like(x)


class _Axis:
    """Along rows or columns: which pixels each place takes, and how much of each.

    Args:
        places: in pixels of the picture, whose first pixel is at 0.
        stretch: pixels of the picture per pixel of the result, at least 1, at each place or everywhere.
    """

    def __init__(self, places: _Places, stretch: _Places | float) -> None:
        # The kernels that are taken, and which of them each place takes; all the same one where there is one only.
        self._stretches: list[float] = [stretch] if isinstance(stretch, float) else []
        self._chosen: Tensor | None = None
        if not isinstance(stretch, float):
            self._stretches, self._chosen = _tabulated(stretch)
        self.half = math.ceil(lanczos.LOBES * max(self._stretches))
        whole = np.floor(places)
        self.first: NDArray[np.int64] = whole.astype(np.int64).ravel() - (self.half - 1)
        self._fraction = torch.from_numpy((places - whole).ravel())

    @classmethod
    def both(
        cls, mapping: Mapping, columns: _Places, rows: _Places, scales: tuple[float, float], channel: int
    ) -> "tuple[_Axis, _Axis]":
        """Columns and rows of the picture for pixels of the result, whose middles are at `columns` and `rows`."""
        scale, finer = scales
        photo_x, photo_y = mapping.photo_xy(*_spread(columns / scale, rows / scale), channel)
        across, down = photo_x * scale * finer - 0.5, photo_y * scale * finer - 0.5
        if mapping.keeps_scale:
            return cls(across, float(finer)), cls(down, float(finer))
        wide, high = _mixed_stretches(mapping, columns, rows, scale, channel)
        return cls(across, wide * finer), cls(down, high * finer)

    def weights(self) -> Tensor:
        """`(n, 2 half)` float32, each row with a sum of 1."""
        if self._chosen is None:
            return _phases(self._stretches[0], _PHASES).index_select(0, (self._fraction * _PHASES + 0.5).int())
        if len(self._stretches) * (_TILTED_PHASES + 1) > len(self._fraction):
            return self._untabulated(self._chosen)
        tables = torch.zeros(len(self._stretches), _TILTED_PHASES + 1, 2 * self.half)
        for table, stretch in zip(tables, self._stretches, strict=True):
            phases = _phases(stretch, _TILTED_PHASES)
            beside = self.half - phases.shape[1] // 2
            table[:, beside : beside + phases.shape[1]] = phases
        numbers = self._chosen * (_TILTED_PHASES + 1) + (self._fraction * _TILTED_PHASES + 0.5).int()
        return tables.flatten(0, 1).index_select(0, numbers)

    def _untabulated(self, chosen: Tensor) -> Tensor:
        """The same weights, where fewer places take them than tables would have rows."""
        fractions = (self._fraction * _TILTED_PHASES + 0.5).int().double() / _TILTED_PHASES
        stretches = torch.tensor(self._stretches, dtype=torch.float64)[chosen]
        distances = fractions[:, None] - torch.arange(1 - self.half, self.half + 1)
        return lanczos.weights(distances / stretches[:, None])


@functools.lru_cache(maxsize=256)
def _phases(stretch: float, count: int) -> Tensor:
    """The kernel at every phase, `(count + 1, 2 half)`."""
    half = math.ceil(lanczos.LOBES * stretch)
    fractions = torch.arange(count + 1, dtype=torch.float64) / count
    return lanczos.weights((fractions[:, None] - torch.arange(1 - half, half + 1)) / stretch)


def _tabulated(stretch: _Places) -> tuple[list[float], Tensor]:
    """The widths that kernels are tabulated for and that come nearest, and for each place the number of its own."""
    steps = torch.from_numpy(np.rint(stretch.ravel() * _WIDTHS).astype(np.int32))
    lowest, highest = int(steps.min()), int(steps.max())
    return [step / _WIDTHS for step in range(lowest, highest + 1)], steps - lowest


def _mixed_stretches(
    mapping: Mapping, columns: _Places, rows: _Places, scale: float, channel: int
) -> tuple[_Places, _Places]:
    """The stretches at pixels of the result, mixed from those of knots that lie where they do for every rectangle."""
    size = mapping.output_size
    across, to_left, column_shares = _knots(columns.ravel(), math.ceil(size.width * scale))
    down, above, row_shares = _knots(rows.ravel(), math.ceil(size.height * scale))
    found = _stretches(mapping, *_spread(across / scale, down[:, None] / scale), channel)
    mixed = []
    for values in found:
        lines = values[above] + (values[above + 1] - values[above]) * row_shares[:, None]
        mixed.append(lines[:, to_left] + (lines[:, to_left + 1] - lines[:, to_left]) * column_shares)
    wide, high = mixed
    return wide, high


def _knots(places: _Places, length: int) -> tuple[_Places, NDArray[np.int64], _Places]:
    """Knots around rising places; the number of the one before each of them, and how far each lies to the next.

    None lies outside of the result, where the horizon of a strong perspective may be.
    """
    numbers = np.floor(places / _KNOT_PX).astype(np.int64)
    knots = (np.arange(numbers[0], numbers[-1] + 2) * float(_KNOT_PX)).clip(0, length)
    numbers -= numbers[0]
    return knots, numbers, (places - knots[numbers]) / (knots[numbers + 1] - knots[numbers])


def _stretches(mapping: Mapping, x: _Places, y: _Places, channel: int) -> tuple[_Places, _Places]:
    """How many pixels of the photo a pixel of the result spans along the photo's rows and columns, within limits."""
    right, left = mapping.photo_xy(x + 0.5, y, channel), mapping.photo_xy(x - 0.5, y, channel)
    lower, upper = mapping.photo_xy(x, y + 0.5, channel), mapping.photo_xy(x, y - 0.5, channel)
    spans = [np.hypot(right[axis] - left[axis], lower[axis] - upper[axis]) for axis in range(2)]
    wide, high = (np.clip(span, 1.0, _LARGEST_STRETCH) for span in spans)
    return wide, high
