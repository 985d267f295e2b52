"""Photos that train, damaged by strengths that are drawn: what the signs of findings are learned from."""

import functools
import math
from collections.abc import Iterator
from pathlib import Path

import torch

from pellucid.bench.findings import cases
from pellucid.bench.findings.cases import Damage, FaultyPhoto
from pellucid.foundation.findings import Kind
from pellucid.training.datasets import photo_paths, unfinished_names

SIDES_PX = (512, 1024, 512, 320)
"""Long sides of the damaged copies, in turn: photos are as sharp and as fine as they are large."""

MISTY = ("canyon-wren", "lucian-dachman")
"""Photos of mist: nobody is to learn from them what a clear photo is."""

PANNED = ("mate_nature__Storm",)
"""Photos that are blurred by motion on purpose: nobody is to learn from them what a sharp photo is."""

_SAME_SCENE = (
    "DJI_0021",
    "DJI_0027",
    "opensfm__04",
    "opensfm__07",
    "opensfm__13",
    "opensfm__16",
    "opensfm__22",
    "nasa-53884",
)
"""Of a scene that others show as well, or without one."""


def training_cases(data: Path) -> Iterator[FaultyPhoto]:
    """Finished photos of the training set, as they are, reduced, and with each fault."""
    for number, path in enumerate(teaching_paths(data)):
        yield FaultyPhoto(
            f"trained {path.name}", path.name, frozenset(), functools.partial(cases.read_clean, path), set_name="clean"
        )
        for place, (name, kind, damage) in enumerate((("reduced", None, _unharmed), *_damages(number))):
            side = SIDES_PX[(number + place) % len(SIDES_PX)]
            read = functools.partial(cases.read_small, path, side)
            yield FaultyPhoto(
                f"trained {name} {path.name}",
                path.name,
                frozenset() if kind is None else frozenset({kind}),
                functools.partial(cases.damaged, read, damage),
                set_name=name.split(maxsplit=1)[0],
            )


def teaching_paths(data: Path) -> list[Path]:
    """Finished photos of the training set that show what a good photo is."""
    unfinished = unfinished_names(data)
    return [path for path in photo_paths(data, measured=False) if path.name not in unfinished and _teaches(path)]


def _teaches(path: Path) -> bool:
    return not any(name in path.name for name in (*MISTY, *PANNED, *_SAME_SCENE))


def _unharmed(clean: torch.Tensor) -> cases.Made:
    return clean, clean


def _damages(number: int) -> Iterator[tuple[str, Kind, Damage]]:
    generator = torch.Generator().manual_seed(number)

    def drawn(low: float, high: float) -> float:
        return low + (high - low) * float(torch.rand(1, generator=generator))

    sigma = math.exp(drawn(math.log(4), math.log(30)))
    yield f"noise {sigma:.1f}", Kind.NOISE, functools.partial(cases.noisy, sigma=sigma, seed=number)
    quality = int(drawn(10, 55))
    yield f"jpeg {quality}", Kind.JPEG, functools.partial(cases.saved, quality=quality)
    for low, high in ((0.5, 1.0), (1.0, 1.7)):
        beta, level = drawn(low, high), drawn(0.75, 0.98)
        airlight = (level - drawn(0, 0.03), level, min(1.0, level + drawn(0, 0.03)))
        damage = functools.partial(cases.hazy, beta=beta, seed=number + 1000, airlight=airlight)
        yield f"haze {beta:.2f}", Kind.HAZE, damage
    for shortest, longest in ((7, 12), (12, 24)):
        length = int(drawn(shortest, longest))
        damage = functools.partial(cases.shaken, length=length, seed=number + length)
        yield f"motion {length}", Kind.MOTION_BLUR, damage
    radius = drawn(1.8, 4)
    yield f"defocus {radius:.1f}", Kind.DEFOCUS, functools.partial(cases.defocused, radius=radius)
    stops = drawn(2.5, 5)
    yield f"dark {stops:.1f}", Kind.DARK, functools.partial(cases.dark, stops=stops, seed=number)
    stops = drawn(0.8, 1.6)
    yield f"bright {stops:.1f}", Kind.BRIGHT, functools.partial(cases.bright, stops=stops)
    mired = drawn(90, 220) if number % 2 else -drawn(60, 110)
    yield f"cast {mired:.0f}", Kind.CAST, functools.partial(cases.tinted, mired=mired)
