"""Motion blur with a known sharp picture: how near a network comes to it, and what it does to sharp photos.

Two sets: pairs of GoPro's videos (`val/blur_gopro`), whose sharp picture is the frame in the middle of the exposure,
and `blur_val` of `splits.json`, clean photos blurred in linear light by drawn camera paths and rounded to 8 bits. The
network sees whole pictures.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.bench.quality.cases import Case, picture_paths
from pellucid.bench.quality.scoring import Method, measure, plain_method, summary
from pellucid.training.datasets import at_scales, photo_paths, read_photo
from pellucid.training.degradations import (
    draw_camera_path,
    from_bytes,
    motion_blur,
    path_kernel,
    to_whole_levels,
)
from pellucid.training.metrics import psnr_db

LONG_SIDE_PX = 960
"""Of the photos of `blur_val`."""

UNCHANGED_DB = 99.0
"""Where a network changes nothing at all."""

_OF = " of "


def gopro_cases(data: Path, _plan: Mapping[str, Any]) -> list[Case]:
    """Pairs of `val/blur_gopro`: the mean of some frames, and the one in their middle."""

    def case(blurred: Path, sharp: Path) -> Case:
        return Case(blurred.name, lambda: (from_bytes(read_photo(blurred)), from_bytes(read_photo(sharp))))

    folder = data / "val" / "blur_gopro"
    pairs = zip(picture_paths(folder / "blur"), picture_paths(folder / "sharp"), strict=True)
    return [case(*pair) for pair in pairs]


def kernel_cases(data: Path, plan: Mapping[str, Any]) -> list[Case]:
    """Every measured clean photo with every kernel of `blur_val`: the path of seed k has the k-th length."""
    rule = plan.get("blur_val", {})
    kinds = list(zip(rule.get("seeds", ()), rule.get("kernel_px", ()), strict=True))
    return [_kernel_case(path, *kind) for path in photo_paths(data, measured=True) for kind in kinds]


def _kernel_case(path: Path, seed: int, length_px: int) -> Case:
    def make() -> tuple[Tensor, Tensor]:
        photo = read_photo(path)
        scale = min(1.0, LONG_SIDE_PX / max(photo.shape[:2]))
        sharp = from_bytes(at_scales([photo], [scale], 1)[0])
        kernel = path_kernel(draw_camera_path(length_px, torch.Generator().manual_seed(seed)))
        return to_whole_levels(motion_blur(sharp, kernel)), sharp

    return Case(f"{length_px} px{_OF}{path.name}", make)


def blur_figures(network: nn.Module, cases: Iterable[Case], device: torch.device) -> dict[str, Any]:
    """Measure a network on a set.

    Returns:
        Figures before and after, the least gain, and the PSNR of sharp pictures sent through the network against
        themselves; empty where there are no cases.
    """
    method = plain_method(network, device)
    outcomes, kept = [], {}
    for case in cases:
        outcomes.append(measure(method, case))
        photo = case.name.rpartition(_OF)[2]
        if photo not in kept:  # several cases may share one sharp picture
            kept[photo] = _kept_db(method, case.make()[1])
    if not outcomes:
        return {}
    return {
        **summary(outcomes),
        "least_gain_db": round(min(one.gain_db for one in outcomes), 2),
        "sharp_psnr_db": round(fmean(kept.values()), 2),
        "least_sharp_psnr_db": round(min(kept.values()), 2),
    }


def _kept_db(method: Method, sharp: Tensor) -> float:
    return min(UNCHANGED_DB, psnr_db(method(sharp).clamp(0, 1), sharp))
