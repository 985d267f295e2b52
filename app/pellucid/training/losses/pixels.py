"""Losses that compare two pictures, or two maps, value by value."""

from collections.abc import Sequence

import torch
from torch import Tensor


def half_sum_of_squares(estimate: Tensor, truth: Tensor) -> Tensor:
    """DnCNN, eq. 1: sum of (R(y) - (y - x))^2 over everything but the batch, over 2N.

    This is no mean over pixels: the published learning rate belongs to the sum.

    Args:
        estimate: the residual R(y), `(N, C, H, W)`.
        truth: the noise y - x, `(N, C, H, W)`.
    """
    return (estimate - truth).square().sum() / (2 * len(estimate))


def mean_square(estimate: Tensor, truth: Tensor) -> Tensor:
    """Mean of (estimate - truth)^2 over all values.

    Five papers use it, each under a name of its own: CBDNet for its reconstruction L_rec, DehazeNet for the
    transmission, EPDN for the fidelity L_F of the enhanced picture, PMS-Net for a regressed patch map, HDRNet for the
    retouched pixels. DAVANet's L_mse is this as well, with both eyes stacked along the batch.

    Args:
        estimate: any shape.
        truth: the same shape.
    """
    return (estimate - truth).square().mean()


def multi_scale_content(estimates: Sequence[Tensor], truths: Sequence[Tensor]) -> Tensor:
    """DeepDeblur, L_cont (eq. 5): 1 / (2K) times the sum over K scales of the mean squared error of each.

    Args:
        estimates: K pictures `(N, C, H_k, W_k)`.
        truths: the sharp pyramid, of the same shapes in the same order.

    Raises:
        ValueError: the two have different numbers of scales.
    """
    errors = [mean_square(estimate, truth) for estimate, truth in zip(estimates, truths, strict=True)]
    return torch.stack(errors).sum() / (2 * len(errors))


def charbonnier(estimate: Tensor, truth: Tensor, epsilon: float = 1e-3) -> Tensor:
    """A smooth L1: mean of sqrt(error^2 + epsilon^2)."""
    return torch.sqrt((estimate - truth).square() + epsilon * epsilon).mean()


def relative_l1(estimate: Tensor, truth: Tensor, damage: Tensor) -> Tensor:
    """L1 of each picture over how damaged it was, so that faint damage counts as much as strong one.

    That is what decibels ask for; without it, the few worst pictures of a batch say what is learned.

    Args:
        estimate: `(N, C, H, W)`.
        truth: the same shape.
        damage: `(N,)`, positive: the distance of each picture before it was restored, and a floor.
    """
    return ((estimate - truth).abs().mean(dim=(1, 2, 3)) / damage).mean()
