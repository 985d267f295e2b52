"""What the tests of the command line share besides fixtures."""

from collections.abc import Callable

import numpy as np

HEIGHT, WIDTH = 40, 56

Run = Callable[..., int]
"""Calls the command line with words and returns its exit code."""


def noisy_samples(seed: int = 1) -> np.ndarray:
    """A ramp with noise, `(HEIGHT, WIDTH, 3)` uint8."""
    ramp = np.linspace(40, 200, WIDTH)[None, :, None] + np.zeros((HEIGHT, 1, 3))
    noisy = ramp + np.random.default_rng(seed).normal(0, 12, ramp.shape)
    return noisy.clip(0, 255).round().astype(np.uint8)
