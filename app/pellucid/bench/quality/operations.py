"""An operation as a method that is measured: it runs as the editor runs it, on one picture that is in memory."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.bench.quality.scoring import Method
from pellucid.findings.trial import Part
from pellucid.foundation.geometry import Rect
from pellucid.operations.contract import Context, Process


@dataclass(frozen=True)
class Picture(Part):
    """A picture as `analyse` and findings look at a photo; `jpeg_quality` where it was saved as one."""

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
