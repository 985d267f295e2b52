"""The recipe of the feature network of perceptual losses: it learns from clean photos alone, by mending them.

Blocks of a crop are blanked, some crops lose their colours, and all get noise; off each of the five maps the clean
crop is to be read. Who can do that knows textures, edges and what stands beside what. The network is never shipped, so
its values stand in `features.toml` beside this file, and other recipes read it out of the folder of its run.
"""

from functools import lru_cache
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from pellucid.foundation.errors import UnreadableError
from pellucid.imaging.srgb import luma
from pellucid.networks.features import FeatureNetwork, FillingNetwork
from pellucid.training import photo_batches
from pellucid.training.datasets import Samples
from pellucid.training.degradations import from_bytes, gaussian_noise
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import draw_damaged
from pellucid.training.recipe import Figures, Settings
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "filled_db"
MEASURED_DAMAGE: Settings = {"block_px": [16], "blank_most": 0.6, "gray_share": 0.3, "noise_max_levels": 10}
SIDE_MULTIPLE = 16
BLANK = 0.5


read_material = photo_batches.read_material


def build(settings: Settings) -> FillingNetwork:
    """Make the network of a recipe, ready to learn."""
    torch.manual_seed(settings["seed"])
    network = FillingNetwork(settings["network"]["widths"])
    draw_weights(network.features)
    return network


def draw_batch(material: PhotoMaterial[Samples], settings: Settings, step: int) -> DamagedPictures:
    """Draw the crops of a step, each with blanks of its own."""

    def damage(clean: Tensor, generator: torch.Generator) -> Tensor:
        return blanked(clean, settings["damage"], generator)

    return draw_damaged(material, settings, step, damage)


def blanked(clean: Tensor, damage: Settings, generator: torch.Generator) -> Tensor:
    """Take colours, add noise and blank blocks, all by chance; `clean` is `(3, H, W)`, 0 to 1."""
    gray, level, share = torch.rand(3, generator=generator).tolist()
    picture = luma(clean).expand_as(clean) if gray < damage["gray_share"] else clean
    picture = gaussian_noise(picture, level * damage["noise_max_levels"], generator).clamp(0, 1)
    sides = damage["block_px"]
    side = sides[int(torch.randint(len(sides), (), generator=generator))]
    height, width = clean.shape[-2:]
    blocks = torch.rand((-(-height // side), -(-width // side)), generator=generator) < share * damage["blank_most"]
    blank = blocks.repeat_interleave(side, 0).repeat_interleave(side, 1)[:height, :width]
    return torch.where(blank, torch.tensor(BLANK), picture)


def loss(network: FillingNetwork, batch: DamagedPictures, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """Mean absolute error of what is read off the maps, all five alike."""
    del settings
    terms = [(read.float() - _reduced(batch.clean, read)).abs().mean() for read in network(batch.damaged)]
    return torch.stack(terms).mean(), {}


@torch.inference_mode()
def measure(network: FillingNetwork, material: PhotoMaterial[Samples], device: torch.device) -> Figures:
    """PSNR of what is read off each map, and the mean of them; the blanks of a picture hang on its number."""
    sums: list[float] = []
    for number, samples in enumerate(material.measured):
        clean = _whole_blocks(from_bytes(samples))
        damaged = blanked(clean, MEASURED_DAMAGE, torch.Generator().manual_seed(number)).to(device)
        found = [
            psnr_db(read[0].clamp(0, 1), _reduced(clean.to(device)[None], read)[0]) for read in network(damaged[None])
        ]
        sums = [total + value for total, value in zip(sums, found, strict=True)] if sums else found
    means = [total / len(material.measured) for total in sums]
    figures = {f"map_{number}_db": mean for number, mean in enumerate(means, start=1)}
    return {**figures, CHIEF_FIGURE: sum(means) / len(means)}


@lru_cache(maxsize=2)
def trained_features(weights: Path, device: torch.device) -> FeatureNetwork:
    """The feature network of a finished run, without gradients of its own.

    Args:
        weights: `best.safetensors` of the run.
        device: where it will compute.

    Raises:
        UnreadableError: there is none, or it is of another network.
    """
    try:
        tensors = load_file(weights)
        own = {name.removeprefix("features."): value for name, value in tensors.items() if "features." in name}
        widths = [len(own[f"entries.{level}.bias"]) for level in range(len(own)) if f"entries.{level}.bias" in own]
        network = FeatureNetwork(widths)
        network.load_state_dict(own)
    except (SafetensorError, OSError, RuntimeError, KeyError) as error:
        raise UnreadableError(
            f"{weights}: no feature network can be read here. Train one with “pellucid train features”, or set the "
            "weight of the perceptual loss to 0."
        ) from error
    return network.eval().requires_grad_(requires_grad=False).to(device)


def _reduced(clean: Tensor, read: Tensor) -> Tensor:
    """The clean pictures at the size of what was read, `(N, 3, h, w)`."""
    side_px = clean.shape[-1] // read.shape[-1]
    return F.avg_pool2d(clean, side_px) if side_px > 1 else clean


def _whole_blocks(picture: Tensor) -> Tensor:
    height, width = (length - length % SIDE_MULTIPLE for length in picture.shape[-2:])
    return picture[:, :height, :width]
