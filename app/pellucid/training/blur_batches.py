"""Batches of blurred crops beside the sharp ones that belong to them.

A crop is taken larger than it is used, so that what moves in over its edges is the photo and not a repeated row. Kinds
of shots are mixed by the shares in `[batch]`. What measures is made once from photos that never train, always the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from pellucid.training import blur_lessons
from pellucid.training.blur_lessons import Lesson
from pellucid.training.datasets import Samples, at_scales, draw_crop, middle, read_photos
from pellucid.training.degradations import (
    CameraPath,
    Layer,
    Recording,
    Shot,
    draw_camera_path,
    draw_outline,
    draw_short_path,
    from_bytes,
    in_steps,
    motion_blur,
    path_kernel,
    record,
    take,
    to_whole_levels,
)
from pellucid.training.degradations.draws import uniform
from pellucid.training.drawings import draw_drawing
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.recipe import Settings, step_generator

MARGIN_PX = 24
"""What a crop has around it while it is blurred."""

MEASURED_PX = 256
MEASURED_LENGTHS_PX = (9, 17, 25, 33)
"""Of the paths of measured pictures, as in `splits.json`."""

MEASURED_FRAMES = 11

STEPS_A_PX = 1.5
"""Of an exposure that is averaged frame by frame: bilinear sampling joins steps of up to a pixel smoothly."""

FEWEST_STEPS = 8


BlurMaterial = PhotoMaterial[DamagedPictures]


def read_material(data: Path, settings: Settings) -> BlurMaterial:
    """Decode a folder or a pack, with the scaled copies of `[batch]`."""
    batch = settings["batch"]
    photos = at_scales(read_photos(data, measured=False), batch["scales"], batch["side_px"] + 2 * MARGIN_PX)
    return BlurMaterial(photos, list(measured_cases(read_photos(data, measured=True))), is_scaled=True)


def measured_cases(photos: Sequence[Samples]) -> Iterator[DamagedPictures]:
    """Blur the middle of each photo twice: by the kernel of a path, and as frames of a video with a thing that moves.

    What is drawn hangs on the place of a photo in the list only.
    """
    for number, photo in enumerate(photos):
        wide = from_bytes(middle(photo, MEASURED_PX + 2 * MARGIN_PX))
        length_px = MEASURED_LENGTHS_PX[number % len(MEASURED_LENGTHS_PX)]
        generator = torch.Generator().manual_seed(number)
        blurred = to_whole_levels(motion_blur(wide, path_kernel(draw_camera_path(length_px, generator))))
        yield DamagedPictures(_inner(blurred), _inner(wide))
        path, own = (in_steps(draw_short_path(length_px, generator), MEASURED_FRAMES) for _ in range(2))
        layer = Layer(wide.flip(2), draw_outline(wide.shape[1], wide.shape[2], generator), own)
        light, sharp = take(wide, Shot(path, (layer,), sums_numbers=True))
        yield DamagedPictures(record(_inner(light), Recording(), generator), _inner(sharp))


def draw_batch(material: BlurMaterial, settings: Settings, step: int) -> DamagedPictures:
    """Draw the crops of a step; the same step always draws the same."""
    generator = step_generator(settings, step)
    batch = settings["batch"]
    rows = blur_lessons.draw_rows(
        batch,
        step,
        generator,
        lambda: _draw_case(material, batch, generator),
        lambda lesson: _draw_lesson_case(lesson, material, batch, generator),
    )
    return DamagedPictures(torch.stack([row.damaged for row in rows]), torch.stack([row.clean for row in rows]))


def _draw_case(material: BlurMaterial, batch: Settings, generator: torch.Generator) -> DamagedPictures:
    kind, drawn = torch.rand(2, generator=generator).tolist()
    side_px = batch["side_px"] + 2 * MARGIN_PX
    photo = (
        draw_drawing(side_px, generator)
        if drawn < batch["drawn_share"]
        else _draw_rich_crop(material.photos, side_px, batch["candidates"], generator)
    )
    if kind < batch["sharp_share"]:
        return DamagedPictures(_inner(photo), _inner(photo))
    return _shot_case(photo, draw_crop(material.photos, side_px, generator), batch, generator)


def _draw_lesson_case(
    lesson: Lesson, material: BlurMaterial, batch: Settings, generator: torch.Generator
) -> DamagedPictures:
    side_px = batch["side_px"] + 2 * MARGIN_PX
    return lesson_case(_draw_rich_crop(material.photos, side_px, batch["candidates"], generator), lesson, generator)


def lesson_case(photo: Tensor, lesson: Lesson, generator: torch.Generator) -> DamagedPictures:
    """Blur a crop, which loses `MARGIN_PX` on every side, as a lesson wants it; it is recorded without loss."""
    light, sharp = take(photo, Shot(blur_lessons.draw_path(lesson, generator), sums_numbers=True))
    return DamagedPictures(record(_inner(light), Recording(), generator), _inner(sharp))


def _draw_rich_crop(photos: Sequence[Samples], side_px: int, candidates: int, generator: torch.Generator) -> Tensor:
    """Of some crops the one with the most edges: blur hardly shows on a sky, so there is nothing to learn from it."""
    crops = [draw_crop(photos, side_px, generator) for _ in range(candidates)]
    return max(crops, key=lambda crop: float((crop[1, ::2, 1:] - crop[1, ::2, :-1]).abs().mean()))


def _shot_case(photo: Tensor, moving: Tensor, batch: Settings, generator: torch.Generator) -> DamagedPictures:
    """Take a shot of a photo, before which a cut-out of another may move."""
    light, sharp = take(photo, _draw_shot(moving, batch, generator))
    return DamagedPictures(record(_inner(light), draw_recording(batch, generator), generator), _inner(sharp))


def _draw_shot(moving: Tensor, batch: Settings, generator: torch.Generator) -> Shot:
    """Draw what moves, and how the exposure sums it up."""
    chances = torch.rand(5, generator=generator).tolist()
    kinds = ("short_share", "numbers_share", "rolling_share", "layer_share", "highlight_share")
    is_short, sums_numbers, rolls, layered, bright = (
        chance < batch[kind] for chance, kind in zip(chances, kinds, strict=True)
    )
    length_px = _draw_length(batch, generator)
    path = (draw_short_path if is_short else draw_camera_path)(length_px, generator)
    path = replace(path, roll=path.roll * (uniform(1.0, batch["most_roll"], generator) if rolls else 0.0))
    is_video = is_short and sums_numbers
    if is_video or rolls or layered:  # else the path is one kernel, and its steps cost nothing
        path = in_steps(path, _draw_steps(length_px, batch["frames"] if is_video else None, generator))
    path, layers = _draw_layers(path, moving, batch, generator) if layered else (path, ())
    stops = uniform(0.0, batch["highlight_max_stops"], generator) if bright else 0.0
    return Shot(path, layers, stops, sums_numbers)


def _draw_steps(length_px: int, frames: tuple[int, int] | None, generator: torch.Generator) -> int:
    """Frames of a video are few; else there are enough of them to look like one movement."""
    if frames is None:
        return max(FEWEST_STEPS, round(STEPS_A_PX * length_px))
    return int(torch.randint(frames[0], frames[1] + 1, (), generator=generator))


def _draw_length(batch: Settings, generator: torch.Generator) -> int:
    """Long paths are drawn more often than short ones: they are what is hard."""
    low, high = batch["length_px"]
    place = float(torch.rand((), generator=generator)) ** float(batch["length_power"])
    return round(float(low + (high - low) * place))


def _draw_layers(
    path: CameraPath, moving: Tensor, batch: Settings, generator: torch.Generator
) -> tuple[CameraPath, tuple[Layer, ...]]:
    """A layer that moves besides the camera, or before one that stands still, or that the camera follows."""
    kind = float(torch.rand((), generator=generator))
    steps = len(path.roll)
    still = CameraPath(torch.zeros_like(path.shift_px), torch.zeros_like(path.roll))
    own = in_steps(draw_short_path(_draw_length(batch, generator), generator), steps)
    if kind < 0.4:
        background, motion = path, CameraPath((path.shift_px + own.shift_px) / 2, path.roll)
    elif kind < 0.7:
        background, motion = still, own
    else:
        background, motion = path, still
    mask = draw_outline(moving.shape[1], moving.shape[2], generator)
    return background, (Layer(moving, mask, motion),)


def draw_recording(batch: Settings, generator: torch.Generator) -> Recording:
    """Draw how a crop is recorded: some with noise, some through JPEG."""
    noisy, strength, coded = torch.rand(3, generator=generator).tolist()
    strength = strength**2 if noisy < batch["noisy_share"] else 0.0  # faint noise is what deblurring mostly meets
    low, high = batch["jpeg_quality"]
    quality = int(torch.randint(low, high + 1, (), generator=generator)) if coded < batch["jpeg_share"] else None
    return Recording(batch["sigma_s_max"] * strength, batch["sigma_c_max"] * strength, quality)


def _inner(picture: Tensor) -> Tensor:
    return picture[..., MARGIN_PX:-MARGIN_PX, MARGIN_PX:-MARGIN_PX]
