"""What runs fast must compute the same."""

import torch
from torch import nn

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
