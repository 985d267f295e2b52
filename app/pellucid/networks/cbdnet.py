"""CBDNet: blind denoising of real photographs in two networks.

Guo et al., "Toward Convolutional Blind Denoising of Real Photographs", CVPR 2019.
CNN_E estimates the noise level map sigma_hat(y); CNN_D removes noise given y and a map. The user's slider is
the factor gamma between them, rho = gamma * sigma_hat(y) (Section 3.2), so it is an input of CNN_D and not a
blend of its output.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIZE_MULTIPLE = 4
"""Two levels of stride 2: height and width are padded to a multiple of this."""

MARGIN_PX = 8
"""Width of the mirrored frame around a picture; more than the radius of CNN_E, and a size multiple."""

ESTIMATOR_RADIUS_PX = 5
"""Receptive radius of CNN_E: five 3x3 convolutions."""

RECEPTIVE_RADIUS_PX = 52
"""Receptive radius of CNN_E and CNN_D together, for tiles that start at a multiple of 4.

3 (output convolutions) + 2*3 + 4*6 + 2*3 + 2 (level 1) + 5 (CNN_E) + 3 lost to alignment = 49, rounded up
to the size multiple.
"""


def _conv3(channels_in: int, channels_out: int) -> nn.Conv2d:
    return nn.Conv2d(channels_in, channels_out, 3, padding=1)


def _conv_block(channels: int, count: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for _ in range(count):
        layers += [_conv3(channels, channels), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class NoiseEstimator(nn.Module):
    """CNN_E: five 3x3 convolutions, no pooling and no batch norm.

    The paper ends in ReLU, which is known to die when the total variation prior outweighs the data; softplus keeps
    a gradient everywhere and is positive as well (see `app/decisions/0003-softplus-noise-map.md`).

    Args:
        width: channels of the hidden layers (published: 32).
    """

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _conv3(3, width),
            nn.ReLU(inplace=True),
            _conv3(width, width),
            nn.ReLU(inplace=True),
            _conv3(width, width),
            nn.ReLU(inplace=True),
            _conv3(width, width),
            nn.ReLU(inplace=True),
            _conv3(width, 3),
        )

    def forward(self, noisy: Tensor) -> Tensor:
        """Estimate the noise level.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1.

        Returns:
            Standard deviation of the noise per pixel and channel, (N, 3, H, W), in the units of `noisy`.
        """
        return F.softplus(self.body(noisy))


class NonBlindDenoiser(nn.Module):
    """CNN_D: a three-level U-Net that learns the residual, given the picture and a noise level map.

    Strided 2x2 convolutions go down, transposed 2x2 convolutions go up, and skips are added, not concatenated.

    Args:
        widths: channels of the three levels (published: 64, 128, 256).
    """

    def __init__(self, widths: tuple[int, int, int] = (64, 128, 256)) -> None:
        super().__init__()
        first, second, third = widths
        relu = nn.ReLU(inplace=True)
        self.level1 = nn.Sequential(_conv3(6, first), relu, _conv3(first, first), relu)
        self.down1 = nn.Sequential(nn.Conv2d(first, second, 2, stride=2), relu)
        self.level2 = _conv_block(second, 3)
        self.down2 = nn.Sequential(nn.Conv2d(second, third, 2, stride=2), relu)
        self.level3 = _conv_block(third, 6)
        self.up2 = nn.ConvTranspose2d(third, second, 2, stride=2)
        self.merge2 = _conv_block(second, 3)
        self.up1 = nn.ConvTranspose2d(second, first, 2, stride=2)
        self.merge1 = _conv_block(first, 2)
        self.last = _conv3(first, 3)

    def forward(self, noisy: Tensor, noise_map: Tensor) -> Tensor:
        """Remove noise of the stated level.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1, H and W multiples of 4.
            noise_map: standard deviation of the noise, (N, 3, H, W), same units.

        Returns:
            The clean estimate, (N, 3, H, W), not clipped.
        """
        fine = self.level1(torch.cat((noisy, noise_map), dim=1))  # (N, 6, H, W) -> (N, w1, H, W)
        middle = self.level2(self.down1(fine))  # (N, w2, H/2, W/2)
        coarse = self.level3(self.down2(middle))  # (N, w3, H/4, W/4)
        # In place, and under the old names: a skip as large as the picture is freed as soon as it is used.
        middle = self.up2(coarse).add_(middle)
        middle = self.merge2(middle)
        fine = self.up1(middle).add_(fine)
        fine = self.merge1(fine)
        residual: Tensor = self.last(fine)
        return noisy + residual


class CBDNet(nn.Module):
    """Both networks with gamma between them; any picture size.

    Args:
        widths: channels of CNN_D (published: 64, 128, 256).
        estimator_width: channels of CNN_E (published: 32).
    """

    def __init__(self, widths: tuple[int, int, int] = (64, 128, 256), estimator_width: int = 32) -> None:
        super().__init__()
        self.estimator = NoiseEstimator(estimator_width)
        self.denoiser = NonBlindDenoiser(widths)

    def forward(self, noisy: Tensor, gamma: float = 1.0) -> tuple[Tensor, Tensor]:
        """Denoise with the estimated map scaled by gamma.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1, any H and W.
            gamma: factor on the estimated map, 0 to 2.

        Returns:
            The clean estimate, not clipped, and the unscaled map sigma_hat, both (N, 3, H, W).
        """
        framed = frame(noisy)
        noise_map = self.estimator(framed)
        return unframe(self.denoiser(framed, gamma * noise_map), noisy), unframe(noise_map, noisy)

    def estimate(self, noisy: Tensor) -> Tensor:
        """Run CNN_E alone on a picture of any size.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1.

        Returns:
            The map sigma_hat, (N, 3, H, W).
        """
        return unframe(self.estimator(frame(noisy)), noisy)

    def denoise(self, noisy: Tensor, noise_map: Tensor) -> Tensor:
        """Run CNN_D alone on a picture of any size.

        Args:
            noisy: sRGB, (N, 3, H, W), 0 to 1.
            noise_map: the scaled map rho, (N, 3, H, W).

        Returns:
            The clean estimate, (N, 3, H, W), not clipped.
        """
        return unframe(self.denoiser(frame(noisy), frame(noise_map)), noisy)


def frame(picture: Tensor) -> Tensor:
    """Mirror a picture over its edges by 8 pixels, and on up to the size multiple to the right and below.

    The convolutions pad with black, which CNN_E would take for a hard edge and so for noise all around the picture. A
    picture too small to be mirrored is extended by repeating its edge.

    Args:
        picture: (N, C, H, W).

    Returns:
        (N, C, H', W') with H' and W' multiples of 4.
    """
    height, width = picture.shape[-2:]
    below, right = MARGIN_PX + -height % SIZE_MULTIPLE, MARGIN_PX + -width % SIZE_MULTIPLE
    mode = "reflect" if below < height and right < width else "replicate"
    return F.pad(picture, (MARGIN_PX, right, MARGIN_PX, below), mode=mode)


def unframe(framed: Tensor, picture: Tensor) -> Tensor:
    """Cut the frame off again, down to the size of `picture`."""
    height, width = picture.shape[-2:]
    return framed[..., MARGIN_PX : MARGIN_PX + height, MARGIN_PX : MARGIN_PX + width]
