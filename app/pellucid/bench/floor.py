"""The floor of an export: the network's multiply-adds at the best rate this machine reaches.

The rate is measured on single 3x3 convolutions in float32, channels_last: nothing that a program adds around them
can make it faster, so an export's time over the floor says what everything else costs.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CHANNELS = (64, 128)
SIDES_PX = (128, 256)
SECONDS_A_SIZE = 1.0
LEAST_RUNS = 3


@dataclass
class Count:
    """Multiply-adds counted so far."""

    multiply_adds: int = 0


@torch.inference_mode()
def best_rate(device: torch.device) -> float:
    """Multiply-adds a second, the best over all sizes and runs."""
    rates = [_rate(channels, side, device) for channels in CHANNELS for side in SIDES_PX]
    return max(rates)


@contextmanager
def counting(networks: Iterable[nn.Module]) -> Iterator[Count]:
    """Count the multiply-adds of all convolutions that run within.

    Args:
        networks: whose convolutions are watched.
    """
    count = Count()

    def add(module: nn.Module, _inputs: Any, output: Tensor) -> None:
        count.multiply_adds += _multiply_adds(module, _inputs[0], output)

    layers = [layer for network in networks for layer in network.modules()]
    hooks = [layer.register_forward_hook(add) for layer in layers if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d)]
    try:
        yield count
    finally:
        for hook in hooks:
            hook.remove()


def _multiply_adds(layer: nn.Module, given: Tensor, made: Tensor) -> int:
    """Of one convolution; a transposed one spreads each input pixel, a plain one gathers each output pixel."""
    if isinstance(layer, nn.ConvTranspose2d):
        return given.numel() * layer.weight[0].numel()
    return made.numel() * layer.weight[0].numel() if isinstance(layer, nn.Conv2d) else 0


def _rate(channels: int, side_px: int, device: torch.device) -> float:
    nearby = torch.channels_last
    weight = torch.rand(channels, channels, 3, 3, device=device).contiguous(memory_format=nearby)
    picture = torch.rand(1, channels, side_px, side_px, device=device).contiguous(memory_format=nearby)
    F.conv2d(picture, weight, padding=1)  # the first call chooses the kernel
    return side_px**2 * weight.numel() / _fastest(lambda: F.conv2d(picture, weight, padding=1), device)


def _fastest(work: Callable[[], Tensor], device: torch.device) -> float:
    """Seconds of the fastest run within about a second."""
    best, runs, begun = float("inf"), 0, time.perf_counter()
    while runs < LEAST_RUNS or time.perf_counter() - begun < SECONDS_A_SIZE:
        started = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        elif device.type == "mps":
            torch.mps.synchronize()
        best, runs = min(best, time.perf_counter() - started), runs + 1
    return best
