"""Batches of damaged crops of clean photos beside the crops themselves, for networks that take a damage away.

The recipes of `dncnn` and `deartifact` share what is here: photos at several scales, the batch, and how pictures are
restored for measuring. How a crop is damaged is theirs.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from pellucid.training.datasets import Samples, at_scales, draw_crop, middle, read_photos, read_shown
from pellucid.training.degradations import from_bytes
from pellucid.training.drawings import draw_graphic
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Settings, step_generator

Damage = Callable[[Tensor, torch.Generator], Tensor]
"""Damages a clean crop `(3, H, W)`, 0 to 1; draws all it needs from the generator."""


def read_material(data: Path, settings: Settings) -> PhotoMaterial[Samples]:
    """Decode a folder or a pack, with the scaled copies of `[batch]`."""
    batch = settings["batch"]
    side = batch["side_px"] + batch.get("margin_px", 0)
    photos = at_scales(read_photos(data, measured=False), batch["scales"], side)
    return PhotoMaterial(photos, [middle(photo) for photo in read_shown(data)], is_scaled=True)


def draw_damaged(
    material: PhotoMaterial[Samples], settings: Settings, step: int, damage: Damage, *, prepare: Damage | None = None
) -> DamagedPictures:
    """Draw the crops of a step and damage them; the same step always draws the same.

    Args:
        material: photos.
        settings: of the recipe; crops are damaged `margin_px` larger than they are shown, where `[batch]` has it, and
            then cut at random, so that a damage which has a grid begins anywhere.
        step: of the run.
        damage: what the network is to take away.
        prepare: what is done to clean crops before, which the network is to leave.
    """
    generator = step_generator(settings, step)
    batch, pairs = settings["batch"], []
    for _ in range(batch["crops"]):
        crop = _draw_clean(material.photos, batch, generator)
        clean = prepare(crop, generator) if prepare else crop
        pairs.append(torch.stack([damage(clean, generator), clean]))
    damaged, clean = torch.stack([_cut(pair, batch, generator) for pair in pairs], dim=1)
    return DamagedPictures(damaged, clean)


def _draw_clean(photos: Sequence[Samples], batch: Settings, generator: torch.Generator) -> Tensor:
    """Draw a crop of a photo or a graphic; some have their channels shuffled, for colours that photos seldom have."""
    kind, colors = torch.rand(2, generator=generator).tolist()
    side = batch["side_px"] + batch.get("margin_px", 0)
    if kind < batch["drawn_share"]:
        return draw_graphic(side, generator)
    crop = draw_crop(photos, side, generator)
    return crop[torch.randperm(3, generator=generator)] if colors < batch["shuffled_share"] else crop


def _cut(pair: Tensor, batch: Settings, generator: torch.Generator) -> Tensor:
    """The part of a damaged and clean crop that is shown, at random within the margin."""
    top, left = torch.randint(batch.get("margin_px", 0) + 1, (2,), generator=generator).tolist()
    side = batch["side_px"]
    return pair[..., top : top + side, left : left + side]


@torch.inference_mode()
def restored(network: torch.nn.Module, damaged: Tensor, device: torch.device) -> Tensor:
    """Restore one picture `(3, H, W)` on a device; clamped to 0 to 1, on the CPU."""
    estimate: Tensor = network(damaged[None].to(device))
    return estimate[0].clamp(0, 1).cpu()


def mean_psnr_db(network: torch.nn.Module, clean: Sequence[Samples], damage: Damage, device: torch.device) -> float:
    """Mean PSNR of restored pictures; the damage of each is drawn from its own number."""
    total = 0.0
    for number, samples in enumerate(clean):
        picture = from_bytes(samples)
        damaged = damage(picture, torch.Generator().manual_seed(number))
        total += psnr_db(restored(network, damaged, device), picture)
    return total / len(clean)
