"""The recipe of HDRNet for the local Laplacian filter: the proof that the method reproduces a classical operator.

Gharbi et al., SIGGRAPH 2017, Section 4. Pictures are parts of clean photos at several sizes, some with another exposure
or contrast; the filter runs on each as a whole, at its full size. What the network is to learn from a picture is a
reduced copy and some thousand pixels at random places, before and after: the loss then sees all cells of the grid, and
costs little. The filter costs more than a step of the network, so a filtered picture serves many times, turned,
mirrored and with other hues, which the filter does not mind; old ones make way for new ones as steps go by. Some
pictures are put together of two, lest the network learn a few photos by heart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pellucid.imaging.bilateral_grid import slice_points
from pellucid.imaging.local_laplacian import Remapping, gains, local_laplacian
from pellucid.imaging.srgb import LUMA, luma
from pellucid.networks.hdrnet import HDRNet, reduced
from pellucid.training import losses
from pellucid.training.contract import Figures, Settings, step_generator
from pellucid.training.datasets import Samples, read_whole, read_whole_measured
from pellucid.training.degradations import damage_tone, draw_tone_damage, from_bytes
from pellucid.training.degradations.draws import uniform
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.tone_batches import ToneCase

CHIEF_FIGURE = "filtered_db"

OPERATOR = Remapping(sigma_r=0.2, alpha=0.4, beta=0.6)
"""`local_laplacian` of `splits.json`."""

MEASURED_PX = 768
"""Long side of what measures while training."""

_BLUE_SPAN, _RED_SPAN = 1.772, 1.402
"""Of the differences of blue and red to luma, which a turn of hues mixes (ITU-R BT.601)."""

_ANOTHER_SEED = 7_919
"""Keeps what pictures are drawn from apart from what a step draws of them."""


@dataclass(frozen=True)
class FilteredPicture:
    """What is kept of a picture.

    Attributes:
        small: `(3, 256, 256)`, what the network sees.
        points: `(n, 2)`, places of pixels across and down, as shares of the picture.
        colours: `(n, 3)`, what they are.
        gains: `(n, 1)`, what the filter multiplies them by.
    """

    small: Tensor
    points: Tensor
    colours: Tensor
    gains: Tensor


@dataclass
class FilteredMaterial:
    """Photos to train on and cases that measure, and the filtered pictures in use, by number."""

    photos: Sequence[Samples]
    measured: Sequence[ToneCase]
    in_use: dict[int, FilteredPicture] = field(default_factory=dict)

    def words(self) -> str:
        """Tell how much there is."""
        return f"{len(self.photos)} photos"


@dataclass(frozen=True)
class FilteredBatch:
    """One step: pictures as the network sees them `(N, 3, 256, 256)`, and n pixels of each at their full size.

    `points` `(N, n, 2)` are their places, `colours` and `wanted` `(N, n, 3)` what they are before and after the filter.
    """

    small: Tensor
    points: Tensor
    colours: Tensor
    wanted: Tensor


def read_material(data: Path, settings: Settings) -> FilteredMaterial:
    """Decode a folder or a pack, and filter what measures."""
    photos = read_whole(data, settings["batch"]["long_sides_px"][1], finished=False)
    measured = [from_bytes(photo) for photo in read_whole_measured(data, MEASURED_PX)]
    return FilteredMaterial(photos, [ToneCase(photo, local_laplacian(photo, OPERATOR)) for photo in measured])


def build(settings: Settings) -> HDRNet:
    """Make the network of a recipe, ready to learn; it begins as the identity."""
    torch.manual_seed(settings["seed"])
    return HDRNet(**settings["network"])


def draw_batch(material: FilteredMaterial, settings: Settings, step: int) -> FilteredBatch:
    """Draw pictures of a step and pixels of them; which pictures are in use then hangs on the step alone."""
    batch, generator = settings["batch"], step_generator(settings, step)
    # It begins with a few of them, or it would filter for minutes before it learns anything.
    newest = batch["in_use"] // 6 + step * batch["pictures"] // batch["uses"]
    oldest = max(0, newest - batch["in_use"])
    rows = []
    for _ in range(batch["pictures"]):
        number = int(torch.randint(oldest, newest, (), generator=generator))
        rows.append(_draw_row(_picture(material, settings, number), batch["points"], generator))
    # Threads draw a few steps ahead and behind, by far less than this.
    _forget(material, oldest - batch["in_use"])
    small, points, colours, wanted = (torch.stack(column) for column in zip(*rows, strict=True))
    return FilteredBatch(small, points, colours, wanted)


def _picture(material: FilteredMaterial, settings: Settings, number: int) -> FilteredPicture:
    """A picture before and after, by number."""
    found = material.in_use.get(number)
    if found is None:
        # Two threads may make the same one at the same time: it comes out the same.
        generator = step_generator({"seed": settings["seed"] + _ANOTHER_SEED}, number)
        picture = _draw_picture(material.photos, settings["batch"], generator)
        found = material.in_use[number] = kept(picture, settings["batch"]["kept_points"], generator)
    return found


def kept(picture: Tensor, count: int, generator: torch.Generator) -> FilteredPicture:
    """Filter a picture `(3, H, W)` and keep so many pixels of it."""
    found = gains(picture, OPERATOR)
    height, width = picture.shape[1:]
    rows, columns = (torch.randint(length, (count,), generator=generator) for length in (height, width))
    points = torch.stack(((columns + 0.5) / width, (rows + 0.5) / height), dim=1)
    return FilteredPicture(
        reduced(picture[None])[0],
        points,
        picture[:, rows, columns].T.contiguous(),
        found[:, rows, columns].T.contiguous(),
    )


def _forget(material: FilteredMaterial, kept_from: int) -> None:
    """Let go of pictures with lower numbers."""
    for number in [number for number in list(material.in_use) if number < kept_from]:
        material.in_use.pop(number, None)


def _draw_picture(photos: Sequence[Samples], batch: Settings, generator: torch.Generator) -> Tensor:
    """A part of a photo at a size, both by chance, or two side by side; `(3, H, W)`."""
    low_px, high_px = batch["long_sides_px"]
    wanted_px = math.exp(uniform(math.log(low_px), math.log(high_px), generator))
    picture = _draw_part(photos, batch, generator, wanted_px)
    if uniform(0, 1, generator) >= batch["joined_share"]:
        return picture
    other = _draw_part(photos, batch, generator, wanted_px)
    height, width = (min(lengths) for lengths in zip(picture.shape[1:], other.shape[1:], strict=True))
    joined, cut = picture[:, :height, :width].clone(), round(uniform(0.2, 0.8, generator) * width)
    joined[:, :, cut:] = other[:, :height, cut:width]
    return joined


def _draw_part(photos: Sequence[Samples], batch: Settings, generator: torch.Generator, wanted_px: float) -> Tensor:
    """A part of a photo whose long side is brought to so many pixels, some with damaged tone; `(3, H, W)`."""
    photo = photos[int(torch.randint(len(photos), (), generator=generator))]
    height, width = photo.shape[:2]
    down, across = (uniform(batch["least_share"], 1, generator) for _ in range(2))
    top, left = uniform(0, 1 - down, generator) * height, uniform(0, 1 - across, generator) * width
    scale = min(1.0, wanted_px / max(height, width))
    size = [max(1, round(length * scale)) for length in (across * width, down * height)]
    box = (left, top, left + across * width, top + down * height)
    part = from_bytes(np.array(Image.fromarray(photo).resize((size[0], size[1]), Image.Resampling.LANCZOS, box=box)))
    if uniform(0, 1, generator) < batch["damaged_share"]:
        return damage_tone(part, draw_tone_damage(generator))
    return part


def _draw_row(
    picture: FilteredPicture, count: int, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Some pixels of a picture, which by chance is mirrored, turned and given other hues."""
    some = torch.randint(len(picture.points), (count,), generator=generator)
    small, points = picture.small, picture.points[some]
    across, down, diagonal = (uniform(0, 1, generator) < 0.5 for _ in range(3))
    if across:
        small, points = small.flip(2), (points - torch.tensor([1.0, 0.0])).abs()
    if down:
        small, points = small.flip(1), (points - torch.tensor([0.0, 1.0])).abs()
    if diagonal:
        small, points = small.mT, points.flip(1)
    turn, strength = uniform(-math.pi, math.pi, generator), uniform(0, 1, generator)
    small = with_other_hues(small, turn, strength)
    colours = with_other_hues(picture.colours[some].T[:, None], turn, strength)[:, 0].T
    return small, points, colours, (colours * picture.gains[some]).clamp(0, 1)


def with_other_hues(colours: Tensor, turn: float, strength: float) -> Tensor:
    """A picture `(3, h, w)` with hues turned by an angle and so much of their strength; their luma stays as it is.

    The filter looks at luma alone, so what it does to them stays the same as well.
    """
    gray = luma(colours)
    blue, red = (colours[2:] - gray) / _BLUE_SPAN, (colours[:1] - gray) / _RED_SPAN
    across, along = strength * math.cos(turn), strength * math.sin(turn)
    blue, red = (across * blue - along * red) * _BLUE_SPAN, (along * blue + across * red) * _RED_SPAN
    green = -(LUMA[0] * red + LUMA[2] * blue) / LUMA[1]
    change = torch.cat((red, green, blue))
    # Where a channel would leave 0 to 1, the colour is made paler.
    room = torch.where(change > 0, 1 - gray, gray) / change.abs().clamp_min(1e-6)
    return gray + change * room.amin(dim=0, keepdim=True).clamp_max(1)


def loss(network: HDRNet, batch: FilteredBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's mean square of the result, and beside it a smooth mean error.

    Returns:
        The loss, and the mean square.
    """
    weights = settings["loss"]
    cells = network.coefficients(batch.small)
    with torch.autocast(batch.small.device.type, enabled=False):
        guides = network.guide(batch.colours.mT[..., None])[:, 0, :, 0]
        result = slice_points(cells, batch.colours, batch.points, guides)
    square = losses.mean_square(result, batch.wanted)
    total = weights["square"] * square + weights["absolute"] * losses.charbonnier(result, batch.wanted)
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
