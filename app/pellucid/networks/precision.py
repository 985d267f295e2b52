"""Convolutions in bfloat16, which processors that have it compute about twice as fast.

Only networks that predict what is to be taken off a photo: the photo itself stays float32, so what is rounded to the
eight bits of bfloat16 is the small difference alone.
"""

from typing import Any, TypeVar

import torch
from torch import Tensor, nn

ARCHITECTURES = ("cbdnet", "dncnn")
"""Networks that add what they predict to the photo, which is not rounded."""

_FEW_CHANNELS = 3
"""A convolution to so many channels ends a network: what it gives is summed up with float32 again."""

Network = TypeVar("Network", bound=nn.Module)


def in_bfloat16(network: Network) -> Network:
    """Let all convolutions of a network compute in bfloat16, in place.

    Args:
        network: of `ARCHITECTURES`, in evaluation mode, its weights loaded.

    Returns:
        The same network, which takes and gives float32.
    """
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            layer.to(torch.bfloat16)
            layer.register_forward_pre_hook(_rounded)
            if layer.out_channels <= _FEW_CHANNELS:
                layer.register_forward_hook(_as_float)
    return network


def _rounded(_layer: nn.Module, inputs: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return tuple(given.to(torch.bfloat16) for given in inputs)


def _as_float(_layer: nn.Module, _inputs: Any, output: Tensor) -> Tensor:
    return output.float()
