"""The recipe of HDRNet for automatic retouch: photos whose tone and colour were taken apart, and the photos themselves.

Gharbi et al., SIGGRAPH 2017, Section 4, with the mean square of the result as loss. The authors learn from pairs that
people retouched; here good photos are damaged in many ways at once (`degradations.tone`). No picture tells how it was
damaged, so the network learns what a good photo looks like on the whole, and a share of undamaged ones to leave alone.
"""

from pathlib import Path

import torch
from torch import Tensor

from pellucid.networks.hdrnet import HDRNet, thinned
from pellucid.training import losses, tone_batches
from pellucid.training.contract import Figures, Settings
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.tone_batches import ToneBatch, ToneMaterial

CHIEF_FIGURE = "mean_gain_db"


def read_material(data: Path, settings: Settings) -> ToneMaterial:
    """Decode a folder or a pack."""
    return tone_batches.read_material(data, settings)


def build(settings: Settings) -> HDRNet:
    """Make the network of a recipe, ready to learn; it begins as the identity."""
    torch.manual_seed(settings["seed"])
    return HDRNet(**settings["network"])


def draw_batch(material: ToneMaterial, settings: Settings, step: int) -> ToneBatch:
    """Draw the pictures of a step."""
    return tone_batches.draw_batch(material, settings, step)


def loss(network: HDRNet, batch: ToneBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's mean square of the result, and beside it a smooth mean error.

    Returns:
        The loss, and the mean square.
    """
    weights = settings["loss"]
    every = weights["every_px"]
    result, clean = network.sample(batch.damaged, every), thinned(batch.clean, every)[0]
    square = losses.mean_square(result, clean)
    total = weights["square"] * square + weights["absolute"] * losses.charbonnier(result, clean)
    return total, {"mean_square": square.detach()}


@torch.inference_mode()
def measure(network: HDRNet, material: ToneMaterial, device: torch.device) -> Figures:
    """Gain of PSNR over the damaged pictures.

    Returns:
        The mean gain, the least gain, and the mean PSNR of whole photos after retouching them.
    """
    cases = material.measured
    gains = [
        psnr_db(restored(network, case.damaged, device), case.clean) - psnr_db(case.damaged, case.clean)
        for case in cases
    ]
    # Cases of one photo share it, so each photo is retouched once.
    whole = list({id(case.clean): case.clean for case in cases}.values())
    kept = [psnr_db(restored(network, photo, device), photo) for photo in whole]
    return {CHIEF_FIGURE: sum(gains) / len(gains), "least_gain_db": min(gains), "whole_db": sum(kept) / len(kept)}
