"""Measuring low light: `val/lol_eval15`, real pairs of a dark and a well-lit shot, beside what needs no network.

A single gamma is the simplest way to lighten. One is the same for all pictures; the other is chosen for each from
the picture's own mean, so that the mean becomes a level, and that level is the best one for the set: it is found by
trying, with the truth at hand, which a network never has. What is `automatic` stands beside both.
"""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.bench.quality.automatic import beside
from pellucid.bench.quality.cases import Case, picture_paths
from pellucid.bench.quality.operations import method_of, with_network
from pellucid.bench.quality.scoring import Method, Outcome, figures_of, measure, summary
from pellucid.imaging.auto_levels import auto_gamma
from pellucid.networks.loading import load_network
from pellucid.operations.denoise import process as denoise
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.relight import process as relight
from pellucid.operations.relight.parameters import Parameters as Relight
from pellucid.training.datasets import read_photo
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db

LOL = Path("val") / "lol_eval15"

CONSTANT_GAMMA = 0.4

BRIGHTNESSES = tuple(step / 10 for step in range(11))
"""Values of the slider of low light that are tried for each picture."""

LEVELS = tuple(level / 100 for level in range(26, 62, 2))
"""Means that the chosen gamma is tried with."""


def lol_cases(data: Path) -> list[Case]:
    """Pairs of `val/lol_eval15`: a dark shot and a well-lit one of the same scene."""
    return [
        Case(path.name, functools.partial(_pair, path, data / LOL / "high" / path.name))
        for path in picture_paths(data / LOL / "low")
        if (data / LOL / "high" / path.name).is_file()
    ]


def low_light_figures(network: nn.Module, cases: Sequence[Case], device: torch.device) -> dict[str, Any]:
    """Measure low light with a network: at its defaults, along its slider, and with denoise before it."""

    def at(parameters: Relight) -> Method:
        return method_of(relight, parameters, with_network(network, device))

    default = at(Relight())
    denoised = method_of(denoise, Denoise(), with_network(load_network(Denoise().method, device), device))
    along_slider = [at(Relight(brightness=brightness)) for brightness in BRIGHTNESSES]
    return relight_figures(default, cases, along_slider, lambda picture: default(denoised(picture).clamp(0, 1)))


def relight_figures(
    method: Method, cases: Sequence[Case], along_slider: Sequence[Method] = (), denoised: Method | None = None
) -> dict[str, Any]:
    """Measure low light beside what needs no network, on the same pictures.

    Args:
        method: low light at its defaults.
        cases: dark shots beside well-lit ones.
        along_slider: the same at values of its slider, of which a person takes the best for each picture.
        denoised: the defaults of denoise, and of low light after it.

    Returns:
        Figures of the method, and of the others by name; empty where there are no cases.
    """
    if not cases:
        return {}
    level = best_level(cases)
    return {
        **beside(method, cases),
        **({"best_brightness": summary([_best(along_slider, case) for case in cases])} if along_slider else {}),
        **({"denoised_before": figures_of(denoised, cases)} if denoised else {}),
        "constant_gamma": figures_of(_constant_gamma, cases),
        "chosen_gamma": {**figures_of(_gamma_to(level), cases), "mean": level},
    }


def _best(methods: Sequence[Method], case: Case) -> Outcome:
    return max((measure(method, case) for method in methods), key=lambda outcome: outcome.after.psnr_db)


def best_level(cases: Sequence[Case]) -> float:
    """The one mean whose gammas, chosen from each picture's own mean, come nearest to the truth on the whole."""
    pairs = [case.make() for case in cases]
    return max(LEVELS, key=lambda level: fmean(psnr_db(auto_gamma(dark, level), lit) for dark, lit in pairs))


def _constant_gamma(picture: Tensor) -> Tensor:
    return picture.clamp(0, 1) ** CONSTANT_GAMMA


def _gamma_to(level: float) -> Callable[[Tensor], Tensor]:
    return functools.partial(auto_gamma, middle=level)


def _pair(dark: Path, lit: Path) -> tuple[Tensor, Tensor]:
    return from_bytes(read_photo(dark)), from_bytes(read_photo(lit))
