"""The recipe of DeblurNet: each eye of a pair restored by itself.

It is what people with one picture get, and what DAVANet has to beat: both learn from the same crops, step by step, with
the same seed and losses. Zhou et al., CVPR 2019, Section 3.4, has the losses; a distance beside the mean square keeps
the few worst pixels from deciding everything.
"""

from pathlib import Path

import torch
from torch import Tensor

from pellucid.networks.davanet import DeblurNet
from pellucid.training import losses, stereo_batches
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.recipes.dispbinet import prepare
from pellucid.training.recipes.features import trained_features
from pellucid.training.stereo_batches import StereoBatch, StereoMaterial

CHIEF_FIGURE = "mean_gain_db"

read_material = stereo_batches.read_material
draw_batch = stereo_batches.draw_batch


def build(settings: Settings) -> DeblurNet:
    """Make the network of a recipe, ready to learn: it begins as the identity.

    Raises:
        UnreadableError: the perceptual loss is to count and its feature network is not there.
    """
    ask_for_features(settings)
    network = seeded(DeblurNet, settings)
    prepare(network)
    network.begin_as_identity()
    return network


def ask_for_features(settings: Settings) -> None:
    """Tell at the beginning, not at the first step, if the feature network of the perceptual loss is not there."""
    if settings["loss"]["perceptual"]:
        trained_features(Path(settings["features"]["weights"]), torch.device("cpu"))


def loss(network: DeblurNet, batch: StereoBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """Mean square, perceptual distance and distance of the restored eyes, weighed; see `picture_loss`."""
    blurred, sharp = eyes(batch.blurred), eyes(batch.sharp)
    return picture_loss(network(blurred), sharp, settings)


def eyes(pairs: Tensor) -> Tensor:
    """Both eyes of pairs `(N, 6, H, W)` one after the other, `(2 N, 3, H, W)`."""
    return pairs.reshape(-1, 3, *pairs.shape[-2:])


def picture_loss(restored: Tensor, sharp: Tensor, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's losses on pictures `(N, 3, H, W)`.

    Returns:
        The weighed sum, and each term.
    """
    weights, restored = settings["loss"], restored.float()
    terms = {"fidelity": losses.mean_square(restored, sharp), "distance": losses.charbonnier(restored, sharp)}
    if weights["perceptual"]:
        maps = trained_features(Path(settings["features"]["weights"]), sharp.device)
        count = len(losses.DAVANET_FEATURE_WEIGHTS)
        terms["perceptual"] = losses.perceptual(
            restored, sharp, lambda picture: maps(picture)[:count], losses.DAVANET_FEATURE_WEIGHTS, squared=True
        )
    total = torch.stack([weights[name] * term for name, term in terms.items()]).sum()
    return total, {name: term.detach() for name, term in terms.items()}


@torch.inference_mode()
def measure(network: DeblurNet, material: StereoMaterial, device: torch.device) -> Figures:
    """Mean gain of PSNR over the blurred eyes of pairs that never train, and that of sharp eyes given as they are."""
    gains, kept = [], []
    for pair in material.measured:
        restored = network(pair.blurred.to(device)).clamp(0, 1).cpu()
        gains.append(psnr_db(restored, pair.sharp) - psnr_db(pair.blurred, pair.sharp))
        kept.append(psnr_db(network(pair.sharp.to(device)).clamp(0, 1).cpu(), pair.sharp))
    return {CHIEF_FIGURE: sum(gains) / len(gains), "sharp_psnr_db": sum(kept) / len(kept)}
