"""Photos with a known fault: clean ones that are damaged as `training` does it, and the real ones of a data folder.

Every case names the photo it was made from, so that a photo either sets limits or judges them, never both.
"""

import functools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.findings import Kind
from pellucid.imaging.srgb import luma, to_linear, to_srgb
from pellucid.training.datasets import photo_paths, read_photo, reduced
from pellucid.training.degradations import (
    Haze,
    LowLight,
    add_haze,
    draw_camera_path,
    from_bytes,
    gaussian_noise,
    jpeg,
    made_up_depth,
    motion_blur,
    path_kernel,
    photograph,
    to_whole_levels,
    with_faults,
)
from pellucid.training.degradations.faults import NEUTRAL

LONG_SIDE_PX = 512
"""Of the photos that are damaged; clean ones are looked at as they are."""

Made = tuple[Tensor, Tensor | None]
"""The damaged picture and the true one, `(3, h, w)`; None where it is not known."""


@dataclass(frozen=True)
class FaultyPhoto:
    """One picture to be measured.

    Attributes:
        name: for people.
        photo: what it was made from.
        kinds: what is wrong with it; none for a clean one.
        make: gives its pixels.
        amount: how wrong, in the unit of its kind's limit; None where that is not known.
        uncertain: kinds that it may have as well, and that count neither way.
        jpeg_quality: what its file says.
        set_name: of the set that it is counted in.
    """

    name: str
    photo: str
    kinds: frozenset[Kind]
    make: Callable[[], Made]
    amount: float | None = None
    uncertain: frozenset[Kind] = frozenset()
    jpeg_quality: int | None = None
    set_name: str = ""


def synthetic_cases(data: Path) -> Iterator[FaultyPhoto]:
    """Every measured clean photo, as it is and with each fault."""
    for number, path in enumerate(photo_paths(data, measured=True)):
        yield FaultyPhoto(
            f"clean {path.name}", path.name, frozenset(), functools.partial(_clean, path), set_name="clean"
        )
        read = functools.partial(_small, path)
        for name, kind, damage, amount, quality in _damages(number):
            yield FaultyPhoto(
                f"{name} {path.name}",
                path.name,
                frozenset({kind}),
                functools.partial(_damaged, read, damage),
                amount,
                jpeg_quality=quality,
                set_name=name,
            )


Damage = Callable[[Tensor], Made]


def _damages(number: int) -> Iterator[tuple[str, Kind, Damage, float | None, int | None]]:
    for sigma in NOISE_LEVELS:
        yield f"noise {sigma:g}", Kind.NOISE, functools.partial(_noisy, sigma=sigma, seed=number), None, None
    yield "noise coarse", Kind.NOISE, functools.partial(_coarsely_noisy, seed=number), None, None
    for quality in JPEG_QUALITIES:
        yield f"jpeg {quality}", Kind.JPEG, functools.partial(_saved, quality=quality), jpeg_amount(quality), quality
    yield "jpeg as png", Kind.JPEG, functools.partial(_saved, quality=30, shift=(3, 5)), jpeg_amount(30), None
    yield "jpeg twice", Kind.JPEG, functools.partial(_saved, quality=25, again=92), jpeg_amount(25), 92
    for beta in HAZE_BETAS:
        yield f"haze {beta:g}", Kind.HAZE, functools.partial(_hazy, beta=beta, seed=number), None, None
    for length in BLUR_LENGTHS_PX:
        yield f"motion {length}", Kind.MOTION_BLUR, functools.partial(_shaken, length=length, seed=number), None, None
    yield "defocus 3", Kind.DEFOCUS, functools.partial(_defocused, radius=DEFOCUS_RADIUS_PX), None, None
    for stops in DARK_STOPS:
        yield f"dark {stops:g}", Kind.DARK, functools.partial(_dark, stops=stops, seed=number), stops, None
    yield "bright 1.2", Kind.BRIGHT, functools.partial(_bright, stops=BRIGHT_STOPS), None, None
    for mired in CAST_MIRED:
        yield f"cast {mired:g}", Kind.CAST, functools.partial(_cast, mired=mired), None, None
    angle = TILT_DEG * (-1) ** number
    yield f"tilt {angle:g}", Kind.HORIZON, functools.partial(_tilted, angle=angle), abs(angle), None


NOISE_LEVELS = (8.0, 20.0)
COARSE_NOISE = 12.0
JPEG_QUALITIES = (15, 35)
HAZE_BETAS = (0.8, 1.4)
BLUR_LENGTHS_PX = (9, 17)
DEFOCUS_RADIUS_PX = 3.0
DARK_STOPS = (3.0, 4.5)
BRIGHT_STOPS = 1.2
CAST_MIRED = (-90.0, 120.0)
TILT_DEG = 3.0


def jpeg_amount(quality: int) -> float:
    """How coarse the steps of a JPEG are, beside those of quality 50."""
    return 50 / quality if quality < 50 else 2 - quality / 50


def _clean(path: Path) -> Made:
    clean = from_bytes(read_photo(path))
    return clean, clean


def _small(path: Path) -> Tensor:
    return from_bytes(reduced(read_photo(path), LONG_SIDE_PX))


def _damaged(read: Callable[[], Tensor], damage: Damage) -> Made:
    return damage(read())


def _noisy(clean: Tensor, sigma: float, seed: int) -> Made:
    return gaussian_noise(clean, sigma, torch.Generator().manual_seed(seed), clipped=True), clean


def _coarsely_noisy(clean: Tensor, seed: int) -> Made:
    """As a camera leaves it: smoothed a little, louder in the shadows."""
    noise = torch.randn(clean.shape, generator=torch.Generator().manual_seed(seed))
    smooth = F.avg_pool2d(F.pad(noise[None], (1, 1, 1, 1), mode="reflect"), 3, 1)[0] * 1.5 + 0.5 * noise
    smooth = smooth / smooth.std()
    level = COARSE_NOISE / 255 * (1.3 - 0.6 * luma(clean))
    return to_whole_levels((clean + level * smooth).clamp(0, 1)), clean


def _saved(clean: Tensor, quality: int, again: int | None = None, shift: tuple[int, int] = (0, 0)) -> Made:
    saved = jpeg(clean, quality)
    saved = saved if again is None else jpeg(saved, again)
    return saved[:, shift[0] :, shift[1] :], clean[:, shift[0] :, shift[1] :]


def _hazy(clean: Tensor, beta: float, seed: int) -> Made:
    depth = made_up_depth(clean.shape[1], clean.shape[2], torch.Generator().manual_seed(seed))
    airlight = torch.tensor((0.84, 0.86, 0.88))
    return to_whole_levels(add_haze(clean, depth.clamp_max(2.0), Haze(beta, airlight))[0]), clean


def _shaken(clean: Tensor, length: int, seed: int) -> Made:
    kernel = path_kernel(draw_camera_path(length, torch.Generator().manual_seed(seed)))
    return to_whole_levels(motion_blur(clean, kernel)), clean


def _defocused(clean: Tensor, radius: float) -> Made:
    reach = math.ceil(radius)
    y, x = torch.meshgrid(*[torch.arange(-reach, reach + 1.0)] * 2, indexing="ij")
    disc = (radius + 0.5 - torch.hypot(x, y)).clamp(0, 1)
    return to_whole_levels(motion_blur(clean, disc / disc.sum())), clean


def _dark(clean: Tensor, stops: float, seed: int) -> Made:
    faint = LowLight(-stops, torch.full((3,), 0.002), torch.full((3,), 0.0003), 1.0)
    return to_whole_levels(photograph(to_linear(clean), faint, torch.Generator().manual_seed(seed))), clean


def _bright(clean: Tensor, stops: float) -> Made:
    return to_whole_levels(to_srgb((to_linear(clean) * 2**stops).clamp(0, 1))), clean


def _cast(clean: Tensor, mired: float) -> Made:
    faults = torch.tensor([list({**NEUTRAL, "light_mired": NEUTRAL["light_mired"] + mired}.values())])
    return with_faults(clean[None], faults)[0], clean


def _tilted(clean: Tensor, angle: float) -> Made:
    height, width = clean.shape[1:]
    turn = math.radians(angle)
    cos, sin, ratio = math.cos(turn), math.sin(turn), width / height
    matrix = torch.tensor([[cos, sin / ratio, 0.0], [-sin * ratio, cos, 0.0]])
    shrink = 1 / (cos + abs(sin) * max(ratio, 1 / ratio))
    grid = F.affine_grid(matrix[None] * shrink, [1, 3, height, width], align_corners=False)
    turned = F.grid_sample(clean[None], grid, "bicubic", "border", align_corners=False)[0]
    return to_whole_levels(turned.clamp(0, 1)), clean
