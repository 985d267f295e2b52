"""What runs fast must compute the same."""

from typing import Any

import pytest
import torch
from torch import nn

from pellucid.networks import layout
from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.layout import fuse_activations, in_channels_last, split_narrow_convolutions


@torch.inference_mode()
def test_a_fast_layout_gives_the_pixels_of_the_plain_network() -> None:
    torch.manual_seed(4)
    plain, fast = CBDNet((8, 12, 16), 8).eval(), CBDNet((8, 12, 16), 8).eval()
    fast.load_state_dict(plain.state_dict())
    in_channels_last(split_narrow_convolutions(fuse_activations(fast)))
    picture = torch.rand(1, 3, 45, 38)
    for expected, computed in zip(plain(picture, 1.3), fast(picture, 1.3), strict=True):
        torch.testing.assert_close(computed, expected, rtol=1e-5, atol=1e-6)


def test_a_fast_layout_keeps_the_names_of_weights_and_learns_like_the_plain_one() -> None:
    network = CBDNet((8, 12, 16), 8)
    names = list(network.state_dict())
    split_narrow_convolutions(fuse_activations(network))
    assert list(network.state_dict()) == names
    network(torch.rand(1, 3, 16, 16))[0].sum().backward()
    assert all(parameter.grad is not None for parameter in network.parameters())


@torch.inference_mode()
def test_a_narrow_convolution_of_odd_size_is_the_plain_one() -> None:
    torch.manual_seed(5)
    plain = nn.Conv2d(8, 3, 3, padding=1)
    expected = plain(torch.ones(1, 8, 7, 9))
    assert torch.equal(split_narrow_convolutions(plain)(torch.ones(1, 8, 7, 9)), expected)


def refuse(*_arguments: Any) -> torch.Tensor:
    raise RuntimeError("another version takes other arguments")


def miscalculate(_convolution: nn.Conv2d, picture: torch.Tensor) -> torch.Tensor:
    return picture + 1


@pytest.mark.parametrize("broken", [refuse, miscalculate])
@torch.inference_mode()
def test_without_the_private_primitive_the_plain_layers_compute(monkeypatch: pytest.MonkeyPatch, broken: Any) -> None:
    layout._has_fused_relu.cache_clear()
    monkeypatch.setattr(layout, "_convolved_with_relu", broken)
    plain = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU())
    picture = torch.rand(1, 3, 9, 9)
    expected = plain(picture)
    assert torch.equal(fuse_activations(plain)(picture), expected)
    assert type(plain[0]) is nn.Conv2d
    layout._has_fused_relu.cache_clear()


def test_the_primitive_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    layout._has_fused_relu.cache_clear()
    tried: list[bool] = []
    computes = layout._convolved_with_relu
    monkeypatch.setattr(layout, "_convolved_with_relu", lambda *given: tried.append(True) or computes(*given))
    for _ in range(3):
        fuse_activations(nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()))
    assert tried == [True]
    layout._has_fused_relu.cache_clear()
