"""Pictures made by formula, with known truth and fixed seeds."""

import numpy as np
import torch
from torch import Tensor


def waves(height: int, width: int) -> Tensor:
    """Smooth colour waves, `(3, height, width)`, 0.2 to 0.8."""
    rows, columns = torch.linspace(0, 1, height)[:, None], torch.linspace(0, 1, width)[None]
    return torch.stack([0.5 + 0.3 * torch.sin(9 * rows * (k + 1) + 7 * columns) for k in range(3)])


def noise(*shape: int, seed: int = 5) -> Tensor:
    """White noise of standard deviation 1."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def samples(height: int, width: int, *, noise_levels: float = 0.0, seed: int = 5) -> np.ndarray:
    """The same waves as `(height, width, 3)` uint8, with noise."""
    noisy = waves(height, width) + noise(3, height, width, seed=seed) * noise_levels / 255
    return (noisy.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).contiguous().numpy()


def sky_and_wall(height: int, width: int, horizon: int) -> Tensor:
    """A sky over a wall with texture, in the colours of photos, `(3, height, width)`; the wall is below `horizon`."""
    rows, columns = torch.meshgrid(torch.arange(float(height)), torch.arange(float(width)), indexing="ij")
    sky = torch.stack((0.45 + rows / 600, 0.55 + rows / 700, 0.75 - rows / 900))
    plaster = 0.4 + 0.15 * torch.sin(rows / 2.3) * torch.sin(columns / 3.1)
    wall = plaster.expand(3, -1, -1) * torch.tensor([1.0, 0.9, 0.75]).view(3, 1, 1)
    return torch.where(rows > horizon, wall, sky).contiguous()
