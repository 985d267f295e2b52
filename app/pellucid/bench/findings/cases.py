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
            f"clean {path.name}", path.name, frozenset(), functools.partial(read_clean, path), set_name="clean"
        )
        read = functools.partial(read_small, path)
        for name, kind, damage, amount, quality in _damages(number):
            yield FaultyPhoto(
                f"{name} {path.name}",
                path.name,
                frozenset({kind}),
                functools.partial(damaged, read, damage),
                amount,
                jpeg_quality=quality,
                set_name=name,
            )


Damage = Callable[[Tensor], Made]


def _damages(number: int) -> Iterator[tuple[str, Kind, Damage, float | None, int | None]]:
    for sigma in NOISE_LEVELS:
        yield f"noise {sigma:g}", Kind.NOISE, functools.partial(noisy, sigma=sigma, seed=number), None, None
    yield "noise coarse", Kind.NOISE, functools.partial(coarsely_noisy, seed=number), None, None
    for quality in JPEG_QUALITIES:
        yield f"jpeg {quality}", Kind.JPEG, functools.partial(saved, quality=quality), jpeg_amount(quality), quality
    yield "jpeg as png", Kind.JPEG, functools.partial(saved, quality=30, shift=(3, 5)), jpeg_amount(30), None
    yield "jpeg twice", Kind.JPEG, functools.partial(saved, quality=25, again=92), jpeg_amount(25), 92
    for beta in HAZE_BETAS:
        yield f"haze {beta:g}", Kind.HAZE, functools.partial(hazy, beta=beta, seed=number), None, None
    for length in BLUR_LENGTHS_PX:
        yield f"motion {length}", Kind.MOTION_BLUR, functools.partial(shaken, length=length, seed=number), None, None
    yield "defocus 3", Kind.DEFOCUS, functools.partial(defocused, radius=DEFOCUS_RADIUS_PX), None, None
    for stops in DARK_STOPS:
        yield f"dark {stops:g}", Kind.DARK, functools.partial(dark, stops=stops, seed=number), stops, None
    yield "bright 1.2", Kind.BRIGHT, functools.partial(bright, stops=BRIGHT_STOPS), None, None
    for mired in CAST_MIRED:
        yield f"cast {mired:g}", Kind.CAST, functools.partial(tinted, mired=mired), cast_amount(mired), None
    angle = TILT_DEG * (-1) ** number
    yield f"tilt {angle:g}", Kind.HORIZON, functools.partial(tilted, angle=angle), abs(angle), None


NOISE_LEVELS = (8.0, 20.0)
COARSE_NOISE = 12.0
JPEG_QUALITIES = (15, 35)
HAZE_BETAS = (0.8, 1.4)
AIRLIGHT = (0.84, 0.86, 0.88)
BLUR_LENGTHS_PX = (9, 17)
DEFOCUS_RADIUS_PX = 3.0
DARK_STOPS = (3.0, 4.5)
BRIGHT_STOPS = 1.2
CAST_MIRED = (-90.0, 120.0, 200.0)
CAST_GRAY = 0.3
TILT_DEG = 3.0


def cast_amount(mired: float) -> float:
    """Stops between red and blue that gray has in such a light; colours that are cut would tell another number."""
    red, _, blue = to_linear(tinted(torch.full((3, 1, 1), CAST_GRAY), mired)[0]).flatten().log2().tolist()
    return abs(float(red - blue))


def jpeg_amount(quality: int) -> float:
    """How coarse the steps of a JPEG are, beside those of quality 50."""
    return 50 / quality if quality < 50 else 2 - quality / 50


def read_clean(path: Path) -> Made:
    """The photo as it is."""
    clean = from_bytes(read_photo(path))
    return clean, clean


def read_small(path: Path, long_side_px: int = LONG_SIDE_PX) -> Tensor:
    """The photo, reduced."""
    return from_bytes(reduced(read_photo(path), long_side_px))


def damaged(read: Callable[[], Tensor], damage: Damage) -> Made:
    """What is read, damaged."""
    return damage(read())


def noisy(clean: Tensor, sigma: float, seed: int) -> Made:
    """With white noise of a deviation in levels of 255."""
    return gaussian_noise(clean, sigma, torch.Generator().manual_seed(seed), clipped=True), clean


def coarsely_noisy(clean: Tensor, seed: int) -> Made:
    """As a camera leaves it: smoothed a little, louder in the shadows."""
    noise = torch.randn(clean.shape, generator=torch.Generator().manual_seed(seed))
    smooth = F.avg_pool2d(F.pad(noise[None], (1, 1, 1, 1), mode="reflect"), 3, 1)[0] * 1.5 + 0.5 * noise
    smooth = smooth / smooth.std()
    level = COARSE_NOISE / 255 * (1.3 - 0.6 * luma(clean))
    return to_whole_levels((clean + level * smooth).clamp(0, 1)), clean


def saved(clean: Tensor, quality: int, again: int | None = None, shift: tuple[int, int] = (0, 0)) -> Made:
    """Saved as JPEG once or twice, and cut where `shift` says."""
    saved = jpeg(clean, quality)
    saved = saved if again is None else jpeg(saved, again)
    return saved[:, shift[0] :, shift[1] :], clean[:, shift[0] :, shift[1] :]


def hazy(clean: Tensor, beta: float, seed: int, airlight: tuple[float, ...] = AIRLIGHT) -> Made:
    """In the haze of a made-up depth."""
    depth = made_up_depth(clean.shape[1], clean.shape[2], torch.Generator().manual_seed(seed))
    return to_whole_levels(add_haze(clean, depth.clamp_max(2.0), Haze(beta, torch.tensor(airlight)))[0]), clean


def shaken(clean: Tensor, length: int, seed: int) -> Made:
    """By a camera whose path is so many pixels long."""
    kernel = path_kernel(draw_camera_path(length, torch.Generator().manual_seed(seed)))
    return to_whole_levels(motion_blur(clean, kernel)), clean


def defocused(clean: Tensor, radius: float) -> Made:
    """A disc for every point, with a radius in pixels."""
    reach = math.ceil(radius)
    y, x = torch.meshgrid(*[torch.arange(-reach, reach + 1.0)] * 2, indexing="ij")
    disc = (radius + 0.5 - torch.hypot(x, y)).clamp(0, 1)
    return to_whole_levels(motion_blur(clean, disc / disc.sum())), clean


def dark(clean: Tensor, stops: float, seed: int) -> Made:
    """A photo of a scene with so many stops less light, noise and all."""
    faint = LowLight(-stops, torch.full((3,), 0.002), torch.full((3,), 0.0003), 1.0)
    return to_whole_levels(photograph(to_linear(clean), faint, torch.Generator().manual_seed(seed))), clean


def bright(clean: Tensor, stops: float) -> Made:
    """So many stops of light too much, cut at white."""
    return to_whole_levels(to_srgb((to_linear(clean) * 2**stops).clamp(0, 1))), clean


def tinted(clean: Tensor, mired: float) -> Made:
    """In a light that is so many mired away from the one that the camera was set to."""
    faults = torch.tensor([list({**NEUTRAL, "light_mired": NEUTRAL["light_mired"] + mired}.values())])
    return with_faults(clean[None], faults)[0], clean


def tilted(clean: Tensor, angle: float) -> Made:
    """Turned by degrees, and cut."""
    height, width = clean.shape[1:]
    turn = math.radians(angle)
    cos, sin, ratio = math.cos(turn), math.sin(turn), width / height
    matrix = torch.tensor([[cos, sin / ratio, 0.0], [-sin * ratio, cos, 0.0]])
    shrink = 1 / (cos + abs(sin) * max(ratio, 1 / ratio))
    grid = F.affine_grid(matrix[None] * shrink, [1, 3, height, width], align_corners=False)
    turned = F.grid_sample(clean[None], grid, "bicubic", "border", align_corners=False)[0]
    return to_whole_levels(turned.clamp(0, 1)), clean
