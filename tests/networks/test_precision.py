"""In bfloat16 a network still takes and gives float32, and only what it takes off is rounded."""

import pytest
import torch
from torch import nn

from helpers.pictures import noise, waves
from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.dncnn import DnCNN
from pellucid.networks.layout import fuse_activations, in_channels_last, split_narrow_convolutions
from pellucid.networks.precision import in_bfloat16


def small(kind: type[nn.Module]) -> nn.Module:
    torch.manual_seed(3)
    network = CBDNet((8, 12, 16), 8) if kind is CBDNet else DnCNN(4, 16)
    network.eval().requires_grad_(requires_grad=False)
    return in_channels_last(split_narrow_convolutions(fuse_activations(network)))


def result(network: nn.Module, picture: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        given = network(picture)
    return given[0] if isinstance(given, tuple) else given


@pytest.mark.parametrize("kind", [CBDNet, DnCNN])
@pytest.mark.parametrize("gray", [0.0, 0.5])
def test_what_is_taken_off_is_rounded_and_the_photo_is_not(kind: type[nn.Module], gray: float) -> None:
    picture = (waves(61, 83) + 0.05 * noise(61, 83))[None].clamp(0, 1) * (1 - gray) + gray
    full = result(small(kind), picture)
    rounded = result(in_bfloat16(small(kind)), picture)
    assert rounded.dtype == torch.float32
    assert not torch.equal(rounded, full)
    residual = (full - picture).square().mean().sqrt()
    assert (rounded - full).square().mean().sqrt() < 0.06 * residual


def test_every_convolution_computes_in_bfloat16() -> None:
    kinds: set[torch.dtype] = set()
    network = in_bfloat16(small(CBDNet))
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            layer.register_forward_pre_hook(lambda _layer, inputs: kinds.add(inputs[0].dtype))
    result(network, torch.rand(1, 3, 32, 32))
    assert kinds == {torch.bfloat16}
