"""An operation as a method that is measured: it runs as the editor runs it, on one picture that is in memory."""

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.bench.quality.scoring import Method
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect, Size
from pellucid.operations.contract import Context, Process


@dataclass(frozen=True)
class Picture:
    """A picture as `analyse` looks at it; `jpeg_quality` where it was saved as one."""

    pixels: Tensor
    jpeg_quality: int | None = None

    @property
    def size(self) -> Size:
        """Full size."""
        return Size(self.pixels.shape[2], self.pixels.shape[1])

    @property
    def other(self) -> None:
        """One eye."""
        return

    @property
    def eye(self) -> Eye:
        """As of a photo of one eye."""
        return Eye.LEFT

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy `(3, h, w)`; the picture itself where it is small."""
        scale = long_side_px / max(self.pixels.shape[1:])
        if scale >= 1:
            return self.pixels
        size = [max(1, round(length * scale)) for length in self.pixels.shape[1:]]
        return F.interpolate(self.pixels[None], size=size, mode="area")[0]

    def region(self, rect: Rect) -> Tensor:
        """Pixels of a part, `(3, h, w)`."""
        rows, columns = rect.slices
        return self.pixels[:, rows, columns]


def with_network(network: nn.Module, device: torch.device) -> Context:
    """A context in which this network stands for whatever model an operation asks for."""
    return Context(device, lambda _model: network)


def method_of(process: Process, parameters: Any, context: Context, jpeg_quality: int | None = None) -> Method:
    """An operation with these parameters, of the whole picture at once, which was saved as JPEG where that is told."""

    @torch.inference_mode()
    def restore(picture: Tensor) -> Tensor:
        analysis = process.analyse(Picture(picture, jpeg_quality), parameters, context)
        return process.render(picture, parameters, analysis, context)

    return restore
