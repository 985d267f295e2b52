"""`pellucid train NETWORK --data DIR --minutes N`: train a network from photos.

Ctrl+C stops after the present step, with a checkpoint to go on from; a second Ctrl+C stops at once. Everything a
run makes lies in its `--out` folder.
"""

import argparse
import math
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from pellucid.cli.console import remaining_words
from pellucid.cli.edit_options import add_device_argument, positive_count
from pellucid.foundation.atomic import atomic_write
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.paths import models_dir
from pellucid.training.schedule import Budget

CHECKPOINT = "checkpoint.safetensors"
BEST = "best.safetensors"
INTERRUPTED = 130


@dataclass(frozen=True)
class Wish:
    """One run: what is trained on what, for how long, where."""

    network: str
    data: Path
    budget: Budget
    folder: Path
    device: str


class Stop:
    """Set by the first Ctrl+C."""

    def __init__(self) -> None:
        self.is_asked = False

    def __call__(self) -> bool:
        """True once somebody asked to stop."""
        return self.is_asked


def _cbdnet(wish: Wish, should_stop: Callable[[], bool]) -> Iterator[str]:
    """Train CBDNet; yields a line a report."""
    from pellucid.engine.devices import choose_device  # noqa: PLC0415 -- loads torch
    from pellucid.training import noisy_batches  # noqa: PLC0415 -- loads torch
    from pellucid.training.recipes import cbdnet  # noqa: PLC0415 -- loads torch

    recipe = cbdnet.read_recipe(models_dir() / "cbdnet" / "recipe.toml")
    device = choose_device(wish.device)
    material = _decoded(lambda: noisy_batches.read_material(wish.data, recipe["seed"]), wish.data)
    if not material.photos:
        raise UnreadableError(f"{wish.data}: holds no photos to train on; put clean photos into train/clean there.")
    yield f"{len(material.photos)} photos, {len(material.pairs)} pairs, on {device.name}"
    for report in cbdnet.train(material, recipe, wish.budget, wish.folder, device.torch_device, should_stop):
        yield _report_words(report)


RECIPES: dict[str, Callable[[Wish, Callable[[], bool]], Iterator[str]]] = {"cbdnet": _cbdnet}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("network", choices=tuple(RECIPES), metavar="NETWORK", help=f"one of: {', '.join(RECIPES)}")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the photos")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=_positive_number, metavar="N", help="time of training, over all resumptions")
    length.add_argument("--steps", type=positive_count, metavar="N", help="steps instead, which repeats exactly")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the run (default: NETWORK-training)")
    parser.add_argument("--resume", type=Path, metavar="FILE", help="checkpoint of an earlier run to go on from")
    add_device_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Train."""
    folder = _folder(arguments.network, arguments.out, arguments.resume)
    if not arguments.data.is_dir():
        raise UnreadableError(f"{arguments.data}: is no folder; --data names the folder with the photos.")
    budget = Budget(minutes=arguments.minutes or 0.0, steps=arguments.steps or 0)
    wish = Wish(arguments.network, arguments.data, budget, folder, arguments.device)
    with _stop_on_interrupt() as stop:
        for line in RECIPES[wish.network](wish, stop):
            print(line, flush=True)
    _say_goodbye(folder, stopped=stop.is_asked)
    return INTERRUPTED if stop.is_asked else 0


def _folder(network: str, out: Path | None, resume: Path | None) -> Path:
    """The folder of the run, holding the checkpoint to go on from, if any.

    Raises:
        UsageError: a run lies there that was not asked to go on.
        UnreadableError: there is no such checkpoint.
    """
    if resume is None:
        folder = out or Path(f"{network}-training")
        if (folder / CHECKPOINT).exists():
            raise UsageError(f"{folder}: holds a run already; go on with --resume {folder / CHECKPOINT}, or use --out")
        return folder
    if not resume.is_file():
        raise UnreadableError(f"{resume}: there is no such checkpoint.")
    folder = out or resume.parent
    own = folder / CHECKPOINT
    if own.exists() and own.samefile(resume):
        return folder
    if own.exists():
        raise UsageError(f"{folder}: holds another run; use another --out")
    folder.mkdir(parents=True, exist_ok=True)
    with resume.open("rb") as checkpoint:
        atomic_write(own, lambda file: shutil.copyfileobj(checkpoint, file))
    return folder


def _decoded(read: Callable[[], Any], data: Path) -> Any:
    """Read the material; what cannot be decoded is told with its folder."""
    try:
        return read()
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableError(f"{data}: the training data cannot be read: {error}.") from error


@contextmanager
def _stop_on_interrupt() -> Iterator[Stop]:
    stop = Stop()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_asked:
            raise KeyboardInterrupt
        stop.is_asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _report_words(report: Any) -> str:
    """One line: step, share, remaining time, losses and, once measured, the figures."""
    remaining = report.seconds / report.share * (1 - report.share) if 0 < report.share < 1 else 0.0
    words = f"step {report.step}  {min(report.share, 1.0):.0%}  {remaining_words(remaining)}"
    words += f"  loss {report.loss:.4f}  map error {report.map_error:.0%}"
    if math.isfinite(report.denoised_db):
        words += f"  {report.noisy_db:.2f} → {report.denoised_db:.2f} dB"
    return words


def _say_goodbye(folder: Path, *, stopped: bool) -> None:
    if stopped:
        print(f"Stopped. Go on with --resume {folder / CHECKPOINT}")
    if (folder / BEST).exists():
        print(f"The best weights lie in {folder / BEST}")
    else:
        print(f"The weights lie in {folder / CHECKPOINT}; none were chosen as best, for want of pairs to measure on.")


def _positive_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"“{text}” is no number above zero")
    return value
