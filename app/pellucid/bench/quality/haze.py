"""Haze of known depth: how near a method comes to the clear picture, and its transmission to the true one.

Scenes, densities and airlight are those of `haze_val` in `splits.json`. Each method runs as the editor runs it, at full
strength and with nothing protected, beside the dark channel prior with one patch size, which needs no network.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.bench.quality.cases import Case
from pellucid.bench.quality.operations import Picture, method_of, with_network
from pellucid.bench.quality.scoring import figures_of
from pellucid.imaging.airlight import airlight_of_dark
from pellucid.imaging.dark_channel import dark_channel, dark_transmission
from pellucid.imaging.guided_filter import guided_filter
from pellucid.imaging.patch_map import SIZES
from pellucid.imaging.scattering import clear_of, scatter, transmission
from pellucid.imaging.srgb import luma
from pellucid.operations.contract import Context
from pellucid.operations.dehaze import process
from pellucid.operations.dehaze.parameters import Parameters
from pellucid.training.degradations import from_bytes
from pellucid.training.depth_scenes import read_scenes
from pellucid.training.haze_batches import FAR_DEPTH

BRIGHTER = 2**0.7
"""Exposure of the clear pictures of `bright_scenes`."""

FIXED_PATCH_PX = 15
FIXED_RADIUS_PX, FIXED_EPSILON = 40, 1e-3
"""The dark channel prior as He, Sun and Tang have it, with the guided filter in the place of matting."""


@dataclass(frozen=True)
class HazyScene:
    """One scene in one haze: the case, its true transmission `(1, h, w)`, and where that was measured."""

    case: Case
    transmitted: Tensor
    valid: Tensor


def haze_scenes(data: Path, plan: Mapping[str, Any], *, bright: bool) -> list[HazyScene]:
    """List every measured scene in every density of `haze_val`."""
    rule = plan.get("haze_val", {})
    found = []
    for number, scene in enumerate(read_scenes(data, measured=True)):
        clear = from_bytes(scene.photo)
        clear = (clear * BRIGHTER).clamp(0, 1) if bright else clear
        depth = torch.from_numpy(scene.depth)[None]
        for step, beta in enumerate(rule.get("beta", ())):
            airlight = torch.tensor(rule["airlight"][(number + step) % len(rule["airlight"])])
            transmitted = transmission(depth * FAR_DEPTH, beta)
            hazy = scatter(clear, transmitted, airlight)
            case = Case(f"{scene.name} {beta}", functools.partial(_both, hazy, clear))
            found.append(HazyScene(case, transmitted, torch.from_numpy(scene.valid)[None]))
    return found


def _both(hazy: Tensor, clear: Tensor) -> tuple[Tensor, Tensor]:
    return hazy, clear


def haze_figures(network: nn.Module, model: str, scenes: Sequence[HazyScene], device: torch.device) -> dict[str, Any]:
    """Measure a method and the fixed dark channel on the same scenes; empty where there are none."""
    if not scenes:
        return {}
    context = with_network(network, device)
    parameters = Parameters(strength=1.0, protect=0.0, method=model)
    cases = [scene.case for scene in scenes]
    figures = figures_of(method_of(process, parameters, context), cases)
    errors, constants = zip(*_transmission_errors(parameters, context, scenes), strict=True)
    fixed = figures_of(_dark_channel_prior, cases)
    return {
        **figures,
        "transmission_error": round(fmean(errors), 4),
        "share_of_constant_error": round(sum(errors) / sum(constants), 3),
        "dark_channel_prior": fixed,
        **({"fixed_patches": _fixed_patches(parameters, cases, device)} if model == "pmsnet" else {}),
    }


class _FixedPatch(nn.Module):
    """In the place of PMS-Net: the same patch size everywhere."""

    def __init__(self, side_px: int) -> None:
        super().__init__()
        self._side_px = side_px

    def forward(self, hazy: Tensor) -> Tensor:
        return torch.full_like(hazy[:, :1], self._side_px)


def _fixed_patches(parameters: Parameters, cases: Sequence[Case], device: torch.device) -> dict[str, Any]:
    """What each one patch size reaches in the place of the predicted map, all else alike."""
    found = {}
    for side in SIZES:
        context = with_network(_FixedPatch(side), device)
        found[str(side)] = figures_of(method_of(process, parameters, context), cases)["psnr_db"]
    return found


def _transmission_errors(
    parameters: Parameters, context: Context, scenes: Sequence[HazyScene]
) -> Iterator[tuple[float, float]]:
    """Mean absolute error of t of each scene, and that of its best constant, the median."""
    for scene in scenes:
        hazy, _ = scene.case.make()
        with torch.inference_mode():
            analysis = process.analyse(Picture(hazy), parameters, context)
            found = process.diagnose(hazy, parameters, analysis, context)["transmission"].values[None]
        truth = scene.transmitted[scene.valid]
        yield _mean_error(found[scene.valid], truth), _mean_error(truth.median(), truth)


def _mean_error(found: Tensor, truth: Tensor) -> float:
    return float((found - truth).abs().mean())


def _dark_channel_prior(hazy: Tensor) -> Tensor:
    airlight = airlight_of_dark(hazy, dark_channel(hazy, FIXED_PATCH_PX))
    found = dark_transmission(hazy, airlight, FIXED_PATCH_PX)
    refined = guided_filter(luma(hazy), found, FIXED_RADIUS_PX, FIXED_EPSILON)
    return clear_of(hazy, refined.clamp(0, 1), airlight)
