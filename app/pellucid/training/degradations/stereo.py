"""Pairs of blurred pictures: scenes and photos exposed while the eyes, or things before them, move; in linear light.

The blur hangs on depth where the eyes travel: what is near moves further. It hangs on the eye where things come nearer:
their disparity grows while the shutter is open, so the two eyes see them move differently, up to one sharp and one
blurred. And where the pair was taken by one camera, one picture after the other, each eye has a path of its own. All
motion has its mean at the sharp picture, so nothing is shifted by the blur.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.stereo import seen_by_both
from pellucid.training.degradations.stereo_scenes import Motion, Plane, Rig, StereoScene

EYES = (0.5, -0.5)
"""Where a point is seen, left and right, in disparities to the right of its place between the eyes."""

_FRAMES_AT_ONCE = 8

_INVISIBLE = 1e-3
"""Less opacity than this is left out."""


@dataclass(frozen=True)
class StereoPair:
    """A blurred pair beside its truth; left comes first everywhere.

    `sharp` and `blurred` are `(2, 3, H, W)`, sRGB, 0 to 1; `disparity_px` `(2, H, W)` in the sense of
    `imaging.stereo`, finite; `visible` `(2, H, W)` bool: where it is known and both eyes see the point.
    """

    sharp: Tensor
    blurred: Tensor
    disparity_px: Tensor
    visible: Tensor


def expose_scene(scene: StereoScene, size: tuple[int, int], later: Rig | None = None) -> StereoPair:
    """Expose a scene of planes.

    Args:
        scene: of `stereo_scenes.draw_scene`.
        size: rows and columns.
        later: how the camera moves while it takes the right picture, where that was taken after the left one; of as
            many steps as the scene's rig, and as much converged.
    """
    held = _held(scene)
    sharp = torch.stack([_frames(held, eye, size, slice(None), "bicubic")[0] for eye in EYES]).clamp(0, 1)
    disparity_px = torch.stack([_nearest(held, eye, size) for eye in EYES])
    exposures = (scene, replace(scene, rig=later or scene.rig))
    blurred = torch.stack(
        [
            _mean(each, eye, size) if _moves(each) else still
            for each, eye, still in zip(exposures, EYES, sharp, strict=True)
        ]
    )
    visible = seen_by_both(disparity_px[None])[0]
    return StereoPair(to_srgb(sharp), to_srgb(blurred.clamp(0, 1)), disparity_px, visible)


def expose_photos(sharp: Tensor, disparity_px: Tensor, rig: Rig) -> Tensor:
    """Expose a pair of photos.

    What moves in front of what is not known, so each pixel gathers light along the path of its own disparity.

    Args:
        sharp: `(2, 3, H, W)`, sRGB, 0 to 1, left first.
        disparity_px: `(2, H, W)`; zeros where there is none, for a rig that only turns.
        rig: how the eyes move; `converged_px` is of no account.

    Returns:
        `(2, 3, H, W)`.
    """
    light, (height, width) = to_linear(sharp), sharp.shape[-2:]
    places = _places(height, width)
    nearness, motion = disparity_px[..., None] / rig.near_px, rig.motion
    share = 1 - rig.depth_share + rig.depth_share * nearness
    eye = torch.tensor(EYES).view(2, 1, 1)
    total = torch.zeros_like(light)
    for shift, approach, roll in zip(motion.shift_px, motion.approach, motion.roll, strict=True):
        about = places - motion.focus_px
        step = shift * share + approach * nearness * about + roll * _turned(about)
        step[..., 0] += eye * approach * nearness[..., 0] * disparity_px
        total += F.grid_sample(light, _normed(places - step, height, width), padding_mode="border", align_corners=False)
    return to_srgb((total / len(motion.roll)).clamp(0, 1))


def _held(scene: StereoScene) -> StereoScene:
    """The scene as it is at the sharp moment."""
    planes = tuple(replace(plane, motion=Motion.still()) for plane in scene.planes)
    return StereoScene(planes, replace(scene.rig, motion=Motion.still()))


def _moves(scene: StereoScene) -> bool:
    motions = [scene.rig.motion, *(plane.motion for plane in scene.planes)]
    return any(bool(values.any()) for each in motions for values in (each.shift_px, each.approach, each.roll))


def _mean(scene: StereoScene, eye: float, size: tuple[int, int]) -> Tensor:
    """The light of all frames of an eye, averaged."""
    steps = len(scene.rig.motion.roll)
    total = torch.zeros(3, *size)
    for first in range(0, steps, _FRAMES_AT_ONCE):
        total += _frames(scene, eye, size, slice(first, first + _FRAMES_AT_ONCE), "bilinear").sum(dim=0)
    return total / steps


def _frames(scene: StereoScene, eye: float, size: tuple[int, int], steps: slice, mode: str) -> Tensor:
    """The light that an eye sees in some steps, `(T, 3, H, W)`: each plane before the ones behind it."""
    seen = torch.zeros(1)
    for shown in _planes(scene, eye, size, steps, mode):
        if shown.is_ground:
            seen = shown.light[:, :3].contiguous()
            continue
        behind = seen[..., shown.rows, shown.columns]
        seen[..., shown.rows, shown.columns] = torch.addcmul(
            shown.light[:, :3] + behind, behind, shown.light[:, 3:], value=-1
        )
    return seen


@dataclass(frozen=True)
class _Shown:
    """A plane as an eye sees it: light and opacity `(T, 4, h, w)` within some rows and columns of the picture."""

    plane: Plane
    light: Tensor
    rows: slice
    columns: slice
    is_ground: bool


def _planes(scene: StereoScene, eye: float, size: tuple[int, int], steps: slice, mode: str) -> Iterator[_Shown]:
    """Each plane from back to front, where it is to be seen at all; the first one is the ground and covers all."""
    for number, plane in enumerate(scene.planes):
        matrix, offset = (part[steps] for part in _motion(plane, scene.rig, eye))
        rows, columns = (slice(0, side) for side in size)
        if number:
            rows, columns = _reached(plane, matrix, offset, size)
        height, width = rows.stop - rows.start, columns.stop - columns.start
        if height <= 0 or width <= 0:
            continue
        back = torch.linalg.inv(matrix)
        middle = torch.tensor([columns.start + width / 2 - size[1] / 2, rows.start + height / 2 - size[0] / 2])
        in_px = torch.tensor([width / 2, height / 2])
        in_shares = torch.tensor([2 / plane.light.shape[2], 2 / plane.light.shape[1]])[:, None]
        theta = torch.cat((back * in_px, back @ (middle - offset)[:, :, None]), dim=2) * in_shares
        grid = F.affine_grid(theta, [len(theta), 4, height, width], align_corners=False)
        light = plane.light[None].expand(len(theta), -1, -1, -1)
        light = F.grid_sample(light, grid, mode=mode, padding_mode="border", align_corners=False)
        yield _Shown(plane, light, rows, columns, is_ground=not number)


def _reached(plane: Plane, matrix: Tensor, offset: Tensor, size: tuple[int, int]) -> tuple[slice, slice]:
    """Rows and columns of the picture that the opaque part of a plane comes to in some steps."""
    sides = []
    for across, length in ((0, plane.light.shape[2]), (1, plane.light.shape[1])):
        covered = (plane.light[3].amax(dim=across) > _INVISIBLE).nonzero()[:, 0]
        if not len(covered):
            return slice(0, 0), slice(0, 0)
        sides.append((covered.min() - 1 - length / 2, covered.max() + 2 - length / 2))
    corners = torch.cartesian_prod(torch.stack(sides[0]), torch.stack(sides[1]))
    places = (matrix @ corners.T).mT + offset[:, None]
    low, high = places.flatten(0, 1).amin(dim=0).floor(), places.flatten(0, 1).amax(dim=0).ceil()
    spans = []
    for axis, length in enumerate((size[1], size[0])):
        start, stop = (int(min(max(end + length / 2, 0), length)) for end in (float(low[axis]), float(high[axis])))
        spans.append(slice(start, stop))
    return spans[1], spans[0]


def _motion(plane: Plane, rig: Rig, eye: float) -> tuple[Tensor, Tensor]:
    """Where the points p of a plane are seen at each step: M p + o, with M `(T, 2, 2)` and o `(T, 2)`.

    Between the eyes p moves by its own motion and the rig's; the eye adds its part of the disparity, which has grown by
    as much as the thing has.
    """
    middle_px, *gains = plane.disparity_px
    gain, camera, own = torch.tensor(gains), rig.motion, plane.motion
    drawn_near = camera.approach * (middle_px / rig.near_px)
    nearer = drawn_near + own.approach
    share = rig.depth_share / rig.near_px
    matrix = torch.eye(2) * (1 + nearer)[:, None, None] + camera.roll[:, None, None] * _turned(torch.eye(2)).T
    matrix = matrix + share * camera.shift_px[:, :, None] * gain
    offset = camera.shift_px * (1 - rig.depth_share + share * middle_px) + own.shift_px
    offset = offset - drawn_near[:, None] * camera.focus_px - own.approach[:, None] * own.focus_px
    offset = offset - camera.roll[:, None] * _turned(camera.focus_px)
    matrix[:, 0] += eye * (1 + nearer)[:, None] * gain
    offset[:, 0] += eye * ((1 + nearer) * middle_px - rig.converged_px)
    return matrix, offset


def _nearest(scene: StereoScene, eye: float, size: tuple[int, int]) -> Tensor:
    """Disparity of what an eye sees at each pixel of a scene that is held still, `(H, W)`."""
    found = torch.zeros(size)
    for shown in _planes(scene, eye, size, slice(None), "bilinear"):
        matrix, offset = _motion(shown.plane, scene.rig, eye)
        points = (_places(*size)[shown.rows, shown.columns] - offset[0]) @ torch.linalg.inv(matrix[0]).T
        middle_px, *gains = shown.plane.disparity_px
        own = middle_px + points @ torch.tensor(gains) - scene.rig.converged_px
        behind = found[shown.rows, shown.columns]
        found[shown.rows, shown.columns] = torch.where(shown.light[0, 3] > 0.5, own, behind)
    return found


def _places(height: int, width: int) -> Tensor:
    """Pixel centres about the middle of a picture, right and down, `(H, W, 2)`."""
    right, down = torch.arange(width) + 0.5 - width / 2, torch.arange(height) + 0.5 - height / 2
    return torch.stack((right.expand(height, -1), down[:, None].expand(-1, width)), dim=-1)


def _turned(places: Tensor) -> Tensor:
    """Where places `(..., 2)` go per radian of roll, clockwise on the screen: a quarter turn."""
    return torch.stack((-places[..., 1], places[..., 0]), dim=-1)


def _normed(places: Tensor, height: int, width: int) -> Tensor:
    """Places about the middle in the -1 to 1 of `grid_sample`."""
    return places * torch.tensor([2 / width, 2 / height])
