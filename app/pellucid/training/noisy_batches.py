"""Batches of noisy crops for denoisers: synthetic camera noise beside real pairs, with what CNN_D is told of them.

The same step always draws the same crops, so a resumed run sees what an unbroken one would have seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from pellucid.training.contract import Settings, step_generator
from pellucid.training.datasets import Pair, Samples, draw_crop, draw_pair_crop, read_pairs, read_photos
from pellucid.training.degradations import camera_noise, draw_camera_noise, jpeg
from pellucid.training.response_curves import read_curves


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

    `truth` is the true map where `known` says so and zero elsewhere. `told` marks crops whose true map goes into
    CNN_D, times `factor`. `louder` is the noisy crop with noise added up to `factor` times its level, where that is
    over 1, and elsewhere the noisy crop.
    """

    noisy: Tensor
    target: Tensor
    truth: Tensor
    louder: Tensor
    known: Tensor
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
    noisy, target, truth, louder, known, told, factor = zip(*rows, strict=True)
    return Batch(
        torch.stack(noisy),
        torch.stack(target),
        torch.stack(truth),
        torch.stack(louder),
        torch.tensor(known),
        torch.tensor(told),
        torch.tensor(factor),
    )


Row = tuple[Tensor, Tensor, Tensor, Tensor, bool, bool, float]


def _draw_row(material: Material, settings: Settings, generator: torch.Generator) -> Row:
    kind, told, share, encoded = torch.rand(4, generator=generator).tolist()
    side = settings["side_px"]
    factor = _draw_factor(share, settings, generator)
    if material.pairs and kind < settings["real_share"]:
        noisy, clean = draw_pair_crop(material.pairs, side, generator)
        factor = min(factor, 1.0)
        return noisy, _partly_clean(noisy, clean, factor), torch.zeros_like(noisy), noisy, False, False, factor
    clean = _exposed(draw_crop(material.photos, side, generator), generator)
    shot = draw_camera_noise(material.curves, generator)
    noisy, truth = camera_noise(clean, shot, generator)
    louder = noisy
    if factor > 1:
        again, _ = camera_noise(clean, shot, generator)
        louder = (noisy + (again - clean) * (factor * factor - 1) ** 0.5).clamp(0, 1)
    elif encoded < settings["jpeg_share"]:
        low, high = settings["jpeg_quality"]
        quality = int(torch.randint(low, high + 1, (), generator=generator))
        noisy = jpeg(noisy, quality, subsampling="4:2:0" if encoded * 2 < settings["jpeg_share"] else "4:4:4")
    use_truth = told < settings["truth_share"] or factor > 1
    return noisy, _partly_clean(noisy, clean, factor), truth, louder, True, use_truth, factor


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
