"""Sharpening for screen and print."""

import pytest
import torch

from pellucid.foundation.export_options import Sharpening
from pellucid.imaging.output_sharpening import MARGIN, sharpen


def edge() -> torch.Tensor:
    row = torch.tensor([0.3] * 12 + [0.42, 0.58] + [0.7] * 12)
    return row.expand(3, 20, 26).contiguous()


def steepness(picture: torch.Tensor) -> float:
    return float(picture[0, 10].diff().max())


def test_none_changes_nothing() -> None:
    assert sharpen(edge(), Sharpening.NONE, 4) is not None
    assert torch.equal(sharpen(edge(), Sharpening.NONE, 4), edge())


@pytest.mark.parametrize("kind", [Sharpening.SCREEN, Sharpening.PRINT])
def test_edges_get_steeper_the_more_was_reduced_and_overshoot_little(kind: Sharpening) -> None:
    plain, half, far = (sharpen(edge(), kind, reduction) for reduction in (1, 2, 8))
    assert steepness(edge()) < steepness(plain) < steepness(half) < steepness(far)
    assert far.max() < 0.7 + 0.04
    assert far.min() > 0.3 - 0.04
    assert torch.equal(far[:, :, :5], edge()[:, :, :5])


def test_print_is_stronger_than_screen() -> None:
    assert steepness(sharpen(edge(), Sharpening.PRINT, 2)) > steepness(sharpen(edge(), Sharpening.SCREEN, 2))


def test_colours_of_edges_stay() -> None:
    picture = torch.stack((edge()[0], edge()[1] * 0.5, edge()[2] * 0.2))
    change = sharpen(picture, Sharpening.PRINT, 2) - picture
    torch.testing.assert_close(change[0], change[1])
    torch.testing.assert_close(change[0], change[2])


def test_a_tile_with_its_margin_is_the_tile_of_the_whole() -> None:
    picture = torch.rand(3, 60, 60)
    whole = sharpen(picture, Sharpening.PRINT, 3)
    part = sharpen(picture[:, 20 - MARGIN : 40 + MARGIN, 10 - MARGIN : 30 + MARGIN], Sharpening.PRINT, 3)
    inner = part[:, MARGIN:-MARGIN, MARGIN:-MARGIN]
    torch.testing.assert_close(inner, whole[:, 20:40, 10:30], rtol=0, atol=1e-6)
