"""One photo in, one file out: what `apply`, `batch` and `serve` have in common.

`carry_out` raises what goes wrong; `attempt` answers it, for those who go on after a bad photo.
"""

import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pellucid.cli.console import named
from pellucid.cli.framing_options import framing_request
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NO_STEPS, EditStack
from pellucid.document.edit_store import EditStore
from pellucid.document.versions import find_version
from pellucid.foundation.errors import PellucidError, UnreadableError, UsageError, UserFacingError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.progress import Progress
from pellucid.foundation.source_choices import SourceChoices
from pellucid.io.decode import DEFAULT_MAX_PIXELS
from pellucid.io.documents import Document, open_document
from pellucid.io.stereo import EyeOrder, Pair
from pellucid.io.writers.map_tiff import write_map
from pellucid.operations.catalogue import find
from pellucid.operations.spec import MapSpec

if TYPE_CHECKING:
    from pellucid.document.presets import Preset
    from pellucid.engine.engine import Engine

log = logging.getLogger("pellucid.cli")


@dataclass(frozen=True)
class MapRequest:
    """A map to be written, by its name, as float32 TIFF."""

    name: str
    target: Path


@dataclass(frozen=True)
class Job:
    """Everything one run needs.

    Attributes:
        photo: to read.
        target: to write.
        edit: what is done to it; with a preset or saved edits, what comes on top of those.
        options: of the export; its `overwrite` holds for the maps too.
        maps: to be written besides.
        pair: the right eye's photo, where it is a file of its own.
        eye: of a pair, the one that is written where the target holds one eye, and of which maps are made.
        order: how the eyes stand side by side in the photo; None goes by the file.
        max_pixels: larger photos are refused.
        begins_with_saved: the edits saved of the photo come first; the steps of `edit` take the place of theirs.
        version: the named state among the edits saved of the photo that comes first; empty for the present one.
        preset: laid over what comes first, below the steps of `edit`; None for none.
        shape: values of `framing_options.KEYS`; a framing in them is put on that of the edit.
    """

    photo: Path
    target: Path
    edit: Edit
    options: ExportOptions
    maps: tuple[MapRequest, ...] = ()
    pair: Path | None = None
    eye: Eye = Eye.LEFT
    order: EyeOrder | None = None
    max_pixels: int = DEFAULT_MAX_PIXELS
    begins_with_saved: bool = False
    version: str = ""
    preset: "Preset | None" = None
    shape: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """The answer to a job: exit code, sentence where it failed, wall-clock seconds, sentences about losses."""

    code: int
    message: str
    seconds: float
    warnings: tuple[str, ...]


def carry_out(job: Job, engine: "Engine", progress: Progress) -> tuple[str, ...]:
    """Render a photo, or both eyes of a pair, and its maps, and write them.

    Returns:
        Sentences about what could not be honoured.

    Raises:
        PellucidError: see `open_document` and `export_document`; UsageError for a map that no step makes, or whose
            file cannot be written there, or a version that the photo has not.
    """
    from pellucid.engine.export import ExportRequest, export_document  # noqa: PLC0415 -- loads torch

    _check_map_targets(job)
    edit, document = job.edit, None
    if job.begins_with_saved or job.version:
        document = _opened(job, job.edit.source)
        edit = begun(_saved(document.facts, job.version), job.preset, job.edit.stack)
    elif job.preset:
        edit = begun(job.edit.with_stack(NO_STEPS), job.preset, job.edit.stack)
    sources = tuple(_map_source(edit.stack, request.name) for request in job.maps)
    if document is None or edit.source != document.facts.choices:
        document = _opened(job, edit.source)
    edit, notices = _framed(document, edit, job)
    request = ExportRequest(edit, job.target, job.options, job.eye)
    warnings = (*notices, *export_document(document, request, engine, progress))
    if job.maps:
        from pellucid.engine.full_render import render_map  # noqa: PLC0415 -- loads torch

        photo = document.of(job.eye) if isinstance(document, Pair) else document
        for requested, (operation, spec) in zip(job.maps, sources, strict=True):
            values = render_map(photo, edit, operation, spec.name, engine, progress)
            write_map(requested.target, values, spec.title, spec.unit)
    note = (engine.device.note,) if engine.device.note else ()
    return (*document.facts.warnings, *warnings, *note)


def _opened(job: Job, choices: SourceChoices) -> Document:
    return open_document(job.photo, job.pair, order=job.order, max_pixels=job.max_pixels, choices=choices)


def begun(first: Edit, preset: "Preset | None", steps: EditStack) -> Edit:
    """An edit with a preset laid over it, if there is one, and steps in the place of its own."""
    edit = preset.over(first) if preset else first
    for step in steps.steps:
        edit = edit.with_stack(edit.stack.with_step(step))
    return edit


def _saved(facts: PhotoFacts, version: str) -> Edit:
    """The edits saved of a photo, or the version of that name.

    Raises:
        UnreadableError: they cannot be read, or were made on another photo.
        UsageError: there is no version of that name.
    """
    found = EditStore().find(facts)
    if found.stored is None and found.notes:
        raise UnreadableError(found.notes[0])
    if found.stored is None and any(offer.is_foreign for offer in found.offers):
        raise UnreadableError(
            f"{facts.edited_as}: the edits beside it were made on another photo, or on this one before it changed. "
            "Open the photo in the editor to look at them, or make it with apply --sidecar."
        )
    stored, others = (found.stored.edit, found.stored.versions) if found.stored else (Edit(), ())
    return find_version((*others, *found.others), version).edit if version else stored


def attempt(job: Job, engine: "Engine", progress: Progress) -> Outcome:
    """Carry a job out and answer how it went, whatever happens but an interruption."""
    started = time.perf_counter()
    code, message = 0, ""
    warnings: tuple[str, ...] = ()
    try:
        warnings = carry_out(job, engine, progress)
    except PellucidError as error:
        code, message = error.exit_code, named(job.photo, str(error))
    except Exception as error:
        log.exception("internal error with %s", job.photo)
        failure = UserFacingError.of(error)
        code, message = failure.exit_code, named(job.photo, failure.sentence)
    return Outcome(code, message, round(time.perf_counter() - started, 3), warnings)


def _framed(document: Document, edit: Edit, job: Job) -> tuple[Edit, tuple[str, ...]]:
    """The edit with the framing that the job asks for, and a sentence where the horizon was to be found and is not."""
    request = framing_request(job.shape, edit.framing)
    if not request.finds_horizon:
        return replace(edit, framing=request.framing), ()
    from pellucid.engine import straighten  # noqa: PLC0415 -- loads torch

    photo = document.of(job.eye) if isinstance(document, Pair) else document
    found = straighten.straightened(photo, request.framing)
    return replace(edit, framing=found or request.framing), () if found else (straighten.NOT_FOUND,)


def _map_source(stack: EditStack, name: str) -> tuple[str, MapSpec]:
    """The operation of the stack that makes a map of that name."""
    for step in stack.active:
        operation = find(step.operation)
        for spec in operation.maps:
            if spec.name == name and operation.makes(spec, step.parameters):
                return step.operation, spec
            if spec.name == name:
                methods = " or ".join(f"--op {step.operation}:{operation.method}={method}" for method in spec.methods)
                raise UsageError(f"the method of this edit makes no map “{name}”; choose one that does: {methods}")
    raise UsageError(f"no step of this edit makes a map “{name}”; name an operation that does with --op")


def _check_map_targets(job: Job) -> None:
    taken = [job.photo, job.target, *([job.pair] if job.pair else [])]
    for request in job.maps:
        target = request.target
        if target.suffix.lower() not in {".tif", ".tiff"}:
            raise UsageError(f"{target}: a map is written as TIFF; end its name in .tif")
        if any(_same_place(target, other) for other in taken):
            raise UsageError(f"{target}: a map needs a file of its own")
        if target.exists() and not job.options.overwrite:
            raise UsageError(f"{target}: exists already; use --force to replace it")
        taken.append(target)


def _same_place(one: Path, other: Path) -> bool:
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    return one.exists() and other.exists() and one.samefile(other)
