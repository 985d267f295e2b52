"""From pairs to a look: what it does everywhere first, then the local rest, as long as held-out pairs get nearer.

A fifth of the pairs, one at least, is held out: they never train, say when to stop, and are shown to the person. Every
step draws parts of whole pictures, mirrored or not, for a look is to hold for pictures of other make-up as well. All
of it is stopped within a step, and nothing is written here: the result is the bytes of a file.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.errors import UsageError
from pellucid.foundation.progress import Progress
from pellucid.imaging.bilateral_grid import slice_points
from pellucid.networks.card import Figure
from pellucid.networks.hdrnet import INPUT_PX
from pellucid.networks.look import Look
from pellucid.networks.look_file import look_bytes
from pellucid.training.looks.developing import beyond_range, developed_like
from pellucid.training.looks.pairs import TaughtPair

FEWEST_PAIRS, MOST_PAIRS = 5, 500
SECONDS = 140.0
"""Longest time of the local part; with reading and the rest, twenty pairs stay below three minutes."""

CONFIGURATION = {"multiplier": 1, "guide": "curves"}

_SEED = 1
_HELD_OUT_SHARE = 0.2
_MOST_HELD_OUT = 12
_PICTURES, _POINTS = 4, 4096
"""Of a step: so many pictures, and of each so many pixels at most."""

_LEAST_SHARE = 0.55
_RATE, _WARMUP_STEPS, _COOL_DOWN_SHARE = 1.5e-3, 50, 0.4
_WEIGHT_DECAY = 1e-3
_LOOKS_BEFORE_GIVING_UP = 6
_MEASURE_SHARE = 0.04
"""Held-out pairs are looked at after each such share of the time."""

_DEVELOPING_SHARE = 0.08
"""Share of the whole that a development takes, for the progress bar."""

_SHOWN = 3
"""Held-out pairs that are kept for the preview."""


@dataclass(frozen=True)
class Shown:
    """A held-out pair for people: before, as the person did it, as the look does it; `(3, h, w)`, 0 to 1."""

    name: str
    before: Tensor
    after: Tensor
    taught: Tensor


@dataclass(frozen=True)
class Taught:
    """A look that was taught.

    Attributes:
        data: its file, for `foundation.looks.add_look`.
        untouched_db: PSNR of held-out photos before to those after, the mean.
        developed_db: the same with what the look does everywhere.
        taught_db: and with the whole look.
        trained: number of pairs that were trained on.
        held_out: names of those that were not.
        shown: some of the held-out pairs.
    """

    data: bytes
    untouched_db: float
    developed_db: float
    taught_db: float
    trained: int
    held_out: tuple[str, ...]
    shown: tuple[Shown, ...]


def teach(pairs: Sequence[TaughtPair], title: str, progress: Progress, seconds: float = SECONDS) -> Taught:
    """Teach a look.

    Args:
        pairs: 5 to 500.
        title: its name.
        progress: is told the share done; may cancel.
        seconds: longest time of the local part.

    Raises:
        UsageError: too few or too many pairs.
        Cancelled: somebody asked to stop.
    """
    if not FEWEST_PAIRS <= len(pairs) <= MOST_PAIRS:
        raise UsageError(
            f"A look is taught from {FEWEST_PAIRS} to {MOST_PAIRS} pairs, and {len(pairs)} are usable here."
        )
    generator = torch.Generator().manual_seed(_SEED)
    training, held_out = _parted(pairs, generator)
    colours, wanted = (torch.cat([getattr(pair, name) for pair in training]) for name in ("colours", "wanted"))
    development = developed_like(colours, wanted, generator, progress.part(0, _DEVELOPING_SHARE))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(_SEED)
        network = Look(**CONFIGURATION)  # type: ignore[arg-type]
    network.development.load_state_dict(development.state_dict())
    developed_db = measured_db(network, held_out)
    _Local(network, training, held_out, generator).train(progress.part(_DEVELOPING_SHARE, 1), seconds)
    taught_db = measured_db(network, held_out)
    figures = _figures(len(held_out), taught_db)
    return Taught(
        data=look_bytes(network, title, CONFIGURATION, figures),
        untouched_db=_mean_db([pair.colours for pair in held_out], held_out),
        developed_db=developed_db,
        taught_db=taught_db,
        trained=len(training),
        held_out=tuple(pair.name for pair in held_out),
        shown=tuple(_shown(network, pair) for pair in held_out[:_SHOWN]),
    )


@torch.no_grad()
def measured_db(network: Look, pairs: Sequence[TaughtPair]) -> float:
    """Mean PSNR of a look on pairs, over the pixels kept of each."""
    found = []
    for pair in pairs:
        cells = network.local.cells(network.developed(pair.before[None]))[0]
        colours = network.developed(pair.colours.T[None, :, :, None])
        guide = network.local.guide(colours)[0, 0, :, 0]
        found.append(slice_points(cells, colours[0, :, :, 0].T, pair.points, guide).clamp(0, 1))
    return _mean_db(found, pairs)


def _parted(pairs: Sequence[TaughtPair], generator: torch.Generator) -> tuple[list[TaughtPair], list[TaughtPair]]:
    count = min(_MOST_HELD_OUT, max(1, round(len(pairs) * _HELD_OUT_SHARE)))
    order = torch.randperm(len(pairs), generator=generator).tolist()
    return [pairs[number] for number in order[count:]], [pairs[number] for number in order[:count]]


def _mean_db(found: Sequence[Tensor], pairs: Sequence[TaughtPair]) -> float:
    errors = [float((own - pair.wanted).square().mean()) for own, pair in zip(found, pairs, strict=True)]
    return sum(-10 * math.log10(max(error, 1e-10)) for error in errors) / len(errors)


def _figures(held_out: int, taught_db: float) -> tuple[Figure, ...]:
    date = datetime.now(UTC).date().isoformat()
    return (Figure(f"{held_out} held-out pairs", "psnr_db", round(taught_db, 2), date),)


@torch.no_grad()
def _shown(network: Look, pair: TaughtPair) -> Shown:
    return Shown(pair.name, pair.before, pair.after, network(pair.before[None])[0].clamp(0, 1))


class _Local:
    """The training of the local part; pictures and pixels are developed once, before."""

    def __init__(
        self, network: Look, training: Sequence[TaughtPair], held_out: Sequence[TaughtPair], generator: torch.Generator
    ) -> None:
        self._network = network
        self._held_out = held_out
        self._generator = generator
        with torch.no_grad():
            self._pairs = [
                replace(
                    pair,
                    before=network.developed(pair.before[None])[0].clamp(0, 1),
                    colours=network.developed(pair.colours.T[None, :, :, None])[0, :, :, 0].T.contiguous(),
                )
                for pair in training
            ]

    def train(self, progress: Progress, seconds: float) -> None:
        """Train for a time; the network then has the weights that did best on the held-out pairs."""
        local = self._network.local.train()
        optimiser = torch.optim.AdamW(local.parameters(), lr=_RATE, weight_decay=_WEIGHT_DECAY)
        best_db, best = measured_db(self._network, self._held_out), _copied(local)
        started, looked, tries, step, share = time.monotonic(), 0.0, 0, 0, 0.0
        while share < 1 and tries < _LOOKS_BEFORE_GIVING_UP:
            progress.report(share)
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = _RATE * min(step / _WARMUP_STEPS, 1.0, (1 - share) / _COOL_DOWN_SHARE)
            optimiser.zero_grad()
            self._loss().backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(local.parameters(), 0.5)
            optimiser.step()
            share = (time.monotonic() - started) / seconds
            if share - looked >= _MEASURE_SHARE or share >= 1:
                looked, tries = share, tries + 1
                found = measured_db(self._network, self._held_out)
                if found > best_db + 0.02:
                    best_db, best, tries = found, _copied(local), 0
        local.load_state_dict(best)
        local.eval()

    def _loss(self) -> Tensor:
        chosen = torch.randint(len(self._pairs), (_PICTURES,), generator=self._generator).tolist()
        drawn = [_drawn(self._pairs[number], self._generator) for number in chosen]
        cells = self._network.local.coefficients(torch.stack([pair.before for pair in drawn]))
        errors = []
        for own, pair in zip(cells, drawn, strict=True):
            guide = self._network.local.guide(pair.colours.T[None, :, :, None])[0, 0, :, 0]
            errors.append(beyond_range(slice_points(own, pair.colours, pair.points, guide), pair.wanted))
        error = torch.cat(errors)
        return error.square().mean() + 0.1 * torch.sqrt(error.square() + 1e-6).mean()


def _copied(local: torch.nn.Module) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in local.state_dict().items()}


def _drawn(pair: TaughtPair, generator: torch.Generator) -> TaughtPair:
    """A part of a pair: its copy as the network sees it, `(3, 256, 256)`, and some of its pixels."""
    chances = torch.rand(6, generator=generator).tolist()
    is_whole = chances[0] < 0.4
    across, down = (1.0, 1.0) if is_whole else (_LEAST_SHARE + (1 - _LEAST_SHARE) * chance for chance in chances[1:3])
    height, width = pair.before.shape[-2:]
    columns, rows = max(1, round(across * width)), max(1, round(down * height))
    left, top = int(chances[3] * (width - columns + 1)), int(chances[4] * (height - rows + 1))
    copy = pair.before[:, top : top + rows, left : left + columns]
    some = torch.randint(len(pair.points), (2 * _POINTS,), generator=generator)
    corner = torch.tensor([left / width, top / height])
    points = (pair.points[some] - corner) / torch.tensor([columns / width, rows / height])
    inside = ((points >= 0) & (points < 1)).all(dim=1).nonzero()[:_POINTS, 0]
    points, some = points[inside], some[inside]
    if chances[5] < 0.5:
        copy, points = copy.flip(2), torch.stack((1 - points[:, 0], points[:, 1]), dim=1)
    small = F.interpolate(copy[None], size=(INPUT_PX, INPUT_PX), mode="area")[0]
    return replace(pair, before=small, points=points, colours=pair.colours[some], wanted=pair.wanted[some])
