"""The recipe of DeepUPE for low light: dark shots that metering has exposed, and the same scenes in good light.

Wang et al., CVPR 2019, Section 3.3: reconstruction through the illumination, and its smoothness. The operation divides
by S without its colour, so that grays stay gray; so does the recipe, and the paper's loss of colours has nothing to
say. The reconstruction weighs dark pixels little, as S * truth is dark with them; `result` adds the mean square of
I / S itself, which has no such blind spot, and stays finite because S is not below I. How bright the whole is, the
operation decides; `spread` compares how the light is spread, whatever its mean.
"""

from functools import partial

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma
from pellucid.networks.deepupe import DeepUPE, divided
from pellucid.networks.hdrnet import thinned
from pellucid.training import light_batches, losses
from pellucid.training.light_batches import LightBatch, LightMaterial
from pellucid.training.material import DamagedPictures
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded

CHIEF_FIGURE = "mean_gain_db"

read_material = light_batches.read_material
draw_batch = light_batches.draw_batch


build = partial(seeded, DeepUPE)
"""Make the network of a recipe, ready to learn; it begins with S = 1, the identity."""


def loss(network: DeepUPE, batch: LightBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """Weigh the paper's losses of S, the mean square of the result, and how its light is spread.

    Returns:
        The loss, and its terms before weighing.
    """
    every = settings["loss"]["every_px"]
    seen, truth = batch.exposed()
    illumination = _neutral(network.illumination(seen, every))
    damaged, clean = (thinned(pictures, every)[0] for pictures in (seen, truth))
    result = divided(damaged, illumination)
    terms = {
        "reconstruction": losses.illumination_reconstruction(illumination, damaged, clean),
        "smoothness": losses.illumination_smoothness(illumination, damaged),
        "result": losses.mean_square(result, clean),
        "spread": losses.light_spread(result, clean),
    }
    total = torch.stack([settings["loss"][name] * term for name, term in terms.items()]).sum()
    return total, {name: term.detach() for name, term in terms.items()}


@torch.inference_mode()
def measure(network: DeepUPE, material: LightMaterial, device: torch.device) -> Figures:
    """Mean PSNR of the measured shots at the mean brightness of the truth, its mean gain and its least gain."""
    after = [_level_psnr_db(_relit(network, case, device), case.clean) for case in material.measured]
    before = [_level_psnr_db(case.damaged, case.clean) for case in material.measured]
    gains = [new - old for new, old in zip(after, before, strict=True)]
    return {
        CHIEF_FIGURE: sum(gains) / len(gains),
        "least_gain_db": min(gains),
        "relit_db": sum(after) / len(after),
    }


def _relit(network: DeepUPE, case: DamagedPictures, device: torch.device) -> Tensor:
    picture = case.damaged[None].to(device)
    return divided(picture, _neutral(network.illumination(picture)))[0].cpu()


def _level_psnr_db(picture: Tensor, clean: Tensor) -> float:
    """PSNR of a picture times what takes its mean to that of the truth: the operation sets the brightness itself."""
    return psnr_db((picture * (clean.mean() / picture.mean().clamp_min(1e-3))).clamp(0, 1), clean)


def _neutral(illumination: Tensor) -> Tensor:
    return luma(illumination).expand_as(illumination)
