"""What made-up noise is laid over, and what is to stay as it is: photos at many scales, soft colours and graphics."""

from collections.abc import Sequence

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma
from pellucid.training.datasets import Samples, draw_crop
from pellucid.training.degradations import resized
from pellucid.training.degradations.draws import uniform
from pellucid.training.drawings import draw_graphic, draw_soft_colors
from pellucid.training.recipe import Settings

REDUCED = (1.2, 2.0)
ENLARGED = (1.5, 4.0)
"""By how much photos are reduced, or enlarged until they are as soft as what is out of focus."""

SATURATION = (0.3, 2.2)


def draw_scene(photos: Sequence[Samples], settings: Settings, generator: torch.Generator) -> Tensor:
    """Draw what noise is laid over: mostly photos, with soft colours and graphics among them.

    Args:
        photos: clean ones.
        settings: `[batch]` of the recipe.
        generator: all that is random comes from it.

    Returns:
        `(3, side, side)`, sRGB, 0 to 1.
    """
    kind, side = float(torch.rand((), generator=generator)), settings["side_px"]
    if kind < settings["soft_scene_share"]:
        return draw_soft_colors(side, generator)
    if kind < settings["soft_scene_share"] + settings["drawn_scene_share"]:
        return draw_graphic(side, generator)
    return _draw_photo(photos, settings, generator, soft_share=settings["enlarged_share"])


def draw_clean_scene(photos: Sequence[Samples], settings: Settings, generator: torch.Generator) -> Tensor:
    """Draw what has no noise and stays as it is: graphics, soft colours, photos, half enlarged; see `draw_scene`."""
    kind, side = float(torch.rand((), generator=generator)), settings["side_px"]
    if kind < settings["drawn_share"]:
        return draw_graphic(side, generator)
    if kind < settings["drawn_share"] + settings["soft_share"]:
        return draw_soft_colors(side, generator)
    return _draw_photo(photos, settings, generator, soft_share=0.5)


def softened(clean: Tensor, enlargement: float) -> Tensor:
    """Make a picture `(3, H, W)` as soft as one that was enlarged; 1 leaves it as it is."""
    if enlargement == 1:
        return clean
    height, width = clean.shape[-2:]
    small = resized(clean, max(1, round(height / enlargement)), max(1, round(width / enlargement)))
    return resized(small, height, width)


def _draw_photo(
    photos: Sequence[Samples], settings: Settings, generator: torch.Generator, *, soft_share: float
) -> Tensor:
    """A crop of a photo, reduced or enlarged at times, and with more or less colour at times."""
    scaled, colored = torch.rand(2, generator=generator).tolist()
    scale = 1.0
    if scaled < soft_share:
        scale = 1 / uniform(*ENLARGED, generator)
    elif scaled < soft_share + settings["reduced_share"]:
        scale = uniform(*REDUCED, generator)
    crop = draw_crop(photos, settings["side_px"], generator, scale)
    if colored >= settings["colored_share"]:
        return crop
    gray = luma(crop)
    return torch.lerp(gray, crop, uniform(*SATURATION, generator)).clamp_(0, 1)
