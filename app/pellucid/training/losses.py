"""Losses of the papers, by name, with their equation numbers.

All take tensors `(N, C, H, W)` and return a scalar.
"""

import torch
from torch import Tensor

UNDER_ESTIMATION_ALPHA = 0.3
"""alpha of CBDNet's asymmetric loss: over-estimation weighs alpha, under-estimation 1 - alpha."""


def asymmetric(estimate: Tensor, truth: Tensor, alpha: float = UNDER_ESTIMATION_ALPHA) -> Tensor:
    """CBDNet eq. 4: mean of |alpha - 1[estimate < truth]| (estimate - truth)^2.

    A non-blind denoiser told too little noise leaves noise, told too much only smooths a little, so
    under-estimation weighs 0.7 and over-estimation 0.3.
    """
    error = estimate - truth
    weight = (alpha - (error < 0).to(error.dtype)).abs()
    return (weight * error.square()).mean()


def total_variation(noise_map: Tensor) -> Tensor:
    """CBDNet eq. 5: squared gradients of the map, |grad_h|^2 + |grad_v|^2, each in the mean."""
    across = noise_map[..., :, 1:] - noise_map[..., :, :-1]
    down = noise_map[..., 1:, :] - noise_map[..., :-1, :]
    return across.square().mean() + down.square().mean()


def charbonnier(estimate: Tensor, truth: Tensor, epsilon: float = 1e-3) -> Tensor:
    """A smooth L1: mean of sqrt(error^2 + epsilon^2)."""
    return torch.sqrt((estimate - truth).square() + epsilon * epsilon).mean()
