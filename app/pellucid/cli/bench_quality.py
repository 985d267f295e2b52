"""`pellucid bench quality`: what the networks gain on real pictures whose clean counterpart is known.

Only pictures that never trained are measured: `splits.json` of the data folder says which. PSNR and SSIM are taken over
all pixels of a picture, against the mean of many shots (PolyU) or a low-noise shot (RENOIR).
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import torch

from pellucid.engine.devices import choose_device
from pellucid.foundation.errors import UnreadableError
from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.loading import load_network
from pellucid.training.datasets import pair_paths, read_photo
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db, ssim

GAMMAS = (0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 2.0)


@dataclass(frozen=True)
class Outcome:
    """One measured picture: its PSNR before, and after at each gamma; SSIM before and after at gamma 1."""

    noisy_db: float
    denoised_db: tuple[float, ...]
    noisy_ssim: float
    denoised_ssim: float
    seconds_per_megapixel: float


def measure_quality(data: Path, device: str) -> dict[str, Any]:
    """Measure CBDNet on the real pairs of a data folder.

    Args:
        data: folder with `train/noise_real_polyu` and `val/noise_real_renoir`; a missing set is left out.
        device: as for `choose_device`.

    Returns:
        Figures of each set, under the id of the network.

    Raises:
        UnreadableError: the folder has neither set.
    """
    chosen = choose_device(device).torch_device
    network = load_network("cbdnet", chosen)
    assert isinstance(network, CBDNet)
    sets: dict[str, Callable[[Path], Sequence[tuple[Path, Path]]]] = {
        "noise_real_polyu": lambda folder: pair_paths(folder, measured=True),
        "noise_real_renoir": _renoir_paths,
    }
    found = {name: paths for name, list_paths in sets.items() if (paths := list_paths(data))}
    if not found:
        raise UnreadableError(f"{data}: there are no noisy pairs in this folder to measure with.")
    return {
        "cbdnet": {
            name: _summary([_outcome(network, *pair, chosen) for pair in paths]) for name, paths in found.items()
        }
    }


def _renoir_paths(data: Path) -> list[tuple[Path, Path]]:
    folder = data / "val" / "noise_real_renoir"
    return [(noisy, noisy.with_name("reference.webp")) for noisy in sorted(folder.glob("*/noisy.webp"))]


@torch.inference_mode()
def _outcome(network: CBDNet, noisy_path: Path, clean_path: Path, device: torch.device) -> Outcome:
    noisy, clean = (from_bytes(read_photo(path)) for path in (noisy_path, clean_path))
    picture = noisy[None].to(device)
    started = time.perf_counter()
    results = [network(picture, gamma)[0][0].clamp(0, 1).cpu() for gamma in GAMMAS]
    seconds = (time.perf_counter() - started) / len(GAMMAS) / (noisy[0].numel() / 1e6)
    return Outcome(
        noisy_db=psnr_db(noisy, clean),
        denoised_db=tuple(psnr_db(result, clean) for result in results),
        noisy_ssim=ssim(noisy, clean),
        denoised_ssim=ssim(_at_one(results), clean),
        seconds_per_megapixel=seconds,
    )


def _at_one(results: Sequence[Any]) -> Any:
    return results[GAMMAS.index(1.0)]


def _summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Means over the pictures of a set; the best gamma is found for each picture, then averaged."""
    best = [GAMMAS[outcome.denoised_db.index(max(outcome.denoised_db))] for outcome in outcomes]
    mean_db = [fmean(column) for column in zip(*(outcome.denoised_db for outcome in outcomes), strict=True)]
    noisy = fmean(outcome.noisy_db for outcome in outcomes)
    return {
        "pictures": len(outcomes),
        "noisy_psnr_db": round(noisy, 2),
        "psnr_db": round(_at_one(mean_db), 2),
        "gain_db": round(_at_one(mean_db) - noisy, 2),
        "noisy_ssim": round(fmean(outcome.noisy_ssim for outcome in outcomes), 4),
        "ssim": round(fmean(outcome.denoised_ssim for outcome in outcomes), 4),
        "psnr_db_by_gamma": {f"{gamma:g}": round(value, 2) for gamma, value in zip(GAMMAS, mean_db, strict=True)},
        "mean_best_gamma": round(fmean(best), 2),
        "seconds_per_megapixel": round(fmean(outcome.seconds_per_megapixel for outcome in outcomes), 3),
    }
