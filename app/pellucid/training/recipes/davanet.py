"""The recipe of DAVANet: both eyes of a pair restored together, after `dispbinet` has learned to match them.

Zhou et al., CVPR 2019, Section 3.4. DispBiNet goes on learning by its own loss where that counts; else it stays as it
was. The paper lets the picture's loss reach it too, at a hundredth of the rate; here it does not at all, so each part
learns at the one rate from what it is for.
What is restored learns from the same crops and losses as `deblurnet`, and begins as that network ended.
"""

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from pellucid.foundation.errors import UnreadableError
from pellucid.networks.davanet import DAVANet, DeblurNet
from pellucid.networks.davanet_parts import Match
from pellucid.training import stereo_batches
from pellucid.training.degradations.stereo import StereoPair
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.recipes.deblurnet import ask_for_features, eyes, picture_loss
from pellucid.training.recipes.dispbinet import disparity_loss, end_point_error_px, prepare
from pellucid.training.stereo_batches import StereoBatch, StereoMaterial, batch_of, with_blank_eye

CHIEF_FIGURE = "mean_gain_db"

_JOINED = "decoder.0.0.0.weight"
"""Weights of the first convolution that takes more channels with two eyes than with one; its own come first."""

read_material = stereo_batches.read_material
draw_batch = stereo_batches.draw_batch


def build(settings: Settings) -> DAVANet:
    """Make the network of a recipe, ready to learn: it begins as the identity, and with the disparity of `[start]`.

    Raises:
        UnreadableError: the weights of `[start]`, or the features of a perceptual loss that is to count, are not there.
    """
    ask_for_features(settings)
    network = seeded(DAVANet, settings)
    prepare(network)
    network.deblur.begin_as_identity()
    if settings["start"]["disparity"]:
        _load(network.disparity, Path(settings["start"]["disparity"]), "dispbinet")
    if settings["start"]["deblur"]:
        _start_as_single(network.deblur, settings)
    return network


def _start_as_single(network: DeblurNet, settings: Settings) -> None:
    """Begin with what one eye alone would give: what comes from the other eye and from depth counts nothing yet."""
    single = DeblurNet(settings["network"]["width"])
    _load(single, Path(settings["start"]["deblur"]), "deblurnet")
    known = single.state_dict()
    widened = network.state_dict()[_JOINED].zero_()
    widened[:, : known[_JOINED].shape[1]] = known[_JOINED]
    network.load_state_dict(known | {_JOINED: widened})


def _load(network: torch.nn.Module, weights: Path, recipe: str) -> None:
    try:
        network.load_state_dict(load_file(weights))
    except (SafetensorError, OSError, RuntimeError) as error:
        raise UnreadableError(
            f"{weights}: no network of this width can be read here. Train one with “pellucid train {recipe}”, or "
            "leave its place in [start] empty."
        ) from error


def loss(network: DAVANet, batch: StereoBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The losses of the restored eyes, as `deblurnet` has them, and of disparity.

    Returns:
        The weighed sum, each term, and the mean end-point error in pixels.
    """
    with torch.set_grad_enabled(settings["loss"]["disparity"] > 0):
        found, features = network.disparity(batch.blurred)
    views = network.restored(batch.blurred, Match(found[0], features).held())
    total, notes = picture_loss(eyes(views.restored), eyes(batch.sharp), settings)
    error, disparity_notes = disparity_loss(found, batch)
    return total + settings["loss"]["disparity"] * error, {**notes, **disparity_notes}


@torch.inference_mode()
def measure(network: DAVANet, material: StereoMaterial, device: torch.device) -> Figures:
    """Mean gain of PSNR over the blurred eyes of pairs that never train.

    Returns:
        That, the same of single eyes beside a black one, the PSNR of sharp pairs given as they are, and the end-point
        error where both eyes see.
    """
    gains, alone, kept, errors = [], [], [], []
    for number, pair in enumerate(material.measured):
        eye = number % 2
        before_db = psnr_db(pair.blurred, pair.sharp)
        gains.append(psnr_db(restored_pair(network, pair.blurred, device), pair.sharp) - before_db)
        single = restored_alone(network, pair, eye, device)
        alone.append(psnr_db(single, pair.sharp[eye]) - psnr_db(pair.blurred[eye], pair.sharp[eye]))
        kept.append(psnr_db(restored_pair(network, pair.sharp, device), pair.sharp))
        batch = batch_of([pair])
        found_px = network.match(batch.blurred.to(device)).disparity_px().cpu()
        errors.append(float(end_point_error_px(found_px, batch)))
    count = len(gains)
    return {
        CHIEF_FIGURE: sum(gains) / count,
        "blank_gain_db": sum(alone) / count,
        "sharp_psnr_db": sum(kept) / count,
        "end_point_error_px": sum(errors) / count,
    }


def restored_alone(network: DAVANet, pair: StereoPair, eye: int, device: torch.device) -> Tensor:
    """Restore one eye of a blurred pair, 0 or 1, with a black one beside it, `(3, H, W)`, 0 to 1."""
    blurred = with_blank_eye(pair, 1 - eye, torch.zeros(3)).blurred
    return restored_pair(network, blurred, device)[eye]


def restored_pair(network: DAVANet, pictures: Tensor, device: torch.device) -> Tensor:
    """Restore a pair `(2, 3, H, W)`; clamped to 0 to 1, on the CPU."""
    restored: Tensor = network(pictures.flatten(0, 1)[None].to(device))
    return eyes(restored).clamp(0, 1).cpu()
