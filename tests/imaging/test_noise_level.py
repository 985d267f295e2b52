"""The true noise map is what Monte Carlo measures."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.camera_response import formula_curves, invert, respond
from pellucid.imaging.luma_chroma import to_luma_chroma
from pellucid.imaging.noise_covariance import PAIRS, clipped, independent, mixed
from pellucid.imaging.noise_level import brightness_level, light_variance
from pellucid.training.degradations import CameraNoise, Processing, camera_noise

CURVE = formula_curves(1, torch.Generator().manual_seed(2))[0]
SIGMA_S, SIGMA_C = torch.tensor([0.03, 0.02, 0.04]), torch.tensor([0.006, 0.004, 0.008])
PERIOD, TIMES = 8, 90


def one_shot(shot: CameraNoise) -> tuple[Tensor, Tensor]:
    """Mean square of y - x in Y, Cb, Cr at each place of a tile that is repeated 90 times, and the model's variance."""
    clean = waves(PERIOD, PERIOD).repeat(1, TIMES, TIMES)
    noisy, level = camera_noise(clean, shot, torch.Generator().manual_seed(7))
    return by_place(to_luma_chroma(noisy - clean).square()), by_place(level.square())


def by_place(picture: Tensor) -> Tensor:
    """Mean of all repetitions but the outermost, `(3, 8, 8)`."""
    inner = picture[:, PERIOD:-PERIOD, PERIOD:-PERIOD]
    return inner.reshape(3, TIMES - 2, PERIOD, TIMES - 2, PERIOD).mean(dim=(1, 3))


@pytest.mark.parametrize("pattern", ["", "rggb", "bggr", "grbg", "gbrg"])
def test_the_map_is_the_measured_deviation(pattern: str) -> None:
    measured, predicted = one_shot(CameraNoise(CURVE, SIGMA_S, SIGMA_C, pattern, None))
    ratio = (measured / predicted).sqrt()
    # 7,744 repetitions give one deviation to 0.8 %.
    assert ratio.mean() == pytest.approx(1.0, abs=0.01)
    assert ratio.sub(1).abs().max() < 0.05


def test_noise_that_neighbours_share_keeps_its_level() -> None:
    kernel = torch.tensor([[0.1, 0.4, 0.1], [0.4, 0.7, 0.4], [0.1, 0.4, 0.1]])
    measured, predicted = one_shot(CameraNoise(CURVE, SIGMA_S, SIGMA_C, "", kernel / kernel.square().sum().sqrt()))
    assert (measured / predicted).sqrt().mean() == pytest.approx(1.0, abs=0.01)


def test_the_variance_grows_with_the_light_above_a_floor() -> None:
    light = torch.tensor([0.0, 0.25, 1.0]).expand(3, 1, 3)
    variance = light_variance(light, torch.full((3,), 0.1), torch.full((3,), 0.02))
    assert torch.allclose(variance[0, 0], torch.tensor([0.0004, 0.0029, 0.0104]))


def test_a_steep_curve_lifts_the_noise_of_shadows() -> None:
    light = respond(torch.tensor([0.1, 0.8]).expand(3, 1, 2), invert(CURVE))
    level = brightness_level(torch.full_like(light, 1e-4), light, CURVE)
    assert (level[..., 0] > 2 * level[..., 1]).all()


@pytest.mark.parametrize("clean", [0.0, 0.02, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("deviation", [0.002, 0.05, 0.4])
def test_noise_is_cut_at_both_ends_of_the_curve(clean: float, deviation: float) -> None:
    light = respond(torch.full((1, 400, 400), clean), invert(CURVE))
    noise = deviation * torch.randn(light.shape, generator=torch.Generator().manual_seed(4))
    measured = respond(light + noise, CURVE).std().item()
    found = brightness_level(torch.full((1, 1, 1), deviation**2), light[:, :1, :1], CURVE).item()
    assert found == pytest.approx(measured, rel=0.06)
    assert found <= 0.5  # no picture between 0 and 1 deviates by more


@pytest.mark.parametrize(
    "processing",
    [
        Processing(luma_px=0.0, chroma_px=0.0),
        Processing(luma_px=0.9, chroma_px=2.5, tail=0.3, luma_gain=0.6, chroma_gain=1.3),
        Processing(luma_px=0.7, chroma_px=1.5, sharpening=1.2),
        Processing(luma_px=0.8, chroma_px=2.0, tail=0.2, sharpening=0.6, enlargement=2.2),
    ],
)
def test_the_map_is_what_is_left_of_noise_that_a_camera_made_coarse(processing: Processing) -> None:
    # Bright and dark parts meet in this picture, so that the variance of neighbours differs.
    clean = waves(32, 40)
    clean[:, :, 24:] *= 0.1
    shot = CameraNoise(CURVE, SIGMA_S, SIGMA_C, "", None, processing)
    generator = torch.Generator().manual_seed(5)
    shots = [camera_noise(clean, shot, generator) for _ in range(300)]
    measured = torch.stack([to_luma_chroma(noisy - clean) for noisy, _ in shots]).std(dim=0)
    ratio = measured / shots[0][1]
    # 300 draws give one deviation to 4 %, and the mean of many to 1 %.
    for part in (ratio[:, :, :20], ratio[:, :, 28:]):
        assert part.mean(dim=(1, 2)).tolist() == pytest.approx([1.0] * 3, abs=0.07)
    assert ratio.sub(1).abs().max().item() < 0.3


def test_noise_that_is_clipped_is_as_much_less() -> None:
    clean = torch.tensor([0.0, 0.01, 0.5, 0.99, 1.0]).view(1, 1, 5).expand(3, 1, 5)
    rgb_noise = torch.randn(3, 40000, 5, generator=torch.Generator().manual_seed(6)) * 0.04
    measured = ((clean + rgb_noise).clamp(0, 1)).std(dim=1)
    found = clipped(independent(torch.full((3, 1, 5), 0.04**2)), clean)[:3].sqrt()[:, 0]
    torch.testing.assert_close(found, measured, rtol=0.02, atol=0)


def test_a_mixed_covariance_is_that_of_mixed_noise() -> None:
    shared, own = torch.randn((2, 3, 1, 60000), generator=torch.Generator().manual_seed(7))
    noise = own * torch.tensor([1.0, 2.0, 3.0]).view(3, 1, 1) + shared[:1]
    covariance = torch.tensor([2.0, 5.0, 10.0, 1.0, 1.0, 1.0]).view(6, 1, 1)
    rows = ((0.5, -1.0, 2.0), (1.0, 1.0, 0.0), (0.0, 0.3, -0.2))
    found = torch.einsum("kj,jhw->khw", torch.tensor(rows), noise)[:, 0].cov()
    expected = mixed(covariance, rows).flatten().tolist()
    assert [float(found[i, j]) for i, j in PAIRS] == pytest.approx(expected, rel=0.03, abs=0.05)
