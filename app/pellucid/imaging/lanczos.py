"""Lanczos' window of the sinc with three lobes (Duchon 1979), the kernel of all resampling here."""

import torch
from torch import Tensor

LOBES = 3


def weights(distances: Tensor) -> Tensor:
    """Shares of pixels at some distances, in pixels of the coarser of both pictures.

    Args:
        distances: `(n, taps)` float64.

    Returns:
        `(n, taps)` float32, each row with a sum of 1; 0 beyond three pixels.
    """
    values = torch.sinc(distances) * torch.sinc(distances / LOBES) * (distances.abs() < LOBES)
    return (values / values.sum(dim=1, keepdim=True)).float()
