"""The recipe of HDRNet for the local Laplacian filter: the proof that the method reproduces a classical operator.

Gharbi et al., SIGGRAPH 2017, Section 4. Pictures are parts of clean photos at about the size they have, mirrored, some
with another exposure or contrast, all with other hues, which the filter does not mind; half of them are put together of
two photos, lest the network learn a few by heart. The filter runs on each as a whole, where the network learns: on a
GPU that takes no longer than a step of the network, so no picture comes twice; on a processor it takes most of the
time. The loss is taken on some thousand pixels at random places of the full size: it sees all cells of the grid, and
costs little.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
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
from pellucid.training.datasets import Samples, read_whole, read_whole_measured
from pellucid.training.degradations import draw_faults, from_bytes, with_faults
from pellucid.training.degradations.draws import uniform
from pellucid.training.material import DamagedPictures
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.recipe import Figures, Settings, seeded, step_generator
from pellucid.training.tone_batches import ToneMaterial

CHIEF_FIGURE = "filtered_db"

OPERATOR = Remapping(sigma_r=0.2, alpha=0.4, beta=0.6)
"""`local_laplacian` of `splits.json`."""

MEASURED_PX = 768
"""Long side of what measures while training."""

_BLUE_SPAN, _RED_SPAN = 1.772, 1.402
"""Of the differences of blue and red to luma, which a turn of hues mixes (ITU-R BT.601)."""

_STRIDE = 16
"""Sides of pictures are multiples of it."""

_WIDE = 1.5
"""Long side over short one."""


@dataclass(frozen=True)
class FilterBatch:
    """Pictures of one step, of one size, before the filter.

    `pictures` is `(N, 3, H, W)` uint8; `faults` `(N, 19)` are what is done to their tone; `hues` `(N, 2)` turn their
    hues and scale their strength; `places` `(N, n, 2)`, 0 to 1, are where pixels are looked at, down and across.
    """

    pictures: Tensor
    faults: Tensor
    hues: Tensor
    places: Tensor

    def drawn(self) -> Tensor:
        """The pictures as the filter and the network see them, `(N, 3, H, W)`, 0 to 1, on the device of the batch."""
        turn, strength = self.hues.view(-1, 2, 1, 1, 1).unbind(1)
        return with_other_hues(with_faults(self.pictures.float() / 255, self.faults), turn, strength)


def read_material(data: Path, settings: Settings) -> ToneMaterial:
    """Decode a folder or a pack, and filter what measures."""
    photos = read_whole(data, settings["batch"]["long_sides_px"][1], finished=False)
    measured = [from_bytes(photo) for photo in read_whole_measured(data, MEASURED_PX)]
    return ToneMaterial(photos, [DamagedPictures(photo, local_laplacian(photo, OPERATOR)) for photo in measured])


build = partial(seeded, HDRNet)
"""Make the network of a recipe, ready to learn; it begins as the identity."""


def draw_batch(material: ToneMaterial, settings: Settings, step: int) -> FilterBatch:
    """Draw the pictures of a step, all of one size, and where their pixels are looked at."""
    batch, generator = settings["batch"], step_generator(settings, step)
    count, (low_px, high_px) = batch["pictures"], batch["long_sides_px"]
    long_px = _STRIDE * round(math.exp(uniform(math.log(low_px), math.log(high_px), generator)) / _STRIDE)
    size = [long_px, _STRIDE * round(long_px / _WIDE / _STRIDE)]
    if uniform(0, 1, generator) < batch["upright_share"]:
        size.reverse()
    pictures = [_draw_picture(material.photos, batch, (size[0], size[1]), generator) for _ in range(count)]
    kinds = ["few" if uniform(0, 1, generator) < batch["damaged_share"] else "none" for _ in pictures]
    faults = torch.stack([draw_faults(kind, generator) for kind in kinds])
    hues = torch.rand((count, 2), generator=generator) * torch.tensor([2 * math.pi, 1.0])
    places = torch.rand((count, batch["points"], 2), generator=generator)
    return FilterBatch(torch.from_numpy(np.stack(pictures)).movedim(3, 1), faults, hues, places)


def _draw_picture(
    photos: Sequence[Samples], batch: Settings, size: tuple[int, int], generator: torch.Generator
) -> Samples:
    """A part of a photo, by chance mirrored, or two side by side; `size` is width and height."""
    picture = _draw_part(photos, size, generator)
    if uniform(0, 1, generator) < batch["joined_share"]:
        cut = round(uniform(0.2, 0.8, generator) * size[0])
        picture[:, cut:] = _draw_part(photos, size, generator)[:, cut:]
    return picture


def _draw_part(photos: Sequence[Samples], size: tuple[int, int], generator: torch.Generator) -> Samples:
    """A part of a photo between as large as it may be and as many pixels as are wanted, `(height, width, 3)`."""
    photo = photos[int(torch.randint(len(photos), (), generator=generator))]
    sides = photo.shape[1], photo.shape[0]
    most = min(side / wanted for side, wanted in zip(sides, size, strict=True))
    scale = uniform(min(1.0, most), most, generator)
    left, top = (uniform(0, 1, generator) * (side - scale * wanted) for side, wanted in zip(sides, size, strict=True))
    box = (left, top, left + scale * size[0], top + scale * size[1])
    part = np.array(Image.fromarray(photo).resize(size, Image.Resampling.LANCZOS, box=box))
    across, down = (-1 if uniform(0, 1, generator) < 0.5 else 1 for _ in range(2))
    return np.ascontiguousarray(part[::down, ::across])


def with_other_hues(colors: Tensor, turn: Tensor, strength: Tensor) -> Tensor:
    """Pictures with hues turned by an angle and so much of their strength; their luma stays as it is.

    The filter looks at luma alone, so what it does to them stays the same as well.

    Args:
        colors: `(N, 3, h, w)`, 0 to 1.
        turn: radians, of a shape that broadcasts to `(N, 1, h, w)`.
        strength: 0 to 1, likewise.
    """
    gray = luma(colors)
    blue, red = (colors[:, 2:] - gray) / _BLUE_SPAN, (colors[:, :1] - gray) / _RED_SPAN
    across, along = strength * turn.cos(), strength * turn.sin()
    blue, red = (across * blue - along * red) * _BLUE_SPAN, (along * blue + across * red) * _RED_SPAN
    green = -(LUMA[0] * red + LUMA[2] * blue) / LUMA[1]
    change = torch.cat((red, green, blue), dim=1)
    # Where a channel would leave 0 to 1, the colour is made paler.
    room = torch.where(change > 0, 1 - gray, gray) / change.abs().clamp_min(1e-6)
    return gray + change * room.amin(dim=1, keepdim=True).clamp_max(1)


def loss(network: HDRNet, batch: FilterBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's mean square of the result, and beside it a smooth mean error.

    Returns:
        The loss, and the mean square.
    """
    weights = settings["loss"]
    with torch.no_grad(), torch.autocast(batch.pictures.device.type, enabled=False):
        pictures = batch.drawn()
        points, colors, wanted = filtered_points(pictures, batch.places)
        small = reduced(pictures)
    cells = network.coefficients(small)
    with torch.autocast(batch.pictures.device.type, enabled=False):
        guides = network.guide(colors.mT[..., None])[:, 0, :, 0]
        result = slice_points(cells, colors, points, guides)
    square = losses.mean_square(result, wanted)
    total = weights["square"] * square + weights["absolute"] * losses.charbonnier(result, wanted)
    return total, {"mean_square": square.detach()}


def filtered_points(pictures: Tensor, places: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Filter pictures and look at some of their pixels.

    Args:
        pictures: `(N, 3, H, W)`, 0 to 1.
        places: `(N, n, 2)`, 0 to 1, down and across.

    Returns:
        Middles of the pixels across and down, as shares of the picture, `(N, n, 2)`, and what they are before and
        after, both `(N, n, 3)`.
    """
    height, width = pictures.shape[2:]
    rows, columns = ((places[..., axis] * length).long() for axis, length in ((0, height), (1, width)))
    found = gains(pictures, OPERATOR)
    index = (rows * width + columns)[:, None]
    colors, factors = (
        plane.flatten(2).gather(2, index.expand(-1, plane.shape[1], -1)).mT for plane in (pictures, found)
    )
    points = torch.stack(((columns + 0.5) / width, (rows + 0.5) / height), dim=2)
    return points, colors, (colors * factors).clamp(0, 1)


@torch.inference_mode()
def measure(network: HDRNet, material: ToneMaterial, device: torch.device) -> Figures:
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
