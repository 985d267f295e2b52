"""A picture in another size: Lanczos-3 along columns, then along rows, wide enough that less pixels do not alias."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging import lanczos


@dataclass(frozen=True)
class Resizing:
    """From one size to another; width and height may change by factors that differ a little, as whole pixels do.

    Attributes:
        source: size of the whole picture.
        target: size of the whole result.
    """

    source: Size
    target: Size

    @property
    def reduction(self) -> float:
        """Pixels of the source per pixel of the result, along a side; below 1 where it grows."""
        return math.sqrt(self.source.pixels / self.target.pixels)

    def source_rect(self, output: Rect) -> Rect:
        """Pixels of the source that a rectangle of the result is made from."""
        left, right = _span(output.x, output.right, self.source.width, self.target.width)
        top, bottom = _span(output.y, output.bottom, self.source.height, self.target.height)
        return Rect(left, top, right - left, bottom - top)

    def apply(self, picture: Tensor, area: Rect, output: Rect) -> Tensor:
        """Resample a part.

        Args:
            picture: `(C, h, w)` float32, linear light.
            area: pixels of the source that the picture has, at least `source_rect(output)`.
            output: pixels of the result.

        Returns:
            `(C, output.height, output.width)`. A pixel does not depend on the rectangle it is asked for with.
        """
        with torch.inference_mode():
            rows = picture.permute(1, 2, 0)
            rows = _along(rows, (area.y, self.source.height), (output.y, output.bottom), self.target.height)
            columns = rows.transpose(0, 1)
            columns = _along(columns, (area.x, self.source.width), (output.x, output.right), self.target.width)
            return columns.permute(2, 1, 0).contiguous()


def _along(lines: Tensor, source: tuple[int, int], wanted: tuple[int, int], target_length: int) -> Tensor:
    """Weighted sums of lines, `(n, m, C)`; `source` is the number of the first one and how many there are in all."""
    start, length = source
    first, shares = _taps(*wanted, length, target_length)
    numbers = first[:, None] + torch.arange(shares.shape[1])
    numbers = numbers.clamp(0, length - 1) - start
    flat = lines.reshape(lines.shape[0], -1).contiguous()
    mixed = F.embedding_bag(numbers.clamp(0, len(flat) - 1), flat, per_sample_weights=shares, mode="sum")
    return mixed.view(len(numbers), *lines.shape[1:])


def _taps(start: int, stop: int, length: int, target_length: int) -> tuple[Tensor, Tensor]:
    """The first pixel that each pixel of the result takes, and the shares of all from there on."""
    factor = length / target_length
    stretch = max(1.0, factor)
    half = math.ceil(lanczos.LOBES * stretch)
    centres = (torch.arange(start, stop, dtype=torch.float64) + 0.5) * factor - 0.5
    first = centres.floor().long() - (half - 1)
    distances = centres[:, None] - first[:, None] - torch.arange(2 * half, dtype=torch.float64)
    return first, lanczos.weights(distances / stretch)


def _span(start: int, stop: int, length: int, target_length: int) -> tuple[int, int]:
    first, shares = _taps(start, stop, length, target_length)
    return max(0, int(first[0])), min(length, int(first[-1]) + shares.shape[1])
