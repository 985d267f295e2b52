"""Losses on features: pictures that a network describes alike look alike.

The feature network is the caller's. The papers use VGG-19; what stands here does not know which one it gets.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

EPDN_FEATURE_WEIGHTS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1.0)
"""EPDN: from the finest of five feature maps to the coarsest, distance L1."""

DAVANET_FEATURE_WEIGHTS = (1.0, 0.2, 0.04)
"""DAVANet: from the finest of three feature maps to the coarsest, distance squared."""

Extractor = Callable[[Tensor], Sequence[Tensor]]
"""A picture `(N, 3, H, W)` to its feature maps, finest first, each `(N, C_k, H_k, W_k)`."""


def perceptual(
    estimate: Tensor, truth: Tensor, extract: Extractor, weights: Sequence[float], *, squared: bool
) -> Tensor:
    """EPDN, L_VGG, and DAVANet, L_perceptual: weighted sum of the mean distances of the feature maps.

    Gradients flow through the estimate only.

    Args:
        estimate: picture, `(N, 3, H, W)`, in the range that `extract` expects.
        truth: the same shape.
        extract: the feature network.
        weights: one a feature map, as `EPDN_FEATURE_WEIGHTS` or `DAVANET_FEATURE_WEIGHTS`.
        squared: squared distance (DAVANet) instead of the absolute one (EPDN).

    Raises:
        ValueError: there are not as many weights as feature maps.
    """
    with torch.no_grad():
        wanted = extract(truth)
    terms = [
        weight * _distance(feature - target, squared)
        for weight, feature, target in zip(weights, extract(estimate), wanted, strict=True)
    ]
    return torch.stack(terms).sum()


def _distance(error: Tensor, squared: bool) -> Tensor:
    return (error.square() if squared else error.abs()).mean()


def feature_matching(estimates: Sequence[Sequence[Tensor]], truths: Sequence[Sequence[Tensor]]) -> Tensor:
    """EPDN, L_FM: 4 / (layers * scales) times the sum of mean absolute differences inside the discriminator.

    Args:
        estimates: for each scale of the discriminator its inner feature maps (without the final scores) on the
            network's picture, each `(N, C, H, W)`.
        truths: the same on the clear picture; no gradient flows through them.

    Raises:
        ValueError: the two have different numbers of scales or layers.
    """
    terms = [
        4 / len(layers) * _distance(layer - target.detach(), squared=False)
        for layers, targets in zip(estimates, truths, strict=True)
        for layer, target in zip(layers, targets, strict=True)
    ]
    return torch.stack(terms).sum() / len(estimates)
