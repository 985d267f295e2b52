"""Measuring relighting: `val/lol_eval15`, real pairs of a dark and a well-lit shot, beside what needs no network.

A single gamma is the simplest relighting there is. One is the same for all pictures; the other is chosen for each from
the picture's own mean, so that the mean becomes a level, and that level is the best one for the set: it is found by
trying, with the truth at hand, which a network never has. What is `automatic` stands beside both.
"""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from torch import Tensor

from pellucid.bench.quality.automatic import beside
from pellucid.bench.quality.cases import Case, picture_paths
from pellucid.bench.quality.scoring import Method, measure, summary
from pellucid.imaging.auto_levels import auto_gamma
from pellucid.training.datasets import read_photo
from pellucid.training.degradations import from_bytes
from pellucid.training.metrics import psnr_db

LOL = Path("val") / "lol_eval15"

CONSTANT_GAMMA = 0.4

LEVELS = tuple(level / 100 for level in range(26, 62, 2))
"""Means that the chosen gamma is tried with."""


def lol_cases(data: Path) -> list[Case]:
    """Pairs of `val/lol_eval15`: a dark shot and a well-lit one of the same scene."""
    return [
        Case(path.name, functools.partial(_pair, path, data / LOL / "high" / path.name))
        for path in picture_paths(data / LOL / "low")
        if (data / LOL / "high" / path.name).is_file()
    ]


def relight_figures(method: Method, cases: Sequence[Case]) -> dict[str, Any]:
    """Measure a method, both gammas and what is automatic on the same pictures; empty where there are none."""
    if not cases:
        return {}
    level = best_level(cases)
    return {
        **beside(method, cases),
        "constant_gamma": _of(_constant_gamma, cases),
        "chosen_gamma": {**_of(_gamma_to(level), cases), "mean": level},
    }


def best_level(cases: Sequence[Case]) -> float:
    """The one mean whose gammas, chosen from each picture's own mean, come nearest to the truth on the whole."""
    pairs = [case.make() for case in cases]
    return max(LEVELS, key=lambda level: fmean(psnr_db(auto_gamma(dark, level), lit) for dark, lit in pairs))


def _of(method: Method, cases: Sequence[Case]) -> dict[str, Any]:
    return summary([measure(method, case) for case in cases])


def _constant_gamma(picture: Tensor) -> Tensor:
    return picture.clamp(0, 1) ** CONSTANT_GAMMA


def _gamma_to(level: float) -> Callable[[Tensor], Tensor]:
    return functools.partial(auto_gamma, middle=level)


def _pair(dark: Path, lit: Path) -> tuple[Tensor, Tensor]:
    return from_bytes(read_photo(dark)), from_bytes(read_photo(lit))
