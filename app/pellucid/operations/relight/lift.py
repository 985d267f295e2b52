"""How light is given: dividing by the illumination S without tinting shadows or burning highlights out."""

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma

DARKEST = 1 / 64
"""No S is below: nothing is raised more than so many times."""

TOLD_APART = 0.12
"""From this brightness on a pixel has its own S for each colour; a black one has the same S for all three."""

FIRMEST_KNEE = 0.98
"""Where highlights begin to be rolled off without any guard."""


def even_in_the_dark(illumination: Tensor, picture: Tensor) -> Tensor:
    """Bound S, and take the colour out of it where the picture is too dark to have one.

    The colour of light that falls on black cannot be seen, and a wrong one turns black purple.

    Args:
        illumination: `(3, h, w)`, of any range.
        picture: `(3, h, w)`, 0 to 1.

    Returns:
        `(3, h, w)`, 1/64 to 1.
    """
    bounded = illumination.clamp(DARKEST, 1)
    colorful = (picture.amax(dim=0, keepdim=True) / TOLD_APART).clamp_max(1)
    return torch.lerp(luma(bounded).expand_as(bounded), bounded, colorful)


def lifted(picture: Tensor, illumination: Tensor, guard: float) -> Tensor:
    """Divide a picture by S, and bring what would be brighter than white below it, keeping its colour.

    Up to a knee the brightest channel L of picture / S stays as it is. Above, the range up to 1 / S, which white would
    reach, is rolled off so that white stays white: u (1 + u / m²) / (1 + u), where u is how far L lies above the knee
    and m how far the end does (Reinhard et al., "Photographic Tone Reproduction for Digital Images", 2002, eq. 4). All
    channels of a pixel go down by the same factor, so no hue changes, and nothing is clipped.

    Args:
        picture: `(3, h, w)`, 0 to 1.
        illumination: `(3, h, w)`, above 0, at most 1.
        guard: 0 rolls off only next to white, 1 from black on.

    Returns:
        `(3, h, w)`, 0 to 1; the picture itself where S is 1.
    """
    divided = picture / illumination
    peak = divided.amax(dim=0, keepdim=True)
    end = 1 / illumination.amin(dim=0, keepdim=True)
    knee = FIRMEST_KNEE * (1 - guard)
    above = (peak - knee).clamp_min(0) / (1 - knee)
    reach = (end - knee) / (1 - knee)
    rolled = above * (1 + above / reach.square()) / (1 + above)
    kept = torch.minimum(peak, knee + (1 - knee) * rolled)
    return torch.where(peak > knee, divided * (kept / peak.clamp_min(1e-6)), divided)
