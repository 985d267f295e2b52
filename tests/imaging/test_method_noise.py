"""Numbers on what a repair took away: detail, noise, and how both lie over the frequencies."""

import pytest
import torch
from torch import Tensor

from pellucid.imaging.gaussian import blurred
from pellucid.imaging.method_noise import lost_detail, radial_spectrum


def picture() -> Tensor:
    """Steps of all heights and directions, slightly soft, beside flat parts of the same brightness, `(1, h, w)`."""
    random = torch.Generator().manual_seed(4)
    small = torch.rand(1, 1, 12, 12, generator=random)
    large = torch.nn.functional.interpolate(small, scale_factor=20, mode="nearest")[0]
    return blurred(large, 0.6)


def noise(sigma: float, seed: int = 1) -> Tensor:
    return sigma / 255 * torch.randn(picture().shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("sigma", [0.0, 5.0, 15.0])
@pytest.mark.parametrize("softness", [0.7, 1.2])
def test_a_blur_is_told_as_what_it_takes_of_detail_whatever_the_noise(softness: float, sigma: float) -> None:
    clean, noisy = picture(), picture() + noise(sigma)
    truth = lost_detail([clean], [clean - blurred(clean, softness)])
    found = lost_detail([noisy], [noisy - blurred(noisy, softness)])
    assert truth is not None
    assert found == pytest.approx(truth, abs=0.08)
    assert truth > 0.3


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_noise_that_is_taken_away_is_no_detail(share: float) -> None:
    gone = noise(12)
    assert lost_detail([picture() + gone], [share * gone]) == pytest.approx(0, abs=0.03)


def test_sharpening_adds_detail() -> None:
    sharp = picture()
    found = lost_detail([sharp], [blurred(sharp, 1.0) - sharp])
    assert found is not None
    assert found < -0.3


@pytest.mark.parametrize("flat", [torch.full((1, 200, 200), 0.5), noise(10) + 0.5])
def test_without_edges_nothing_is_told(flat: Tensor) -> None:
    assert lost_detail([flat], [flat - blurred(flat, 1.0)]) is None


def test_parts_that_are_too_small_tell_nothing() -> None:
    assert lost_detail([torch.rand(1, 20, 400)], [torch.rand(1, 20, 400)]) is None
    assert lost_detail([], []) is None


def test_both_chroma_count_together() -> None:
    pair = torch.cat((picture(), picture().flip(-1))) - 0.5
    found = lost_detail([pair], [pair - blurred(pair, 0.7)])
    assert found == pytest.approx(lost_detail([picture()], [picture() - blurred(picture(), 0.7)]), abs=0.05)


def test_the_spectrum_of_white_noise_is_even_and_its_level_is_that_of_the_noise() -> None:
    spectrum = radial_spectrum([noise(10, seed) for seed in range(4)], 16) * 255
    assert torch.allclose(spectrum[1:], torch.full((15,), 10.0), rtol=0.12)


def test_the_spectrum_of_stripes_has_a_peak_at_their_frequency() -> None:
    stripes = torch.sin(torch.arange(256) * torch.pi / 4).expand(1, 256, 256)  # an eighth of a cycle a pixel
    spectrum = radial_spectrum([stripes], 16)
    assert int(spectrum.argmax()) in (3, 4)
    assert spectrum.max() > 10 * spectrum[8:].max()
