"""EPDN is the published network; anchored it begins as the identity; any size goes in, and the whole picture counts."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.networks.discriminators import MultiScaleDiscriminator
from pellucid.networks.epdn import EPDN, UNUSED_PUBLISHED_PARAMETERS, Enhancer
from pellucid.networks.loading import ARCHITECTURES
from pellucid.networks.padding import mirrored_to, rounded_up
from pellucid.training.recipe import find_settings, read_settings

PUBLISHED_PARAMETERS = 17_379_249


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def picture(height: int = 64, width: int = 96) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.05).clamp(0, 1)[None]


def tiny(*, anchored: bool = False) -> EPDN:
    torch.manual_seed(4)
    return EPDN(4, 8, 1, 4, anchored=anchored).eval()


def test_the_published_configuration_has_the_published_number_of_weights() -> None:
    network = EPDN()
    assert count(network) == PUBLISHED_PARAMETERS - UNUSED_PUBLISHED_PARAMETERS
    assert count(network.coarse_scene) == 17_298_464
    assert count(network.fine_in) + count(network.fine_out) == 69_475
    assert count(network.enhancers) == 10_910


def test_the_shipped_configuration_is_small_and_can_be_loaded() -> None:
    configuration = read_settings(find_settings("epdn"))["network"]
    network = ARCHITECTURES["epdn"](**configuration)
    assert count(network) == 1_404_728
    assert isinstance(network, EPDN)
    assert network.anchored


@pytest.mark.parametrize("size", [(1, 1), (7, 13), (33, 100), (64, 64), (96, 65)])
def test_any_size_goes_in_and_comes_out(size: tuple[int, int]) -> None:
    with torch.inference_mode():
        coarse, enhanced = tiny().stages(picture(*size))
    assert coarse.shape == enhanced.shape == (1, 3, *size)
    assert 0 <= enhanced.min() <= enhanced.max() <= 1


@torch.inference_mode()
def test_a_picture_that_fits_is_not_enlarged_and_one_that_does_not_is_mirrored() -> None:
    network = tiny()
    small = picture(64, 80)
    whole = mirrored_to(small, 64, 96)
    assert torch.allclose(network(small), network(whole)[..., :80], atol=1e-6)


@torch.inference_mode()
def test_anchored_it_begins_as_the_identity_and_then_is_one_slope_and_three_offsets() -> None:
    network = tiny(anchored=True)
    assert not torch.allclose(network(picture()), picture(), atol=1e-2)
    network.begin_as_identity()
    assert torch.allclose(network(picture()), picture(), atol=1e-6)
    last = network.enhancers[1].last
    assert isinstance(last, nn.Conv2d)
    assert last.bias is not None
    offsets = torch.tensor([0.25, 0.0, -0.25])
    last.bias[0], last.bias[1:] = 0.5, offsets
    wanted = 1.5 * (2 * picture() - 1) + offsets.view(3, 1, 1)
    assert torch.allclose(2 * network(picture()) - 1, wanted, atol=1e-5)


@torch.inference_mode()
def test_a_tile_alone_is_not_the_same_part_of_the_whole() -> None:
    network = tiny()
    whole = picture(128, 128)
    whole[..., 64:, :] *= 0.3
    apart = (network(whole[..., :64, :]) - network(whole)[..., :64, :])[..., :16, :].abs().max()
    assert apart > 0.01


@torch.inference_mode()
def test_pooled_means_leave_no_lattice() -> None:
    block = Enhancer(4, 3)
    for parameter in block.parameters():
        nn.init.zeros_(parameter)
    for module in (block.body[0], block.body[2], *block.means):
        assert isinstance(module, nn.Conv2d)
        nn.init.constant_(module.weight, 0.05)
    nn.init.constant_(block.last.weight[:, :4], 0.1)  # what comes of the means only
    ramp = torch.linspace(0, 1, 128).expand(1, 6, 64, 128)
    steps = block(ramp)[0, 0, 32, 20:-20].diff()
    assert steps.min() > 0
    assert steps.max() < 2 * steps.median()


@torch.inference_mode()
def test_mirroring_repeats_the_edge_and_goes_back_and_forth() -> None:
    row = torch.tensor([1.0, 2.0, 3.0]).view(1, 1, 1, 3)
    assert mirrored_to(row, 1, 8).flatten().tolist() == [1, 2, 3, 3, 2, 1, 1, 2]
    assert mirrored_to(row, 1, 3) is row
    assert [rounded_up(length, 32, 64) for length in (1, 64, 65)] == [64, 64, 96]


def test_the_published_discriminators_have_the_published_number_of_weights() -> None:
    assert count(MultiScaleDiscriminator()) == 5_535_618


@torch.inference_mode()
def test_discriminators_judge_patches_at_two_sizes_and_show_their_layers() -> None:
    torch.manual_seed(3)
    judge = MultiScaleDiscriminator(2, 8, 3)
    fine, coarse = judge(picture(), picture())
    assert [len(verdict.layers) for verdict in (fine, coarse)] == [4, 4]
    assert fine.scores.shape[1] == 1
    assert fine.scores.shape[-1] > coarse.scores.shape[-1] > 1
    assert not torch.equal(judge(picture(), 1 - picture())[0].scores, fine.scores)
    assert not torch.equal(judge(1 - picture(), picture())[0].scores, fine.scores)
