"""Learns which colours photos have in neutral light, from photos that train, in lights that are drawn."""

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from safetensors.torch import save
from torch import Tensor

from pellucid.bench.findings.cases import read_small, tinted
from pellucid.bench.findings.training_cases import teaching_paths
from pellucid.imaging.colors_of_light import BIN_STOPS, BINS, HISTOGRAMS, ColorFilter, histograms_of
from pellucid.imaging.illuminants import D65_MIRED, miscast

SIDE_PX = 128
LIGHTS = 18
"""Of each photo, of which the first is neutral and every third as well."""

MOST_MIRED = (-85.0, 260.0)
_LEAST_CROP = 0.35
_TARGET_STOPS = 0.3
"""Lights that are nearer to the true one than this count as right, in part."""

_SMOOTH, _SMALL = 1e-3, 1e-4
"""Weights of differences between neighbouring bins, and of the kernels themselves."""

Lesson = tuple[Tensor, tuple[float, float]]
"""Histograms of a picture, and its light: log2 of red over green and of blue over green of white."""


def lessons(data: Path) -> Iterator[Lesson]:
    """Parts of the photos that train, in many lights."""
    for number, path in enumerate(teaching_paths(data)):
        photo = read_small(path, SIDE_PX)
        generator = torch.Generator().manual_seed(number)
        for place in range(LIGHTS):
            low, high = MOST_MIRED
            mired = low + (high - low) * float(torch.rand(1, generator=generator)) if place % 3 else 0.0
            part = _cut(photo, generator) if place else photo
            yield histograms_of(tinted(part, mired)[0]), white_in(mired)


def _cut(photo: Tensor, generator: torch.Generator) -> Tensor:
    share, right, down = torch.rand(3, generator=generator).tolist()
    share = _LEAST_CROP + (1 - _LEAST_CROP) * share
    height, width = (round(share * length) for length in photo.shape[1:])
    top, left = round(down * (photo.shape[1] - height)), round(right * (photo.shape[2] - width))
    return photo[:, top : top + height, left : left + width]


def white_in(mired: float) -> tuple[float, float]:
    """Of white, in a light so far away from the one that the camera was set to."""
    light, camera, nothing = torch.tensor([D65_MIRED + mired]), torch.tensor([D65_MIRED]), torch.zeros(1)
    red, green, blue = miscast(light, nothing, camera, nothing)[0].sum(dim=1).log2().tolist()
    return red - green, blue - green


def learned_filter(taught: Sequence[Lesson]) -> ColorFilter:
    """The filter under which the true lights are likeliest."""
    histograms = torch.stack([one for one, _ in taught])
    wanted = torch.stack([_target(*white) for _, white in taught])
    kernels = torch.zeros(HISTOGRAMS, BINS, BINS, requires_grad=True)
    prior = torch.zeros(BINS, BINS, requires_grad=True)
    search = torch.optim.LBFGS([kernels, prior], max_iter=40, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        search.zero_grad()
        scores = ColorFilter(kernels, prior).scores(histograms).flatten(1)
        missed = -(wanted.flatten(1) * scores.log_softmax(dim=1)).sum(dim=1).mean()
        total = missed + _SMOOTH * (_roughness(kernels) + _roughness(prior)) + _SMALL * kernels.square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    step: Callable[[Callable[[], Tensor]], object] = search.step
    step(loss)
    return ColorFilter(kernels.detach(), prior.detach())


def write_filter(path: Path, learned: ColorFilter) -> None:
    """Write a filter as the shipped file has it."""
    planes = {"kernels": learned.kernels, "prior": learned.prior}
    path.write_bytes(save({name: plane.half().contiguous() for name, plane in planes.items()}))


def _target(red: float, blue: float) -> Tensor:
    stops = (torch.arange(BINS) - BINS // 2) * BIN_STOPS
    away = (stops[:, None] - red).square() + (stops[None, :] - blue).square()
    near = torch.exp(-away / (2 * math.pow(_TARGET_STOPS, 2)))
    return near / near.sum()


def _roughness(plane: Tensor) -> Tensor:
    return (plane - plane.roll(1, -1)).square().sum() + (plane - plane.roll(1, -2)).square().sum()
