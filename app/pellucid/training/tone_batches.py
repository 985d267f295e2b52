"""Whole photos for networks that retouch, and photos whose tone and colour were taken apart, which measure them.

What such a network sees is a whole picture, so a sample is most of a photo and not a small crop of it: a rectangle of
any shape, brought to a square as the network's own input is. Photos are mirrored but never turned, for a sky is above.
What measures is `retouch_val` of `splits.json`, always the same.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pellucid.training.datasets import Samples, read_whole, read_whole_measured
from pellucid.training.degradations import damage_tone, draw_tone_damage, from_bytes, to_whole_levels
from pellucid.training.degradations.draws import uniform
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Settings

MEASURED_PX = 512
"""Long side of what measures while training; `bench quality` measures at the size that `splits.json` names."""

MEASURED_SEED = 11
MEASURED_DRAWS = 4
MEASURED_RANGE_DB = (12.0, 22.0)
"""As `retouch_val` says: so many damages are drawn for each photo, and those of this PSNR count."""


ToneMaterial = PhotoMaterial[DamagedPictures]
"""Whole photos to train on, reduced, and pictures that measure."""


def read_material(data: Path, settings: Settings) -> ToneMaterial:
    """Decode a folder or a pack; photos are reduced to `long_side_px` of `[batch]`."""
    photos = read_whole(data, settings["batch"]["long_side_px"], finished=True)
    measured = [from_bytes(photo) for photo in read_whole_measured(data, MEASURED_PX)]
    return PhotoMaterial(photos, list(measured_cases(measured)))


def measured_cases(
    photos: Sequence[Tensor],
    seed: int = MEASURED_SEED,
    draws: int = MEASURED_DRAWS,
    range_db: tuple[float, float] = MEASURED_RANGE_DB,
) -> Iterator[DamagedPictures]:
    """Damage each photo several times, out of one generator, and keep what is damaged as much as wanted."""
    generator = torch.Generator().manual_seed(seed)
    for clean in photos:
        for _ in range(draws):
            damaged = to_whole_levels(damage_tone(clean, draw_tone_damage(generator)))
            if range_db[0] <= psnr_db(damaged, clean) <= range_db[1]:
                yield DamagedPictures(damaged, clean)


def draw_whole(photos: Sequence[Samples], batch: Settings, generator: torch.Generator) -> Tensor:
    """Draw most of a photo, mirrored at random.

    Args:
        photos: decoded.
        batch: `side_px` is the side S of the result; each side of the part is at least `least_share` of the photo's.
            With `kept_every` only every so many pixels of every so many rows are kept of it, and S is less by as much.
        generator: source of all chances.

    Returns:
        `(3, S, S)`, 0 to 1; proportions are not kept.
    """
    photo = photos[int(torch.randint(len(photos), (), generator=generator))]
    height, width = photo.shape[:2]
    down, across = (uniform(batch["least_share"], 1, generator) for _ in range(2))
    top, left = uniform(0, 1 - down, generator), uniform(0, 1 - across, generator)
    box = (left * width, top * height, (left + across) * width, (top + down) * height)
    side = batch["side_px"]
    part = np.array(Image.fromarray(photo).resize((side, side), Image.Resampling.BILINEAR, box=box))
    every = batch.get("kept_every", 1)
    part = part[every // 2 :: every, every // 2 :: every]
    if float(torch.rand((), generator=generator)) < 0.5:
        part = part[:, ::-1]
    return from_bytes(np.ascontiguousarray(part))
