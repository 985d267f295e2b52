"""What people would use otherwise: BM3D and OpenCV's non-local means, each at its best strength.

Both are extras of the bench (`pip install 'pellucid[bench]'`) and imported only here, when asked for. With noise of a
known level BM3D is told it, as its authors mean it; everywhere else both are tried along a ladder of strengths, and
the strength with the best PSNR of each picture counts: better than a person could choose without the truth. Non-local
means takes a strength for colours of its own, which is searched likewise. It takes 8-bit pictures only, so noise is
clipped for it.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pellucid.bench.quality.cases import Case
from pellucid.bench.quality.peer_scores import PeerMemory, digest_of, key_of
from pellucid.bench.quality.scoring import Score, line, score
from pellucid.foundation.errors import UnsupportedError

COARSE = (2.5, 4.0, 6.0, 9.0, 13.0, 18.0, 25.0, 35.0, 50.0)
"""Strengths in 8-bit levels for a program that forgives a wrong one, a factor of about 1.4 apart."""

FINE = (
    2.0,
    2.5,
    3.0,
    3.5,
    4.0,
    4.5,
    5.0,
    6.0,
    7.0,
    8.0,
    9.0,
    10.0,
    11.5,
    13.0,
    15.0,
    17.0,
    19.5,
    22.0,
    25.0,
    29.0,
    33.0,
)
"""For one that loses 2 dB when it is 1.4 times too strong."""

COLORS = (0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6)
"""Strength for colours as a multiple of that for lightness."""


@dataclass(frozen=True)
class Setting:
    """How strongly a program denoises: in 8-bit levels, and colours `color` times as much."""

    strength: float
    color: float = 1.0

    def __str__(self) -> str:
        """Like “6”, or “6 colour 2”."""
        return f"{self.strength:g}" + (f" colour {self.color:g}" if self.color != 1 else "")


@dataclass(frozen=True)
class Peer:
    """Another denoiser.

    Attributes:
        id: key in the figures.
        title: name for people.
        package: what pip installs.
        run: denoises `(H, W, 3)` float32, 0 to 1 where it was clipped.
        ladder: strengths to try, rising.
        takes_sigma: the strength is the noise level, so that a known one needs no search.
        colors: factors to try for colours, rising, 1 among them; only 1 for a program that knows one strength.
    """

    id: str
    title: str
    package: str
    run: Callable[[np.ndarray, Setting], np.ndarray]
    ladder: tuple[float, ...]
    takes_sigma: bool
    colors: tuple[float, ...] = (1.0,)

    def version(self) -> str:
        """Name and version of the installed package.

        Raises:
            UnsupportedError: it is not installed.
        """
        try:
            return f"{self.package} {version(self.package)}"
        except PackageNotFoundError as error:
            raise UnsupportedError(
                f"{self.title} is not installed, so nothing can be compared with it: pip install 'pellucid[bench]'."
            ) from error


@dataclass(frozen=True)
class PeerOutcome:
    """The best run of a peer on one case; `remembered` says that an earlier call of the bench ran it."""

    score: Score
    setting: Setting
    remembered: bool


def _bm3d(noisy: np.ndarray, setting: Setting) -> np.ndarray:
    from bm3d import bm3d_rgb  # noqa: PLC0415 -- an extra of the bench

    return np.asarray(bm3d_rgb(noisy.astype(np.float64), setting.strength / 255), dtype=np.float32)


def _non_local_means(noisy: np.ndarray, setting: Setting) -> np.ndarray:
    import cv2  # noqa: PLC0415 -- an extra of the bench

    levels = (noisy.clip(0, 1) * 255).round().astype(np.uint8)
    # It works in Lab and takes BGR; 7 and 21 px are its usual windows.
    both = setting.strength, setting.strength * setting.color
    denoised = cv2.fastNlMeansDenoisingColored(levels[..., ::-1].copy(), None, *both, 7, 21)
    return np.asarray(denoised[..., ::-1], dtype=np.float32) / 255


PEERS = (
    Peer("bm3d", "BM3D", "bm3d", _bm3d, COARSE, takes_sigma=True),
    Peer("nlm", "OpenCV non-local means", "opencv-python-headless", _non_local_means, FINE, False, COLORS),
)


def measure_peer(peer: Peer, case: Case, memory: PeerMemory) -> PeerOutcome:
    """Run a peer on a case at its best strength, or remember what it gave.

    Raises:
        UnsupportedError: it is not installed.
        UnwritableError: the cache folder cannot be written.
    """
    noisy, clean = case.make()
    digest, name = digest_of(noisy, clean), peer.version()
    fresh: set[Setting] = set()

    def attempt(setting: Setting) -> Score:
        key = key_of(digest, name, str(setting))
        known = memory.recall(key)
        if known is None:
            known = _run(peer, noisy, clean, setting)
            memory.keep(key, known)
            fresh.add(setting)
        return known

    if peer.takes_sigma and case.sigma_levels is not None:
        best = Setting(case.sigma_levels)
    else:
        noise_levels = float((noisy - clean).std()) * 255
        best = best_setting(peer, lambda setting: attempt(setting).psnr_db, noise_levels)
    return PeerOutcome(attempt(best), best, remembered=best not in fresh)


def best_setting(peer: Peer, value: Callable[[Setting], float], start: float) -> Setting:
    """Find the strength with the highest value, then the strength for colours, then the first once more.

    Args:
        peer: whose rungs are climbed.
        value: of a setting.
        start: strength near which the search begins.
    """
    strength = climb(lambda rung: value(Setting(rung)), peer.ladder, start)
    if len(peer.colors) == 1:
        return Setting(strength)
    color = climb(lambda rung: value(Setting(strength, rung)), peer.colors, 1.0)
    return Setting(climb(lambda rung: value(Setting(rung, color)), peer.ladder, strength), color)


def climb(value: Callable[[float], float], ladder: Sequence[float], start: float) -> float:
    """Find the rung with the highest value of a function with one peak.

    Args:
        value: of a rung; asked once a rung.
        ladder: rising rungs.
        start: the search begins at the rung next to this.
    """
    known: dict[int, float] = {}

    def at(index: int) -> float:
        if not 0 <= index < len(ladder):
            return float("-inf")
        if index not in known:
            known[index] = value(ladder[index])
        return known[index]

    here = min(range(len(ladder)), key=lambda index: abs(ladder[index] - start))
    while True:
        step = 1 if at(here + 1) > at(here) else -1
        if at(here + step) <= at(here):
            return ladder[here]
        here += step


def peer_line(outcomes: Sequence[PeerOutcome]) -> dict[str, Any]:
    """Mean figures of a peer on a set, with the strengths that were best and how many pictures were remembered."""
    settings = Counter(one.setting for one in outcomes)
    ordered = sorted(settings.items(), key=lambda item: (item[0].strength, item[0].color))
    return {
        **line([one.score for one in outcomes]),
        "best_strengths": {str(setting): count for setting, count in ordered},
        "remembered": sum(one.remembered for one in outcomes),
    }


def _run(peer: Peer, noisy: Tensor, clean: Tensor, setting: Setting) -> Score:
    samples = noisy.permute(1, 2, 0).contiguous().numpy()
    started, worked = time.perf_counter(), time.process_time()
    result = peer.run(samples, setting)
    # A remembered time outlives what else the machine did: a program that was kept waiting counts its work only.
    seconds = min(time.perf_counter() - started, time.process_time() - worked)
    return score(torch.from_numpy(np.ascontiguousarray(result)).permute(2, 0, 1), clean, seconds)
