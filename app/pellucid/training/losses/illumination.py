"""Losses of Deep Illumination Estimation (Wang et al., CVPR 2019), whose network predicts the illumination S.

The enhanced picture is I / S with I <= S <= 1. The paper sums the smoothness and the colour over pixels; here both are
means, so that crops of every size weigh alike beside the reconstruction. Published weights: 1, 2 and 1.
"""

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma
from pellucid.training.losses.pixels import mean_square

SMOOTHNESS_THETA = 1.2
SMOOTHNESS_EPSILON = 1e-4

_COLOR_EPSILON = 1e-6
_BLACK = 0.05
"""Luma that is as good as black: ratios of darker ones count little."""


def illumination_reconstruction(illumination: Tensor, picture: Tensor, truth: Tensor) -> Tensor:
    """Deep Illumination Estimation, L_r (eq. 3): mean of (I - S * truth)^2.

    Comparing through S instead of after the division keeps the loss finite where S is near 0.

    Args:
        illumination: S, `(N, 3, H, W)`.
        picture: the underexposed I, `(N, 3, H, W)`, 0 to 1.
        truth: the well-exposed picture, `(N, 3, H, W)`, 0 to 1.
    """
    return mean_square(illumination * truth, picture)


def illumination_smoothness(illumination: Tensor, picture: Tensor) -> Tensor:
    """Deep Illumination Estimation, L_s (eq. 4 and 5): S is smooth but for the edges of the picture.

    Mean over pixels of the sum over colours of w_x (dS/dx)^2 + w_y (dS/dy)^2, with w = 1 / (|dL|^1.2 + 1e-4) and
    L = log(gray(I) + 1e-4). The released code multiplies w by 1.5, which is one more weight of the loss.

    Args:
        illumination: S, `(N, 3, H, W)`, at least 2 pixels wide and high.
        picture: I, `(N, 3, H, W)`, 0 to 1.
    """
    # The weights are facts of the picture; no gradient goes through them.
    light = torch.log(luma(picture.detach()) + 1e-4)
    return _along(illumination, light, -1) + _along(illumination, light, -2)


def _along(illumination: Tensor, light: Tensor, axis: int) -> Tensor:
    weight = 1 / (light.diff(dim=axis).abs() ** SMOOTHNESS_THETA + SMOOTHNESS_EPSILON)
    return (weight * illumination.diff(dim=axis).square()).sum(dim=1).mean()


def color_angle(estimate: Tensor, truth: Tensor) -> Tensor:
    """Deep Illumination Estimation, L_c (eq. 6): mean over pixels of 1 - cos(angle between the two colours).

    A constant fourth component of 1e-3 gives black a direction: two black pixels agree, and gradients stay finite.

    Args:
        estimate: the enhanced picture, `(N, 3, H, W)`, 0 to 1.
        truth: `(N, 3, H, W)`, 0 to 1.
    """
    product = (estimate * truth).sum(dim=1) + _COLOR_EPSILON
    lengths = (estimate.square().sum(dim=1) + _COLOR_EPSILON) * (truth.square().sum(dim=1) + _COLOR_EPSILON)
    return (1 - product * lengths.rsqrt()).mean()


def light_spread(estimate: Tensor, truth: Tensor) -> Tensor:
    """How differently light is spread over two pictures: variance of log(estimate / truth), a picture each, in luma.

    The scale-invariant error of Eigen, Puhrsch and Fergus ("Depth map prediction from a single image", NIPS 2014, eq.
    1): a picture that is brighter all over by one factor is as good as its truth.

    Args:
        estimate: `(N, 3, H, W)`, not below 0.
        truth: `(N, 3, H, W)`, 0 to 1.
    """
    ratio = (luma(estimate) + _BLACK).log() - (luma(truth) + _BLACK).log()
    return ratio.flatten(1).var(dim=1, correction=0).mean()
