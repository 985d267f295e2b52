"""The feature network gives five maps, evenly loud; off them pictures are read while it learns."""

import torch

from helpers.pictures import noise, waves
from pellucid.networks.features import WIDTHS, FeatureNetwork, FillingNetwork


def picture(height: int = 32, width: int = 48) -> torch.Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.05).clamp(0, 1)[None]


@torch.inference_mode()
def test_there_are_five_maps_each_half_as_fine_as_the_one_before() -> None:
    torch.manual_seed(1)
    maps = FeatureNetwork()(picture())
    assert [tuple(found.shape[1:]) for found in maps] == [
        (width, 32 // 2**level, 48 // 2**level) for level, width in enumerate(WIDTHS)
    ]


@torch.inference_mode()
def test_every_place_of_a_map_is_equally_loud() -> None:
    torch.manual_seed(1)
    network = FeatureNetwork()
    for parameter in network.parameters():
        parameter.mul_(2)
    for found in network(picture()):
        loudness = found.square().mean(dim=1)
        assert loudness.max() <= 1
        assert loudness.median() > 0.6


@torch.inference_mode()
def test_pictures_are_read_off_at_up_to_four_times_the_fineness_of_the_map() -> None:
    read = FillingNetwork()(picture())
    assert [tuple(found.shape[1:]) for found in read] == [(3, 32, 48)] * 3 + [(3, 16, 24), (3, 8, 12)]
