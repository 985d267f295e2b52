"""Deep Photo Enhancer has the published weights; it begins as the identity, and each use has batch norms of its own."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.networks.dpe import (
    DPE,
    GIVEN,
    MADE,
    Critic,
    IndividualNorm,
    MirroredConvolution,
    TwoWay,
    shipped_weights,
)
from pellucid.networks.loading import ARCHITECTURES
from pellucid.training.recipe import find_settings, read_settings


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def picture(height: int = 64, width: int = 64) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.05).clamp(0, 1)[None]


def tiny(uses: int = 1) -> DPE:
    torch.manual_seed(4)
    return DPE(2, 64, uses).eval()


def test_the_published_configurations_have_the_published_number_of_weights() -> None:
    assert count(DPE()) == 3_335_395
    assert count(Critic()) == 1_122_689


def test_the_shipped_configuration_is_small_and_can_be_loaded() -> None:
    network = ARCHITECTURES["dpe"](**read_settings(find_settings("dpe"))["network"])
    assert isinstance(network, DPE)
    assert count(network) == 589_363


@torch.inference_mode()
@pytest.mark.parametrize("size", [(1, 1), (7, 13), (64, 30), (64, 64)])
def test_any_size_up_to_its_own_goes_in_and_comes_out(size: tuple[int, int]) -> None:
    assert tiny()(picture(*size)).shape == (1, 3, *size)


@torch.inference_mode()
def test_a_smaller_picture_is_mirrored_to_the_square() -> None:
    half = picture(64, 32)
    whole = torch.cat((half, half.flip(-1)), dim=-1)
    assert torch.allclose(tiny()(half), tiny()(whole)[..., :32], atol=1e-6)


def test_a_larger_picture_and_a_side_that_cannot_be_halved_are_refused() -> None:
    with pytest.raises(ValueError, match="100 x 20 is larger than 64 pixels"):
        tiny()(picture(20, 100))
    with pytest.raises(ValueError, match="multiple of 64"):
        DPE(2, 100)


@torch.inference_mode()
def test_it_begins_as_the_identity() -> None:
    network = tiny()
    assert not torch.allclose(network(picture()), picture(), atol=1e-2)
    network.begin_as_identity()
    assert torch.equal(network(picture()), picture())


@torch.inference_mode()
def test_every_place_hears_of_the_whole_picture() -> None:
    network, other = tiny(), picture()
    other[..., :8, :8] = 1.0
    assert not torch.allclose(network(other)[..., -1, -1], network(picture())[..., -1, -1], atol=1e-6)


@torch.inference_mode()
@pytest.mark.parametrize(
    ("side", "row"), [(1, [3.0, 5, 7, 9]), (3, [3.0, 3, 5, 7, 9, 9]), (5, [5.0, 3, 3, 5, 7, 9, 9, 7])]
)
def test_edges_are_mirrored_with_the_edge_repeated(side: int, row: list[float]) -> None:
    convolution = MirroredConvolution(1, 1, side)
    torch.manual_seed(1)
    for parameter in convolution.parameters():
        nn.init.normal_(parameter)
    columns = torch.tensor([3.0, 5, 7, 9]).view(1, 1, 1, 4).expand(1, 1, 4, 4)
    weights = convolution.weight.sum(dim=2).flatten()  # rows are alike, and so is what lies beyond them
    wanted = torch.tensor(row).unfold(0, side, 1) @ weights + convolution.bias
    assert torch.allclose(convolution(columns)[0, 0, 0], wanted, atol=1e-4)


def test_each_use_learns_its_own_statistics_and_leaves_the_others_alone() -> None:
    norm = IndividualNorm(3, 2).train()
    norm(noise(4, 3, 8, 8) + 5, GIVEN)
    given, made = norm.sets
    assert isinstance(given, nn.BatchNorm2d)
    assert isinstance(made, nn.BatchNorm2d)
    assert given.running_mean is not None
    assert made.running_mean is not None
    assert (given.running_mean > 0.4).all()
    assert (made.running_mean == 0).all()


def test_a_journey_goes_there_and_back_with_the_norms_for_each() -> None:
    torch.manual_seed(2)
    both = TwoWay(2, 64)
    calls: list[tuple[str | int, ...]] = []
    for name, network in (("enhancer", both.enhancer), ("worsener", both.worsener)):
        network.register_forward_pre_hook(lambda _, given, name=name: calls.append((name, *given[1:])))
    plain, finished = picture().repeat(2, 1, 1, 1), 1 - picture().repeat(2, 1, 1, 1)
    way = both.journey(plain, finished)
    assert sorted(calls) == [("enhancer", GIVEN), ("enhancer", MADE), ("worsener", GIVEN), ("worsener", MADE)]
    assert way.plain_again.shape == way.finished_again.shape == plain.shape
    both.eval()
    with torch.inference_mode():
        assert torch.equal(both.journey(plain, finished).enhanced, both(plain))


@torch.inference_mode()
def test_what_ships_is_the_generator_that_enhances_with_the_norms_for_photos() -> None:
    torch.manual_seed(3)
    both = TwoWay(2, 64)
    both.journey(picture().repeat(2, 1, 1, 1), 1 - picture().repeat(2, 1, 1, 1))  # moves the statistics
    weights = shipped_weights(both.state_dict())
    alone = DPE(2, 64)
    alone.load_state_dict(weights)
    assert torch.equal(alone.eval()(picture()), both.eval()(picture()))
    assert all(int(value) == 0 for name, value in weights.items() if name.endswith("num_batches_tracked"))


@torch.inference_mode()
def test_a_critic_gives_one_number_a_picture_and_instance_norm_hides_the_tone_from_it() -> None:
    torch.manual_seed(5)
    scale = {}
    for norm in (False, True):
        critic = Critic(2, 64, norm=norm)
        dark, bright = critic(torch.cat((0.3 * picture(), 0.3 * picture() + 0.6)))
        scale[norm] = (dark - bright).abs() / (critic(picture()) - critic(1 - picture())).abs().squeeze()
    assert Critic(2, 64)(picture().repeat(3, 1, 1, 1)).shape == (3,)
    assert scale[False] > scale[True]
