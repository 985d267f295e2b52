"""PMS-Net gives a patch size between the least and the largest for every pixel of a picture of any size."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.imaging.patch_map import SIZES
from pellucid.networks.layout import fuse_activations, in_channels_last
from pellucid.networks.pmsnet import GlobalContext, MultiDeconvolution, MultiScaleDown, PMSNet, WideBlock


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def picture(height: int, width: int) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.1).clamp(0, 1)[None]


@pytest.fixture
def small() -> PMSNet:
    torch.manual_seed(5)
    return PMSNet(1, 4, norm=False, dropout=False).eval()


def test_the_published_width_can_be_built() -> None:
    assert count(PMSNet()) == 37_447_760


def test_the_shipped_configuration_has_the_weights_that_its_card_says() -> None:
    assert count(PMSNet(1, 24, norm=False, dropout=False)) == 1_233_808


def test_a_block_has_the_weights_of_its_drawing() -> None:
    def conv(channels_in: int, channels: int, side: int = 1) -> int:
        return channels_in * channels * side * side + channels

    one = conv(16, 32) + conv(32, 32)
    three, five = (conv(16, 32) + conv(32, 32, side) + conv(32, 32) for side in (3, 5))
    block = WideBlock(16, 32, (3, 2), norm=False, dropout=0.0)
    assert count(block) == conv(16, 32) + one + three + five


@pytest.mark.parametrize("size", [(1, 1), (5, 70), (64, 96), (33, 66)])
def test_any_picture_size_comes_back(small: PMSNet, size: tuple[int, int]) -> None:
    patches = small(picture(*size))
    assert patches.shape == (1, 1, *size)
    assert patches.isfinite().all()


def test_no_patch_is_smaller_or_larger_than_those_that_are_told_apart(small: PMSNet) -> None:
    for value, size in ((1e4, SIZES[-1]), (-1e4, SIZES[0])):
        nn.init.zeros_(small.dense.weight)
        rising = torch.linspace(0, value, len(SIZES)).repeat_interleave(16)
        small.dense.load_state_dict({"weight": small.dense.weight, "bias": rising})
        assert small(picture(32, 32)).unique().tolist() == [pytest.approx(size)]


def test_the_size_is_the_expectation_over_octaves(small: PMSNet) -> None:
    scores = torch.full((1, len(SIZES), 2, 2), -1e4)
    scores[:, SIZES.index(5)] = scores[:, SIZES.index(45)] = 0
    assert torch.allclose(small.expected(scores), torch.full((1, 1, 2, 2), 15.0))


def test_padding_to_the_size_multiple_is_cut_off_again(small: PMSNet) -> None:
    whole = picture(64, 64)
    mirrored = torch.nn.functional.pad(whole[..., :49, :44], (0, 20, 0, 15), mode="reflect")
    assert torch.allclose(small(whole[..., :49, :44]), small(mirrored)[..., :49, :44], atol=1e-4)


def test_steps_down_and_up_halve_and_double() -> None:
    features = torch.rand(1, 6, 8, 12)
    assert MultiScaleDown(6)(features).shape == (1, 96, 4, 6)
    assert MultiDeconvolution(6, 5)(features).shape == (1, 10, 16, 24)
    assert GlobalContext(6, 3, 7)(features).shape == (1, 32, 8, 12)


def test_a_global_convolution_sees_a_whole_square() -> None:
    network = GlobalContext(1, 1, 7).double()
    for parameter in network.parameters():
        nn.init.ones_(parameter)
    seen = torch.zeros(1, 1, 15, 15, dtype=torch.float64, requires_grad=True)
    network(seen)[0, 0, 7, 7].backward()
    assert seen.grad is not None
    assert int((seen.grad != 0).sum()) == 49


def test_with_norms_and_dropout_it_learns_and_is_steady_in_use() -> None:
    torch.manual_seed(6)
    network = PMSNet(1, 4)
    assert not torch.equal(network(picture(64, 64)), network(picture(64, 64)))  # drops values
    network.eval()
    assert torch.equal(network(picture(64, 64)), network(picture(64, 64)))


def test_laid_out_to_run_fast_it_gives_the_same(small: PMSNet) -> None:
    with torch.inference_mode():
        before = small(picture(64, 80))
        after = in_channels_last(fuse_activations(small))(picture(64, 80))
    assert torch.allclose(before, after, rtol=1e-4)
