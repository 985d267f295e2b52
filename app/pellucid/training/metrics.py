"""How near one picture is to another: PSNR, SSIM, and colour differences as people see them."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import XYZ_OF_SRGB, to_linear


def psnr_db(estimate: Tensor, truth: Tensor) -> float:
    """Peak signal to noise ratio of pictures in 0 to 1, over all pixels and channels together.

    Returns:
        Decibels; infinity where both are equal.
    """
    error = (estimate.double() - truth.double()).square().mean().item()
    return math.inf if error == 0 else -10 * math.log10(error)


def ssim(estimate: Tensor, truth: Tensor) -> float:
    """Structural similarity, Wang et al. 2004: 11x11 Gaussian window of sigma 1.5, valid pixels only.

    Args:
        estimate: `(C, H, W)`, 0 to 1, at least 11 pixels a side.
        truth: same shape.

    Returns:
        The mean over channels, -1 to 1.
    """
    offsets = torch.arange(11, dtype=torch.float64) - 5
    row = torch.exp(-offsets.square() / (2 * 1.5**2))
    row = row / row.sum()

    def blurred(picture: Tensor) -> Tensor:
        # The window is a product of two rows, so columns and rows are averaged one after the other.
        return F.conv2d(F.conv2d(picture[:, None], row.view(1, 1, 11, 1)), row.view(1, 1, 1, 11))

    x, y = estimate.double(), truth.double()
    mean_x, mean_y = blurred(x), blurred(y)
    variance_x = blurred(x * x) - mean_x.square()
    variance_y = blurred(y * y) - mean_y.square()
    covariance = blurred(x * y) - mean_x * mean_y
    c1, c2 = 0.01**2, 0.03**2
    likeness = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    scale = (mean_x.square() + mean_y.square() + c1) * (variance_x + variance_y + c2)
    return float((likeness / scale).mean())


def lab(picture: Tensor) -> Tensor:
    """Turn sRGB into CIE Lab, white D65.

    Args:
        picture: `(3, ...)`, 0 to 1.

    Returns:
        L, a, b as float64, `(3, ...)`.
    """
    matrix = torch.tensor(XYZ_OF_SRGB, dtype=torch.float64)
    # Divided by the row sums, white is (1, 1, 1) and gray has exactly a = b = 0.
    ratio = torch.tensordot(matrix / matrix.sum(dim=1, keepdim=True), to_linear(picture.double()), dims=1)
    root = torch.where(ratio > (6 / 29) ** 3, ratio.clamp_min(0) ** (1 / 3), ratio * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = root
    return torch.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)))


def delta_e_2000(one: Tensor, other: Tensor) -> Tensor:
    """Colour difference CIEDE2000; about 1 is just visible side by side.

    Args:
        one: colours in CIE Lab, `(3, ...)`, float64, as `lab` makes them.
        other: the same shape.

    Returns:
        Differences `(...)`.

    Reference:
        Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30(1), 2005;
        the numbers in the comments are its equations.
    """
    chroma = (one[1:].norm(dim=0) + other[1:].norm(dim=0)) / 2  # (3)
    stretch = 1.5 - 0.5 * _saturating(chroma)  # (4), with 1 + G
    (l1, c1, h1), (l2, c2, h2) = _polar(one, stretch), _polar(other, stretch)
    turn = torch.where(c1 * c2 == 0, torch.zeros_like(h1), torch.remainder(h2 - h1 + 180, 360) - 180)  # (10)
    hue_step = 2 * (c1 * c2).sqrt() * torch.sin(torch.deg2rad(turn / 2))  # (11)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2  # (12), (13)
    hue = torch.where(c1 * c2 == 0, h1 + h2, torch.remainder(h1 + turn / 2, 360))  # (14)
    tilt = (
        1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6) - 0.2 * _cos(4 * hue - 63)
    )  # (15)
    bend = (light - 50).square()
    steps = (
        (l2 - l1) / (1 + 0.015 * bend / (20 + bend).sqrt()),  # (18)
        (c2 - c1) / (1 + 0.045 * chroma),  # (19)
        hue_step / (1 + 0.015 * chroma * tilt),  # (20)
    )
    turned = 30 * torch.exp(-(((hue - 275) / 25).square()))  # (16)
    mixed = -torch.sin(torch.deg2rad(2 * turned)) * 2 * _saturating(chroma)  # (21), with (17)
    squares = steps[0].square() + steps[1].square() + steps[2].square() + mixed * steps[1] * steps[2]  # (22)
    return squares.clamp_min(0).sqrt()


def _saturating(chroma: Tensor) -> Tensor:
    return (chroma**7 / (chroma**7 + 25.0**7)).sqrt()


def _polar(color: Tensor, stretch: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Lightness, chroma and hue in degrees, with a stretched near gray: (5) to (7)."""
    a, b = color[1] * stretch, color[2]
    return color[0], torch.hypot(a, b), torch.remainder(torch.rad2deg(torch.atan2(b, a)), 360)


def _cos(degrees: Tensor) -> Tensor:
    return torch.cos(torch.deg2rad(degrees))
