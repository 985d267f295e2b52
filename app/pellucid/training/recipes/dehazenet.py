"""The recipe of DehazeNet: transmission of hazy crops, with airlight of any level from 0.7 to 1, a little coloured.

Cai et al., TIP 2016, Section IV. The authors train on patches of 16 x 16 that have one t each, in white airlight.
Whole crops, whose t is known at every pixel, have what such patches lack: edges between near and far within the
kernels, slopes, and skies. The network looks twice (`networks.dehazenet.estimate`): at the picture as it is, and then
divided by the airlight found. So a share of the crops, `[batch] white_share`, is divided by an airlight that is true up
to `airlight_error`.
"""

import dataclasses

import torch
from torch import Tensor

from pellucid.imaging.scattering import clear_of
from pellucid.imaging.srgb import luma
from pellucid.networks.dehazenet import DehazeNet, estimate
from pellucid.training import haze_batches, losses
from pellucid.training.haze_batches import HazeBatch, HazeMaterial
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded, step_generator
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "gain_db"
MIDDLE = 0.5
FIRST_PART = 0.1


read_material = haze_batches.read_material


def build(settings: Settings) -> DehazeNet:
    """Make the network of a recipe, ready to learn: it finds a t near one half everywhere, so that nothing is clipped.

    The authors draw weights of standard deviation 0.001, which hardly start to learn.
    """
    network = seeded(DehazeNet, settings)
    draw_weights(network, slope=1.0)
    with torch.no_grad():
        network.regression.weight.mul_(FIRST_PART)
        assert network.regression.bias is not None
        network.regression.bias.fill_(MIDDLE)
    return network


def draw_batch(material: HazeMaterial, settings: Settings, step: int) -> HazeBatch:
    """Draw the crops of a step, some of them in nearly white airlight."""
    drawn = haze_batches.draw_batch(material, settings, step)
    batch, crops = settings["batch"], len(drawn.hazy)
    generator = step_generator(settings, step)
    white = torch.rand(crops, 1, generator=generator) < batch["white_share"]
    error = 1 + batch["airlight_error"] * (2 * torch.rand(crops, 1, generator=generator) - 1)
    taken = torch.where(white, drawn.airlight * error, torch.ones(()))
    return dataclasses.replace(drawn, hazy=(drawn.hazy / taken[:, :, None, None]).clamp(0, 1))


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
        fitted, airlight = estimate(lambda seen: network(seen.to(device)).cpu(), case.hazy)
        refined = fitted.at(luma(case.hazy)).clamp(0, 1)
        restored = clear_of(case.hazy, refined, airlight).clamp(0, 1)
        truth = case.transmitted[case.valid]
        gain += psnr_db(restored, case.clear) - psnr_db(case.hazy, case.clear)
        error += float((refined[case.valid] - truth).abs().mean())
        constant += float((truth.median() - truth).abs().mean())
    return {
        CHIEF_FIGURE: gain / len(cases),
        "transmission_error": error / len(cases),
        "share_of_constant_error": error / constant,
    }
