"""What is measured of one picture, and how the figures of many become one line.

PSNR and SSIM are taken over all pixels of the result, clamped to 0 to 1, and averaged over the pictures of a set;
seconds per megapixel are all seconds over all megapixels.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import torch
from torch import Tensor, nn

from pellucid.bench.quality.cases import Case
from pellucid.training.metrics import psnr_db, ssim

Method = Callable[[Tensor], Tensor]
"""Restores one picture `(C, H, W)`."""


@dataclass(frozen=True)
class Score:
    """How near a picture came to the truth, and what that took; `seconds` is zero for the damaged picture itself."""

    psnr_db: float
    ssim: float
    seconds: float
    megapixels: float


@dataclass(frozen=True)
class Outcome:
    """One case: the scores of the damaged picture and of what a network made of it."""

    case: Case
    before: Score
    after: Score

    @property
    def gain_db(self) -> float:
        """PSNR that the network adds."""
        return self.after.psnr_db - self.before.psnr_db


def score(result: Tensor, clean: Tensor, seconds: float = 0.0) -> Score:
    """Compare a result with the truth, both `(C, H, W)`."""
    shown = result.clamp(0, 1)
    return Score(psnr_db(shown, clean), ssim(shown, clean), seconds, megapixels(clean))


def measure(method: Method, case: Case) -> Outcome:
    """Let a method restore a case."""
    noisy, clean = case.make()
    started = time.perf_counter()
    result = method(noisy)
    seconds = time.perf_counter() - started
    # The damaged picture counts unclipped, as the papers count it.
    before = Score(psnr_db(noisy, clean), ssim(noisy, clean), 0.0, megapixels(clean))
    return Outcome(case, before, score(result, clean, seconds))


def plain_method(network: nn.Module, device: torch.device) -> Method:
    """The method of a network that takes a picture and gives one."""

    @torch.inference_mode()
    def restore(noisy: Tensor) -> Tensor:
        result: Tensor = network(noisy[None].to(device))[0].cpu()
        return result

    return restore


def megapixels(picture: Tensor) -> float:
    """Megapixels of a picture `(C, H, W)`."""
    return picture.shape[-2] * picture.shape[-1] / 1e6


def line(scores: Sequence[Score]) -> dict[str, Any]:
    """Mean figures of a set.

    Args:
        scores: at least one.
    """
    seconds, pixels = sum(one.seconds for one in scores), sum(one.megapixels for one in scores)
    return {
        "psnr_db": round(fmean(one.psnr_db for one in scores), 2),
        "ssim": round(fmean(one.ssim for one in scores), 4),
        "seconds_per_megapixel": round(seconds / pixels, 3),
    }


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Mean figures of a set before and after, with the gain; at least one outcome."""
    noisy_db = fmean(one.before.psnr_db for one in outcomes)
    after_db = fmean(one.after.psnr_db for one in outcomes)
    return {
        "pictures": len(outcomes),
        "noisy_psnr_db": round(noisy_db, 2),
        "gain_db": round(after_db - noisy_db, 2),
        "noisy_ssim": round(fmean(one.before.ssim for one in outcomes), 4),
        **line([one.after for one in outcomes]),
    }


def figures_of(method: Method, cases: Sequence[Case]) -> dict[str, Any]:
    """Let a method restore a set; its `summary`."""
    return summary([measure(method, case) for case in cases])
