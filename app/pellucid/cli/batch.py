"""`pellucid batch INPUT... --out DIR`: edit many photos, going on after one that fails.

Folders stand for the files in them, not below them. A result keeps the name of its photo; where two photos have the
same name, the later ones are numbered. A file with two eyes becomes another one with two eyes; with `--order` all are
taken for such. `--resume` skips results that are already there: results are written whole or not at all, so what is
there is finished.
"""

import argparse
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from pellucid.cli.console import complain, say_json
from pellucid.cli.edit_options import add_edit_arguments, add_order_argument, export_options, eye_order
from pellucid.cli.framing_options import checked_shape
from pellucid.cli.job import Job, Outcome, attempt
from pellucid.cli.operations_text import parse_stack
from pellucid.cli.plain_options import positive_count
from pellucid.document import preset_folder, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.preset_folder import find_preset
from pellucid.document.presets import Preset
from pellucid.foundation import formats
from pellucid.foundation.errors import PellucidError, UnreadableError, UnwritableError, UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.progress import Progress
from pellucid.io.stereo import holds_pair
from pellucid.io.stereo_export import CONTAINERS

if TYPE_CHECKING:
    from pellucid.engine.engine import Engine

FINISHED_WITH_FAILURES = 9

WRITABLE_SUFFIXES = frozenset(formats.endings_of(*formats.written()))
"""A photo of another kind, like a camera's raw file, becomes a JPEG."""

_XMP_SUFFIX = ".xmp"

Edits = tuple[EditStack, Preset | None]
"""What is done to every photo: steps, and the preset below them."""


@dataclass(frozen=True)
class BatchItem:
    """One photo of a batch and where its result goes."""

    photo: Path
    target: Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="photos, or folders of photos")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the results; made if need be"
    )
    parser.add_argument("--sidecar", action="store_true", help="begin with the edits saved beside each photo")
    parser.add_argument("--jobs", type=positive_count, default=1, metavar="N", help="photos at a time (default: 1)")
    parser.add_argument("--resume", action="store_true", help="skip photos whose result is there")
    add_order_argument(parser)
    add_edit_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a photo, and one at the end")


def run(arguments: argparse.Namespace) -> int:
    """Edit the photos."""
    stack = parse_stack(arguments.operations)  # a wrong option is told before the first photo
    preset = find_preset(arguments.preset) if arguments.preset else None
    shape = checked_shape(arguments)
    options = export_options(
        arguments.depth,
        arguments.quality,
        arguments.metadata,
        shape,
        overwrite=arguments.force,
        proof=arguments.proof,
    )
    items = list_items(arguments.inputs, arguments.out, side_by_side=arguments.order is not None)
    _make_folder(arguments.out)
    waiting = [one for one in items if not (arguments.resume and os.path.lexists(one.target))]
    failed = 0
    for one, outcome in _outcomes(waiting, (stack, preset), options, arguments):
        failed += outcome.code != 0
        _notify(one, outcome, as_json=arguments.json)
    code = FINISHED_WITH_FAILURES if failed else 0
    _summarise(code, len(waiting) - failed, failed, len(items) - len(waiting), as_json=arguments.json)
    return code


def list_items(inputs: Iterable[Path], folder: Path, *, side_by_side: bool = False) -> list[BatchItem]:
    """Decide where each result goes.

    Args:
        inputs: photos, or folders of photos.
        folder: for the results.
        side_by_side: two eyes stand in every picture, whatever its file says.

    Raises:
        UnreadableError: an input folder cannot be listed.
        UsageError: nothing is to be done.
    """
    items: list[BatchItem] = []
    taken: set[str] = set()
    for photo in _photos(inputs):
        suffix = _suffix_for(photo, side_by_side=side_by_side)
        name, number = photo.stem + suffix, 1
        while name.casefold() in taken:
            number += 1
            name = f"{photo.stem}-{number}{suffix}"
        taken.add(name.casefold())
        items.append(BatchItem(photo, folder / name))
    if not items:
        raise UsageError("there is no photo in the folders given")
    return items


def _suffix_for(photo: Path, *, side_by_side: bool) -> str:
    """Ending of the result; that of a pair tells of a container for both eyes."""
    if side_by_side and photo.suffix.lower() not in CONTAINERS:
        return ".pns" if photo.suffix.lower() == ".png" else ".jps"
    try:
        is_pair = holds_pair(photo)
    except PellucidError:
        is_pair = False  # it is told when its turn comes
    kept, other = (CONTAINERS, ".mpo") if is_pair else (WRITABLE_SUFFIXES, ".jpg")
    return photo.suffix if photo.suffix.lower() in kept else other


def _photos(inputs: Iterable[Path]) -> Iterator[Path]:
    for given in inputs:
        if not given.is_dir():
            yield given
            continue
        try:
            names = sorted(given.iterdir())
        except OSError as error:
            raise UnreadableError(f"{given}: the folder cannot be listed: {error.strerror}.") from error
        yield from (path for path in names if path.is_file() and not _is_no_photo(path))


def _is_no_photo(path: Path) -> bool:
    """True for hidden files, and for what lies beside photos: edits, and XMP of other programs."""
    is_edits = path.suffix in (sidecar.SUFFIX, preset_folder.SUFFIX) or f"{sidecar.SUFFIX}." in path.name
    return path.name.startswith(".") or is_edits or path.suffix.lower() == _XMP_SUFFIX


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{folder}: the folder cannot be made: {error.strerror}.") from error


def _outcomes(
    items: list[BatchItem], edits: Edits, options: ExportOptions, arguments: argparse.Namespace
) -> Iterator[tuple[BatchItem, Outcome]]:
    """Results as they come; a photo whose sidecar is refused fails like one that cannot be read."""
    jobs = [(one, _job(one, edits, options, arguments)) for one in items]
    yield from _in_turn(jobs, arguments.device) if arguments.jobs == 1 else _together(jobs, arguments)


def _job(one: BatchItem, edits: Edits, options: ExportOptions, arguments: argparse.Namespace) -> Job:
    stack, preset = edits
    return Job(
        one.photo,
        one.target,
        Edit(stack=stack),
        options,
        order=eye_order(arguments.order),
        max_pixels=arguments.max_pixels,
        begins_with_saved=arguments.sidecar,
        version=arguments.begins_with,
        preset=preset,
        shape=checked_shape(arguments),
    )


def _in_turn(jobs: list[tuple[BatchItem, Job]], device: str) -> Iterator[tuple[BatchItem, Outcome]]:
    for one, job in jobs:
        yield one, attempt(job, _engine(device), Progress())


def _together(jobs: list[tuple[BatchItem, Job]], arguments: argparse.Namespace) -> Iterator[tuple[BatchItem, Outcome]]:
    threads = max(1, (os.cpu_count() or 1) // arguments.jobs)
    context = get_context("spawn")  # a forked torch may hang in its thread pool
    with ProcessPoolExecutor(arguments.jobs, mp_context=context, initializer=_share, initargs=(threads,)) as pool:
        futures = {pool.submit(_attempt_there, job, arguments.device): one for one, job in jobs}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _share(threads: int) -> None:
    import torch  # noqa: PLC0415 -- in the worker process only

    torch.set_num_threads(threads)


def _attempt_there(job: Job, device: str) -> Outcome:
    return attempt(job, _engine(device), Progress())


@cache
def _engine(device: str) -> "Engine":
    """The engine of this process, opened at its first photo."""
    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- loads torch

    return open_engine(device)


def _notify(one: BatchItem, outcome: Outcome, *, as_json: bool) -> None:
    if outcome.code:
        complain(outcome.message)
    if as_json:
        say_json(
            {
                "code": outcome.code,
                "message": outcome.message,
                "in": str(one.photo),
                "out": str(one.target),
                "seconds": outcome.seconds,
                "warnings": list(outcome.warnings),
            }
        )
    elif not outcome.code:
        print(f"{one.target}  {outcome.seconds:.1f} s")
        for sentence in outcome.warnings:
            print(f"note: {sentence}")


def _summarise(code: int, done: int, failed: int, skipped: int, *, as_json: bool) -> None:
    if as_json:
        say_json({"code": code, "done": done, "failed": failed, "skipped": skipped})
    else:
        print(f"{done} done, {failed} failed, {skipped} skipped")
