"""The recipe of HDRNet for the local Laplacian filter: the proof that the method reproduces a classical operator.

Gharbi et al., SIGGRAPH 2017, Section 4. Pictures are parts of clean photos at several sizes, some with another exposure
or contrast; the filter runs on each as a whole and the loss is taken on crops at their full size. The filter costs
more than a step of the network, so a filtered picture serves several times, each time another crop of it: a few
pictures are in use at once, and old ones make way for new ones as steps go by.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pellucid.imaging.bilateral_grid import Place
from pellucid.imaging.local_laplacian import Remapping, local_laplacian
from pellucid.networks.hdrnet import HDRNet, reduced, sliced
from pellucid.training import losses, tone_batches
from pellucid.training.contract import Figures, Settings, step_generator
from pellucid.training.datasets import Samples, read_photos
from pellucid.training.degradations import damage_tone, draw_tone_damage, from_bytes, to_bytes
from pellucid.training.degradations.draws import uniform
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.tone_batches import ToneCase

CHIEF_FIGURE = "filtered_db"

OPERATOR = Remapping(sigma_r=0.2, alpha=0.4, beta=0.6)
"""`local_laplacian` of `splits.json`."""

MEASURED_PX = 768
"""Long side of what measures while training."""

_ANOTHER_SEED = 7_919
"""Keeps what pictures are drawn from apart from what crops are drawn from."""


@dataclass
class FilteredMaterial:
    """Photos to train on and cases that measure, and the filtered pictures in use, by number."""

    photos: Sequence[Samples]
    measured: Sequence[ToneCase]
    in_use: dict[int, tuple[Samples, Samples]] = field(default_factory=dict)

    def words(self) -> str:
        """Tell how much there is."""
        return f"{len(self.photos)} photos"


@dataclass(frozen=True)
class FilteredBatch:
    """One step: whole pictures reduced `(N, 3, 256, 256)`, crops of them before and after `(N, 3, S, S)`.

    `places` `(N, 4)` says where a crop lies: left, top, right and bottom as shares of the whole.
    """

    whole: Tensor
    crops: Tensor
    filtered: Tensor
    places: Tensor


def read_material(data: Path, settings: Settings) -> FilteredMaterial:
    """Decode a folder or a pack, and filter what measures."""
    longest_px = settings["batch"]["long_sides_px"][1]
    photos = [tone_batches.reduced(photo, longest_px) for photo in read_photos(data, measured=False)]
    measured = [from_bytes(tone_batches.reduced(photo, MEASURED_PX)) for photo in read_photos(data, measured=True)]
    return FilteredMaterial(photos, [ToneCase(photo, local_laplacian(photo, OPERATOR)) for photo in measured])


def build(settings: Settings) -> HDRNet:
    """Make the network of a recipe, ready to learn; it begins as the identity."""
    torch.manual_seed(settings["seed"])
    return HDRNet(**settings["network"])


def draw_batch(material: FilteredMaterial, settings: Settings, step: int) -> FilteredBatch:
    """Draw the crops of a step; which pictures are in use then hangs on the step alone."""
    batch, generator = settings["batch"], step_generator(settings, step)
    oldest = step * batch["crops"] // batch["uses"]
    rows = []
    for _ in range(batch["crops"]):
        number = oldest + int(torch.randint(batch["in_use"], (), generator=generator))
        rows.append(_draw_row(_picture(material, settings, number), batch["side_px"], generator))
    # Threads draw a few steps ahead and behind, by far less than this.
    _forget(material, oldest - batch["in_use"])
    whole, crops, filtered, places = (torch.stack(column) for column in zip(*rows, strict=True))
    return FilteredBatch(whole, crops, filtered, places)


def _picture(material: FilteredMaterial, settings: Settings, number: int) -> tuple[Samples, Samples]:
    """A picture before and after, by number."""
    found = material.in_use.get(number)
    if found is None:
        # Two threads may make the same one at the same time: it comes out the same.
        generator = step_generator({"seed": settings["seed"] + _ANOTHER_SEED}, number)
        picture = _draw_picture(material.photos, settings["batch"], generator)
        found = material.in_use[number] = to_bytes(picture), to_bytes(local_laplacian(picture, OPERATOR))
    return found


def _forget(material: FilteredMaterial, kept_from: int) -> None:
    """Let go of pictures with lower numbers."""
    for number in [number for number in list(material.in_use) if number < kept_from]:
        material.in_use.pop(number, None)


def _draw_picture(photos: Sequence[Samples], batch: Settings, generator: torch.Generator) -> Tensor:
    """A part of a photo at a size, both by chance, some with damaged tone; `(3, H, W)`."""
    photo = photos[int(torch.randint(len(photos), (), generator=generator))]
    height, width = photo.shape[:2]
    down, across = (uniform(batch["least_share"], 1, generator) for _ in range(2))
    top, left = uniform(0, 1 - down, generator) * height, uniform(0, 1 - across, generator) * width
    low_px, high_px = batch["long_sides_px"]
    wanted_px = math.exp(uniform(math.log(low_px), math.log(high_px), generator))
    scale = min(1.0, wanted_px / max(height, width))
    size = [max(batch["side_px"], round(length * scale)) for length in (across * width, down * height)]
    box = (left, top, left + across * width, top + down * height)
    part = from_bytes(np.array(Image.fromarray(photo).resize((size[0], size[1]), Image.Resampling.LANCZOS, box=box)))
    if uniform(0, 1, generator) < batch["damaged_share"]:
        return damage_tone(part, draw_tone_damage(generator))
    return part


def _draw_row(
    both: tuple[Samples, Samples], side_px: int, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    picture, filtered = (from_bytes(samples) for samples in both)
    if uniform(0, 1, generator) < 0.5:
        picture, filtered = picture.flip(2), filtered.flip(2)
    height, width = picture.shape[1:]
    top, left = (int(torch.randint(length - side_px + 1, (), generator=generator)) for length in (height, width))
    rows, columns = slice(top, top + side_px), slice(left, left + side_px)
    place = torch.tensor([left / width, top / height, (left + side_px) / width, (top + side_px) / height])
    return reduced(picture[None])[0], picture[:, rows, columns], filtered[:, rows, columns], place


def loss(network: HDRNet, batch: FilteredBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's mean square of the result, and beside it a smooth mean error.

    Returns:
        The loss, and the mean square.
    """
    weights = settings["loss"]
    places: list[Place] = [(place[0], place[1], place[2], place[3]) for place in batch.places.tolist()]
    result = sliced(network.cells(batch.whole), batch.crops, network.guide(batch.crops), places)
    square = losses.mean_square(result, batch.filtered)
    total = weights["square"] * square + weights["absolute"] * losses.charbonnier(result, batch.filtered)
    return total, {"mean_square": square.detach()}


@torch.inference_mode()
def measure(network: HDRNet, material: FilteredMaterial, device: torch.device) -> Figures:
    """How near the network comes to the filter.

    Returns:
        Mean and least PSNR to the filtered pictures, and the mean one of the unfiltered pictures.
    """
    cases = material.measured
    found = [psnr_db(restored(network, case.damaged, device), case.clean) for case in cases]
    unedited = [psnr_db(case.damaged, case.clean) for case in cases]
    return {
        CHIEF_FIGURE: sum(found) / len(found),
        "least_db": min(found),
        "unedited_db": sum(unedited) / len(unedited),
    }
