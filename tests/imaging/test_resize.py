"""Another size: no shift, no aliasing, no tile that differs."""

import numpy as np
import pytest
import torch

from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.resize import Resizing


def resized(picture: torch.Tensor, size: Size) -> torch.Tensor:
    source = Size(picture.shape[2], picture.shape[1])
    return Resizing(source, size).apply(picture, Rect.of(source), Rect.of(size))


@pytest.mark.parametrize("size", [Size(40, 30), Size(61, 47), Size(300, 200)])
def test_flat_colour_stays_and_nothing_moves(size: Size) -> None:
    assert resized(torch.full((2, 90, 120), 0.37), size) == pytest.approx(0.37, abs=1e-6)
    x = (torch.arange(120, dtype=torch.float32) + 0.5) / 120
    ramp = resized(x.expand(1, 90, 120).contiguous(), size)
    expected = (torch.arange(size.width, dtype=torch.float32) + 0.5) / size.width
    inner = slice(size.width // 5, -size.width // 5)
    torch.testing.assert_close(ramp[0, size.height // 2, inner], expected[inner], rtol=0, atol=2e-3)


def test_stripes_too_fine_for_the_result_become_gray() -> None:
    stripes = (torch.arange(240) % 2).float().expand(1, 60, 240).contiguous()
    assert resized(stripes, Size(70, 18)).std() < 0.03


def test_a_tile_is_the_tile_of_the_whole() -> None:
    picture = torch.rand(3, 111, 157)
    resizing = Resizing(Size(157, 111), Size(61, 43))
    whole = resizing.apply(picture, Rect(0, 0, 157, 111), Rect(0, 0, 61, 43))
    for tile in (Rect(0, 0, 20, 10), Rect(17, 11, 9, 13), Rect(50, 30, 11, 13)):
        area = resizing.source_rect(tile)
        part = resizing.apply(picture[(slice(None), *area.slices)], area, tile)
        assert torch.equal(part, whole[(slice(None), *tile.slices)])


def test_enlarging_goes_through_the_pixels_that_were_there() -> None:
    """By three, the middle one of every three lies on a pixel of the source."""
    picture = torch.from_numpy(np.random.default_rng(3).random((1, 12, 14))).float()
    large = resized(picture, Size(42, 36))
    torch.testing.assert_close(large[:, 1::3, 1::3], picture, rtol=0, atol=1e-6)
