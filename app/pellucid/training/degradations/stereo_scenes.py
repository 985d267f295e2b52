"""Scenes for two eyes, made of pieces of photos: a ground and things cut out before it, each at its own disparity.

Everything is placed as between the eyes, in pixels about the middle of the picture; the left eye sees a point of
disparity d half of d further to the right, the right eye as much to the left. So what hides what, and what only one eye
sees, is right by itself. Each piece is a plane and may be slanted: its disparity is a straight function of place.
How the scene is exposed is in `stereo`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.training.degradations.blur import draw_camera_path, in_steps
from pellucid.training.degradations.blur_layers import draw_outline
from pellucid.training.degradations.draws import uniform
from pellucid.training.degradations.exposure import scene_light

MOST_THINGS = 3
GROUND_SHARE = 0.5
"""The ground stays below this share of the largest disparity."""

EXPOSURE_STOPS = 0.7
"""By how much a piece is made brighter or darker at most, so that it does not melt into what is behind."""

LARGEST_ROLL_PX = 10.0
"""How far the far end of a picture moves by the roll of the camera, at most."""

LARGEST_APPROACH = 0.25
"""How much larger, and nearer, something becomes within one exposure, at most."""

MOVING_SHARE = 0.6
"""Share of things that move by themselves."""

STEPS_PER_PX = 0.6
LEAST_STEPS, MOST_STEPS = 7, 24
"""Frames of an exposure; bilinear reading closes the gaps between them."""

HIGHLIGHT_SHARE = 0.4
HIGHLIGHT_STOPS = 2.5
"""Share of scenes in which whites were brighter than white, and by how much at most."""

Texture = Callable[[int, int], Tensor]
"""Gives a piece of a photo of some height and width, `(3, h, w)`, sRGB, 0 to 1."""


@dataclass(frozen=True)
class Motion:
    """How something moves within an exposure, in equal steps of time; the mean of each is 0.

    `shift_px` is `(steps, 2)`, right and down; `approach` `(steps,)`, by what share it is larger and nearer; `roll`
    `(steps,)`, in radians, clockwise on the screen; `focus_px` `(2,)`, the place that approach and roll leave alone.
    """

    shift_px: Tensor
    approach: Tensor
    roll: Tensor
    focus_px: Tensor

    @staticmethod
    def still(steps: int = 1) -> "Motion":
        """No motion."""
        return Motion(torch.zeros(steps, 2), torch.zeros(steps), torch.zeros(steps), torch.zeros(2))


@dataclass(frozen=True)
class Rig:
    """How two eyes that are fixed to each other move through a scene.

    A turn moves all pixels alike, a way through the scene moves them in proportion to their disparity: `depth_share`
    says how much of the shift is of that kind, and `near_px` is the disparity that moves by the whole of it. Approach
    is in proportion to disparity, too. In the eyes' own view the pair stays rectified at any time. `converged_px` is
    taken off every disparity, as where pictures are shifted to bring the near ones before the screen.
    """

    motion: Motion
    near_px: float
    depth_share: float = 0.0
    converged_px: float = 0.0


@dataclass(frozen=True)
class Plane:
    """One piece of a scene.

    `light` is `(4, h, w)`: linear light times opacity, and opacity, about the middle of the scene; light may exceed 1.
    `disparity_px` holds the disparity in the middle, and what it gains with each pixel to the right and down.
    """

    light: Tensor
    disparity_px: tuple[float, float, float]
    motion: Motion


@dataclass(frozen=True)
class StereoScene:
    """Planes from back to front, and the eyes before them."""

    planes: tuple[Plane, ...]
    rig: Rig


def draw_rig(
    size: tuple[int, int], largest_px: float, length_px: float, generator: torch.Generator, steps: int | None = None
) -> Rig:
    """Draw how two eyes move.

    Args:
        size: rows and columns of the picture.
        largest_px: disparity.
        length_px: of the path, at `near_px`; the number of steps hangs on it.
        generator: source of randomness.
        steps: their number, where it is given.
    """
    turned, through, kind, rolled, near = torch.rand(5, generator=generator).tolist()
    # A pure turn, a pure way through the scene, and what lies between are all common.
    share = 0.0 if kind < turned / 3 else 1.0 if kind > 1 - through / 2 else kind
    longer = max(size)
    focus = (torch.rand(2, generator=generator) - 0.5) * torch.tensor([size[1], size[0]])
    most_approach, most_roll_px = min(LARGEST_APPROACH, length_px / longer) * share, rolled**2 * LARGEST_ROLL_PX
    reach_px = length_px + most_approach * longer + 2 * most_roll_px
    steps = steps or min(MOST_STEPS, max(LEAST_STEPS, math.ceil(STEPS_PER_PX * reach_px)))
    approach = swing(steps, generator) * most_approach
    roll = swing(steps, generator) * (most_roll_px / (longer / 2))
    motion = Motion(draw_shift(length_px, steps, generator), approach, roll, focus)
    return Rig(motion, max(1.0, largest_px * (0.5 + 0.5 * near)), share)


def draw_scene(
    texture: Texture, size: tuple[int, int], largest_px: float, rig: Rig, generator: torch.Generator
) -> StereoScene:
    """Draw a scene.

    Args:
        texture: where pieces of photos come from.
        size: rows and columns of the picture.
        largest_px: disparity of the nearest thing.
        rig: the eyes.
        generator: source of randomness.
    """
    margin = math.ceil(largest_px / 2 + rig.motion.shift_px.abs().max() + LARGEST_ROLL_PX)
    height, width = size[0] + 2 * margin, size[1] + 2 * margin
    bright, brighter = torch.rand(2, generator=generator).tolist()
    stops = HIGHLIGHT_STOPS * brighter if bright < HIGHLIGHT_SHARE else 0.0
    light = _opaque(texture(height, width), stops, generator)
    ground = _draw_ground(light, size, largest_px, rig, generator)
    behind_px = _highest(ground.disparity_px, size)
    nearness = torch.rand(int(torch.randint(1, MOST_THINGS + 1, (), generator=generator)), generator=generator)
    things = [
        _draw_thing(_opaque(texture(height, width), stops, generator), disparity_px, rig, generator)
        for disparity_px in (behind_px + nearness.sort().values * (largest_px - behind_px)).tolist()
    ]
    return StereoScene((ground, *things), rig)


def draw_shift(length_px: float, steps: int, generator: torch.Generator) -> Tensor:
    """Draw the path of a hand in this many steps, `(steps, 2)`."""
    return in_steps(draw_camera_path(max(2, round(length_px)), generator), steps).shift_px


def swing(steps: int, generator: torch.Generator) -> Tensor:
    """A smooth random function of time, `(steps,)`, within about -1 to 1, of mean 0."""
    return draw_shift(3, steps, generator)[:, 0]


def _draw_ground(
    light: Tensor, size: tuple[int, int], largest_px: float, rig: Rig, generator: torch.Generator
) -> Plane:
    """What everything stands before: slanted like a floor, more seldom like a wall, far away or not."""
    low, high = sorted(largest_px * GROUND_SHARE * torch.rand(2, generator=generator))
    down, right = torch.rand(2, generator=generator).tolist()
    middle_px, rise_px = float(low + high) / 2, float(high - low)
    across = rise_px * (2 * right - 1) * 0.5
    plane = (middle_px, across / size[1], (rise_px - abs(across)) * down / size[0])
    return Plane(light, plane, Motion.still(len(rig.motion.roll)))


def _draw_thing(light: Tensor, disparity_px: float, rig: Rig, generator: torch.Generator) -> Plane:
    """A piece with a drawn outline, somewhere in the picture; it may move by itself."""
    opacity = draw_outline(light.shape[1], light.shape[2], generator)
    steps = len(rig.motion.roll)
    motion = Motion.still(steps)
    if float(torch.rand((), generator=generator)) < MOVING_SHARE:
        length_px = uniform(2, 2 + 2 * float(rig.motion.shift_px.abs().max()), generator)
        approach = swing(steps, generator) * uniform(0, LARGEST_APPROACH, generator)
        motion = Motion(draw_shift(length_px, steps, generator), approach, torch.zeros(steps), _middle(opacity[0]))
    return Plane(light * opacity, (disparity_px, 0.0, 0.0), motion)


def _opaque(photo: Tensor, stops: float, generator: torch.Generator) -> Tensor:
    """A piece of a photo as opaque light, a little brighter or darker, its whites by `stops` brighter, `(4, h, w)`."""
    exposure = 2 ** uniform(-EXPOSURE_STOPS, EXPOSURE_STOPS, generator)
    light = scene_light(photo, stops) * exposure
    return torch.cat((light, torch.ones_like(light[:1])))


def _middle(opacity: Tensor) -> Tensor:
    """The centre of what an opacity `(h, w)` covers, about the middle, right and down, `(2,)`."""
    height, width = opacity.shape
    right, down = torch.arange(width) + 0.5 - width / 2, torch.arange(height) + 0.5 - height / 2
    return torch.stack(((opacity * right).sum(), (opacity * down[:, None]).sum())) / opacity.sum().clamp_min(1)


def _highest(plane: tuple[float, float, float], size: tuple[int, int]) -> float:
    """The largest disparity of a plane within a picture."""
    return plane[0] + (abs(plane[1]) * size[1] + abs(plane[2]) * size[0]) / 2
