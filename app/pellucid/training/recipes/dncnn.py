"""The recipe of DnCNN, colour blind: white Gaussian noise of any level up to 55, clipped or not.

Zhang et al., TIP 2017, Section III. Photos have clipped 8-bit samples and the papers' tables do not, so half of the
crops are of either kind. Without batch norm a chain of 20 layers hardly starts to learn; here it starts near the
identity instead: between the first and the last, each convolution passes most of its input on, and the last begins at
zero. So nothing has to be merged for shipping.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from pellucid.networks.dncnn import DnCNN
from pellucid.training import photo_batches
from pellucid.training.contract import Figures, Settings
from pellucid.training.degradations import gaussian_noise
from pellucid.training.photo_batches import Damage, PhotoBatch, PhotoMaterial, draw_damaged, mean_psnr_db
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "mean_db"
MEASURED_SIGMAS = (15, 25, 50)
RANDOM_PART = 0.3
PASSED_PART = 0.9


def read_material(data: Path, settings: Settings) -> PhotoMaterial:
    """Decode a folder or a pack."""
    return photo_batches.read_material(data, settings)


def build(settings: Settings) -> DnCNN:
    """Make the network of a recipe, ready to learn: it predicts no noise at all, and passes signals through."""
    torch.manual_seed(settings["seed"])
    network = DnCNN(**settings["network"])
    convolutions = [module for module in network.body if isinstance(module, nn.Conv2d)]
    draw_weights(network)
    with torch.no_grad():
        for convolution in convolutions[1:-1]:
            identity = nn.init.dirac_(torch.empty_like(convolution.weight))
            convolution.weight.mul_(RANDOM_PART).add_(identity * PASSED_PART)
        nn.init.zeros_(convolutions[-1].weight)
    return network


def draw_batch(material: PhotoMaterial, settings: Settings, step: int) -> PhotoBatch:
    """Draw the crops of a step, each with a level of its own."""
    noise = settings["noise"]

    def damage(clean: Tensor, generator: torch.Generator) -> Tensor:
        level, kind, _ = torch.rand(3, generator=generator).tolist()
        shot = gaussian(noise["sigma_max_levels"] * level, clipped=kind < noise["clipped_share"])
        return shot(clean, generator)

    return draw_damaged(material, settings, step, damage)


def gaussian(sigma_levels: float, *, clipped: bool = False) -> Damage:
    """White Gaussian noise of one level; clipped as in a file, that is 8 bits from 0 to 1, or not."""

    def damage(clean: Tensor, generator: torch.Generator) -> Tensor:
        noisy = gaussian_noise(clean, sigma_levels, generator)
        return (noisy.clamp(0, 1) * 255).round() / 255 if clipped else noisy

    return damage


def loss(network: DnCNN, batch: PhotoBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """L1 on the clean estimate; the paper's L2 gives weight to the few loudest crops."""
    del settings
    estimate = batch.damaged - network.noise(batch.damaged).float()
    return (estimate - batch.clean).abs().mean(), {}


def measure(network: DnCNN, material: PhotoMaterial, device: torch.device) -> Figures:
    """Mean PSNR at the levels of the papers, unclipped; and at the middle one as a photo has it."""
    pictures = material.measured
    figures = {
        f"sigma_{sigma}_db": mean_psnr_db(network, pictures, gaussian(sigma), device) for sigma in MEASURED_SIGMAS
    }
    figures[CHIEF_FIGURE] = sum(figures.values()) / len(MEASURED_SIGMAS)
    figures["clipped_sigma_25_db"] = mean_psnr_db(network, pictures, gaussian(25, clipped=True), device)
    return figures
