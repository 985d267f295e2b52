"""Losses on what a network estimates of a photo: noise level, patch size, disparity."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

UNDER_ESTIMATION_ALPHA = 0.3
"""alpha of CBDNet's asymmetric loss: over-estimation weighs alpha, under-estimation 1 - alpha."""

DISPARITY_WEIGHTS = (0.3, 0.3, 0.2, 0.1, 0.1)
"""Weights of DAVANet's five scales, full size first."""


def asymmetric(estimate: Tensor, truth: Tensor, alpha: float = UNDER_ESTIMATION_ALPHA) -> Tensor:
    """CBDNet eq. 4: mean of |alpha - 1[estimate < truth]| (estimate - truth)^2.

    A non-blind denoiser told too little noise leaves noise, told too much only smooths a little, so
    under-estimation weighs 0.7 and over-estimation 0.3.

    Args:
        estimate: noise level map `(N, 3, H, W)`.
        truth: true map, the same shape.
        alpha: weight of over-estimation, 0 to 0.5.
    """
    error = estimate - truth
    weight = (alpha - (error < 0).to(error.dtype)).abs()
    return (weight * error.square()).mean()


def relative_asymmetric(estimate: Tensor, truth: Tensor, floor: float, alpha: float = UNDER_ESTIMATION_ALPHA) -> Tensor:
    """CBDNet eq. 4 on ratios: mean of |alpha - 1[estimate < truth]| log((estimate + floor) / (truth + floor))^2.

    Squares of differences ask for nothing where noise is faint: missing 2 levels by 3 weighs a hundredth of
    missing 100 levels by 30, and a level of 0 has hardly a slope. Ratios weigh all levels above the floor alike,
    and below it differences.

    Args:
        estimate: noise level map `(N, 3, H, W)`, at least 0.
        truth: true map, the same shape.
        floor: level below which differences count instead of ratios, over 0.
        alpha: weight of over-estimation, 0 to 0.5.
    """
    error = ((estimate + floor) / (truth + floor)).log()
    weight = (alpha - (error < 0).to(error.dtype)).abs()
    return (weight * error.square()).mean()


def excess(estimate: Tensor, bound: Tensor, floor: float) -> Tensor:
    """How far an estimate lies above a bound, by ratios: mean of max(0, log((estimate + floor) / (bound + floor)))^2.

    Args:
        estimate: noise level map `(N, 3, H, W)`, at least 0.
        bound: which it should not exceed, the same shape.
        floor: level below which differences count instead of ratios, over 0.
    """
    return ((estimate + floor) / (bound + floor)).log().clamp_min(0).square().mean()


def local_deviation(picture: Tensor, side_px: int) -> Tensor:
    """Standard deviation of a picture within a square around each pixel: no noise there can be louder.

    Args:
        picture: `(N, C, H, W)`.
        side_px: of the square, odd; beyond the edges of the picture it is cut off.
    """
    centred = picture - picture.mean(dim=(2, 3), keepdim=True)  # squares of small numbers are not lost in rounding

    def mean(planes: Tensor) -> Tensor:
        reach = side_px // 2
        across = F.avg_pool2d(planes, (1, side_px), 1, (0, reach), count_include_pad=False)
        return F.avg_pool2d(across, (side_px, 1), 1, (reach, 0), count_include_pad=False)

    return (mean(centred.square()) - mean(centred).square()).clamp_min(0).sqrt()


def total_variation(noise_map: Tensor) -> Tensor:
    """CBDNet eq. 5: squared gradients of the map, |grad_h|^2 + |grad_v|^2, each in the mean.

    Args:
        noise_map: `(N, 3, H, W)`, at least 2 pixels wide and high.
    """
    across = noise_map[..., :, 1:] - noise_map[..., :, :-1]
    down = noise_map[..., 1:, :] - noise_map[..., :-1, :]
    return across.square().mean() + down.square().mean()


def patch_size_cross_entropy(scores: Tensor, best: Tensor) -> Tensor:
    """PMS-Net as a choice among patch sizes: mean over pixels of -log softmax(scores)[best].

    The paper's network regresses the size, for which `mean_square` is the loss; this is for one that scores each size.

    Args:
        scores: one score a patch size, `(N, sizes, H, W)`.
        best: index of the size that restores the pixel best, `(N, H, W)` int64.
    """
    return F.cross_entropy(scores, best)


def masked_disparity(
    estimates: Sequence[Tensor],
    truth: Tensor,
    visible: Tensor,
    weights: Sequence[float] = DISPARITY_WEIGHTS,
) -> Tensor:
    """DAVANet, L_disp: weighted sum over scales of the mean end-point error where both eyes see the point.

    A disparity is a shift along one axis, so its end-point error is the absolute difference. At a coarser scale the
    truth is the mean of the visible pixels below a coarse one, which counts where at least half of them are visible.

    Args:
        estimates: one a scale, full size first, each `(N, 2, H_k, W_k)`: left to right and right to left.
        truth: `(N, 2, H, W)`, in the unit of the estimates, which is that of the full size at every scale.
        visible: `(N, 2, H, W)`, 1 where the truth is known and not occluded, 0 elsewhere.
        weights: one a scale.

    Raises:
        ValueError: there are not as many weights as scales.
    """
    terms = [
        weight * _visible_error(estimate, truth, visible) for weight, estimate in zip(weights, estimates, strict=True)
    ]
    return torch.stack(terms).sum()


def _visible_error(estimate: Tensor, truth: Tensor, visible: Tensor) -> Tensor:
    size = (estimate.shape[-2], estimate.shape[-1])
    share = F.adaptive_avg_pool2d(visible, size)
    # An unknown disparity may be anything, even infinite, so it is replaced before it is multiplied.
    known = torch.where(visible > 0, truth, torch.zeros_like(truth))
    pooled = F.adaptive_avg_pool2d(known, size) / share.clamp_min(1e-6)
    counts = (share >= 0.5).to(estimate.dtype)
    return ((estimate - pooled).abs() * counts).sum() / counts.sum().clamp_min(1)
