"""Batches of hazy crops beside what they were made of: clear picture, transmission, airlight.

Haze is put into photos with made-up depth and into scenes with measured depth. Sensor noise and JPEG come on top, since
dehazing enlarges both. What measures is made once from pictures that never train, always the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.scattering import scatter, transmission
from pellucid.training.datasets import at_scales, draw_crop, read_photos
from pellucid.training.degradations import add_haze, draw_haze, from_bytes, gaussian_noise, jpeg, made_up_depth
from pellucid.training.degradations.draws import uniform
from pellucid.training.depth_scenes import DepthScene, read_scenes
from pellucid.training.material import PhotoMaterial
from pellucid.training.recipe import Settings, step_generator

MEASURED_PX = 320
"""Long side of what measures: networks on haze see a whole picture, so it is made smaller and not cut."""

MEASURED_BETAS = (0.6, 1.0, 1.4, 2.0)


FAR_DEPTH = 2.0
"""What the unit depth of a measured scene counts as, as in `splits.json`: t = exp(-beta d 2)."""


@dataclass(frozen=True)
class HazyCase:
    """A picture that measures: hazy and clear `(3, H, W)`, t `(1, H, W)`, A `(3,)`, and where t is true `(1, H, W)`."""

    hazy: Tensor
    clear: Tensor
    transmitted: Tensor
    airlight: Tensor
    valid: Tensor


@dataclass(frozen=True)
class HazeMaterial(PhotoMaterial[HazyCase]):
    """Beside photos scenes with depth to train on."""

    scenes: Sequence[DepthScene] = ()

    counted = {"scenes": "scenes with depth"}  # noqa: RUF012 -- ClassVar of the base


@dataclass(frozen=True)
class HazeBatch:
    """Crops of one step: hazy and clear `(N, 3, H, W)`, t `(N, 1, H, W)`, A `(N, 3)`."""

    hazy: Tensor
    clear: Tensor
    transmitted: Tensor
    airlight: Tensor


def read_material(data: Path, settings: Settings) -> HazeMaterial:
    """Decode a folder or a pack, with the scaled copies of `[batch]`; a pack holds no depth."""
    batch = settings["batch"]
    photos = at_scales(read_photos(data, measured=False), batch["scales"], batch["side_px"])
    measured = [from_bytes(photo) for photo in read_photos(data, measured=True)]
    return HazeMaterial(
        photos, list(measured_cases(measured)), is_scaled=True, scenes=read_scenes(data, measured=False)
    )


def measured_cases(photos: Sequence[Tensor]) -> Iterator[HazyCase]:
    """Put each photo into one haze; which one hangs on its place in the list only."""
    for number, photo in enumerate(photos):
        clear = _reduced(photo, MEASURED_PX)
        generator = torch.Generator().manual_seed(number)
        depth = made_up_depth(clear.shape[1], clear.shape[2], generator)
        airlight = draw_haze(generator).airlight
        transmitted = transmission(depth, MEASURED_BETAS[number % len(MEASURED_BETAS)])[None]
        hazy = scatter(clear, transmitted, airlight)
        yield HazyCase(hazy, clear, transmitted, airlight, torch.ones_like(transmitted, dtype=torch.bool))


def draw_batch(material: HazeMaterial, settings: Settings, step: int) -> HazeBatch:
    """Draw the crops of a step; the same step always draws the same."""
    generator = step_generator(settings, step)
    batch = settings["batch"]
    rows = [_draw_row(material, batch, generator) for _ in range(batch["crops"])]
    hazy, clear, transmitted, airlight = (torch.stack(column) for column in zip(*rows, strict=True))
    return HazeBatch(hazy, clear, transmitted, airlight)


def _draw_row(
    material: HazeMaterial, batch: Settings, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    kind, none = torch.rand(2, generator=generator).tolist()
    if material.scenes and kind < batch["scene_share"]:
        clear, depth = _draw_scene(material.scenes, batch["side_px"], generator)
    else:
        clear = draw_crop(material.photos, batch["side_px"], generator)
        depth = _draw_depth(batch["side_px"], generator)
    clear = _exposed(clear, batch, generator)
    if none < batch["clear_share"]:
        depth = depth * 0
    air = draw_haze(generator)
    hazy, transmitted = add_haze(clear, depth, air)
    return _recorded(hazy, batch, generator), clear, transmitted, air.airlight


def _draw_depth(side_px: int, generator: torch.Generator) -> Tensor:
    """A part of a made-up landscape: a crop sees but a piece of the scene."""
    whole_px = int(side_px * uniform(1.0, 4.0, generator))
    depth = made_up_depth(whole_px, whole_px, generator)
    top, left = (int(torch.randint(whole_px - side_px + 1, (), generator=generator)) for _ in range(2))
    return depth[top : top + side_px, left : left + side_px]


def _draw_scene(scenes: Sequence[DepthScene], side_px: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """A crop of a scene and its depth, mirrored at random; scenes are all larger than a crop, or enlarged to it."""
    scene = scenes[int(torch.randint(len(scenes), (), generator=generator))]
    both = torch.cat([from_bytes(scene.photo), torch.from_numpy(scene.depth)[None]])
    if min(both.shape[1:]) < side_px:
        scale = side_px / min(both.shape[1:]) + 1e-6
        both = F.interpolate(both[None], scale_factor=scale, mode="bilinear", align_corners=False)[0]
    top, left = (int(torch.randint(length - side_px + 1, (), generator=generator)) for length in both.shape[1:])
    crop = both[:, top : top + side_px, left : left + side_px]
    if float(torch.rand((), generator=generator)) < 0.5:
        crop = crop.flip(2)
    return crop[:3].clamp(0, 1), crop[3] * FAR_DEPTH


def _exposed(clear: Tensor, batch: Settings, generator: torch.Generator) -> Tensor:
    """Some crops with a longer exposure, clipped: bright things have no dark pixels near them."""
    brighter, stops = torch.rand(2, generator=generator).tolist()
    if brighter >= batch["bright_share"]:
        return clear
    exposure: float = 2 ** (stops * batch["bright_max_stops"])
    return (clear * exposure).clamp(0, 1)


def _recorded(hazy: Tensor, batch: Settings, generator: torch.Generator) -> Tensor:
    """As a camera stores it: some crops with noise, some through JPEG."""
    noisy, coded = torch.rand(2, generator=generator).tolist()
    if noisy < batch["noisy_share"]:
        hazy = gaussian_noise(hazy, uniform(0.5, batch["noise_max_levels"], generator), generator).clamp(0, 1)
    if coded < batch["jpeg_share"]:
        low, high = batch["jpeg_quality"]
        hazy = jpeg(hazy, int(torch.randint(low, high + 1, (), generator=generator)))
    return hazy


def _reduced(photo: Tensor, long_side_px: int) -> Tensor:
    scale = long_side_px / max(photo.shape[1:])
    if scale >= 1:
        return photo
    size = [max(1, round(length * scale)) for length in photo.shape[1:]]
    return F.interpolate(photo[None], size=size, mode="area")[0]
