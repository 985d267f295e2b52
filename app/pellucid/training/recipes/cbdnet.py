"""The recipe of CBDNet: synthetic camera noise and real pairs in every batch.

Guo et al., CVPR 2019, Sections 3.3 and 3.4. CNN_D is told a map times a factor k, and what it is to give depends on k,
so that the person's gamma means something:
- k = 1, mostly: the clean picture, told the estimated map or the true one;
- k < 1: the clean picture with (1 - k)^2 of its noise left, so k = 0 leaves the input as it is, and a small error of
  the estimate around k = 1 costs nearly nothing;
- k > 1: what it gives itself, told the same, for the picture with noise added up to k times its level.
"""

import torch
from torch import Tensor

from pellucid.imaging.noise_level import LEVELS
from pellucid.networks.cbdnet import CBDNet
from pellucid.training import losses, noisy_batches
from pellucid.training.contract import Figures, Settings
from pellucid.training.datasets import middle
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db
from pellucid.training.noisy_batches import Batch, Material

CHIEF_FIGURE = "denoised_db"

NOTICEABLE = 2 / LEVELS
"""Below this level a map is not asked to be right in proportion."""

read_material = noisy_batches.read_material
draw_batch = noisy_batches.draw_batch


def build(settings: Settings) -> CBDNet:
    """Make the network of a recipe, ready to learn: CNN_D starts as the identity, CNN_E at a moderate level."""
    torch.manual_seed(settings["seed"])
    network = CBDNet(**{**settings["network"], "widths": tuple(settings["network"]["widths"])})
    for parameter in network.denoiser.last.parameters():
        torch.nn.init.zeros_(parameter)
    last_estimate = network.estimator.body[-1]
    assert isinstance(last_estimate, torch.nn.Conv2d)
    assert last_estimate.bias is not None
    torch.nn.init.constant_(last_estimate.bias, -3.0)  # softplus(-3) = 12 levels
    return network


def loss(network: CBDNet, batch: Batch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss of CBDNet, eq. 6, in proportion to the noise.

    The reconstruction is L1 over the level of the noise of its crop, so that faint noise, which most photos have,
    counts as much as loud noise: what decibels ask for as well. The map is judged by ratios.

    Returns:
        The loss, and the mean relative error of the map where its truth is at least 2 levels.
    """
    weights = settings["loss"]
    map_floor, noise_floor = weights["map_floor_levels"] / LEVELS, weights["noise_floor_levels"] / LEVELS
    estimate = network.estimator(batch.noisy).float()
    given = torch.where(batch.told.view(-1, 1, 1, 1), batch.truth, estimate) * batch.factor.view(-1, 1, 1, 1)
    restored = network.denoiser(batch.noisy, given).float()
    noise = batch.truth.mean(dim=(1, 2, 3)) + noise_floor
    reconstruction = ((restored - _targets(network, batch, given)).abs().mean(dim=(1, 2, 3)) / noise).mean()
    total = (
        weights["reconstruction"] * reconstruction
        + weights["asymmetric"] * losses.relative_asymmetric(estimate, batch.truth, map_floor)
        + weights["total_variation"] * losses.total_variation(estimate)
    )
    noticeable = batch.truth >= NOTICEABLE
    error = ((estimate - batch.truth).abs() / batch.truth.clamp_min(NOTICEABLE))[noticeable]
    return total, {"map_error": error.detach().mean() if error.numel() else total.new_zeros(())}


@torch.no_grad()
def _targets(network: CBDNet, batch: Batch, given: Tensor) -> Tensor:
    """The targets; for crops told too much, what the network gives for the louder picture."""
    more = batch.factor > 1
    if not bool(more.any()):
        return batch.target
    targets = batch.target.clone()
    targets[more] = network.denoiser(batch.louder[more], given[more]).float()
    return targets


@torch.inference_mode()
def measure(network: CBDNet, material: Material, device: torch.device) -> Figures:
    """Mean PSNR on the middle of the measured pairs: the noisy picture's and the denoised one's."""
    noisy_db, denoised_db = [], []
    for pair in material.measured:
        noisy, clean = (from_bytes(middle(picture)).to(device) for picture in (pair.noisy, pair.clean))
        restored, _ = network(noisy[None])
        noisy_db.append(psnr_db(noisy, clean))
        denoised_db.append(psnr_db(restored[0].clamp(0, 1), clean))
    return {"noisy_db": sum(noisy_db) / len(noisy_db), CHIEF_FIGURE: sum(denoised_db) / len(denoised_db)}
