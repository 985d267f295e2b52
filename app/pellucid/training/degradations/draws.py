"""Numbers drawn by chance, always out of a generator that the caller seeds."""

import functools
import math
from collections.abc import Sequence

import torch
from torch import Tensor

_SUPPLY = 1 << 22


def uniform(low: float, high: float, generator: torch.Generator) -> float:
    """Draw one number, evenly between `low` and `high`."""
    return low + (high - low) * float(torch.rand((), generator=generator))


def normal(shape: Sequence[int], generator: torch.Generator) -> Tensor:
    """Standard normal numbers, read from a random place of a supply that is drawn once.

    Drawing them anew takes longer than all else that a shot needs. The supply is many pictures long.
    """
    count = math.prod(shape)
    supply = _supply()
    if count > len(supply) // 2:
        return torch.randn(*shape, generator=generator)
    start = int(torch.randint(len(supply) - count, (), generator=generator))
    return supply[start : start + count].view(*shape)


@functools.cache
def _supply() -> Tensor:
    return torch.randn(_SUPPLY, generator=torch.Generator().manual_seed(0))
