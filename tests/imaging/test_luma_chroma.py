"""Y, Cb and Cr of a picture are those of JPEG, and noise goes over as it should."""

import numpy as np
import torch
from PIL import Image

from helpers.pictures import noise, waves
from pellucid.imaging.luma_chroma import luma_chroma_levels, scaled, to_luma_chroma, to_rgb
from pellucid.imaging.srgb import luma


def test_it_is_the_transform_of_jpeg() -> None:
    rgb = (torch.rand(3, 16, 16, generator=torch.Generator().manual_seed(1)) * 255).round().byte()
    coded = Image.fromarray(rgb.permute(1, 2, 0).numpy()).convert("YCbCr")
    expected = torch.from_numpy(np.array(coded)).permute(2, 0, 1).float() - torch.tensor([0.0, 128.0, 128.0]).view(
        3, 1, 1
    )
    assert (to_luma_chroma(rgb.float()) - expected).abs().max() < 1.01  # whole levels there


def test_there_and_back_is_the_same() -> None:
    picture = waves(20, 30)
    torch.testing.assert_close(to_rgb(to_luma_chroma(picture)), picture)
    torch.testing.assert_close(to_luma_chroma(picture)[:1], luma(picture))


def test_gray_has_no_chroma() -> None:
    gray = torch.linspace(0, 1, 24).expand(2, 3, 4, 24)
    assert to_luma_chroma(gray)[:, 1:].abs().max() < 1e-6


def test_levels_of_independent_noise_are_those_that_are_found() -> None:
    sigma = torch.tensor([0.02, 0.05, 0.1]).view(3, 1, 1)
    found = to_luma_chroma(noise(3, 300, 300) * sigma).std(dim=(1, 2))
    expected = luma_chroma_levels(sigma).flatten()
    torch.testing.assert_close(found, expected, rtol=0.01, atol=0)


def test_luma_and_chroma_of_a_change_are_scaled_each_by_its_factor() -> None:
    change = noise(2, 3, 20, 24) * 0.1
    factors = torch.tensor([0.3, 0.8, 0.8]).view(3, 1, 1)
    torch.testing.assert_close(to_luma_chroma(scaled(change, 0.3, 0.8)), factors * to_luma_chroma(change))
    halves = (torch.arange(24) < 12).float().expand(1, 20, 24)
    torch.testing.assert_close(scaled(change, halves, 0.0)[..., 12:], torch.zeros(2, 3, 20, 12))
    assert torch.equal(scaled(change, 0.7, 0.7), 0.7 * change)
