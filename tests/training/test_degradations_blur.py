"""Motion blur sums light, not sRGB numbers, along the path of the camera."""

import math

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.training.degradations import (
    CameraPath,
    draw_camera_path,
    draw_short_path,
    in_steps,
    mean_of_frames,
    motion_blur,
    path_kernel,
    shaken,
)
from pellucid.training.degradations.blur import FFT_LEAST_PX, ROLL_MAX, moved, pieces, spread


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def framed(picture: Tensor, margin_px: int) -> Tensor:
    """A picture within a black frame, so that nothing is blurred out of it."""
    return torch.nn.functional.pad(picture, (margin_px,) * 4)


def still(path: CameraPath) -> CameraPath:
    return CameraPath(path.shift_px, torch.zeros_like(path.roll))


@pytest.mark.parametrize("length_px", [1, 9, 17, 33])
def test_a_path_just_fits_in_its_square_and_is_centred(length_px: int) -> None:
    for seed in range(5):
        path = draw_camera_path(length_px, generator(seed))
        assert path.shift_px.abs().max().item() == pytest.approx((length_px - 1) / 2)
        assert path.shift_px.mean(dim=0).tolist() == pytest.approx([0, 0], abs=1e-4)
        assert path.roll.abs().max().item() <= ROLL_MAX
        assert path.roll.shape == path.shift_px.shape[:1]


def test_a_path_is_smooth_and_can_be_repeated() -> None:
    path = draw_camera_path(25, generator())
    steps = path.shift_px.diff(dim=0)
    turns = torch.atan2(*steps.T).diff()
    turns = torch.remainder(turns + math.pi, 2 * math.pi) - math.pi
    assert turns.abs().max() < 0.5
    again = draw_camera_path(25, generator())
    assert torch.equal(path.shift_px, again.shift_px)
    assert torch.equal(path.roll, again.roll)
    assert not torch.equal(path.shift_px, draw_camera_path(25, generator(4)).shift_px)


@pytest.mark.parametrize("length_px", [1, 9, 16, 33])
def test_a_kernel_shares_out_all_light_about_its_middle(length_px: int) -> None:
    kernel = path_kernel(draw_camera_path(length_px, generator()))
    side = len(kernel)
    offsets = torch.arange(side) - side // 2
    assert side % 2 == 1
    assert length_px <= side <= length_px + 1
    assert kernel.min() >= 0
    assert kernel.sum().item() == pytest.approx(1.0, abs=1e-5)
    assert (kernel.sum(dim=0) * offsets).sum().item() == pytest.approx(0, abs=1e-3)
    assert (kernel.sum(dim=1) * offsets).sum().item() == pytest.approx(0, abs=1e-3)


def test_the_kernel_of_a_known_path_is_known() -> None:
    path = CameraPath(torch.tensor([[-1.0, 0.0], [0.5, 0.0], [0.5, 0.0]]), torch.zeros(3))
    row = [1 / 3, 1 / 3, 1 / 3]
    assert path_kernel(path).flatten().tolist() == pytest.approx([0, 0, 0, *row, 0, 0, 0])
    down = CameraPath(torch.tensor([[0.0, 1.0], [0.0, -1.0], [0.0, 1.0], [0.0, -1.0]]), torch.zeros(4))
    assert path_kernel(down)[:, 1].tolist() == pytest.approx([0.5, 0, 0.5])


def test_a_point_of_light_becomes_the_kernel() -> None:
    kernel = path_kernel(draw_camera_path(9, generator()))
    point = torch.zeros(3, 31, 31)
    point[:, 15, 15] = 1
    found = to_linear(motion_blur(point, kernel))
    side, radius = len(kernel), len(kernel) // 2
    window = found[1, 15 - radius : 16 + radius, 15 - radius : 16 + radius]
    assert window.shape == (side, side)
    assert torch.allclose(window, kernel, atol=1e-6)
    assert found.sum().item() == pytest.approx(3.0, rel=1e-4)


def test_blur_keeps_the_mean_of_the_light_but_not_of_the_numbers() -> None:
    sharp = framed(waves(24, 32), 12)
    blurred = motion_blur(sharp, path_kernel(draw_camera_path(17, generator())))
    assert to_linear(blurred).mean().item() == pytest.approx(to_linear(sharp).mean().item(), rel=1e-4)
    assert abs(blurred.mean().item() - sharp.mean().item()) > 1e-3


def test_half_black_half_white_is_half_the_light() -> None:
    found = mean_of_frames(torch.stack((torch.zeros(3, 2, 2), torch.ones(3, 2, 2))))
    assert found.flatten().tolist() == pytest.approx([to_srgb(torch.tensor(0.5)).item()] * 12)


def test_a_path_without_roll_is_its_kernel() -> None:
    path = still(draw_camera_path(9, generator()))
    sharp = waves(20, 28)
    assert torch.allclose(shaken(sharp, path), motion_blur(sharp, path_kernel(path)), atol=2e-4)


def test_roll_turns_clockwise_about_the_middle() -> None:
    quarter = CameraPath(torch.zeros(1, 2), torch.tensor([math.pi / 2]))
    picture = waves(15, 15)
    assert torch.allclose(shaken(picture, quarter), picture.rot90(-1, (-2, -1)), atol=1e-4)


def test_a_picture_may_be_smaller_than_the_blur() -> None:
    kernel = path_kernel(draw_camera_path(33, generator()))
    assert torch.allclose(motion_blur(torch.full((3, 5, 1), 0.4), kernel), torch.full((3, 5, 1), 0.4), atol=1e-5)


def turning(path: CameraPath) -> float:
    """Largest change of direction within a path, in radians."""
    headings = torch.atan2(*path.shift_px.diff(dim=0).T)
    away = torch.remainder(headings - headings[0] + math.pi, 2 * math.pi) - math.pi
    return away.abs().max().item()


def test_a_short_path_fits_in_its_square_as_well_and_turns_less() -> None:
    short, long = ([drawn(25, generator(seed)) for seed in range(12)] for drawn in (draw_short_path, draw_camera_path))
    for path in short:
        assert path.shift_px.abs().max().item() == pytest.approx(12)
        assert path.shift_px.mean(dim=0).tolist() == pytest.approx([0, 0], abs=1e-4)
    assert sum(map(turning, short)) < 0.5 * sum(map(turning, long))


def test_a_path_in_other_steps_is_the_same_path() -> None:
    path = draw_camera_path(17, generator())
    few = in_steps(path, 20)
    assert few.shift_px.shape == (20, 2)
    assert few.shift_px.mean(dim=0).tolist() == pytest.approx([0, 0], abs=1e-5)
    assert few.roll.mean().item() == pytest.approx(0, abs=1e-7)
    nearest = (few.shift_px[:, None] - path.shift_px).norm(dim=2).min(dim=1).values
    assert nearest.max() < 0.3


@pytest.mark.parametrize("side", [FFT_LEAST_PX - 2, FFT_LEAST_PX, 33])
def test_spreading_is_the_same_through_the_fourier_transform(side: int) -> None:
    kernel = torch.rand(side, side, generator=generator())
    kernel = kernel / kernel.sum()
    picture = waves(21, 37)
    radius = side // 2
    edged = torch.nn.functional.pad(picture[:, None], (radius,) * 4, mode="replicate")
    wanted = torch.nn.functional.conv2d(edged, kernel.flip(0, 1)[None, None])[:, 0]
    assert torch.allclose(spread(picture, kernel), wanted, atol=1e-5)


def test_frames_come_in_pieces_of_the_path() -> None:
    path = in_steps(draw_camera_path(9, generator()), 10)
    cut = list(pieces(path))
    assert torch.equal(torch.cat([piece.roll for piece in cut]), path.roll)
    whole = moved(waves(12, 14), path)
    assert whole.shape == (10, 3, 12, 14)
    assert torch.allclose(torch.cat([moved(waves(12, 14), piece) for piece in cut]), whole, atol=1e-6)
