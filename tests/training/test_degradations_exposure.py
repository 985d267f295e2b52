"""An exposure sums light: what moves covers what is behind it, and what was brighter than white leaves streaks."""

import pytest
import torch

from helpers.pictures import waves
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.training.degradations import (
    CameraPath,
    Layer,
    Recording,
    Shot,
    draw_camera_path,
    draw_outline,
    in_steps,
    jpeg,
    motion_blur,
    path_kernel,
    record,
    take,
)
from pellucid.training.degradations.blur_layers import at_rest, exposed
from pellucid.training.degradations.exposure import WHITE_FROM, scene_light

SIZE = (24, 40)


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def along(shifts: list[float]) -> CameraPath:
    """A path to the right only, by whole pixels."""
    shift = torch.tensor([[right, 0.0] for right in shifts])
    return CameraPath(shift, torch.zeros(len(shifts)))


def square(left: int, right: int) -> torch.Tensor:
    mask = torch.zeros(1, *SIZE)
    mask[:, 8:16, left:right] = 1
    return mask


STILL = along([0.0, 0.0, 0.0])


def test_a_layer_covers_only_while_it_is_there() -> None:
    background, picture = torch.full((3, *SIZE), 0.2), torch.full((3, *SIZE), 0.8)
    layer = Layer(picture, square(16, 20), along([-2.0, 0.0, 2.0]))
    row = exposed(background, STILL, (layer,))[0, 12]
    third = 0.6 / 3
    wanted = [0.2, 0.2 + third, 0.2 + third, 0.2 + 2 * third, 0.2 + 2 * third]
    assert row[13:18].tolist() == pytest.approx(wanted, abs=1e-5)
    assert at_rest(background, (layer,))[0, 12, 15:21].tolist() == pytest.approx([0.2, *[0.8] * 4, 0.2])


def test_a_still_layer_stays_sharp_before_a_background_that_moves() -> None:
    layer = Layer(torch.full((3, *SIZE), 0.5), square(10, 30), STILL)
    path = along([-3.0, 0.0, 3.0])
    found = exposed(waves(*SIZE), path, (layer,))
    inside = square(10, 30)[0] > 0
    assert torch.allclose(found[:, inside], torch.tensor(0.5), atol=1e-6)
    assert torch.allclose(found[:, ~inside], exposed(waves(*SIZE), path)[:, ~inside], atol=1e-6)


def test_an_outline_is_soft_and_neither_empty_nor_everything() -> None:
    for seed in range(8):
        mask = draw_outline(64, 80, generator(seed))
        assert mask.shape == (1, 64, 80)
        assert 0.005 < mask.mean() < 0.95
        assert ((mask > 0.1) & (mask < 0.9)).any()
    assert torch.equal(draw_outline(20, 20, generator(1)), draw_outline(20, 20, generator(1)))


def test_the_light_of_a_photo_is_as_it_was_but_near_white() -> None:
    values = torch.tensor([0.0, 0.3, WHITE_FROM, 1.0])
    assert scene_light(values, 3.0).tolist() == pytest.approx([*to_linear(values[:3]).tolist(), 8.0], rel=1e-5)
    ramp = scene_light(torch.linspace(0, 1, 500), 2.0)
    assert (ramp.diff() > 0).all()


def test_a_lamp_leaves_a_streak_and_its_sharp_picture_is_clipped() -> None:
    dark = torch.full((3, *SIZE), 0.1)
    dark[:, 12, 20] = 1.0
    path = along([-2.0, -1.0, 0.0, 1.0, 2.0])
    plain, _ = take(dark, Shot(path))
    bright, sharp = take(dark, Shot(path, highlight_stops=3.0))
    assert torch.allclose(sharp, dark, atol=1e-5)
    assert plain[0, 12, 18:23].max() < 0.25
    assert bright[0, 12, 18:23].tolist() == pytest.approx([1.0] * 5)
    assert bright.max() <= 1


def test_a_shot_of_a_shifted_scene_is_its_kernel() -> None:
    path = draw_camera_path(9, generator())
    path = CameraPath(path.shift_px, torch.zeros_like(path.roll))
    light, sharp = take(waves(*SIZE), Shot(path))
    assert torch.allclose(to_srgb(light), motion_blur(waves(*SIZE), path_kernel(path)), atol=1e-5)
    assert torch.allclose(sharp, waves(*SIZE), atol=1e-6)


def test_summed_numbers_keep_the_mean_of_numbers() -> None:
    half = torch.zeros(3, *SIZE)
    half[:, :, 20:] = 1
    path = along([-1.0, 1.0])
    light, _ = take(half, Shot(path))
    numbers, _ = take(half, Shot(path, highlight_stops=2.0, sums_numbers=True))
    assert light[0, 12, 20].item() == pytest.approx(0.5, abs=1e-5)
    assert to_srgb(numbers)[0, 12, 20].item() == pytest.approx(0.5, abs=1e-5)


def test_a_rolling_path_is_averaged_frame_by_frame() -> None:
    path = in_steps(draw_camera_path(5, generator()), 8)
    rolled = CameraPath(path.shift_px, path.roll + torch.linspace(-0.1, 0.1, 8))
    light, _ = take(waves(*SIZE), Shot(rolled))
    assert torch.allclose(light, exposed(to_linear(waves(*SIZE)), rolled), atol=1e-6)


def test_noise_grows_with_the_light_and_files_have_whole_levels() -> None:
    light = torch.full((3, 64, 64), 0.1)
    light[:, 32:] = 0.4
    noisy = to_linear(record(light, Recording(sigma_s=0.05), generator()))
    assert noisy[:, :32].std().item() == pytest.approx(0.05 * 0.1**0.5, rel=0.1)
    assert noisy[:, 32:].std().item() == pytest.approx(0.05 * 0.4**0.5, rel=0.1)
    plain = record(light, Recording(), generator())
    assert torch.allclose(plain * 255, (plain * 255).round(), atol=1e-4)
    assert (plain - to_srgb(light)).abs().max() <= 0.5 / 255 + 1e-6


def test_coding_comes_last() -> None:
    light = to_linear(waves(32, 32))
    coded = record(light, Recording(sigma_s=0.02, jpeg_quality=30), generator())
    noisy = record(light, Recording(sigma_s=0.02), generator())
    assert not torch.equal(coded, noisy)
    assert (coded - jpeg(noisy, 30)).abs().mean() < 1 / 255
