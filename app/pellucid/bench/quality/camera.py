"""CBDNet: real pairs, how true its noise map is, and whether it shifts colours.

Real pairs have no true map, so the map is measured on synthetic camera noise, where it is known: on the middle of the
clean photos that never train, and on flat gray patches. The draws of noise repeat.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch import Tensor

from pellucid.bench.quality.cases import Case
from pellucid.bench.quality.scoring import Outcome, score, summary
from pellucid.networks.cbdnet import CBDNet
from pellucid.training.datasets import middle, photo_paths, read_photo
from pellucid.training.degradations import camera_noise, draw_camera_noise, from_bytes, jpeg
from pellucid.training.metrics import delta_e_2000, lab
from pellucid.training.response_curves import read_curves

GAMMAS = (0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 2.0)

SHOTS = 4
"""Draws of noise for each photo and each gray."""

FAINTEST = 2 / 255
"""Below this level a map is not asked to be right in proportion."""

BANDS_LEVELS = ((2, 5), (5, 10), (10, 20), (20, 255))
"""True noise, in 8-bit levels, by which the error of the map is told apart."""

QUALITIES = (70, 80, 90, 98)
"""JPEG quality of the shots that went through it, one after the other."""

GRAYS = tuple(level / 10 for level in range(1, 10))
PATCH_PX = 96
CURVES_SEED = 1


@dataclass(frozen=True)
class Sweep:
    """One real pair at every gamma; `outcome` is that of gamma 1."""

    outcome: Outcome
    psnr_db: tuple[float, ...]


@dataclass(frozen=True)
class Maps:
    """Found and true noise levels of the same pixels, both `(count,)`."""

    found: Tensor
    true: Tensor

    def error(self) -> Tensor:
        """Median of |σ̂ - σ| / σ; not a number where there are no pixels."""
        return ((self.found - self.true).abs() / self.true).median()

    def ratio(self) -> Tensor:
        """Median of σ̂ / σ, likewise."""
        return (self.found / self.true).median()

    def within(self, low_levels: float, high_levels: float) -> "Maps":
        """Only the pixels whose true level lies in a range, in 8-bit levels."""
        chosen = (self.true * 255 >= low_levels) & (self.true * 255 < high_levels)
        return Maps(self.found[chosen], self.true[chosen])


@torch.inference_mode()
def sweep(network: CBDNet, case: Case, device: torch.device) -> Sweep:
    """Denoise a case at every gamma; the time is that of one."""
    noisy, clean = case.make()
    picture = noisy[None].to(device)
    started = time.perf_counter()
    results = [network(picture, gamma)[0][0].cpu() for gamma in GAMMAS]
    seconds = (time.perf_counter() - started) / len(GAMMAS)
    scores = [score(result, clean, seconds) for result in results]
    outcome = Outcome(case, score(noisy, clean), scores[GAMMAS.index(1.0)])
    return Sweep(outcome, tuple(one.psnr_db for one in scores))


def sweep_summary(sweeps: Sequence[Sweep]) -> dict[str, Any]:
    """Means over the pictures of a set and over those of each camera, where the set names any.

    The best gamma is found for each picture, then averaged.
    """
    best = [GAMMAS[one.psnr_db.index(max(one.psnr_db))] for one in sweeps]
    by_gamma = zip(GAMMAS, zip(*(one.psnr_db for one in sweeps), strict=True), strict=True)
    return {
        **summary([one.outcome for one in sweeps]),
        "psnr_db_by_gamma": {f"{gamma:g}": round(fmean(values), 2) for gamma, values in by_gamma},
        "mean_best_gamma": round(fmean(best), 2),
        **_by_camera([one.outcome for one in sweeps]),
    }


def _by_camera(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    cameras = sorted({one.case.camera for one in outcomes} - {""})
    own = {camera: summary([one for one in outcomes if one.case.camera == camera]) for camera in cameras}
    return {"by_camera": own} if own else {}


@torch.inference_mode()
def camera_figures(network: CBDNet, data: Path, device: torch.device) -> dict[str, Any]:
    """Measure the noise map and the colours on synthetic camera noise.

    Returns:
        `map_error` and `map_error_jpeg`: median of |σ̂ - σ| / σ of Y, Cb and Cr where σ is at least 2/255,
        without JPEG and after it; `map_ratio`: median of σ̂ / σ there, over 1 where the map is too high, and
        `map_ratio_by_level` the same for each range of σ in 8-bit levels;
        `gray_delta_e`: mean CIEDE2000 between the mean colour of a denoised patch and its true gray, beside
        `gray_noisy_delta_e`, that of the noisy patch itself. Empty where the folder has no measured photos.
    """
    paths = photo_paths(data, measured=True)
    if not paths:
        return {}
    curves = read_curves(data, CURVES_SEED)
    plain, encoded = (_maps(network, photo_shots(paths, curves, encoded=coded), device) for coded in (False, True))
    patches = [_gray_differences(network, gray, noisy, device) for gray, noisy in gray_shots(curves)]
    return {
        "photos": len(paths),
        "map_error": _rounded(plain.error()),
        "map_error_jpeg": _rounded(encoded.error()),
        "map_ratio": _rounded(plain.ratio()),
        "map_ratio_jpeg": _rounded(encoded.ratio()),
        "map_ratio_by_level": {
            f"{low}_{high}": _rounded(plain.within(low, high).ratio()) for low, high in BANDS_LEVELS
        },
        "gray_delta_e": round(fmean(after for _, after in patches), 3),
        "gray_noisy_delta_e": round(fmean(before for before, _ in patches), 3),
    }


def photo_shots(paths: Sequence[Path], curves: Tensor, *, encoded: bool) -> Iterator[tuple[Tensor, Tensor]]:
    """Noisy shots of clean photos with their true maps, both `(3, h, w)`; the seed is the number of the shot."""
    for index, path in enumerate(paths):
        clean = from_bytes(middle(read_photo(path)))
        for shot in range(SHOTS):
            generator = torch.Generator().manual_seed(index * SHOTS + shot)
            noisy, truth = camera_noise(clean, draw_camera_noise(curves, generator), generator)
            yield (jpeg(noisy, QUALITIES[shot % len(QUALITIES)]) if encoded else noisy), truth


def gray_shots(curves: Tensor) -> Iterator[tuple[float, Tensor]]:
    """Noisy shots of flat gray patches, `(3, PATCH_PX, PATCH_PX)`, with their gray."""
    for index, gray in enumerate(GRAYS):
        clean = torch.full((3, PATCH_PX, PATCH_PX), gray)
        for shot in range(SHOTS):
            generator = torch.Generator().manual_seed(index * SHOTS + shot)
            yield gray, camera_noise(clean, draw_camera_noise(curves, generator), generator)[0]


def _maps(network: CBDNet, shots: Iterable[tuple[Tensor, Tensor]], device: torch.device) -> Maps:
    """Found and true levels of luma and chroma, of the pixels of all shots that are noisy enough."""
    found, true = [], []
    for noisy, truth in shots:
        noticeable = truth >= FAINTEST
        noise_map = network.luma_chroma_map(network.noise_map(noisy[None].to(device)))
        found.append(noise_map[0].cpu()[noticeable])
        true.append(truth[noticeable])
    return Maps(torch.cat(found), torch.cat(true))


def _gray_differences(network: CBDNet, gray: float, noisy: Tensor, device: torch.device) -> tuple[float, float]:
    """By how much the mean colours of the noisy and of the denoised patch differ from the gray."""
    denoised = network(noisy[None].to(device))[0][0].cpu().clamp(0, 1)
    truth = lab(torch.full((3,), gray))
    before, after = (delta_e_2000(lab(patch.mean(dim=(1, 2))), truth) for patch in (noisy, denoised))
    return float(before), float(after)


def _rounded(value: Tensor) -> float | None:
    """Three digits; None where no pixel was noisy enough for a median."""
    return round(float(value), 3) if bool(value.isfinite()) else None
