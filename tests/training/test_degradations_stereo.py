"""What is known of a made pair holds in its pixels: disparity, who sees what, and how blur hangs on depth and eye."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.imaging.stereo import swapped
from pellucid.training.degradations.blur import CameraPath, path_kernel
from pellucid.training.degradations.stereo import StereoPair, expose_photos, expose_scene
from pellucid.training.degradations.stereo_scenes import Motion, Plane, Rig, StereoScene, draw_rig, draw_scene, swing

SIZE = (40, 64)
STEPS = 9


def texture(height: int, width: int) -> Tensor:
    return (waves(height, width) + noise(3, height, width, seed=height) * 0.02).clamp(0, 1)


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def straight(length_px: float) -> Motion:
    """A path to the right, even, of mean 0."""
    shift = torch.zeros(STEPS, 2)
    shift[:, 0] = torch.linspace(-length_px / 2, length_px / 2, STEPS)
    return replace(Motion.still(STEPS), shift_px=shift)


def bar(disparity_px: float, motion: Motion | None = None, *, rise: float = 0.0) -> StereoScene:
    """A white bar, 8 pixels wide and as high as the picture, before black far away."""
    ground = torch.zeros(4, 80, 120)
    ground[3] = 1
    thing = torch.zeros(4, 80, 120)
    thing[:, :, 56:64] = 1
    own = motion or Motion.still(STEPS)
    planes = (
        Plane(ground, (0.0, 0.0, 0.0), Motion.still(STEPS)),
        Plane(thing, (disparity_px, 0.0, rise), own),
    )
    return StereoScene(planes, Rig(Motion.still(STEPS), near_px=disparity_px))


def spread_px(row: Tensor) -> int:
    """How many pixels of a row are neither black nor white."""
    return int(((row > 0.01) & (row < 0.99)).sum())


def drawn(seed: int, length_px: float = 10.0) -> StereoPair:
    source = generator(seed)
    rig = draw_rig(SIZE, 12.0, length_px, source)
    return expose_scene(draw_scene(texture, SIZE, 12.0, rig, source), SIZE)


def test_a_thing_stands_where_its_disparity_says_in_both_eyes() -> None:
    pair = expose_scene(bar(12.0), SIZE)
    left, right = pair.sharp[:, 0, 20]
    assert left[34:42].min() > 0.99
    assert right[22:30].min() > 0.99
    assert left[:33].max() < 0.01
    assert torch.equal(pair.disparity_px[0, 20, 34:42], torch.full((8,), 12.0))
    assert torch.equal(pair.disparity_px[1, 20, :22], torch.zeros(22))
    # The right eye sees the ground behind the bar's left place and the other way round.
    assert not pair.visible[0, 20, 22:30].any()
    assert not pair.visible[1, 20, 34:42].any()
    assert pair.visible[0, 20, 34:42].all()
    assert torch.equal(pair.blurred, pair.sharp)


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_what_both_eyes_see_is_the_same_by_the_disparity_of_each(seed: int) -> None:
    pair = drawn(seed)
    sharp = pair.sharp.flatten(0, 1)[None]
    unlikeness = (swapped(sharp, pair.disparity_px[None]) - sharp).abs()[0].unflatten(0, (2, 3)).mean(dim=1)
    assert pair.visible.float().mean() > 0.5
    assert float(unlikeness[pair.visible].mean()) < 0.02
    assert torch.isfinite(pair.disparity_px).all()
    assert 0 <= pair.blurred.min() <= pair.blurred.max() <= 1
    assert (pair.blurred - pair.sharp).abs().mean() > 0.002


def test_a_slanted_plane_has_the_disparity_of_each_row() -> None:
    pair = expose_scene(bar(12.0, rise=0.1), SIZE)
    rows = torch.arange(40) + 0.5 - 20
    columns = (60.0 - 28 + (12 + 0.1 * rows) / 2).round().long() - 4 + 4
    found = pair.disparity_px[0, torch.arange(40), columns]
    assert torch.allclose(found, 12 + 0.1 * rows, atol=0.02)


def test_a_turn_moves_all_alike_and_a_way_through_the_scene_what_is_near() -> None:
    def widths(share: float, disparity_px: float) -> int:
        scene = bar(disparity_px)
        rig = Rig(straight(9.0), near_px=12.0, depth_share=share)
        return spread_px(expose_scene(StereoScene(scene.planes, rig), SIZE).blurred[0, 0, 20])

    turned = widths(0.0, 12.0)
    assert turned >= 14
    assert widths(0.0, 6.0) == turned
    assert widths(1.0, 12.0) == turned
    assert 0 < widths(1.0, 4.0) < turned / 2


def test_what_comes_nearer_blurs_the_eyes_differently() -> None:
    """Its own way to the right is undone in one eye by the growth of its disparity, and doubled in the other."""
    growth = torch.linspace(-0.25, 0.25, STEPS)
    toward = replace(straight(-3.0), approach=growth)
    pair = expose_scene(bar(12.0, toward), SIZE)
    left, right = (spread_px(eye[0, 20]) for eye in pair.blurred)
    assert left <= 6  # its edges part as it grows
    assert right >= 10


def test_convergence_takes_the_same_off_all_disparities() -> None:
    scene = bar(12.0)
    rig = replace(scene.rig, converged_px=4.0)
    pair = expose_scene(StereoScene(scene.planes, rig), SIZE)
    assert set(pair.disparity_px.unique().tolist()) == {-4.0, 8.0}
    sharp = pair.sharp.flatten(0, 1)[None]
    unlikeness = (swapped(sharp, pair.disparity_px[None]) - sharp).abs()[0].unflatten(0, (2, 3)).mean(dim=1)
    assert float(unlikeness[pair.visible].mean()) < 0.01


def test_pictures_taken_one_after_the_other_have_paths_of_their_own() -> None:
    scene = bar(12.0)
    later = Rig(straight(9.0), near_px=12.0)
    pair, still = expose_scene(scene, SIZE, later), expose_scene(scene, SIZE)
    assert torch.equal(pair.blurred[0], still.blurred[0])
    assert spread_px(pair.blurred[1, 0, 20]) >= 14
    assert torch.equal(pair.sharp, still.sharp)


def test_photos_are_blurred_by_their_depth() -> None:
    point = torch.zeros(2, 3, *SIZE)
    point[:, :, 20, 32] = 1
    near, far = torch.full((2, *SIZE), 12.0), torch.full((2, *SIZE), 6.0)
    rig = Rig(straight(8.0), near_px=12.0, depth_share=1.0)
    columns = [
        int((expose_photos(point, disparity, rig)[0, 0, 20] > 0.01).sum()) for disparity in (near, far, near * 0)
    ]
    assert columns[0] >= 9
    assert 5 <= columns[1] < columns[0]
    assert columns[2] == 1


def test_a_pair_without_disparity_is_blurred_by_one_kernel_where_the_eyes_turn() -> None:
    sharp = torch.stack((waves(*SIZE), waves(*SIZE).flip(2)))
    motion = straight(6.0)
    blurred = expose_photos(sharp, torch.zeros(2, *SIZE), Rig(motion, near_px=1.0))
    kernel = path_kernel(CameraPath(motion.shift_px, motion.roll))
    point = torch.zeros(2, 3, *SIZE)
    point[:, :, 20, 32] = 1
    spread = expose_photos(point, torch.zeros(2, *SIZE), Rig(motion, near_px=1.0))
    radius = len(kernel) // 2
    seen = spread[0, 0, 20 - radius : 21 + radius, 32 - radius : 33 + radius]
    assert torch.equal(seen > 0, kernel > 1e-6)
    assert blurred.shape == sharp.shape
    assert torch.allclose(blurred.mean(), sharp.mean(), atol=0.02)


def test_the_same_generator_draws_the_same_and_time_has_its_mean_at_the_sharp_moment() -> None:
    first, again = drawn(4), drawn(4)
    assert torch.equal(first.blurred, again.blurred)
    rig = draw_rig(SIZE, 12.0, 10.0, generator())
    for values in (rig.motion.shift_px, rig.motion.approach, rig.motion.roll, swing(9, generator())):
        assert torch.allclose(values.mean(dim=0), torch.zeros(()), atol=1e-4)
