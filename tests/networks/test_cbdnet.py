"""CBDNet is the published network, in any picture size, with gamma as an input."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from helpers.pictures import noise, waves
from pellucid.imaging.local_variation import local_variation
from pellucid.imaging.luma_chroma import luma_chroma_levels, to_luma_chroma
from pellucid.networks.cbdnet import (
    MOST_OF_VARIATION,
    RECEPTIVE_RADIUS_PX,
    SIZE_MULTIPLE,
    CBDNet,
    MapKind,
    NonBlindDenoiser,
)
from pellucid.networks.noise_estimator import ESTIMATOR_RADIUS_PX, NoiseEstimator

TINY = (4, 6, 8)


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


@pytest.fixture(params=[1, 2], ids=["unfolded", "folded"])
def fold(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def tiny(fold: int) -> CBDNet:
    torch.manual_seed(3)
    return CBDNet(TINY, 4, fold=fold).eval()


@pytest.fixture
def apart(fold: int) -> CBDNet:
    """A network whose map is that of luma and chroma."""
    torch.manual_seed(3)
    return CBDNet(TINY, 4, "luma_chroma", fold).eval()


def test_the_published_estimator_has_the_published_number_of_weights() -> None:
    assert count(NoiseEstimator()) == 29_507


def test_the_published_denoiser_has_the_weights_of_its_drawing() -> None:
    def conv(channels_in: int, channels_out: int, side: int = 3) -> int:
        return channels_in * channels_out * side * side + channels_out

    level1 = conv(6, 64) + conv(64, 64)
    level2, level3 = 3 * conv(128, 128), 6 * conv(256, 256)
    down_and_up = 2 * 4 * (64 * 128 + 128 * 256) + (128 + 256) + (128 + 64)
    out = 3 * conv(128, 128) + 2 * conv(64, 64) + conv(64, 3)
    assert count(NonBlindDenoiser()) == level1 + level2 + level3 + down_and_up + out
    assert count(CBDNet()) == count(NonBlindDenoiser()) + 29_507


def test_the_shipped_configuration_has_the_weights_that_its_card_says() -> None:
    assert count(CBDNet((32, 64, 128), 32)) == 1_249_158


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (7, 13), (64, 48), (33, 66)])
def test_any_picture_size_comes_back(tiny: CBDNet, size: tuple[int, int]) -> None:
    restored, noise_map = tiny(torch.rand(2, 3, *size, generator=torch.Generator().manual_seed(1)))
    assert restored.shape == noise_map.shape == (2, 3, *size)
    assert restored.isfinite().all()


def test_an_even_picture_has_an_even_noise_map(tiny: CBDNet) -> None:
    noise_map = tiny.estimate(torch.full((1, 3, 20, 24), 0.4))
    assert torch.allclose(noise_map, noise_map[..., 10:11, 12:13].expand_as(noise_map), atol=1e-6)


def test_a_noise_level_is_never_below_zero(tiny: CBDNet) -> None:
    assert (tiny.estimate(noise(1, 3, 20, 24).clamp(0, 1)) > 0).all()


def test_the_published_configuration_is_the_one_of_the_paper() -> None:
    published = CBDNet()
    assert (published.map_kind, published.fold) == ("rgb", 1)


def test_the_denoiser_is_told_gamma_times_the_map(tiny: CBDNet) -> None:
    picture = (waves(40, 44) + noise(3, 40, 44) * 0.05).clamp(0, 1)[None]
    expected = tiny.denoise(picture, 1.5 * tiny.noise_map(picture))
    assert torch.equal(tiny(picture, 1.5)[0], expected)
    assert torch.equal(tiny(picture, 1.5)[1], tiny.noise_map(picture))


def test_no_noise_is_promised_where_nothing_varies(apart: CBDNet) -> None:
    picture = noisy_picture()
    picture[..., 20:] = torch.tensor([0.9, 0.5, 0.3]).view(3, 1, 1)
    told, estimated = apart.noise_map(picture), apart.estimate(picture)
    assert told[..., 28:].max() < 0.5 / 255 < estimated[..., 28:].min()
    planes = to_luma_chroma(picture)
    assert (told <= MOST_OF_VARIATION * local_variation(planes, picture)).all()


def noisy_picture() -> torch.Tensor:
    return (waves(40, 44) + noise(3, 40, 44) * 0.05).clamp(0, 1)[None]


def test_luma_and_colour_have_a_gamma_each(apart: CBDNet) -> None:
    picture = noisy_picture()
    factors = torch.tensor([0.5, 1.5, 1.5]).view(3, 1, 1)
    expected = apart.denoise(picture, factors * apart.noise_map(picture))
    assert torch.equal(apart(picture, 0.5, 1.5)[0], expected)
    assert torch.equal(apart(picture, 0.5)[0], apart(picture, 0.5, 0.5)[0])


def test_gamma_may_differ_from_pixel_to_pixel(apart: CBDNet) -> None:
    picture = noisy_picture()
    gamma, color_gamma = torch.rand((2, 1, 1, 40, 44), generator=torch.Generator().manual_seed(2))
    factors = torch.cat((gamma, color_gamma, color_gamma), dim=1)
    expected = apart.denoise(picture, factors * apart.noise_map(picture))
    assert torch.equal(apart(picture, gamma, color_gamma)[0], expected)


@pytest.mark.parametrize("map_kind", ["rgb", "luma_chroma"])
def test_a_network_that_cannot_be_told_apart_runs_for_luma_and_for_colour(map_kind: MapKind) -> None:
    network, picture = CBDNet((4, 6, 8), 4, map_kind, told_apart=False).eval().requires_grad_(False), noisy_picture()
    both, luma_only, color_only = (
        to_luma_chroma(network(picture, *gammas)[0]) for gammas in ((0.5, 1.5), (0.5, 0.5), (1.5, 1.5))
    )
    torch.testing.assert_close(both[:, :1], luma_only[:, :1])
    torch.testing.assert_close(both[:, 1:], color_only[:, 1:])


def test_any_map_can_be_read_as_one_of_luma_and_chroma(tiny: CBDNet, apart: CBDNet) -> None:
    found = torch.rand(1, 3, 8, 8)
    assert torch.equal(apart.luma_chroma_map(found), found)
    assert torch.equal(tiny.luma_chroma_map(found), luma_chroma_levels(found))


def test_the_output_is_the_input_plus_what_the_last_layer_says(tiny: CBDNet) -> None:
    nn.init.zeros_(tiny.denoiser.last.weight)
    nn.init.zeros_(tiny.denoiser.last.bias)
    picture = waves(21, 30)[None]
    assert torch.equal(tiny(picture)[0], picture)


def reach(gradient: torch.Tensor, centre: int) -> int:
    """How far from the centre row and column a gradient is not zero."""
    rows, columns = gradient.abs().sum(dim=(0, 1)).nonzero(as_tuple=True)
    return int(max((rows - centre).abs().max(), (columns - centre).abs().max()))


def with_all_weights_positive(network: nn.Module) -> nn.Module:
    """So that no path through the network is blocked or cancelled."""
    for parameter in network.parameters():
        nn.init.constant_(parameter, 0.01)
    return network.double()


def test_the_estimator_sees_as_far_as_it_says(fold: int) -> None:
    network = with_all_weights_positive(NoiseEstimator(2, fold))
    picture = torch.rand(1, 3, 32 * fold, 32 * fold, dtype=torch.float64, requires_grad=True)
    network(picture)[0, 0, 15 * fold, 15 * fold].backward()
    assert picture.grad is not None
    assert reach(picture.grad, 15 * fold) == ESTIMATOR_RADIUS_PX * fold + fold - 1


@pytest.mark.parametrize("offset", range(SIZE_MULTIPLE))
def test_the_whole_network_sees_no_farther_than_it_says(offset: int, fold: int) -> None:
    network = with_all_weights_positive(CBDNet((2, 2, 2), 2, fold=fold))
    picture = torch.rand(1, 3, 160 * fold, 160 * fold, dtype=torch.float64, requires_grad=True)
    centre = (80 + offset) * fold + (fold - 1) * (offset % 2)
    network(picture)[0][0, 0, centre, centre].backward()
    assert picture.grad is not None
    seen = reach(picture.grad, centre)
    assert (RECEPTIVE_RADIUS_PX - 2 * SIZE_MULTIPLE) * fold <= seen <= RECEPTIVE_RADIUS_PX * fold


def test_a_tile_with_its_halo_gives_the_pixels_of_the_whole(tiny: CBDNet, fold: int) -> None:
    halo, top, left = RECEPTIVE_RADIUS_PX * fold, 60 * fold, 64 * fold
    picture = (waves(168 * fold, 180 * fold) + noise(3, 168 * fold, 180 * fold) * 0.05).clamp(0, 1)[None]
    whole, _ = tiny(picture)
    tile, _ = tiny(picture[..., top - halo : top + 40 + halo, left - halo : left + 40 + halo])
    assert torch.allclose(tile[..., halo:-halo, halo:-halo], whole[..., top : top + 40, left : left + 40], atol=1e-5)


def test_the_map_is_positive_by_softplus_of_the_last_layer(tiny: CBDNet) -> None:
    picture = waves(12, 12)[None]
    levels = F.softplus(tiny.estimator.body(F.pixel_unshuffle(picture, tiny.fold)))
    found = tiny.estimator(picture)
    assert all(torch.equal(found[..., row :: tiny.fold, :: tiny.fold], levels) for row in range(tiny.fold))
