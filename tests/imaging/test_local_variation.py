"""How much pictures vary: by formula, over tiles, and not where the scale ends."""

import pytest
import torch

from pellucid.imaging.local_variation import BLOCK_PX, RADIUS_PX, local_variation
from pellucid.imaging.srgb import luma


def noise(height: int, width: int) -> torch.Tensor:
    return torch.randn(1, 3, height, width, generator=torch.Generator().manual_seed(3))


def test_the_deviation_of_white_noise_is_found_and_that_of_an_even_colour_is_none() -> None:
    picture = 0.5 + 0.02 * noise(240, 240)
    assert local_variation(picture, picture).mean().item() == pytest.approx(0.02, rel=0.02)
    even = torch.tensor([0.9, 0.5, 0.3]).view(1, 3, 1, 1).expand(1, 3, 31, 45)
    assert local_variation(even, even).max() < 0.1 / 255


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (13, 64)])
def test_any_size(size: tuple[int, int]) -> None:
    picture = 0.5 + 0.02 * noise(*size)
    assert local_variation(picture, picture).shape == (1, 3, *size)


@pytest.mark.parametrize("level", [0.005, 0.99])
def test_nothing_is_said_where_the_scale_ends(level: float) -> None:
    picture = torch.full((1, 3, 32, 32), level)
    picture[..., :16] = 0.5
    found = local_variation(luma(picture), picture)
    assert found[..., 24:].isinf().all()
    assert (found[..., :12] < 1e-3).all()


def test_a_tile_says_the_same_as_the_whole_picture() -> None:
    picture = (0.5 + 0.1 * noise(61, 66)).clamp(0, 1)
    whole, left = local_variation(picture, picture), 4 * BLOCK_PX
    tile = picture[..., left:]
    inner = (..., slice(2 * BLOCK_PX, None))
    torch.testing.assert_close(local_variation(tile, tile)[inner], whole[..., left:][inner], rtol=1e-6, atol=0)


def test_no_further_away_is_looked() -> None:
    picture = 0.5 + 0.02 * noise(40, 40)
    changed = picture.clone()
    changed[..., 20, 20] = 0.9
    rows, columns = torch.nonzero((local_variation(changed, changed) != local_variation(picture, picture))[0, 0]).T
    assert max(int((rows - 20).abs().max()), int((columns - 20).abs().max())) == RADIUS_PX
