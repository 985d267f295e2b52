"""`pellucid train NETWORK --data DIR --minutes N` trains a network; `pellucid train pack` packs data to a size.

`pellucid train hdrnet --pairs DIR --name NAME` teaches a look instead of a network, see `pellucid.cli.looks`.

Ctrl+C stops after the present step, with a checkpoint to go on from; a second Ctrl+C stops at once. Everything a
run makes lies in its `--out` folder. Data is a folder of photos or a pack. What trains is in the room `training`.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from pellucid.cli.looks import add_teaching_arguments, teach
from pellucid.cli.plain_options import add_device_argument, positive_count, positive_number
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.terminal import remaining_words, terminal_progress
from pellucid.training.run_folder import BEST, CHECKPOINT, CURVES, find_checkpoint
from pellucid.training.schedule import Budget

if TYPE_CHECKING:  # these load torch
    from pellucid.training.runs import Report

NETWORKS = (
    "cbdnet",
    "dncnn",
    "deartifact",
    "dehazenet",
    "epdn",
    "pmsnet",
    "deepdeblur",
    "dispbinet",
    "deblurnet",
    "davanet",
    "hdrnet",
    "hdrnet_laplacian",
    "deepupe",
    "dpe",
    "features",
)
"""What can be trained: the names of `training.recipes.catalogue`, which loads torch."""

PACK = "pack"
TAUGHT = "hdrnet"
"""What `--pairs` teaches a look with."""

LEAST_SHARD_MIB = 0.1


@dataclass(frozen=True)
class TrainingRequest:
    """One run: what is trained on what, for how long, where, and from what it begins."""

    network: str
    data: Path
    budget: Budget
    folder: Path
    device: str
    resume: Path | None
    start: Path | None
    shard_mib: float | None
    drawers: int | None
    recipe: Path | None


class Stop:
    """Set by the first Ctrl+C, or by the system's request to end the program."""

    def __init__(self) -> None:
        self.signal = 0

    def __call__(self) -> bool:
        """True once somebody asked to stop."""
        return self.signal != 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    kinds = parser.add_subparsers(dest="network", required=True, metavar="NETWORK")
    for name in NETWORKS:
        own = kinds.add_parser(name, help=f"train {name}", allow_abbrev=False)
        _add_training_arguments(own, required=name != TAUGHT)
        if name == TAUGHT:
            add_teaching_arguments(own, required=False)
    packing = kinds.add_parser(PACK, help="pack training data to a size", allow_abbrev=False)
    packing.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the photos")
    packing.add_argument("--size", type=positive_number, required=True, metavar="MB", help="of the pack at most")
    packing.add_argument("--out", type=Path, default=Path("training-pack"), metavar="DIR", help="folder of the pack")


def _add_training_arguments(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--data", type=Path, required=required, metavar="DIR", help="folder with the photos, or a pack")
    length = parser.add_mutually_exclusive_group(required=required)
    length.add_argument("--minutes", type=positive_number, metavar="N", help="time of training, over all resumptions")
    length.add_argument("--steps", type=positive_count, metavar="N", help="steps instead, which repeats exactly")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the run (default: NETWORK-training)")
    parser.add_argument("--recipe", type=Path, metavar="FILE", help="settings instead of the network's own recipe.toml")
    beginning = parser.add_mutually_exclusive_group()
    beginning.add_argument("--resume", type=Path, metavar="FILE", help="checkpoint of an earlier run to go on from")
    beginning.add_argument("--start", type=Path, metavar="FILE", help="weights to begin a new run with")
    parser.add_argument(
        "--shard-mib",
        type=_shard_size,
        metavar="N",
        help="write checkpoints as files of at most this size, moments in half precision (15 suits most hosts)",
    )
    parser.add_argument(
        "--drawers",
        type=positive_count,
        metavar="N",
        help="processes that draw batches (default: on a GPU all cores but one, else none beside the training itself)",
    )
    add_device_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Train or pack, or teach a look."""
    if arguments.network == TAUGHT:
        if arguments.pairs:
            return teach(arguments)
        if arguments.data is None or not (arguments.minutes or arguments.steps):
            raise UsageError("--data and --minutes or --steps are needed, or --pairs to teach a look")
    if not arguments.data.is_dir():
        raise UnreadableError(f"{arguments.data}: is no folder; --data names the folder with the photos.")
    return _pack(arguments) if arguments.network == PACK else _train(_request(arguments))


def _pack(arguments: argparse.Namespace) -> int:
    from pellucid.training.packing import pack  # noqa: PLC0415 -- loads torch

    size_bytes = int(arguments.size * 1e6)
    with _decoding(arguments.data):
        packed = pack(arguments.data, arguments.out, size_bytes, terminal_progress().report)
    print(f"{packed.pictures} pictures out of {packed.photos} photos, and {packed.pairs} pairs")
    print(f"The pack lies in {arguments.out}, {packed.size_bytes / 1e6:.1f} MB; train with --data {arguments.out}")
    return 0


def _request(arguments: argparse.Namespace) -> TrainingRequest:
    for given in (arguments.resume, arguments.start):
        if given is not None and not given.is_file():
            raise UnreadableError(f"{given}: there is no such file to go on from.")
    if arguments.recipe is not None and not arguments.recipe.is_file():
        raise UnreadableError(f"{arguments.recipe}: there is no such recipe.")
    return TrainingRequest(
        network=arguments.network,
        data=arguments.data,
        budget=Budget(minutes=arguments.minutes or 0.0, steps=arguments.steps or 0),
        folder=_folder(arguments.network, arguments.out, arguments.resume),
        device=arguments.device,
        resume=arguments.resume,
        start=arguments.start,
        shard_mib=arguments.shard_mib,
        drawers=arguments.drawers,
        recipe=arguments.recipe,
    )


def _folder(network: str, out: Path | None, resume: Path | None) -> Path:
    """The folder of the run.

    Raises:
        UsageError: a run lies there that was not asked to go on.
    """
    if resume is None:
        folder = out or Path(f"{network}-training")
        own = find_checkpoint(folder / CHECKPOINT)
        if own:
            raise UsageError(f"{folder}: holds a run already; go on with --resume {own}, or use --out")
        return folder
    folder = out or resume.parent
    own = find_checkpoint(folder / CHECKPOINT)
    if own and not own.samefile(resume):
        raise UsageError(f"{folder}: holds another run; use another --out")
    return folder


def _train(request: TrainingRequest) -> int:
    latest: dict[str, float] = {}
    with _stop_on_interrupt() as stop:
        for report in _reports(request, stop):
            latest |= report.figures
            _notify(report, latest)
    _say_goodbye(request.folder, stopped=stop())
    return 128 + stop.signal if stop() else 0


def _reports(request: TrainingRequest, should_stop: Callable[[], bool]) -> "Iterator[Report]":
    """Read the material and train."""
    from pellucid.engine.devices import choose_device  # noqa: PLC0415 -- loads torch
    from pellucid.training.recipe import settings_of  # noqa: PLC0415 -- loads torch
    from pellucid.training.recipes.catalogue import RECIPES  # noqa: PLC0415 -- loads torch
    from pellucid.training.runs import TrainingPlan, train  # noqa: PLC0415 -- loads torch

    recipe = RECIPES[request.network]
    settings = settings_of(request.network, request.recipe)
    device = choose_device(request.device)
    with _decoding(request.data):
        material = recipe.read_material(request.data, settings)
    if not material.photos:
        raise UnreadableError(f"{request.data}: holds no photos to train on; put clean photos into train/clean there.")
    print(f"{material.words()}, on {device.name}", flush=True)
    plan = TrainingPlan(
        request.network,
        settings,
        request.budget,
        request.folder,
        device.torch_device,
        resume=request.resume,
        start=request.start,
        shard_mib=request.shard_mib,
        drawers=request.drawers,
    )
    yield from train(recipe, material, plan, should_stop)


@contextmanager
def _decoding(data: Path) -> Iterator[None]:
    """What cannot be decoded is told with its folder."""
    try:
        yield
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableError(f"{data}: the training data cannot be read: {error}.") from error


@contextmanager
def _stop_on_interrupt() -> Iterator[Stop]:
    stop = Stop()

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop():
            raise KeyboardInterrupt
        stop.signal = number

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _notify(report: "Report", latest: Mapping[str, float]) -> None:
    """Print a report; on a terminal a line stays only if it has new figures, and the next one replaces it else."""
    remaining = report.seconds / report.share * (1 - report.share) if 0 < report.share < 1 else 0.0
    words = [f"step {report.step}", f"{min(report.share, 1.0):.0%}", remaining_words(remaining)]
    words += [f"loss {report.loss:.4f}"]
    words += [_figure_words(name, value) for name, value in {**report.notes, **latest}.items()]
    line = "  ".join(words)
    if sys.stdout.isatty():
        print(f"\r\033[K{line}", end="\n" if report.figures else "", flush=True)
    else:
        print(line, flush=True)


def _figure_words(name: str, value: float) -> str:
    if name.endswith("_db"):
        return f"{name.removesuffix('_db').replace('_', ' ')} {value:.2f} dB"
    return f"{name.replace('_', ' ')} {value:.3g}"


def _say_goodbye(folder: Path, *, stopped: bool) -> None:
    checkpoint = find_checkpoint(folder / CHECKPOINT)
    if sys.stdout.isatty():
        print()
    if stopped:
        print(f"Stopped. Go on with --resume {checkpoint}")
    if (folder / CURVES).exists():
        print(f"The curves of the run are drawn in {folder / CURVES}")
    if (folder / BEST).exists():
        print(f"The best weights lie in {folder / BEST}")
    else:
        print(f"The weights lie in {checkpoint}; none were chosen as best, for want of a measurement.")


def _shard_size(text: str) -> float:
    value = positive_number(text)
    if value < LEAST_SHARD_MIB:
        raise argparse.ArgumentTypeError(f"files smaller than {LEAST_SHARD_MIB} MiB would be too many")
    return value
