"""DnCNN is the published network; merging its norms and running it in bands change nothing."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.networks import dncnn
from pellucid.networks.dncnn import DnCNN


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def picture(height: int = 40, width: int = 36, channels: int = 3) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.1)[None, :channels]


@pytest.fixture
def tiny() -> DnCNN:
    torch.manual_seed(5)
    return DnCNN(4, 6).eval()


@pytest.mark.parametrize(
    ("layers", "channels", "weights"),
    [(17, 1, 555_137), (20, 1, 665_921), (20, 3, 668_227)],
    ids=["known level, gray", "blind, gray", "blind, colour"],
)
def test_the_published_configurations_have_the_published_number_of_weights(
    layers: int, channels: int, weights: int
) -> None:
    assert count(DnCNN(layers, 64, channels)) == weights


def test_with_norms_it_has_the_published_number_of_trained_weights() -> None:
    assert count(DnCNN(20, 64, 3, norm=True)) == 669_376


def test_the_output_is_the_input_without_the_predicted_noise(tiny: DnCNN) -> None:
    assert torch.equal(tiny(picture()), picture() - tiny.body(picture()))


def test_merging_the_norms_changes_nothing() -> None:
    torch.manual_seed(6)
    network = DnCNN(5, 8, norm=True)
    for _ in range(3):
        network(picture())  # moves the running statistics away from 0 and 1
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight, 1.0, 0.3)
            nn.init.normal_(module.bias, 0.0, 0.3)
    network.eval()
    merged = network.merged()
    assert not any(isinstance(module, nn.BatchNorm2d) for module in merged.modules())
    assert torch.allclose(merged(picture()), network(picture()), atol=1e-5)
    assert not torch.allclose(merged(picture()), picture(), atol=1e-2)


def test_no_strength_is_the_picture_and_full_strength_the_network(tiny: DnCNN) -> None:
    assert torch.equal(tiny.restore(picture(), 0.0), picture())
    assert torch.equal(tiny.restore(picture(), 1.0), tiny(picture()))
    assert torch.equal(tiny.restore(picture(), 2.0), tiny(tiny(picture())))


def test_half_the_strength_takes_off_half(tiny: DnCNN) -> None:
    assert torch.allclose(tiny.restore(picture(), 0.5), (picture() + tiny(picture())) / 2, atol=1e-6)


@pytest.mark.parametrize("strength", [0.7, 1.6])
def test_it_sees_as_far_as_it_says(strength: float) -> None:
    network = DnCNN(3, 2).double()
    for parameter in network.parameters():
        nn.init.constant_(parameter, 0.01)
    seen = torch.rand(1, 3, 31, 31, dtype=torch.float64, requires_grad=True)
    network.restore(seen, strength)[0, 0, 15, 15].backward()
    assert seen.grad is not None
    rows = seen.grad.abs().sum(dim=(0, 1, 3)).nonzero()
    assert int((rows - 15).abs().max()) == dncnn.reach(strength, layers=3)


def test_in_bands_it_gives_the_same(tiny: DnCNN, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tiny(picture(61, 20))
    monkeypatch.setattr(dncnn, "_BAND_ROWS", 12)
    assert torch.allclose(tiny(picture(61, 20)), whole, atol=1e-6)
