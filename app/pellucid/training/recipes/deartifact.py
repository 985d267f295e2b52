"""The recipe of the network that removes JPEG artefacts: DnCNN-3's task, in colour and alone.

Zhang et al., TIP 2017, Section III.E: the network of the blind denoiser, shown JPEGs of any quality. Some crops are
untouched, so that it learns to leave a clean picture alone, and some have grain of their own, which a good JPEG keeps
and which is to stay. Some were saved before, at another quality and with blocks that began elsewhere. It may start from
the weights of the denoiser.
"""

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.noise_level import LEVELS
from pellucid.networks.dncnn import DnCNN
from pellucid.training.datasets import Samples
from pellucid.training.degradations import add_grain, draw_grain, from_bytes, jpeg, quality_at, to_whole_levels
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import draw_damaged, restored
from pellucid.training.recipe import Figures, Settings
from pellucid.training.recipes import dncnn

CHIEF_FIGURE = "mean_gain_db"
MEASURED = ((10, "4:2:0"), (20, "4:2:0"), (40, "4:2:0"), (80, "4:4:4"), (95, "4:4:4"))
"""Quality and how the colours are kept: the worse, where much can be gained, and the better, where much can be lost."""

BLOCK_PX = 8

read_material = dncnn.read_material
build = dncnn.build
loss = dncnn.loss


def draw_batch(material: PhotoMaterial[Samples], settings: Settings, step: int) -> DamagedPictures:
    """Draw the crops of a step, each through a JPEG of its own."""
    damage, prepare = (partial(act, coding=settings["jpeg"]) for act in (_saved, _grainy))
    return draw_damaged(material, settings, step, damage, prepare=prepare)


def _grainy(clean: Tensor, generator: torch.Generator, *, coding: Settings) -> Tensor:
    """A share of the crops with faint grain, the others as they are."""
    if float(torch.rand((), generator=generator)) >= coding["grainy_share"]:
        return clean
    return to_whole_levels(add_grain(clean, draw_grain(coding["grain_max_levels"] / LEVELS, generator), generator))


def _saved(clean: Tensor, generator: torch.Generator, *, coding: Settings) -> Tensor:
    """A crop as JPEG; or left untouched; or saved twice, the blocks of the first time beginning elsewhere."""
    level, kind, color = torch.rand(3, generator=generator).tolist()
    if kind < coding["untouched_share"]:
        return clean
    if kind < coding["untouched_share"] + coding["twice_share"]:
        clean = _saved_before(clean, coding, generator)
    subsampling = "4:2:0" if color < coding["subsampled_share"] else "4:4:4"
    return jpeg(clean, quality_at(level, coding["quality"]), subsampling=subsampling)


def _saved_before(clean: Tensor, coding: Settings, generator: torch.Generator) -> Tensor:
    """A crop out of a JPEG that began up to a block further up and to the left."""
    down, across = torch.randint(BLOCK_PX, (2,), generator=generator).tolist()
    larger = F.pad(clean[None], (across, 0, down, 0), mode="replicate")[0]
    quality = quality_at(float(torch.rand((), generator=generator)), coding["first_quality"])
    return jpeg(larger, quality, subsampling="4:2:0")[:, down:, across:]


def measure(network: DnCNN, material: PhotoMaterial[Samples], device: torch.device) -> Figures:
    """Mean gain of PSNR over JPEGs of five qualities; and the mean change of pictures that were not coded."""
    pictures = [from_bytes(samples) for samples in material.measured]
    figures: Figures = {}
    for quality, subsampling in MEASURED:
        coded = [jpeg(picture, quality, subsampling=subsampling) for picture in pictures]
        gains = [
            psnr_db(restored(network, damaged, device), clean) - psnr_db(damaged, clean)
            for damaged, clean in zip(coded, pictures, strict=True)
        ]
        figures[f"quality_{quality}_gain_db"] = sum(gains) / len(gains)
    figures[CHIEF_FIGURE] = sum(figures.values()) / len(MEASURED)
    changes = [(restored(network, picture, device) - picture).abs().mean().item() for picture in pictures]
    figures["clean_change_levels"] = 255 * sum(changes) / len(changes)
    return figures
