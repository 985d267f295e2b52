"""The recipe of DnCNN, colour blind: white Gaussian noise of any level up to 55, clipped or not, and grain of film.

Zhang et al., TIP 2017, Section III. Photos have clipped 8-bit samples and the papers' tables do not, so the white noise
is half of either kind. Grain, which they do not have, is as scans show it: coarser than a pixel, sharpened, and often
saved as JPEG. Without batch norm a chain of 20 layers hardly starts to learn; here it starts near the
identity instead: between the first and the last, each convolution passes most of its input on, and the last begins at
zero. So nothing has to be merged for shipping.
"""

from functools import partial

import torch
from torch import Tensor, nn

from pellucid.imaging.noise_level import LEVELS
from pellucid.networks.dncnn import DnCNN
from pellucid.training import losses, photo_batches
from pellucid.training.datasets import Samples
from pellucid.training.degradations import (
    Grain,
    add_grain,
    draw_grain,
    gaussian_noise,
    jpeg,
    quality_at,
    to_whole_levels,
)
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.photo_batches import Damage, draw_damaged, mean_psnr_db
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "mean_db"
MEASURED_SIGMAS = (15, 25, 50)
MEASURED_GRAIN = Grain(level=12 / LEVELS, size_px=0.7, color=0.3, in_black=0.5, in_white=0.3, sharpening=0.5)
RANDOM_PART = 0.3
PASSED_PART = 0.9


read_material = photo_batches.read_material


def build(settings: Settings) -> DnCNN:
    """Make the network of a recipe, ready to learn: it predicts no noise at all, and passes signals through."""
    network = seeded(DnCNN, settings)
    convolutions = [module for module in network.body if isinstance(module, nn.Conv2d)]
    draw_weights(network)
    with torch.no_grad():
        for convolution in convolutions[1:-1]:
            identity = nn.init.dirac_(torch.empty_like(convolution.weight))
            convolution.weight.mul_(RANDOM_PART).add_(identity * PASSED_PART)
        nn.init.zeros_(convolutions[-1].weight)
    return network


def draw_batch(material: PhotoMaterial[Samples], settings: Settings, step: int) -> DamagedPictures:
    """Draw the crops of a step, each with a level of its own."""
    noise, scan = settings["noise"], settings["grain"]

    def damage(clean: Tensor, generator: torch.Generator) -> Tensor:
        level, kind, form = torch.rand(3, generator=generator).tolist()
        if kind < noise["clean_share"]:
            return clean
        if kind < noise["clean_share"] + scan["share"]:
            return _scanned(clean, scan, generator)
        sigma_levels, clipped = noise["sigma_max_levels"] * level, form < noise["clipped_share"]
        return gaussian_noise(clean, sigma_levels, generator, clipped=clipped)

    return draw_damaged(material, settings, step, damage)


def _scanned(clean: Tensor, scan: Settings, generator: torch.Generator) -> Tensor:
    """A crop on grainy film, some of them saved as JPEG, whose blocks belong to what is to be taken away."""
    saved, half, level = torch.rand(3, generator=generator).tolist()
    grainy = add_grain(clean, draw_grain(scan["level_max"] / LEVELS, generator), generator)
    if saved >= scan["jpeg_share"]:
        return to_whole_levels(grainy)
    return jpeg(grainy, quality_at(level, scan["jpeg_quality"]), subsampling="4:2:0" if half < 0.5 else "4:4:4")


def gaussian(sigma_levels: float, *, clipped: bool = False) -> Damage:
    """White Gaussian noise of one level; clipped as in a file, that is 8 bits from 0 to 1, or not."""
    return partial(_gaussian, sigma_levels=sigma_levels, clipped=clipped)


def _gaussian(clean: Tensor, generator: torch.Generator, *, sigma_levels: float, clipped: bool) -> Tensor:
    return gaussian_noise(clean, sigma_levels, generator, clipped=clipped)


def loss(network: DnCNN, batch: DamagedPictures, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """L1 on the clean estimate in proportion to the damage; the paper's L2 gives weight to the few loudest crops."""
    estimate = batch.damaged - network.noise(batch.damaged).float()
    damage = (batch.damaged - batch.clean).abs().mean(dim=(1, 2, 3))
    return losses.relative_l1(estimate, batch.clean, damage + settings["loss"]["floor_levels"] / LEVELS), {}


def measure(network: DnCNN, material: PhotoMaterial[Samples], device: torch.device) -> Figures:
    """Mean PSNR at the levels of the papers, unclipped; at the middle one as a photo has it; and with grain."""
    pictures = material.measured
    figures = {
        f"sigma_{sigma}_db": mean_psnr_db(network, pictures, gaussian(sigma), device) for sigma in MEASURED_SIGMAS
    }
    figures[CHIEF_FIGURE] = sum(figures.values()) / len(MEASURED_SIGMAS)
    figures["clipped_sigma_25_db"] = mean_psnr_db(network, pictures, gaussian(25, clipped=True), device)
    figures["grain_db"] = mean_psnr_db(network, pictures, _measured_grain, device)
    return figures


def _measured_grain(clean: Tensor, generator: torch.Generator) -> Tensor:
    return to_whole_levels(add_grain(clean, MEASURED_GRAIN, generator))
