"""Batches of blurred crops of stereo pairs beside the sharp ones, their disparity, and where both eyes see.

They come of scenes put together out of photos, whose disparity is exact, and of pairs of photos. The recipes of
`dispbinet`, `deblurnet` and `davanet` share them: the same step draws the same crops for all three, so that what two
eyes gain over one can be told. In some crops one eye is blank, as for a lens with a finger before it: then the other
has to do alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from pellucid.imaging.srgb import to_linear
from pellucid.networks.padding import mirrored_to
from pellucid.training import blur_lessons
from pellucid.training.blur_batches import MARGIN_PX, draw_recording, lesson_case
from pellucid.training.blur_lessons import Lesson
from pellucid.training.datasets import Samples, at_scales, read_photos
from pellucid.training.degradations import from_bytes, record
from pellucid.training.degradations.draws import uniform
from pellucid.training.degradations.stereo import StereoPair, expose_photos, expose_scene
from pellucid.training.degradations.stereo_scenes import Motion, Rig, Texture, draw_rig, draw_scene
from pellucid.training.material import PhotoMaterial
from pellucid.training.recipe import Settings, step_generator
from pellucid.training.stereo_photos import StereoPhotos, read_stereo_photos, shown

MEASURED_SCENES = 8
MEASURED_SIZE = (192, 320)
MEASURED_SEED = 7
LARGEST_MEASURED_PX = 32.0
MEASURED_LENGTHS_PX = (8.0, 14.0, 20.0, 26.0)
"""Paths of the scenes that measure, one after the other."""

_APART_EVERY = 3
_LEAST_LATER_PX = 2.0
_CONVERGED_SHARE = 0.25
_SMALLEST_PX = 6.0


@dataclass(frozen=True)
class StereoMaterial(PhotoMaterial[StereoPair]):
    """Beside photos, which scenes are made of, pairs of photos to train on."""

    pairs: Sequence[StereoPhotos] = ()

    counted = {"pairs": "pairs"}  # noqa: RUF012 -- ClassVar of the base


@dataclass(frozen=True)
class StereoBatch:
    """Crops of one step: blurred and sharp `(N, 6, H, W)`, disparity and visibility `(N, 2, H, W)`, left first.

    Disparity is in pixels; visibility is 1 where the disparity is known and both eyes see the point, else 0.
    """

    blurred: Tensor
    sharp: Tensor
    disparity_px: Tensor
    visible: Tensor


def read_material(data: Path, settings: Settings) -> StereoMaterial:
    """Decode a folder or a pack, with the scaled copies of `[batch]`; a pack holds no pairs of photos."""
    batch = settings["batch"]
    photos = at_scales(read_photos(data, measured=False), batch["scales"], batch["side_px"])
    held = read_photos(data, measured=True)
    measured = layered_pairs(held, MEASURED_SCENES, MEASURED_SEED, MEASURED_SIZE, LARGEST_MEASURED_PX)
    return StereoMaterial(photos, measured, is_scaled=True, pairs=read_stereo_photos(data, measured=False))


def layered_pairs(
    photos: Sequence[Samples], count: int, seed: int, size: tuple[int, int], largest_px: float
) -> list[StereoPair]:
    """Make the scenes that measure, always the same; none without photos.

    Args:
        photos: that never train.
        count: of scenes.
        seed: of all of them.
        size: rows and columns.
        largest_px: disparity.
    """
    found = []
    for number in range(count if photos else 0):
        generator = torch.Generator().manual_seed(1000 * seed + number)
        length_px = MEASURED_LENGTHS_PX[number % len(MEASURED_LENGTHS_PX)]
        rig = draw_rig(size, largest_px, length_px, generator)
        scene = draw_scene(window_of(photos, generator), size, largest_px, rig, generator)
        later = _draw_later(rig, size, length_px, generator) if is_taken_apart(number) else None
        found.append(expose_scene(scene, size, later))
    return found


def is_taken_apart(number: int) -> bool:
    """Whether the pictures of a scene that measures were taken one after the other: every third."""
    return number % _APART_EVERY == _APART_EVERY - 1


def photo_pairs(pairs: Sequence[StereoPhotos], seed: int) -> list[StereoPair]:
    """Blur whole pairs of photos for measuring, always the same: by a turn where their disparity is not known."""
    found = []
    for number, pair in enumerate(pairs):
        generator = torch.Generator().manual_seed(1000 * seed + number)
        length_px = MEASURED_LENGTHS_PX[number % len(MEASURED_LENGTHS_PX)]
        found.append(_exposed(pair, length_px, generator))
    return found


def window_of(photos: Sequence[Samples], generator: torch.Generator) -> Texture:
    """Give random pieces of random photos, mirrored on where a photo is too small."""

    def cut(height: int, width: int) -> Tensor:
        photo = photos[_pick(len(photos), generator)]
        top, left = (_pick(max(1, spare + 1), generator) for spare in (photo.shape[0] - height, photo.shape[1] - width))
        piece = from_bytes(photo[top : top + height, left : left + width])
        return mirrored_to(piece[None], height, width)[0]

    return cut


def draw_batch(material: StereoMaterial, settings: Settings, step: int) -> StereoBatch:
    """Draw the crops of a step; the same step always draws the same."""
    generator = step_generator(settings, step)
    batch = settings["batch"]
    pairs = blur_lessons.draw_rows(
        batch,
        step,
        generator,
        lambda: _draw_pair(material, batch, generator),
        lambda lesson: _draw_lesson_pair(lesson, material, batch, generator),
    )
    return batch_of(pairs)


def batch_of(pairs: Sequence[StereoPair]) -> StereoBatch:
    """Put pairs of one size into a batch."""
    return StereoBatch(
        torch.stack([pair.blurred.flatten(0, 1) for pair in pairs]),
        torch.stack([pair.sharp.flatten(0, 1) for pair in pairs]),
        torch.stack([pair.disparity_px for pair in pairs]),
        torch.stack([pair.visible.float() for pair in pairs]),
    )


def with_blank_eye(pair: StereoPair, eye: int, color: Tensor) -> StereoPair:
    """The pair with one eye, 0 or 1, all of one colour `(3,)`; then nothing is seen by both."""
    blurred, sharp = pair.blurred.clone(), pair.sharp.clone()
    blurred[eye], sharp[eye] = color[:, None, None], color[:, None, None]
    return replace(pair, blurred=blurred, sharp=sharp, visible=torch.zeros_like(pair.visible))


def _draw_lesson_pair(
    lesson: Lesson, material: StereoMaterial, batch: Settings, generator: torch.Generator
) -> StereoPair:
    """Two crops that have nothing to do with each other, each blurred as a lesson wants it."""
    cut, side_px = window_of(material.photos, generator), batch["side_px"] + 2 * MARGIN_PX
    cases = [lesson_case(cut(side_px, side_px), lesson, generator) for _ in range(2)]
    blurred, sharp = torch.stack([case.damaged for case in cases]), torch.stack([case.clean for case in cases])
    unknown = torch.zeros_like(sharp[:, 0])
    return StereoPair(sharp, blurred, unknown, unknown.bool())


def _draw_pair(material: StereoMaterial, batch: Settings, generator: torch.Generator) -> StereoPair:
    kind, still, blank = torch.rand(3, generator=generator).tolist()
    low, high = batch["length_px"]
    length_px = low + (high - low) * float(torch.rand((), generator=generator)) ** batch["length_power"]
    if material.pairs and kind < batch["pair_share"]:
        pair = _draw_photos(material.pairs, length_px, batch["side_px"], generator)
    else:
        pair = _draw_scene(material.photos, length_px, batch, generator)
    if still < batch["still_share"]:
        pair = replace(pair, blurred=pair.sharp)
    elif still < batch["still_share"] + batch["one_still_share"]:
        pair = _with_still_eye(pair, _pick(2, generator))
    pair = replace(pair, blurred=_recorded(pair.blurred, batch, generator))
    if blank < batch["blank_share"]:
        return with_blank_eye(pair, _pick(2, generator), torch.rand(3, generator=generator).round(decimals=1))
    return pair


def _with_still_eye(pair: StereoPair, eye: int) -> StereoPair:
    """The pair with one eye, 0 or 1, as if that camera alone had held still."""
    blurred = pair.blurred.clone()
    blurred[eye] = pair.sharp[eye]
    return replace(pair, blurred=blurred)


def _draw_scene(photos: Sequence[Samples], length_px: float, batch: Settings, generator: torch.Generator) -> StereoPair:
    size = (batch["side_px"], batch["side_px"])
    largest_px = uniform(_SMALLEST_PX, batch["largest_px"], generator)
    rig = draw_rig(size, largest_px, length_px, generator)
    if float(torch.rand((), generator=generator)) < _CONVERGED_SHARE:
        rig = replace(rig, converged_px=uniform(0, largest_px / 2, generator))
    later = None
    if float(torch.rand((), generator=generator)) < batch["apart_share"]:
        later = _draw_later(rig, size, max(batch["length_px"]), generator)
    return expose_scene(draw_scene(window_of(photos, generator), size, largest_px, rig, generator), size, later)


def _draw_later(rig: Rig, size: tuple[int, int], most_px: float, generator: torch.Generator) -> Rig:
    """How a camera moves while it takes the second picture of a pair, from the place that the pair wants it at."""
    length_px = uniform(_LEAST_LATER_PX, most_px, generator)
    return replace(
        draw_rig(size, rig.near_px, length_px, generator, len(rig.motion.roll)), converged_px=rig.converged_px
    )


def _draw_photos(
    pairs: Sequence[StereoPhotos], length_px: float, side_px: int, generator: torch.Generator
) -> StereoPair:
    """A crop of a pair of photos; mirrored at random, which makes the left eye the right one."""
    whole = pairs[_pick(len(pairs), generator)]
    top, left = (_pick(max(1, length - side_px + 1), generator) for length in whole.pictures.shape[-2:])
    rows, columns = slice(top, top + side_px), slice(left, left + side_px)
    crop = StereoPhotos(whole.name, *(values[..., rows, columns] for values in _values(whole)))
    if _pick(2, generator):
        crop = StereoPhotos(whole.name, *(values.flip(0, -1) for values in _values(crop)))
    return _filled_to(_exposed(crop, length_px, generator), side_px)


def _values(pair: StereoPhotos) -> tuple[Tensor, Tensor, Tensor]:
    return pair.pictures, pair.disparity_px, pair.visible


def _exposed(pair: StereoPhotos, length_px: float, generator: torch.Generator) -> StereoPair:
    """Blur a pair of photos; without disparity the eyes only turn."""
    sharp, largest_px = shown(pair), float(pair.disparity_px.max())
    size = (sharp.shape[-2], sharp.shape[-1])
    rig = draw_rig(size, max(1.0, largest_px), length_px, generator)
    if not largest_px:
        motion = rig.motion
        turn = Motion(motion.shift_px, torch.zeros_like(motion.approach), motion.roll, motion.focus_px)
        rig = Rig(turn, rig.near_px)
    return StereoPair(sharp, expose_photos(sharp, pair.disparity_px, rig), pair.disparity_px, pair.visible)


def _filled_to(pair: StereoPair, side_px: int) -> StereoPair:
    """Mirror a crop of a photo that is smaller than a crop should be; nothing is known of what is mirrored."""
    height, width = pair.sharp.shape[-2:]
    if min(height, width) >= side_px:
        return pair
    sharp, blurred = (mirrored_to(pictures, side_px, side_px) for pictures in (pair.sharp, pair.blurred))
    disparity_px = mirrored_to(pair.disparity_px[None], side_px, side_px)[0]
    visible = torch.zeros_like(disparity_px, dtype=torch.bool)
    visible[:, :height, :width] = pair.visible
    return StereoPair(sharp, blurred, disparity_px, visible)


def _recorded(blurred: Tensor, batch: Settings, generator: torch.Generator) -> Tensor:
    """Both eyes as their cameras store them."""
    recording = draw_recording(batch, generator)
    return torch.stack([record(to_linear(eye), recording, generator) for eye in blurred])


def _pick(length: int, generator: torch.Generator) -> int:
    return int(torch.randint(length, (), generator=generator))
