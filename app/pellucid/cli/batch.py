"""`pellucid batch INPUT... --out DIR`: edit many photos, going on after one that fails.

Folders stand for the files in them, not below them. A result keeps the name of its photo, or gets one by `--pattern`;
where two photos have the same name, the later ones are numbered. A file with two eyes becomes another one with two
eyes; with `--order` all are taken for such. `--resume` goes on with a batch that was stopped: results are written whole
or not at all, so what was made is finished.
"""

import argparse
import itertools
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pellucid.cli.cluster import add_tls_arguments, answer_task, tls_files
from pellucid.cli.console import complain, say_json
from pellucid.cli.edit_options import (
    add_edit_arguments,
    add_naming_arguments,
    add_order_argument,
    existing_choice,
)
from pellucid.cli.framing_options import checked_shape, output_size
from pellucid.cli.masked_operations import parse_mask_files
from pellucid.cli.plain_options import positive_count
from pellucid.cli.serve import parse_job
from pellucid.engine.batch.cluster import Cluster, cluster_at, run_there
from pellucid.engine.batch.crew import run_apart
from pellucid.engine.batch.journal import Journal, Planned
from pellucid.engine.batch.outcomes import Outcome
from pellucid.engine.batch.plan import BatchItem, Naming, list_items
from pellucid.engine.batch.report import Report, entry
from pellucid.foundation import formats
from pellucid.foundation.atomic import discard_abandoned, make_folder
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.export_options import Existing, ExportOptions
from pellucid.foundation.name_pattern import NamePattern
from pellucid.foundation.paths import absolute
from pellucid.foundation.program import program
from pellucid.foundation.size_estimate import LEAST_SHARE, estimated_bytes, facts_by_length, room_sentence
from pellucid.io.decode import DEFAULT_MAX_PIXELS

if TYPE_CHECKING:
    from pellucid.engine.batch.pipeline import Loaded

FINISHED_WITH_FAILURES = 9
LOCAL = "local"


@dataclass
class _Tally:
    """What has become of the photos so far."""

    done: int = 0
    failed: int = 0
    skipped: int = 0
    begun: float = field(default_factory=time.perf_counter)

    def add(self, outcome: Outcome) -> None:
        self.failed += outcome.code != 0
        self.skipped += outcome.is_skipped
        self.done += outcome.code == 0 and not outcome.is_skipped

    @property
    def code(self) -> int:
        return FINISHED_WITH_FAILURES if self.failed else 0

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "done": self.done, "failed": self.failed, "skipped": self.skipped}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("inputs", nargs="+", type=Path, metavar="INPUT", help="photos, or folders of photos")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the results; made if need be"
    )
    add_naming_arguments(parser)
    parser.add_argument("--sidecar", action="store_true", help="begin with the edits saved beside each photo")
    parser.add_argument("--jobs", type=positive_count, default=1, metavar="N", help="photos at a time (default: 1)")
    parser.add_argument("--resume", action="store_true", help="go on with a batch that was stopped")
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write what became of each photo there, as JSON lines"
    )
    parser.add_argument(
        "--scheduler",
        default=LOCAL,
        metavar="ADDRESS",
        help="have the workers of this scheduler make them; see pellucid cluster (default: local)",
    )
    add_tls_arguments(parser)
    add_order_argument(parser)
    add_edit_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a photo, and one at the end")


def run(arguments: argparse.Namespace) -> int:
    """Edit the photos."""
    settings = _settings(arguments)
    parse_job(_line({"in": "photo.jpg", "out": "result.jpg"} | settings), 1)  # what is wrong is told before anything
    scheduler = None if arguments.scheduler == LOCAL else cluster_at(arguments.scheduler, tls_files(arguments))
    existing = existing_choice(arguments.existing)
    naming = Naming(
        NamePattern(arguments.pattern),
        existing,
        side_by_side=arguments.order is not None,
        version=arguments.begins_with,
    )
    items = list_items(arguments.inputs, arguments.out, naming)
    make_folder(arguments.out)
    discard_abandoned(arguments.out)
    journal = Journal(settings | {"pattern": arguments.pattern}, arguments.inputs, arguments.out)
    planned = _plan(items, journal, is_resumed=arguments.resume)
    waiting = [one for one in planned if not one.item.is_skipped]
    _require_room(waiting, settings, arguments.out)
    tally = _Tally()
    with ExitStack() as stack:
        report = stack.enter_context(Report(arguments.report, items)) if arguments.report else None
        skipped = ((one.item, Outcome(is_skipped=True)) for one in planned if one.item.is_skipped)
        for item, outcome in itertools.chain(skipped, _outcomes(waiting, settings, scheduler, arguments)):
            tally.add(outcome)
            if report:
                report.write(entry(item, outcome))
            if not outcome.is_skipped:
                _notify(item, outcome, as_json=arguments.json)
        if report:
            report.write(tally.as_json() | {"seconds": round(time.perf_counter() - tally.begun, 3)})
            if report.failure:
                complain(report.failure)
    if not tally.failed:
        journal.end()
    _summarise(tally, as_json=arguments.json)
    return tally.code


def _settings(arguments: argparse.Namespace) -> dict[str, Any]:
    """Keys of `serve` for what holds for every photo."""
    keys = {
        "ops": arguments.operations,
        "masks": {name: str(absolute(file)) for name, file in parse_mask_files(arguments.masks).items()},
        "preset": _preset(arguments.preset),
        "auto": arguments.auto or None,
        "version": arguments.begins_with or None,
        "depth": arguments.depth,
        "quality": arguments.quality,
        "metadata": arguments.metadata,
        "proof": arguments.proof,
        "order": arguments.order,
        "saved": arguments.sidecar,
        "force": arguments.force or arguments.existing == Existing.OVERWRITE.value,
        "max_pixels": arguments.max_pixels,
    }
    return {name: value for name, value in keys.items() if value is not None} | checked_shape(arguments)


def _preset(named: str | None) -> str | None:
    """A preset by its name, or its file wherever the job is done."""
    return str(absolute(Path(named))) if named and Path(named).is_file() else named


def _plan(items: list[BatchItem], journal: Journal, *, is_resumed: bool) -> list[Planned]:
    """The photos with what lies at their targets; what need not be made is marked as skipped."""
    known = journal.resume(items) if is_resumed else None
    if known is not None:
        return [replace(one, item=replace(one.item, is_skipped=one.item.is_skipped or one.is_made)) for one in known]
    if is_resumed:  # what made the results that are there has left no plan
        items = [replace(item, is_skipped=os.path.lexists(item.target)) for item in items]
    return journal.begin(items)


def _require_room(planned: Sequence[Planned], settings: dict[str, Any], folder: Path) -> None:
    """Say before the first photo where results will not fit.

    Raises:
        UnwritableError: not even if they are far shorter than was estimated.
    """
    quality = settings.get("quality", ExportOptions().quality)
    options = ExportOptions(depth=settings.get("depth"), quality=quality, size=output_size(settings))
    needed = 0
    for one in planned:
        with suppress(OSError, ValueError):
            facts = facts_by_length(one.item.photo, one.item.photo.stat().st_size)
            size = options.size.of(facts.size) if options.size else facts.size
            target = formats.endings_of(*formats.FORMATS).get(one.item.target.suffix.lower())
            needed += estimated_bytes(facts, size, replace(options, format=target))
    if sentence := room_sentence(needed // LEAST_SHARE, folder):
        raise UnwritableError(sentence)
    if sentence := room_sentence(needed, folder):
        complain(sentence)


def _outcomes(
    planned: Sequence[Planned], settings: dict[str, Any], scheduler: Cluster | None, arguments: argparse.Namespace
) -> Iterator[tuple[BatchItem, Outcome]]:
    """Results as they come; one that was made by a worker that was lost before it answered is made all the same."""
    requests = ((one.item, _request(one, settings)) for one in planned)
    if not planned:
        outcomes: Iterator[tuple[BatchItem, Outcome]] = iter(())
    elif scheduler is not None:
        outcomes = run_there(requests, scheduler, answer_task)
    elif arguments.jobs > 1:
        threads = max(1, (os.cpu_count() or 1) // arguments.jobs)
        command = [*program(), "serve", "--device", arguments.device]
        environment = dict(os.environ) | {"OMP_NUM_THREADS": str(threads)}
        outcomes = run_apart(requests, command, arguments.jobs, environment)
    else:
        outcomes = _here(requests, arguments.device)
    return ((item, replace(outcome, is_skipped=False)) for item, outcome in outcomes)


def _request(one: Planned, settings: dict[str, Any]) -> dict[str, Any]:
    """The job of a photo for `serve`; paths mean the same wherever it is done."""
    paths = {"in": str(absolute(one.item.photo)), "out": str(absolute(one.item.target))}
    return paths | settings | {"target_stamp": one.stamp}


def _line(request: dict[str, Any]) -> bytes:
    return json.dumps(request).encode()


@dataclass(frozen=True)
class _Waiting:
    """A photo whose job is read when its turn comes."""

    item: BatchItem
    request: dict[str, Any]

    @property
    def photo(self) -> Path:
        return Path(self.request["in"])

    def load(self) -> "Loaded":
        return parse_job(_line(self.request), DEFAULT_MAX_PIXELS).load()


def _here(requests: Iterable[tuple[BatchItem, dict[str, Any]]], device: str) -> Iterator[tuple[BatchItem, Outcome]]:
    from pellucid.engine.batch.pipeline import run as make_all  # noqa: PLC0415 -- loads torch
    from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- as above

    for waiting, outcome in make_all((_Waiting(*each) for each in requests), cache(lambda: open_engine(device))):
        yield waiting.item, outcome


def _notify(item: BatchItem, outcome: Outcome, *, as_json: bool) -> None:
    if outcome.code:
        complain(outcome.message)
    if as_json:
        content = outcome.as_json()
        say_json(
            {
                "code": outcome.code,
                "message": outcome.message,
                "in": str(item.photo),
                "out": str(item.target),
                "seconds": content["seconds"],
                "warnings": content["warnings"],
            }
        )
    elif not outcome.code:
        print(f"{item.target}  {outcome.seconds:.1f} s")
        for sentence in outcome.warnings:
            print(f"note: {sentence}")


def _summarise(tally: _Tally, *, as_json: bool) -> None:
    if as_json:
        say_json(tally.as_json())
    else:
        print(f"{tally.done} done, {tally.failed} failed, {tally.skipped} skipped")
