"""Measuring automatic retouch: `retouch_val` of `splits.json`, pairs of FiveK, and the local Laplacian filter.

The damaged photos are those of `training.tone_batches`, at the size, seed and range that `splits.json` names. What is
`automatic` stands beside a network. The operator that a network learned is measured on the clean photos that never
train, at the size they have.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.bench.quality.cases import Case, picture_paths
from pellucid.bench.quality.scoring import figures_of, plain_method
from pellucid.imaging.local_laplacian import Remapping, local_laplacian
from pellucid.training.datasets import photo_paths, read_photo, reduced
from pellucid.training.degradations import from_bytes
from pellucid.training.tone_batches import MEASURED_DRAWS, MEASURED_RANGE_DB, MEASURED_SEED, measured_cases

LONG_SIDE_PX = 1024
"""Of the photos of `retouch_val`, as its `source` says in words."""

FIVEK = Path("val") / "retouch_fivek" / "MIT498"


def retouch_cases(data: Path, plan: Mapping[str, Any]) -> list[Case]:
    """The clean photos that never train, each damaged as `retouch_val` says; empty where the plan has no such set."""
    rule = plan.get("retouch_val")
    if rule is None:
        return []
    photos = [from_bytes(reduced(read_photo(path), LONG_SIDE_PX)) for path in photo_paths(data, measured=True)]
    damaged = measured_cases(
        photos, rule.get("seed", MEASURED_SEED), rule.get("draws_per_photo", MEASURED_DRAWS), MEASURED_RANGE_DB
    )
    return [
        Case(f"retouch {number}", functools.partial(_both, case.damaged, case.clean))
        for number, case in enumerate(damaged)
    ]


def fivek_cases(data: Path) -> list[Case]:
    """Photos of `val/retouch_fivek` as they came and as a person retouched them."""
    return [
        Case(path.name, functools.partial(_pair, path, data / FIVEK / "Label" / path.name))
        for path in picture_paths(data / FIVEK / "Input")
        if (data / FIVEK / "Label" / path.name).is_file()
    ]


def filter_cases(data: Path, plan: Mapping[str, Any]) -> list[Case]:
    """The clean photos that never train before and after the filter of `local_laplacian`, at the size they have."""
    rule = plan.get("local_laplacian")
    if rule is None:
        return []
    remapping = Remapping(rule["sigma_r"], rule["alpha"], rule["beta"])
    return [Case(path.name, functools.partial(_filtered, path, remapping)) for path in photo_paths(data, measured=True)]


def filter_figures(network: nn.Module, cases: Sequence[Case], device: torch.device) -> dict[str, Any]:
    """Measure how near a network comes to the filter; `noisy_psnr_db` is that of the unfiltered photos."""
    return figures_of(plain_method(network, device), cases) if cases else {}


def _both(damaged: Tensor, clean: Tensor) -> tuple[Tensor, Tensor]:
    return damaged, clean


def _pair(before: Path, after: Path) -> tuple[Tensor, Tensor]:
    return from_bytes(read_photo(before)), from_bytes(read_photo(after))


def _filtered(path: Path, remapping: Remapping) -> tuple[Tensor, Tensor]:
    photo = from_bytes(read_photo(path))
    return photo, local_laplacian(photo, remapping)
