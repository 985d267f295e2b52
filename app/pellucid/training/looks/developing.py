"""What a look does everywhere: its colour matrices and curves, fitted to pixels of all pairs together."""

import torch
from torch import Tensor

from pellucid.foundation.progress import Progress
from pellucid.networks.look import Development

STEPS = 600
_POINTS = 16_384
"""Pixels of a step."""

_RATE = 2e-2
_SMOOTHNESS = 1e-3
"""Penalty on bends of the curves: where no pixel tells, they go on straight."""


def developed_like(colors: Tensor, wanted: Tensor, generator: torch.Generator, progress: Progress) -> Development:
    """Fit a development.

    Args:
        colors: `(n, 3)`, sRGB 0 to 1.
        wanted: `(n, 3)`, what they are to become; 0 and 1 stand for what lies beyond as well.
        generator: source of chances.
        progress: is told the share done; may cancel.

    Raises:
        Cancelled: somebody asked to stop.
    """
    development = Development()
    optimiser = torch.optim.Adam(development.parameters(), lr=_RATE, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=STEPS, pct_start=0.1)
    for step in range(STEPS):
        progress.report(step / STEPS)
        some = torch.randint(len(colors), (_POINTS,), generator=generator)
        error = beyond_range(development(colors[some].T), wanted[some].T)
        bends = development.curves.diff(n=2, dim=1)
        loss = error.square().mean() + _SMOOTHNESS * bends.square().mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return development.requires_grad_(requires_grad=False)


def beyond_range(found: Tensor, wanted: Tensor) -> Tensor:
    """The error of a result that is clamped to 0 to 1 in the end: beyond a wanted 0 or 1 there is none."""
    error = found - wanted
    is_right = ((wanted >= 1) & (error > 0)) | ((wanted <= 0) & (error < 0))
    return error.masked_fill(is_right, 0)
