"""Noise and JPEG do to clean photos what the papers say, and can be repeated."""

import pytest
import torch

from helpers.pictures import waves
from pellucid.imaging.camera_response import formula_curves
from pellucid.imaging.demosaic import PATTERNS
from pellucid.imaging.luma_chroma import luma_chroma_levels
from pellucid.imaging.noise_level import SIGMA_C_MAX, SIGMA_S_MAX
from pellucid.training.degradations import (
    CameraNoise,
    camera_noise,
    draw_camera_noise,
    from_bytes,
    gaussian_noise,
    jpeg,
)

CURVES = formula_curves(5, torch.Generator().manual_seed(1))


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_shots_stay_within_the_ranges_of_the_paper_and_use_every_kind() -> None:
    source = generator()
    shots = [draw_camera_noise(CURVES, source) for _ in range(300)]
    assert all(0 <= shot.sigma_s.min() <= shot.sigma_s.max() <= SIGMA_S_MAX for shot in shots)
    assert all(0 <= shot.sigma_c.min() <= shot.sigma_c.max() <= SIGMA_C_MAX for shot in shots)
    assert {shot.pattern for shot in shots} == {"", *PATTERNS}
    assert {shot.blur is None for shot in shots} == {True, False}
    assert not [shot for shot in shots if shot.pattern and shot.blur is not None]


def test_a_kernel_that_correlates_neighbours_keeps_the_energy() -> None:
    source = generator()
    kernels = [shot.blur for shot in (draw_camera_noise(CURVES, source) for _ in range(50)) if shot.blur is not None]
    assert [kernel.square().sum().item() for kernel in kernels] == pytest.approx([1.0] * len(kernels), abs=1e-5)


def test_a_shot_can_be_repeated_and_leaves_the_clean_picture_alone() -> None:
    clean = waves(24, 32)
    before = clean.clone()
    shot = draw_camera_noise(CURVES, generator())
    first, again = (camera_noise(clean, shot, generator(8)) for _ in range(2))
    assert torch.equal(first[0], again[0])
    assert torch.equal(first[1], again[1])
    assert torch.equal(clean, before)
    assert 0 <= first[0].min() <= first[0].max() <= 1


@pytest.mark.parametrize("sigma_levels", [5.0, 25.0])
def test_gaussian_noise_has_the_asked_level_and_is_not_clipped(sigma_levels: float) -> None:
    noisy = gaussian_noise(torch.zeros(3, 128, 128), sigma_levels, generator())
    assert noisy.std().item() * 255 == pytest.approx(sigma_levels, rel=0.02)
    assert noisy.min() < 0


def test_clipped_noise_is_what_an_8_bit_photo_holds() -> None:
    clean = torch.linspace(0, 1, 3 * 64 * 64).view(3, 64, 64)
    clipped = gaussian_noise(clean, 25.0, generator(), clipped=True)
    levels = gaussian_noise(clean, 25.0, generator()) * 255
    assert torch.equal((clipped * 255).round(), levels.clamp(0, 255).round())
    assert torch.allclose(clipped * 255, (clipped * 255).round(), atol=1e-4)


def test_noise_of_the_sensor_grows_with_the_light_as_the_formula_says() -> None:
    # A straight curve leaves the noise in linear light: variance 0.5 * 0.04^2 + 0.01^2.
    straight = torch.linspace(0, 1, 1024)
    shot = CameraNoise(straight, torch.full((3,), 0.04), torch.full((3,), 0.01), "", None)
    noisy, level = camera_noise(torch.full((3, 128, 128), 0.5), shot, generator())
    expected = (0.5 * 0.04**2 + 0.01**2) ** 0.5
    assert noisy.std().item() == pytest.approx(expected, rel=0.02)
    torch.testing.assert_close(level[:, 0, 0], luma_chroma_levels(torch.full((3, 1, 1), expected)).flatten())


def test_jpeg_loses_more_at_lower_quality() -> None:
    picture = waves(64, 64) + 0.05 * torch.randn(3, 64, 64, generator=generator())
    errors = [(jpeg(picture, quality, subsampling="4:4:4") - picture).abs().mean() for quality in (95, 70, 30)]
    assert errors[0] < errors[1] < errors[2]


def test_jpeg_gives_whole_levels_and_clips() -> None:
    found = jpeg(waves(16, 16) * 3 - 1, 90) * 255
    assert torch.allclose(found, found.round(), atol=1e-4)
    assert found.min() >= 0
    assert found.max() <= 255


def test_bytes_become_fractions_of_255() -> None:
    picture = from_bytes(torch.tensor([[[0, 51, 255]]], dtype=torch.uint8).numpy())
    assert picture.flatten().tolist() == pytest.approx([0.0, 0.2, 1.0])
    assert picture.shape == (3, 1, 1)
