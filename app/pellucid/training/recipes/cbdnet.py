"""The recipe of CBDNet: synthetic camera noise, real noise and pictures without any in every batch.

Guo et al., CVPR 2019, Sections 3.3 and 3.4, with a map of luma and chroma. CNN_D is told a map times two factors, k of
luma and k of colour, and what it is to give depends on them, so that both of the person's gammas mean something:
- k = 1, mostly: the clean picture, told the estimated map or the true one;
- k < 1: the clean picture with (1 - k)^2 of that part of its noise left, so k = 0 leaves the part as it is, and a small
  error of the estimate around k = 1 costs nearly nothing;
- k > 1: what it gives itself, told the same, for the picture with noise added up to k times its level.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.luma_chroma import to_luma_chroma
from pellucid.imaging.noise_level import LEVELS
from pellucid.networks.cbdnet import CBDNet
from pellucid.training import losses, noisy_batches
from pellucid.training.datasets import Samples, middle
from pellucid.training.degradations import from_bytes
from pellucid.training.drawings import draw_graphic, draw_soft_colors
from pellucid.training.metrics import psnr_db
from pellucid.training.noisy_batches import Batch, NoisyMaterial
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "balanced_db"
"""The PSNR of denoised pairs, less what pictures without noise lose; see `measure`."""

NOTICEABLE = 2 / LEVELS
"""Below this level a map is not asked to be right in proportion."""

BOUND_PX = 17
"""Side of the square within which a crop's own deviation bounds the noise that it may be said to have."""

DRIFT_PX = 16
"""Means over squares of this side are to keep their colour."""

ENOUGH_DB = 45.0
"""Clean pictures that come back with this much count as unchanged."""

KEPT_WEIGHT = 0.1
"""What a decibel of clean pictures, below enough, is worth in decibels of denoised ones."""

MADE_UP = 6
MADE_UP_PX = 128
"""Number and side of the graphics, and of the soft colours, that measure."""

read_material = noisy_batches.read_material
draw_batch = noisy_batches.draw_batch


def build(settings: Settings) -> CBDNet:
    """Make the network of a recipe, ready to learn: CNN_D starts as the identity, CNN_E at a moderate level.

    Signals keep their size through the layers. With torch's own weights they shrink, the last layer learns from next to
    nothing, and all that its features learn first is to be silent for good.
    """
    network = seeded(CBDNet, settings)
    draw_weights(network)
    torch.nn.init.zeros_(network.denoiser.last.weight)
    last_estimate = network.estimator.body[-1]
    assert isinstance(last_estimate, torch.nn.Conv2d)
    assert last_estimate.bias is not None
    with torch.no_grad():
        last_estimate.weight.mul_(0.1)
    torch.nn.init.constant_(last_estimate.bias, -3.5)  # softplus(-3.5) = 8 levels
    return network


def loss(network: CBDNet, batch: Batch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss of CBDNet, eq. 6, in proportion to the noise.

    The reconstruction is over the level of the noise of its crop, so that faint noise, which most photos have,
    counts as much as loud noise: what decibels ask for as well. It is L1 that is square near 0: a network that begins
    as the identity has no error on clean crops, and plain L1 silences its features before they have learned anything.
    So are the means over squares, which ask for the colours of areas to stay. The map is judged by ratios, and once
    more where it promises more than the crop itself deviates.

    Returns:
        The loss, and the mean relative error of the map where its truth is at least 2 levels.
    """
    weights = settings["loss"]
    map_floor, noise_floor = weights["map_floor_levels"] / LEVELS, weights["noise_floor_levels"] / LEVELS
    estimate = network.estimator(batch.noisy).float()
    given = torch.where(batch.is_given.view(-1, 1, 1, 1), batch.truth, estimate) * _factors(batch)
    restored = network.denoiser(batch.noisy, given).float()
    noise = batch.truth.mean(dim=(1, 2, 3), keepdim=True) + noise_floor
    error, drift = restored - _targets(network, batch, given), F.avg_pool2d(restored - batch.target, DRIFT_PX)
    square_below = weights["square_below"]
    bound = losses.local_deviation(to_luma_chroma(batch.noisy), BOUND_PX)
    total = (
        weights["reconstruction"] * losses.charbonnier(error / noise, torch.zeros_like(error), square_below)
        + weights["drift"] * losses.charbonnier(drift / noise, torch.zeros_like(drift), square_below)
        + weights["map_ratios"] * losses.relative_asymmetric(estimate, batch.truth, map_floor, weights["alpha"])
        + weights["map_differences"] * losses.asymmetric(estimate, batch.truth)
        + weights["map_excess"] * losses.excess(estimate, bound, map_floor)
        + weights["total_variation"] * losses.total_variation(estimate)
    )
    noticeable = batch.truth >= NOTICEABLE
    error = ((estimate - batch.truth).abs() / batch.truth.clamp_min(NOTICEABLE))[noticeable]
    return total, {"map_error": error.detach().mean() if error.numel() else total.new_zeros(())}


def _factors(batch: Batch) -> Tensor:
    """Factors of Y, Cb and Cr, `(N, 3, 1, 1)`."""
    return batch.factor[:, [0, 1, 1], None, None]


@torch.no_grad()
def _targets(network: CBDNet, batch: Batch, given: Tensor) -> Tensor:
    """The targets; for crops told too much, what the network gives for the louder picture."""
    more = (batch.factor > 1).any(dim=1)
    if not bool(more.any()):
        return batch.target
    targets = batch.target.clone()
    targets[more] = network.denoiser(batch.louder[more], given[more]).float()
    return targets


@torch.inference_mode()
def measure(network: CBDNet, material: NoisyMaterial, device: torch.device) -> Figures:
    """Mean PSNR on the middle of the measured pairs and of pictures without noise.

    Returns:
        `noisy_db` and `denoised_db` of the pairs; `photos_db`, `soft_db` and `graphics_db` of pictures without noise
        against themselves, each counted up to 45 dB; `balanced_db`, which is `denoised_db` less a tenth of what the
        three lack of 45 dB in the mean.
    """
    pairs = [(from_bytes(middle(pair.noisy)), from_bytes(middle(pair.clean))) for pair in material.measured]
    made_up = [torch.Generator().manual_seed(number) for number in range(MADE_UP)]
    kept = {
        "photos_db": _kept_db(network, [_middle(photo) for photo in material.measured_photos], device),
        "soft_db": _kept_db(network, [draw_soft_colors(MADE_UP_PX, each) for each in made_up], device),
        "graphics_db": _kept_db(network, [draw_graphic(MADE_UP_PX, each) for each in made_up], device),
    }
    denoised_db = _mean([psnr_db(_restored(network, noisy, device), clean) for noisy, clean in pairs])
    return {
        "noisy_db": _mean([psnr_db(noisy, clean) for noisy, clean in pairs]),
        "denoised_db": denoised_db,
        **kept,
        CHIEF_FIGURE: denoised_db - KEPT_WEIGHT * (ENOUGH_DB - _mean(list(kept.values()))),
    }


def _middle(photo: Samples) -> Tensor:
    return from_bytes(middle(photo))


def _kept_db(network: CBDNet, pictures: list[Tensor], device: torch.device) -> float:
    """Mean PSNR of pictures without noise against themselves; enough where there are none."""
    found = [psnr_db(_restored(network, picture, device), picture) for picture in pictures]
    return _mean([min(each, ENOUGH_DB) for each in found]) if found else ENOUGH_DB


def _restored(network: CBDNet, noisy: Tensor, device: torch.device) -> Tensor:
    restored: Tensor = network(noisy[None].to(device))[0]
    return restored[0].clamp(0, 1).cpu()


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
