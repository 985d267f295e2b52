"""The recipe of DehazeNet: transmission of hazy crops, with airlight of any level from 0.7 to 1, a little coloured.

Cai et al., TIP 2016, Section IV. The authors train on patches of 16 x 16 that have one t each, in white airlight.
Whole crops, whose t is known at every pixel, have what such patches lack: edges between near and far within the
kernels, slopes, and skies. The picture is given as it is, not divided by its airlight, which nobody knows before t is
found; so the network learns from airlight as it comes.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from pellucid.imaging.airlight import airlight_of_transmission
from pellucid.imaging.guided_filter import guided_filter
from pellucid.imaging.scattering import clear_of
from pellucid.imaging.srgb import luma
from pellucid.networks.dehazenet import REFINE_EPSILON, DehazeNet, refine_radius_px
from pellucid.training import haze_batches, losses
from pellucid.training.contract import Figures, Settings
from pellucid.training.haze_batches import HazeBatch, HazeMaterial, HazyCase
from pellucid.training.metrics import psnr_db

CHIEF_FIGURE = "gain_db"
MIDDLE = 0.5
FIRST_PART = 0.1


def read_material(data: Path, settings: Settings) -> HazeMaterial:
    """Decode a folder or a pack."""
    return haze_batches.read_material(data, settings)


def build(settings: Settings) -> DehazeNet:
    """Make the network of a recipe, ready to learn: it finds a t near one half everywhere, so that nothing is clipped.

    The authors draw weights of standard deviation 0.001, which hardly start to learn.
    """
    torch.manual_seed(settings["seed"])
    network = DehazeNet(**settings["network"])
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, nonlinearity="linear")
            assert module.bias is not None
            nn.init.zeros_(module.bias)
    with torch.no_grad():
        network.regression.weight.mul_(FIRST_PART)
        assert network.regression.bias is not None
        network.regression.bias.fill_(MIDDLE)
    return network


def draw_batch(material: HazeMaterial, settings: Settings, step: int) -> HazeBatch:
    """Draw the crops of a step."""
    return haze_batches.draw_batch(material, settings, step)


def loss(network: DehazeNet, batch: HazeBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's mean square of t, and its mean error beside it, which is what is measured.

    Returns:
        The loss, and the mean error of t.
    """
    weights = settings["loss"]
    estimate = network.leaky(batch.hazy).float()
    error = (estimate - batch.transmitted).abs().mean()
    total = weights["square"] * losses.mean_square(estimate, batch.transmitted) + weights["absolute"] * error
    return total, {"transmission_error": error.detach()}


@torch.inference_mode()
def measure(network: DehazeNet, material: HazeMaterial, device: torch.device) -> Figures:
    """Gain of restored pictures over hazy ones, and the error of t.

    Returns:
        The mean gain, the mean absolute error of the refined t where it is known, and that as a share of the error of
        the best constant t of each picture, which is its median.
    """
    cases = material.measured
    gain = error = constant = 0.0
    for case in cases:
        found = network(case.hazy[None].to(device))[0].float().cpu()
        refined = refine(case.hazy, found)
        truth = case.transmitted[case.valid]
        gain += psnr_db(_restored(case, found, refined), case.clear) - psnr_db(case.hazy, case.clear)
        error += float((refined[case.valid] - truth).abs().mean())
        constant += float((truth.median() - truth).abs().mean())
    return {
        CHIEF_FIGURE: gain / len(cases),
        "transmission_error": error / len(cases),
        "share_of_constant_error": error / constant,
    }


def refine(hazy: Tensor, found: Tensor) -> Tensor:
    """Let t follow the edges of the picture, as the authors' code does, with a radius in proportion to the picture.

    Args:
        hazy: `(3, H, W)`.
        found: t, `(1, H, W)`.

    Returns:
        `(1, H, W)`, 0 to 1.
    """
    return guided_filter(luma(hazy), found, refine_radius_px(max(hazy.shape[1:])), REFINE_EPSILON).clamp(0, 1)


def _restored(case: HazyCase, found: Tensor, refined: Tensor) -> Tensor:
    return clear_of(case.hazy, refined, airlight_of_transmission(case.hazy, found)).clamp(0, 1)
