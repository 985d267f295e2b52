"""Batches of noisy crops for denoisers: synthetic camera noise beside real pairs, with what CNN_D is told of them.

The same step always draws the same crops, so a resumed run sees what an unbroken one would have seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.training.contract import Settings, step_generator
from pellucid.training.datasets import Pair, Samples, draw_crop, draw_pair_crop, read_pairs, read_photos
from pellucid.training.degradations import (
    camera_noise,
    draw_camera_noise,
    draw_processing,
    enlarged,
    jpeg,
    size_before,
)
from pellucid.training.drawings import draw_graphic
from pellucid.training.response_curves import read_curves

LOCAL_PX = 8
"""Sigma of the Gaussian within which the noise of a real pair is measured."""


@dataclass(frozen=True)
class Material:
    """Everything a run reads, decoded: photos and pairs to train on, pairs to measure on, response curves."""

    photos: Sequence[Samples]
    pairs: Sequence[Pair]
    measured: Sequence[Pair]
    curves: Tensor

    def words(self) -> str:
        """Tell how much there is."""
        return f"{len(self.photos)} photos, {len(self.pairs)} pairs"


@dataclass(frozen=True)
class Batch:
    """Crops of one step, each `(N, 3, H, W)`, with one flag or number a crop `(N,)`.

    `truth` is the true map before any JPEG: exact for synthetic noise, zero for clean crops, and for real pairs the
    level measured around each pixel. `told` marks crops whose true map goes into CNN_D, times `factor`. `louder` is
    the noisy crop with noise added up to `factor` times its level, where that is over 1, and elsewhere the noisy crop.
    """

    noisy: Tensor
    target: Tensor
    truth: Tensor
    louder: Tensor
    told: Tensor
    factor: Tensor


def read_material(data: Path, settings: Settings) -> Material:
    """Decode a folder or a pack; measured response curves where it has them, formulas elsewhere."""
    return Material(
        photos=read_photos(data, measured=False),
        pairs=read_pairs(data, measured=False),
        measured=read_pairs(data, measured=True),
        curves=read_curves(data, settings["seed"]),
    )


def draw_batch(material: Material, settings: Settings, step: int) -> Batch:
    """Draw the crops of one step; the same step always draws the same crops."""
    generator = step_generator(settings, step)
    rows = [_draw_row(material, settings["batch"], generator) for _ in range(settings["batch"]["crops"])]
    noisy, target, truth, louder, told, factor = zip(*rows, strict=True)
    return Batch(
        torch.stack(noisy),
        torch.stack(target),
        torch.stack(truth),
        torch.stack(louder),
        torch.tensor(told),
        torch.tensor(factor),
    )


Row = tuple[Tensor, Tensor, Tensor, Tensor, bool, float]


def _draw_row(material: Material, settings: Settings, generator: torch.Generator) -> Row:
    kind, told, share = torch.rand(3, generator=generator).tolist()
    side = settings["side_px"]
    real_share = settings["real_share"] if material.pairs else 0.0
    if kind < real_share:
        noisy, clean = draw_pair_crop(material.pairs, side, generator)
        factor = min(_draw_factor(share, settings, generator), 1.0)
        return noisy, _partly_clean(noisy, clean, factor), local_level(noisy - clean), noisy, False, factor
    if kind < real_share + settings["clean_share"]:
        return _clean_row(material, settings, generator, told=told < settings["truth_share"])
    return _synthetic_row(material, settings, generator, told=told < settings["truth_share"], share=share)


def _clean_row(material: Material, settings: Settings, generator: torch.Generator, *, told: bool) -> Row:
    """A photo or a graphic without noise, which is to come back as it is, traces of its own JPEG included."""
    drawn = float(torch.rand((), generator=generator)) < settings["drawn_share"]
    side = settings["side_px"]
    clean = draw_graphic(side, generator) if drawn else draw_crop(material.photos, side, generator)
    clean = _maybe_jpeg(clean, settings, generator)
    return clean, clean, torch.zeros_like(clean), clean, told, 1.0


def _synthetic_row(
    material: Material, settings: Settings, generator: torch.Generator, *, told: bool, share: float
) -> Row:
    """A photo taken again by the camera model."""
    factor = _draw_factor(share, settings, generator)
    clean = _exposed(draw_crop(material.photos, settings["side_px"], generator), generator)
    shot = draw_camera_noise(material.curves, generator)
    if float(torch.rand((), generator=generator)) < settings["processed_share"]:
        processing = draw_processing(generator)
        shot = replace(shot, pattern="", blur=None, processing=processing)
        clean = _through_enlargement(clean, processing.enlargement)
    noisy, truth = camera_noise(clean, shot, generator)
    louder = noisy
    if factor > 1:
        again, _ = camera_noise(clean, shot, generator)
        louder = (noisy + (again - clean) * (factor * factor - 1) ** 0.5).clamp(0, 1)
    else:
        noisy = _maybe_jpeg(noisy, settings, generator)
    return noisy, _partly_clean(noisy, clean, factor), truth, louder, told or factor > 1, factor


def _through_enlargement(clean: Tensor, enlargement: float) -> Tensor:
    """Make a crop as soft as one that was enlarged; 1 leaves it as it is."""
    if enlargement == 1:
        return clean
    height, width = clean.shape[-2:]
    small = F.interpolate(clean[None], size_before(height, width, enlargement), mode="area")[0]
    return enlarged(small, height, width).clamp(0, 1)


def _maybe_jpeg(picture: Tensor, settings: Settings, generator: torch.Generator) -> Tensor:
    """Send a share of the crops through JPEG, half of those with halved colour planes."""
    encoded = float(torch.rand((), generator=generator))
    if encoded >= settings["jpeg_share"]:
        return picture
    low, high = settings["jpeg_quality"]
    quality = int(torch.randint(low, high + 1, (), generator=generator))
    return jpeg(picture, quality, subsampling="4:2:0" if encoded * 2 < settings["jpeg_share"] else "4:4:4")


def local_level(noise: Tensor) -> Tensor:
    """Measure the level of known noise around each pixel: the root of a Gaussian mean of its squares.

    Args:
        noise: `(3, H, W)`, larger than `2 * LOCAL_PX * 3` each way.

    Returns:
        Standard deviation, `(3, H, W)`.
    """
    reach = 3 * LOCAL_PX
    weights = torch.exp(-(torch.arange(-reach, reach + 1) / LOCAL_PX).square() / 2)
    kernel = (weights / weights.sum())[None, None]  # (1, 1, 2 * reach + 1)
    squares = F.pad(noise.square()[None], (reach,) * 4, mode="reflect")[0]
    mean = F.conv2d(F.conv2d(squares[:, None], kernel[..., None, :]), kernel[..., None])[:, 0]
    return mean.clamp_min(0).sqrt()


def _draw_factor(share: float, settings: Settings, generator: torch.Generator) -> float:
    """Draw what the told map is multiplied with: mostly 1, sometimes 0, less or more."""
    silent, less, more = settings["silence_share"], settings["less_share"], settings["more_share"]
    drawn = float(torch.rand((), generator=generator))
    if share < silent:
        return 0.0
    if share < silent + less:
        return drawn
    return 1.0 + drawn if share < silent + less + more else 1.0


def _partly_clean(noisy: Tensor, clean: Tensor, factor: float) -> Tensor:
    """The target of a crop told `factor` times its noise."""
    return clean + (noisy - clean) * (1 - min(factor, 1.0)) ** 2


def _exposed(clean: Tensor, generator: torch.Generator) -> Tensor:
    """Darken half of the crops in linear-like steps: noise is worst where photos are dark."""
    dark, gain = torch.rand(2, generator=generator).tolist()
    return clean * (0.25 + 0.75 * gain) if dark < 0.5 else clean
