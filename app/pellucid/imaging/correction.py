"""One correction of a whole photo in seven numbers: black and white point, gamma, light of each channel, colour.

It cannot do certain wrong things, whatever the numbers: black stays black and white stays white, gray that is not
balanced stays gray, no gray passes another. So who finds the numbers, a network or a rule, can spoil little.
"""

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma, to_linear, to_srgb

SETTINGS = ("black", "white", "gamma", "red", "green", "blue", "color")
"""Black and white point in sRGB; then binary logarithms of the exponent, of factors of light, and of saturation."""

UNCHANGED = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)

LEAST_SPAN = 0.04
"""Of black and white; nearer ones are moved apart."""

WHITE_FROM = 0.9
"""A colour whose channels are all over this is more and more taken for white, which no balance may tint."""

_DARKEST = 1e-4
"""Exponents below 1 have an endless slope at 0."""


def corrected(pictures: Tensor, settings: Tensor) -> Tensor:
    """Correct pictures.

    Args:
        pictures: `(N, 3, h, w)` sRGB, 0 to 1.
        settings: `(N, 7)`, see `SETTINGS`.

    Returns:
        `(N, 3, h, w)`, 0 to 1; every pixel by itself.
    """
    black, white, gamma, *light, color = (each.view(-1, 1, 1, 1) for each in settings.unbind(1))
    spread = ((pictures - black) / (white - black).clamp_min(LEAST_SPAN)).clamp(_DARKEST, 1)
    toned = spread ** torch.exp2(gamma)
    factors = torch.exp2(torch.cat(light, dim=1))
    whiteness = ((toned.amin(dim=1, keepdim=True) - WHITE_FROM) / (1 - WHITE_FROM)).clamp_min(0).square()
    balanced = to_srgb((to_linear(toned) * torch.lerp(factors, torch.ones_like(factors), whiteness)).clamp(0, 1))
    gray = luma(balanced)
    return (gray + torch.exp2(color) * (balanced - gray)).clamp(0, 1)
