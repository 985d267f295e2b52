"""Work in bands gives what it gives on the whole."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.pointwise import by_bands


def brighter(picture: Tensor) -> Tensor:
    return picture * 2 + picture.amax(dim=0)


@pytest.mark.parametrize(("height", "width"), [(700, 400), (1, 1), (3, 70_000), (0, 5)])
def test_bands_equal_the_whole(height: int, width: int) -> None:
    picture = waves(height, width)
    kept = picture.clone()
    assert torch.equal(by_bands(picture, brighter), brighter(picture))
    assert torch.equal(picture, kept)


def test_bands_stay_so_small_that_torch_uses_no_threads() -> None:
    pixels: list[int] = []

    def work(band: Tensor) -> Tensor:
        pixels.append(band[0].numel())
        return band

    by_bands(waves(900, 300), work)
    assert sum(pixels) == 900 * 300
    assert max(pixels) <= 2**15 // 3
    assert len(pixels) > 1
