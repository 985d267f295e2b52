"""CNN_E of CBDNet: how noisy every pixel is.

Guo et al., "Toward Convolutional Blind Denoising of Real Photographs", CVPR 2019; see `networks.cbdnet`.
"""

import torch.nn.functional as F
from torch import Tensor, nn

ESTIMATOR_RADIUS_PX = 5
"""Receptive radius of CNN_E: five 3x3 convolutions."""


def conv3(channels_in: int, channels_out: int) -> nn.Conv2d:
    """A 3x3 convolution that keeps the size."""
    return nn.Conv2d(channels_in, channels_out, 3, padding=1)


class NoiseEstimator(nn.Module):
    """CNN_E: five 3x3 convolutions, no pooling and no batch norm.

    The paper ends in ReLU, which is known to die when the total variation prior outweighs the data; softplus keeps
    a gradient everywhere and is positive as well (see `app/decisions/0003-softplus-noise-map.md`).

    Args:
        width: channels of the hidden layers (published: 32).
        fold: side of the blocks of pixels that are turned into channels (published: 1, none).
    """

    def __init__(self, width: int = 32, fold: int = 1) -> None:
        super().__init__()
        self.fold = fold
        self.body = nn.Sequential(
            conv3(3 * fold * fold, width),
            nn.ReLU(inplace=True),
            conv3(width, width),
            nn.ReLU(inplace=True),
            conv3(width, width),
            nn.ReLU(inplace=True),
            conv3(width, width),
            nn.ReLU(inplace=True),
            conv3(width, 3),
        )

    def forward(self, noisy: Tensor) -> Tensor:
        """Estimate the noise level.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1, H and W multiples of `fold`.

        Returns:
            Standard deviation of the noise per pixel and plane, (N, 3, H, W), in the units of `noisy`.
        """
        levels = F.softplus(self.body(F.pixel_unshuffle(noisy, self.fold)))
        # One level a block: levels of their own would print its grid on even pictures.
        return F.interpolate(levels, scale_factor=float(self.fold)) if self.fold > 1 else levels
