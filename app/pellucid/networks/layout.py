"""Memory layout of networks: channels last is what convolutions run fastest in, on CPUs and GPUs alike."""

from typing import TypeVar

import torch
from torch import nn

Network = TypeVar("Network", bound=nn.Module)


def in_channels_last(network: Network) -> Network:
    """Put the weights of 2-D convolutions into channels-last order, in place.

    Args:
        network: any network; other weights stay as they are.

    Returns:
        The same network.
    """
    for parameter in network.parameters():
        if parameter.dim() == 4:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)
    return network
