"""Numbers drawn by chance, always out of a generator that the caller seeds."""

import torch


def uniform(low: float, high: float, generator: torch.Generator) -> float:
    """Draw one number, evenly between `low` and `high`."""
    return low + (high - low) * float(torch.rand((), generator=generator))
