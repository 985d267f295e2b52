"""The recipe of the network that removes JPEG artefacts: DnCNN-3's task, in colour and alone.

Zhang et al., TIP 2017, Section III.E: the network of the blind denoiser, shown JPEGs of any quality. Some crops are
untouched, so that it learns to leave a clean picture alone. It may start from the weights of the denoiser.
"""

import torch
from torch import Tensor

from pellucid.networks.dncnn import DnCNN
from pellucid.training.contract import Figures, Settings
from pellucid.training.degradations import from_bytes, jpeg
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import PhotoBatch, PhotoMaterial, draw_damaged, restored
from pellucid.training.recipes import dncnn

CHIEF_FIGURE = "mean_gain_db"
MEASURED_QUALITIES = (10, 20, 40)

read_material = dncnn.read_material
build = dncnn.build
loss = dncnn.loss


def draw_batch(material: PhotoMaterial, settings: Settings, step: int) -> PhotoBatch:
    """Draw the crops of a step, each through a JPEG of its own."""
    coding = settings["jpeg"]
    lowest, highest = coding["quality"]

    def damage(clean: Tensor, generator: torch.Generator) -> Tensor:
        level, kind, colour = torch.rand(3, generator=generator).tolist()
        if kind < coding["untouched_share"]:
            return clean
        quality = lowest + int(level * (highest - lowest + 1))
        return jpeg(clean, quality, subsampling="4:2:0" if colour < coding["subsampled_share"] else "4:4:4")

    return draw_damaged(material, settings, step, damage)


def measure(network: DnCNN, material: PhotoMaterial, device: torch.device) -> Figures:
    """Mean gain of PSNR over JPEGs of three qualities, 4:2:0; and the mean change of pictures that were not coded."""
    pictures = [from_bytes(samples) for samples in material.measured]
    figures: Figures = {}
    for quality in MEASURED_QUALITIES:
        coded = [jpeg(picture, quality) for picture in pictures]
        gains = [
            psnr_db(restored(network, damaged, device), clean) - psnr_db(damaged, clean)
            for damaged, clean in zip(coded, pictures, strict=True)
        ]
        figures[f"quality_{quality}_gain_db"] = sum(gains) / len(gains)
    figures[CHIEF_FIGURE] = sum(figures.values()) / len(MEASURED_QUALITIES)
    changes = [(restored(network, picture, device) - picture).abs().mean().item() for picture in pictures]
    figures["clean_change_levels"] = 255 * sum(changes) / len(changes)
    return figures
