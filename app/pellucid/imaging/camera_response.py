"""Camera response curves: scene light to the numbers in a file, and back.

A curve is a table of brightness B(L) at equally spaced light levels, both 0 to 1 and monotone. Measured tables
(Grossberg and Nayar, "What is the Space of Camera Response Functions?", CVPR 2003) travel with packed
training data; `formula_curves` makes plausible ones for everybody else.
"""

import torch
from torch import Tensor

SAMPLES = 1024
"""Samples of one curve."""


def formula_curves(count: int, generator: torch.Generator) -> Tensor:
    """Draw response curves out of a family that spans the measured ones.

    A gamma curve with a linear toe is followed by an S-shaped film curve:
    B = s(g) with g = L^(1/gamma) and s(g) = g^c / (g^c + (1 - g)^c).

    Args:
        count: number of curves.
        generator: source of randomness.

    Returns:
        Curves `(count, 1024)`, rising from 0 to 1.
    """
    light = torch.linspace(0.0, 1.0, SAMPLES)
    gamma = 1.6 + 1.0 * torch.rand(count, 1, generator=generator)
    contrast = 0.9 + 0.6 * torch.rand(count, 1, generator=generator)
    toe = 0.002 + 0.01 * torch.rand(count, 1, generator=generator)
    raised = (light + toe) ** (1 / gamma)
    power = (raised - raised[:, :1]) / (raised[:, -1:] - raised[:, :1])
    up, down = power**contrast, (1 - power) ** contrast
    return up / (up + down)


def regular_curves(irradiance: Tensor, brightness: Tensor) -> Tensor:
    """Resample measured curves, whose irradiance need not be equally spaced, to the regular table.

    Args:
        irradiance: `(count, samples)`, rising, 0 to 1.
        brightness: `(count, samples)`, 0 to 1.

    Returns:
        Curves `(count, 1024)`, made monotone.
    """
    grid = torch.linspace(0.0, 1.0, SAMPLES).expand(len(irradiance), SAMPLES).contiguous()
    right = torch.searchsorted(irradiance.contiguous(), grid).clamp(1, irradiance.shape[1] - 1)
    low, high = irradiance.gather(1, right - 1), irradiance.gather(1, right)
    fraction = ((grid - low) / (high - low).clamp_min(1e-9)).clamp(0, 1)
    values = torch.lerp(brightness.gather(1, right - 1), brightness.gather(1, right), fraction)
    return values.cummax(dim=1).values.clamp(0, 1)


def respond(light: Tensor, curve: Tensor) -> Tensor:
    """Apply a response curve B(L).

    Args:
        light: linear light of any shape, clamped to 0 to 1.
        curve: `(1024,)`.

    Returns:
        Brightness, 0 to 1, shape of `light`.
    """
    position = light.clamp(0, 1) * (SAMPLES - 1)
    index = position.int().clamp_max_(SAMPLES - 2).flatten()
    low, high = (curve.index_select(0, each).view_as(position) for each in (index, index + 1))  # twice as fast as []
    return torch.lerp(low, high, position - index.view_as(position))


def invert(curve: Tensor) -> Tensor:
    """Make the inverse curve L(B) of a response curve.

    Args:
        curve: `(1024,)`, monotone.

    Returns:
        `(1024,)`: light at equally spaced brightness. Where the curve is flat, the least light is taken.
    """
    light = torch.linspace(0.0, 1.0, SAMPLES)[None]
    # A flat piece has no inverse; a rise too small to matter makes the table strictly monotone.
    strict = curve + torch.arange(SAMPLES) * 1e-7
    strict = (strict - strict[0]) / (strict[-1] - strict[0])
    return regular_curves(strict[None], light)[0]
