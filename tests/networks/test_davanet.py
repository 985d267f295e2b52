"""DAVANet is the published network; it begins as the identity, and moves features by what disparity says."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.imaging.bilateral_grid import WHOLE
from pellucid.networks.davanet import RECEPTIVE_RADIUS_PX, SINGLE_RECEPTIVE_RADIUS_PX, DAVANet, DeblurNet, FusionNet
from pellucid.networks.davanet_parts import DISPARITY_UNIT_PX, DispBiNet, Match
from pellucid.networks.loading import ARCHITECTURES
from pellucid.training.recipe import find_settings, read_settings


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def pair(height: int = 32, width: int = 48) -> Tensor:
    both = torch.cat((waves(height, width), waves(height, width).flip(2)))
    return (both + noise(6, height, width) * 0.05).clamp(0, 1)[None]


def tiny(**options: bool) -> DAVANet:
    torch.manual_seed(4)
    return DAVANet(4, 6, **options).eval()


def test_the_published_configuration_has_the_published_number_of_weights() -> None:
    with torch.device("meta"):
        network, single = DAVANet(last_activation=True, released_warp=True), DeblurNet()
    assert count(single) == 4_593_635
    assert count(network.disparity) == 3_848_330
    assert count(network.fusion.gate) == 721
    assert [count(depth) for depth in network.fusion.depths] == [28_032, 28_032]
    assert count(network) == 8_683_070


@pytest.mark.parametrize(("name", "parameters"), [("davanet", 1_227_320), ("deblurnet", 647_415)])
def test_the_configuration_that_is_trained_is_small_and_can_be_loaded(name: str, parameters: int) -> None:
    with torch.device("meta"):
        assert count(ARCHITECTURES[name](**read_settings(find_settings(name))["network"])) == parameters


@torch.inference_mode()
@pytest.mark.parametrize("size", [(1, 1), (7, 13), (24, 32), (33, 50)])
def test_any_size_goes_in_and_comes_out(size: tuple[int, int]) -> None:
    network = tiny()
    assert network(pair(*size)).shape == (1, 6, *size)
    assert network.deblur.decoder[0][0][0].in_channels == 9 * 4
    assert DeblurNet(4)(pair(*size)[:, :3]).shape == (1, 3, *size)
    match = network.match(pair(*size))
    gates = network.restored(pair(*size), match).gates
    assert match.disparity_px().shape == gates.shape == (1, 2, *size)
    assert 0 <= gates.min() <= gates.max() <= 1


@torch.inference_mode()
def test_it_begins_as_the_identity() -> None:
    network, single = tiny(), DeblurNet(4)
    assert not torch.equal(network(pair()), pair())
    network.deblur.begin_as_identity()
    single.begin_as_identity()
    assert torch.equal(network(pair()), pair())
    assert torch.equal(single(pair()[:, :3]), pair()[:, :3])


def test_disparity_comes_at_five_scales() -> None:
    found, features = DispBiNet(6)(pair(32, 48))
    assert [tuple(each.shape[1:]) for each in found] == [(2, 32, 48), (2, 16, 24), (2, 8, 12), (2, 4, 6), (2, 4, 6)]
    assert features.shape == (1, 4, 32, 48)


def fused(disparity_px: float, *, released: bool) -> tuple[Tensor, Tensor]:
    """Deep features of both eyes, and the aggregated ones behind a gate that lets only the other eye through."""
    fusion = FusionNet(4, 4, 2, released_warp=released)
    last = [module for module in fusion.gate.modules() if isinstance(module, nn.Conv2d)][-1]
    nn.init.zeros_(last.weight)
    assert last.bias is not None
    nn.init.constant_(last.bias, 30.0)
    deep = noise(2, 8, 6, 20)
    match = Match(torch.full((1, 2, 24, 80), disparity_px / DISPARITY_UNIT_PX), torch.zeros(1, 4, 24, 80))
    return deep, fusion(pair(24, 80), deep, match)[0][:, 8:16]


@torch.inference_mode()
def test_features_at_a_quarter_move_by_a_quarter_of_the_disparity() -> None:
    deep, aggregated = fused(12.0, released=False)
    assert torch.allclose(aggregated[0, ..., 3:], deep[1, ..., :-3], atol=1e-4)  # left of right
    assert torch.allclose(aggregated[1, ..., :-3], deep[0, ..., 3:], atol=1e-4)  # right of left


@torch.inference_mode()
def test_the_released_code_moved_them_by_the_raw_number() -> None:
    deep, aggregated = fused(DISPARITY_UNIT_PX, released=True)
    assert torch.allclose(aggregated[0, ..., 1:], deep[1, ..., :-1], atol=1e-4)


@torch.inference_mode()
def test_the_gate_looks_at_where_the_eyes_disagree() -> None:
    torch.manual_seed(3)
    fusion = FusionNet(4, 4, 2)
    right = waves(24, 80)
    alike = torch.cat((right, right))[None]
    match = Match(torch.zeros(1, 2, 24, 80), torch.zeros(1, 4, 24, 80))
    even = fusion(alike, torch.zeros(2, 8, 6, 20), match)[1]
    broken = alike.clone()
    broken[:, :3, :, 40:] = 0
    told = fusion(broken, torch.zeros(2, 8, 6, 20), match)[1]
    assert torch.allclose(told[..., :8], even[..., :8])
    assert not torch.allclose(told[..., 12:], even[..., 12:], atol=1e-3)


@torch.inference_mode()
def test_a_match_of_a_reduced_copy_is_told_in_pixels_of_the_pictures() -> None:
    match = Match(torch.full((1, 2, 8, 12), 0.25), torch.zeros(1, 4, 8, 12))
    larger = match.within(WHOLE, (32, 48))
    assert torch.allclose(match.disparity_px(), torch.tensor(10.0))
    assert torch.allclose(larger.disparity_px(), torch.tensor(40.0))
    assert larger.features.shape == (1, 4, 32, 48)
    assert tiny().restored(pair(32, 48), larger).restored.shape == (1, 6, 32, 48)


def test_the_last_activation_damps_corrections_down_only_where_it_was_asked_for() -> None:
    assert len(DeblurNet(4).last) == 1
    network = DeblurNet(4, last_activation=True)
    with torch.no_grad():
        convolution = network.last[0]
        assert isinstance(convolution, nn.Conv2d)
        nn.init.zeros_(convolution.weight)
        assert convolution.bias is not None
        convolution.bias.copy_(torch.tensor([0.2, -0.2, 0.0]))
        grey = torch.full((1, 3, 8, 8), 0.5)
        assert torch.allclose(network(grey)[0, :, 0, 0], torch.tensor([0.7, 0.48, 0.5]))


def test_deblurnet_looks_no_further_than_it_says() -> None:
    side = 2 * SINGLE_RECEPTIVE_RADIUS_PX + 16
    middle = side // 2
    blurred = torch.zeros(1, 3, 8, side, requires_grad=True)
    torch.manual_seed(2)
    (gradient,) = torch.autograd.grad(DeblurNet(2).double()(blurred.double())[..., middle].sum(), blurred)
    reached = gradient[0].abs().sum(dim=(0, 1)).nonzero()[:, 0]
    assert middle - SINGLE_RECEPTIVE_RADIUS_PX <= reached.min()
    assert reached.max() <= middle + SINGLE_RECEPTIVE_RADIUS_PX


def test_davanet_looks_no_further_up_and_down_than_it_says() -> None:
    side = 2 * RECEPTIVE_RADIUS_PX + 16
    middle = side // 2
    torch.manual_seed(2)
    seen = torch.rand(1, 6, side, 8, dtype=torch.double, requires_grad=True)
    (gradient,) = torch.autograd.grad(DAVANet(2, 3).double()(seen)[:, :, middle].sum(), seen)
    reached = gradient[0].abs().sum(dim=(0, 2)).nonzero()[:, 0]
    assert middle - RECEPTIVE_RADIUS_PX <= reached.min()
    assert reached.max() <= middle + RECEPTIVE_RADIUS_PX
    assert reached.max() - reached.min() > 2 * SINGLE_RECEPTIVE_RADIUS_PX
