"""How light is given: exposure first, then the illumination S is divided out, and nothing is burnt out or tinted."""

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma
from pellucid.imaging.tone_curves import expose

DARKEST = 1 / 64
"""No S is below: nothing is raised more than so many times."""

FIRMEST_KNEE = 0.98
"""Where highlights begin to be rolled off without any guard."""


def exposed(picture: Tensor, stops: float | Tensor) -> Tensor:
    """More exposure for a picture `(3, h, w)`, 0 to 1: its light times 2^stops, with the shoulder of the tone curve."""
    is_any = isinstance(stops, Tensor) or stops
    return expose(picture, stops).clamp(0, 1) if is_any else picture


def neutral(illumination: Tensor) -> Tensor:
    """S without its colour, bounded: `(3, h, w)` of any range to `(1, h, w)`, 1/64 to 1.

    The light that falls on black has no colour that could be seen, and one that is wrong tints grays.
    """
    return luma(illumination.clamp(DARKEST, 1))


def lifted(picture: Tensor, illumination: Tensor, guard: float) -> Tensor:
    """Divide a picture by S, and bring what would be brighter than white below it, keeping its colour.

    Up to a knee the brightest channel L of picture / S stays as it is. Above, the range up to 1 / S, which white would
    reach, is rolled off so that white stays white: u (1 + u / m²) / (1 + u), where u is how far L lies above the knee
    and m how far the end does (Reinhard et al., "Photographic Tone Reproduction for Digital Images", 2002, eq. 4). All
    channels of a pixel go down by the same factor, so no hue changes, and nothing is clipped.

    Args:
        picture: `(C, h, w)`, 0 to 1.
        illumination: `(1, h, w)`, above 0, at most 1.
        guard: 0 rolls off only next to white, 1 from black on.

    Returns:
        `(C, h, w)`, 0 to 1; the picture itself where S is 1.
    """
    divided = picture / illumination
    peak = divided.amax(dim=0, keepdim=True)
    knee = FIRMEST_KNEE * (1 - guard)
    above = (peak - knee).clamp_min(0) / (1 - knee)
    reach = (1 / illumination - knee) / (1 - knee)
    rolled = above * (1 + above / reach.square()) / (1 + above)
    kept = torch.minimum(peak, knee + (1 - knee) * rolled)
    return torch.where(peak > knee, divided * (kept / peak.clamp_min(1e-6)), divided)
