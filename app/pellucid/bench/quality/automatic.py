"""What an editor does without a network: levels, gamma and white balance set by rule, on the pictures of a network."""

from collections.abc import Sequence
from typing import Any

from torch import Tensor

from pellucid.bench.quality.cases import Case
from pellucid.bench.quality.scoring import Method, figures_of
from pellucid.imaging.auto_levels import auto_gamma, auto_levels, gray_world


def _levels_and_gamma(picture: Tensor) -> Tensor:
    return auto_gamma(auto_levels(picture))


AUTOMATIC: dict[str, Method] = {
    "auto_levels": auto_levels,
    "auto_gamma": auto_gamma,
    "auto_levels_and_gamma": _levels_and_gamma,
    "gray_world": gray_world,
}
"""By name; none has a setting, so what they gain is what a person gets by one click."""


def beside(method: Method, cases: Sequence[Case]) -> dict[str, Any]:
    """Measure a method and everything automatic on the same pictures.

    Args:
        method: of a network.
        cases: the pictures.

    Returns:
        Figures of the method, and under the names of `AUTOMATIC` those of the others; empty where there are no cases.
    """
    if not cases:
        return {}
    others = {name: figures_of(plain, cases) for name, plain in AUTOMATIC.items()}
    return {**figures_of(method, cases), **others}
