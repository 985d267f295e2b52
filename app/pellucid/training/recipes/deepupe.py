"""The recipe of DeepUPE for relighting: well-lit photos taken with too little light, and the photos themselves.

Wang et al., CVPR 2019, Section 3.3: reconstruction through the illumination, its smoothness, and the angle of colours.
The dark shots are made in linear light, with the noise of the sensor on what is left (`degradations.low_light`), so
the network learns from pictures as noisy as those that need it. The reconstruction weighs dark pixels little, as
S * truth is dark with them; `result` adds the mean square of I / S itself, which has no such blind spot, and stays
finite because S is not below I.
"""

from pathlib import Path

import torch
from torch import Tensor

from pellucid.networks.deepupe import DeepUPE, divided
from pellucid.networks.hdrnet import thinned
from pellucid.training import losses, tone_batches
from pellucid.training.contract import Figures, Settings
from pellucid.training.datasets import read_whole, read_whole_measured
from pellucid.training.degradations import draw_low_light, from_bytes, to_whole_levels, underexpose
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.tone_batches import MEASURED_PX, ToneBatch, ToneCase, ToneMaterial

CHIEF_FIGURE = "mean_gain_db"

MEASURED_SHOTS = 3
"""Dark shots of each measured photo."""


def read_material(data: Path, settings: Settings) -> ToneMaterial:
    """Decode a folder or a pack, and take the dark shots that measure."""
    photos = read_whole(data, settings["batch"]["long_side_px"], finished=False)
    measured = [from_bytes(photo) for photo in read_whole_measured(data, MEASURED_PX)]
    generator = torch.Generator().manual_seed(0)
    cases = [ToneCase(darkened(photo, generator), photo) for photo in measured for _ in range(MEASURED_SHOTS)]
    return ToneMaterial(photos, cases)


def darkened(picture: Tensor, generator: torch.Generator) -> Tensor:
    """A dark shot of a picture `(3, H, W)`, in whole levels."""
    return to_whole_levels(underexpose(picture, draw_low_light(generator), generator))


def build(settings: Settings) -> DeepUPE:
    """Make the network of a recipe, ready to learn; it begins with S = 1, the identity."""
    torch.manual_seed(settings["seed"])
    return DeepUPE(**settings["network"])


def draw_batch(material: ToneMaterial, settings: Settings, step: int) -> ToneBatch:
    """Draw the pictures of a step; `untouched_share` of them are well lit already."""
    return tone_batches.draw_damaged(material, settings, step, darkened)


def loss(network: DeepUPE, batch: ToneBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's three losses, and the mean square of the result.

    Returns:
        The loss, and its terms before weighing.
    """
    every = settings["loss"]["every_px"]
    illumination = network.illumination(batch.damaged, every)
    damaged, clean = (thinned(pictures, every)[0] for pictures in (batch.damaged, batch.clean))
    result = divided(damaged, illumination)
    terms = {
        "reconstruction": losses.illumination_reconstruction(illumination, damaged, clean),
        "smoothness": losses.illumination_smoothness(illumination, damaged),
        "colour": losses.color_angle(result, clean),
        "result": losses.mean_square(result, clean),
    }
    total = torch.stack([settings["loss"][name] * term for name, term in terms.items()]).sum()
    return total, {name: term.detach() for name, term in terms.items()}


@torch.inference_mode()
def measure(network: DeepUPE, material: ToneMaterial, device: torch.device) -> Figures:
    """Mean PSNR over the dark shots, its mean gain and its least gain."""
    after = [psnr_db(restored(network, case.damaged, device), case.clean) for case in material.measured]
    before = [psnr_db(case.damaged, case.clean) for case in material.measured]
    gains = [new - old for new, old in zip(after, before, strict=True)]
    return {
        CHIEF_FIGURE: sum(gains) / len(gains),
        "least_gain_db": min(gains),
        "relit_db": sum(after) / len(after),
    }
