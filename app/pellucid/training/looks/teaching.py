"""From pairs to a look: what it does everywhere first, then the local rest, as long as held-out pairs get nearer.

A fifth of the pairs, one at least, is held out: they never train, say when to stop, and are shown to the person. All of
it is stopped within a step, and nothing is written here: the result is the bytes of a file.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import torch
from torch import Tensor, nn

from pellucid.foundation.errors import UsageError
from pellucid.foundation.progress import Progress
from pellucid.foundation.translation import tr
from pellucid.imaging.bilateral_grid import slice_points
from pellucid.networks.card import Figure
from pellucid.networks.hdrnet import reduced
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
_PICTURES, _MANY_PICTURES, _POINTS = 4, 16, 2048
"""Pictures of a step, more of them where networks are small, and pixels of each."""

_RATE, _SURROUNDINGS_RATE = 1e-3, 5e-3
_WARMUP_STEPS, _COOL_DOWN_SHARE = 50, 0.5
_WEIGHT_DECAY, _GRADIENT_NORM = 1e-3, 0.5
_LEAST_GAIN_DB = 0.02
_LOOKS_BEFORE_GIVING_UP = 8
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
            tr(
                "A look is taught from {fewest} to {most} pairs, and {count} are usable here.",
                fewest=FEWEST_PAIRS,
                most=MOST_PAIRS,
                count=len(pairs),
            )
        )
    generator = torch.Generator().manual_seed(_SEED)
    training, held_out = _parted(pairs, generator)
    colors, wanted = (torch.cat([getattr(pair, name) for pair in training]) for name in ("colors", "wanted"))
    development = developed_like(colors, wanted, generator, progress.part(0, _DEVELOPING_SHARE))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(_SEED)
        network = Look(**CONFIGURATION)  # type: ignore[arg-type]
    network.development.load_state_dict(development.state_dict())
    developed_db = measured_db(network, held_out)
    teacher = _Teacher(network, held_out, generator)
    _learn_local(network, training, teacher, progress.part(_DEVELOPING_SHARE, 1), seconds)
    taught_db = measured_db(network, held_out)
    figures = _figures(len(held_out), taught_db)
    return Taught(
        data=look_bytes(network, title, CONFIGURATION, figures),
        untouched_db=_mean_db([pair.colors for pair in held_out], held_out),
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
        cells = network.cells(network.developed(pair.before[None]))
        colors = _developed(network, pair.colors)
        guides = _guides(network, colors[None])
        found.append(slice_points(cells, colors[None], pair.points[None], guides)[0].clamp(0, 1))
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


class _Material:
    """Training pairs, developed: what networks see of them is found once.

    Attributes:
        small: `(N, 3, 256, 256)`.
        facts: see `Surroundings.facts`.
        pixels: of each pair places, colours and wanted colours.
    """

    def __init__(self, network: Look, pairs: Sequence[TaughtPair], progress: Progress) -> None:
        small, facts = [], []
        with torch.no_grad():
            for pair in pairs:
                progress.check()
                small.append(reduced(network.developed(pair.before[None])))
                facts.append(network.surroundings.facts(small[-1]))
            self.pixels = [(pair.points, _developed(network, pair.colors), pair.wanted) for pair in pairs]
        self.small, self.facts = torch.cat(small), torch.cat(facts)

    def loss(self, network: Look, cells: Tensor, chosen: Tensor, generator: torch.Generator) -> Tensor:
        """What cells of some pictures do to some pixels, `(n, 12, 8, 16, 16)` of the chosen `(n,)`."""
        drawn = []
        for number in chosen.tolist():
            points, colors, wanted = self.pixels[number]
            some = torch.randint(len(points), (_POINTS,), generator=generator)
            drawn.append((points[some], colors[some], wanted[some]))
        points, colors, wanted = (torch.stack(parts) for parts in zip(*drawn, strict=True))
        error = beyond_range(slice_points(cells, colors, points, _guides(network, colors)), wanted)
        return error.square().mean() + 0.1 * torch.sqrt(error.square() + 1e-6).mean()


def _learn_local(
    network: Look, training: Sequence[TaughtPair], teacher: "_Teacher", progress: Progress, seconds: float
) -> None:
    """First what all cells share, which few pictures tell; then HDRNet for what is left."""
    material = _Material(network, training, progress)
    generator, count = teacher.generator, len(training)

    def around() -> Tensor:
        chosen = torch.randperm(count, generator=generator)[:_MANY_PICTURES]
        cells = begin + network.surroundings(material.facts[chosen])
        return material.loss(network, cells, chosen, generator)

    def rest() -> Tensor:
        chosen = torch.randint(count, (_PICTURES,), generator=generator)
        cells = network.local.coefficients(material.small[chosen]) + added[chosen]
        return material.loss(network, cells, chosen, generator)

    with torch.no_grad():
        begin = network.local.coefficients(material.small[:1])
    teacher.train(network.surroundings, around, _SURROUNDINGS_RATE, progress.part(0, 0.5), seconds / 2)
    with torch.no_grad():
        added = torch.cat([network.surroundings(facts[None]) for facts in material.facts])
    teacher.train(network.local, rest, _RATE, progress.part(0.5, 1), seconds / 2)


@dataclass(frozen=True)
class _Teacher:
    """Trains a part of a look as long as held-out pairs get nearer."""

    network: Look
    held_out: Sequence[TaughtPair]
    generator: torch.Generator

    def train(
        self, part: nn.Module, loss: Callable[[], Tensor], rate: float, progress: Progress, seconds: float
    ) -> None:
        """Train for a time; the network then has the weights that did best on the held-out pairs."""
        optimiser = torch.optim.AdamW(part.parameters(), lr=rate, weight_decay=_WEIGHT_DECAY)
        best_db, best = measured_db(self.network, self.held_out), _copied(part)
        started, looked, tries, step, share = time.monotonic(), 0.0, 0, 0, 0.0
        while share < 1 and tries < _LOOKS_BEFORE_GIVING_UP:
            progress.report(share)
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = rate * min(step / _WARMUP_STEPS, 1.0, (1 - share) / _COOL_DOWN_SHARE)
            optimiser.zero_grad()
            loss().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(part.parameters(), _GRADIENT_NORM)
            optimiser.step()
            share = (time.monotonic() - started) / seconds
            if share - looked >= _MEASURE_SHARE or share >= 1:
                looked, tries = share, tries + 1
                found = measured_db(self.network, self.held_out)
                if found > best_db + _LEAST_GAIN_DB:
                    best_db, best, tries = found, _copied(part), 0
        part.load_state_dict(best)


def _developed(network: Look, colors: Tensor) -> Tensor:
    """Colours `(n, 3)`, developed."""
    return network.developed(colors.T[None, :, :, None])[0, :, :, 0].T.contiguous()


def _guides(network: Look, colors: Tensor) -> Tensor:
    """Guides `(N, n)` of developed colours `(N, n, 3)`."""
    found: Tensor = network.local.guide(colors.mT[..., None])
    return found[:, 0, :, 0]


def _copied(part: nn.Module) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in part.state_dict().items()}
