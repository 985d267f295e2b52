"""Batches of noisy crops for denoisers: synthetic camera noise beside real noise and none, with what CNN_D is told.

The same step always draws the same crops, so a resumed run sees what an unbroken one would have seen.
Factors are pairs, of luma and of colour: what the true or estimated map of each is multiplied with before CNN_D is
told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.luma_chroma import scaled, to_luma_chroma
from pellucid.training.datasets import Pair, Samples, draw_pair_crop, read_pairs, read_photos
from pellucid.training.degradations import CameraNoise, camera_noise, draw_camera_noise, draw_processing, jpeg
from pellucid.training.degradations.draws import uniform
from pellucid.training.material import PhotoMaterial
from pellucid.training.recipe import Settings, step_generator
from pellucid.training.response_curves import read_curves
from pellucid.training.scenes import draw_clean_scene, draw_scene, softened

MEASURING_STEP_PX = 4
MEASURING_MEANS = 5
"""Known noise is measured in means over blocks of this side in pixels, and then twice in means over so many blocks each
way: about a Gaussian of sigma 8 px."""

RESCALED = (0.7, 1.5)
"""Real pairs are reduced or enlarged to this, some of them: noise of other sizes, from other editors."""

TRANSPLANTED_STRENGTH = (0.5, 1.6)

DARKEST = 0.08
"""Factor on sRGB of the darkest crops: white paper becomes a gray of 20 levels, as in a street at night."""

Factors = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class NoisyMaterial(PhotoMaterial[Pair]):
    """Beside photos pairs to train on, response curves, and photos to measure on."""

    pairs: Sequence[Pair]
    curves: Tensor
    measured_photos: Sequence[Samples] = ()

    counted = {"pairs": "pairs"}  # noqa: RUF012 -- ClassVar of the base


@dataclass(frozen=True)
class Batch:
    """Crops of one step, each `(N, 3, H, W)`, with flags `(N,)` and factors `(N, 2)`.

    `truth` is the true map of Y, Cb and Cr: exact for synthetic noise, less what JPEG took of it, zero for clean crops,
    and for real noise the level measured around each pixel. `is_given` marks crops whose true map goes into CNN_D,
    times `factor`. `louder` is the noisy crop with noise added up to `factor` times its level, where that is over 1,
    and elsewhere the noisy crop.
    """

    noisy: Tensor
    target: Tensor
    truth: Tensor
    louder: Tensor
    is_given: Tensor
    factor: Tensor


@dataclass(frozen=True)
class _Crop:
    """One row of a batch."""

    noisy: Tensor
    target: Tensor
    truth: Tensor
    louder: Tensor
    is_given: bool
    factor: Factors


def read_material(data: Path, settings: Settings) -> NoisyMaterial:
    """Decode a folder or a pack; measured response curves where it has them, formulas elsewhere."""
    return NoisyMaterial(
        photos=read_photos(data, measured=False),
        pairs=read_pairs(data, measured=False),
        measured=read_pairs(data, measured=True),
        curves=read_curves(data, settings["seed"]),
        measured_photos=read_photos(data, measured=True),
    )


def draw_batch(material: NoisyMaterial, settings: Settings, step: int) -> Batch:
    """Draw the crops of one step; the same step always draws the same crops."""
    generator = step_generator(settings, step)
    crops = [_draw_crop(material, settings["batch"], generator) for _ in range(settings["batch"]["crops"])]
    return Batch(
        torch.stack([crop.noisy for crop in crops]),
        torch.stack([crop.target for crop in crops]),
        torch.stack([crop.truth for crop in crops]),
        torch.stack([crop.louder for crop in crops]),
        torch.tensor([crop.is_given for crop in crops]),
        torch.tensor([crop.factor for crop in crops]),
    )


def _draw_crop(material: NoisyMaterial, settings: Settings, generator: torch.Generator) -> _Crop:
    kind = float(torch.rand((), generator=generator))
    real_share = settings["real_share"] if material.pairs else 0.0
    if kind < real_share:
        return _real_crop(material, settings, generator)
    if kind < real_share + settings["clean_share"]:
        return _clean_crop(material, settings, generator)
    return _synthetic_crop(material, settings, generator)


def _real_crop(material: NoisyMaterial, settings: Settings, generator: torch.Generator) -> _Crop:
    """Real noise: of a pair, or moved from a pair to another scene."""
    moved, rescaled = torch.rand(2, generator=generator).tolist()
    scale = uniform(*RESCALED, generator) if rescaled < settings["rescaled_share"] else 1.0
    noisy, clean = draw_pair_crop(material.pairs, settings["side_px"], generator, scale)
    if moved < settings["transplanted_share"]:
        noise = (noisy - clean) * uniform(*TRANSPLANTED_STRENGTH, generator)
        clean = draw_scene(material.photos, settings, generator)
        noisy = (clean + noise).clamp_(0, 1)
    factor = _draw_factors(settings, generator, most=1.0)
    target = _partly_clean(noisy, clean, factor)
    return _Crop(noisy, target, local_level(to_luma_chroma(noisy - clean)), noisy, False, factor)


def _clean_crop(material: NoisyMaterial, settings: Settings, generator: torch.Generator) -> _Crop:
    """A photo or a graphic without noise, which is to come back as it is, traces of its own JPEG included."""
    clean = draw_clean_scene(material.photos, settings, generator)
    coding = _draw_jpeg(settings, generator)
    clean = jpeg(clean, **coding) if coding else clean
    is_given = float(torch.rand((), generator=generator)) < settings["truth_share"]
    return _Crop(clean, clean, torch.zeros_like(clean), clean, is_given, (1.0, 1.0))


def _synthetic_crop(material: NoisyMaterial, settings: Settings, generator: torch.Generator) -> _Crop:
    """A scene taken again by the camera model."""
    factor = _draw_factors(settings, generator)
    clean = _exposed(draw_scene(material.photos, settings, generator), generator)
    shot = _draw_shot(material, settings, generator)
    if shot.processing:
        clean = softened(clean, shot.processing.enlargement)
    noisy, truth = camera_noise(clean, shot, generator)
    louder, coding = noisy, _draw_jpeg(settings, generator)
    is_given = _is_plain(shot) or float(torch.rand((), generator=generator)) < settings["truth_share"]
    if max(factor) > 1:
        again, _ = camera_noise(clean, shot, generator)
        more = [max(0.0, each * each - 1) ** 0.5 for each in factor]
        louder, is_given = (noisy + scaled(again - clean, *more)).clamp_(0, 1), True
    elif coding:
        coded = jpeg(noisy, **coding)
        truth = truth * _share_left(coded - jpeg(clean, **coding), noisy - clean)
        noisy = louder = coded
    return _Crop(noisy, _partly_clean(noisy, clean, factor), truth, louder, is_given, factor)


def _draw_shot(material: NoisyMaterial, settings: Settings, generator: torch.Generator) -> CameraNoise:
    """Plain Gaussian noise, noise as the sensor gave it, or noise that a camera made coarse."""
    kind = float(torch.rand((), generator=generator))
    if kind < settings["gaussian_share"]:
        low, high = settings["gaussian_levels"]
        sigma = uniform(low, high, generator) / 255
        straight = torch.linspace(0, 1, material.curves.shape[1])
        return CameraNoise(straight, torch.zeros(3), torch.full((3,), sigma), "", None)
    shot = draw_camera_noise(material.curves, generator)
    if kind < settings["gaussian_share"] + settings["processed_share"]:
        shot = replace(shot, pattern="", blur=None, processing=draw_processing(generator))
    return shot


def _is_plain(shot: CameraNoise) -> bool:
    return not bool(shot.sigma_s.any())


def _draw_jpeg(settings: Settings, generator: torch.Generator) -> dict[str, Any] | None:
    """How a crop is sent through JPEG: a share of them, half of those with halved colour planes."""
    encoded = float(torch.rand((), generator=generator))
    if encoded >= settings["jpeg_share"]:
        return None
    low, high = settings["jpeg_quality"]
    quality = int(torch.randint(low, high + 1, (), generator=generator))
    return {"quality": quality, "subsampling": "4:2:0" if encoded * 2 < settings["jpeg_share"] else "4:4:4"}


def _share_left(after: Tensor, before: Tensor) -> Tensor:
    """What share of the level of known noise is left, around each pixel, in Y, Cb and Cr; at most 1."""
    left, whole = (local_level(to_luma_chroma(noise)) for noise in (after, before))
    return (left / whole.clamp_min(1e-6)).clamp_(0, 1)


def local_level(noise: Tensor) -> Tensor:
    """Measure the level of known noise around each pixel: the root of a mean of its squares over some 30 px.

    Args:
        noise: `(3, H, W)`.

    Returns:
        Standard deviation, `(3, H, W)`.
    """
    means = F.avg_pool2d(noise.square(), MEASURING_STEP_PX, ceil_mode=True)[None]
    for _ in range(2):
        means = F.avg_pool2d(means, MEASURING_MEANS, 1, MEASURING_MEANS // 2, count_include_pad=False)
    size = (noise.shape[-2], noise.shape[-1])
    return F.interpolate(means, size, mode="bilinear", align_corners=False)[0].sqrt_()


def _draw_factors(settings: Settings, generator: torch.Generator, most: float = 2.0) -> Factors:
    """Draw what the told map is multiplied with: mostly 1, sometimes 0, less, more, or luma and colour apart."""
    share, first, second = torch.rand(3, generator=generator).tolist()
    bounds = [settings[name] for name in ("silence_share", "less_share", "apart_share", "more_share")]
    silent, less, apart, more = (sum(bounds[: count + 1]) for count in range(4))
    if share < silent:
        return 0.0, 0.0
    if share < less:
        return first, first
    if share < apart:
        return _zero_one_or_between(first), _zero_one_or_between(second)
    if share < more and most > 1:
        # Both alike, or one of the two alone.
        return [(1 + first, 1 + first), (1 + first, 1.0), (1.0, 1 + first)][int(second * 3)]
    return 1.0, 1.0


def _zero_one_or_between(drawn: float) -> float:
    """Turn 0 to 1 into 0 or 1, a third of it each, or into what lies between."""
    return min(max(3 * drawn - 1, 0.0), 1.0)


def _partly_clean(noisy: Tensor, clean: Tensor, factor: Factors) -> Tensor:
    """The target of a crop told `factor` times its noise of luma and of colour."""
    left = [(1 - min(each, 1.0)) ** 2 for each in factor]
    return clean + scaled(noisy - clean, *left) if any(left) else clean


def _exposed(clean: Tensor, generator: torch.Generator) -> Tensor:
    """Darken half of the crops, all factors down to `DARKEST` alike on a scale of stops: noise is worst in the dark."""
    dark, stops = torch.rand(2, generator=generator).tolist()
    return clean * DARKEST**stops if dark < 0.5 else clean
