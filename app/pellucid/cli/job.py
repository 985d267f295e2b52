"""One photo in, one file out: what `apply`, `batch` and `serve` have in common.

`carry_out` raises what goes wrong; `attempt` answers it, for those who go on after a bad photo. `engine.batch` takes
jobs as they are.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pellucid.cli.framing_options import framing_request
from pellucid.cli.masked_operations import NO_MASKS, MaskedOperations
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import NO_STEPS, EditStack
from pellucid.document.edit_store import EditStore
from pellucid.document.versions import find_version
from pellucid.engine.batch.outcomes import AlreadyMade, Outcome, require_unmade
from pellucid.foundation.errors import UnreadableError, UsageError
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
    from pellucid.engine.batch.pipeline import Loaded
    from pellucid.engine.engine import Engine
    from pellucid.io.source_image import SourceImage

DIFFERENCE = MapSpec("difference", "Luma that the steps on detail took away", "levels", -32.0, 32.0)
"""What can be written as a map, but belongs to no operation."""


@dataclass(frozen=True)
class Job:
    """Everything one run needs.

    Attributes:
        photo: to read.
        target: to write.
        edit: what is done to it; with a preset or saved edits, what comes on top of those.
        options: of the export; its `overwrite` holds for the maps too.
        maps: to be written besides, as float32 TIFF: the name and the file of each.
        pair: the right eye's photo, where it is a file of its own.
        eye: of a pair, the one that is written where the target holds one eye, and of which maps are made.
        order: how the eyes stand side by side in the photo; None goes by the file.
        max_pixels: larger photos are refused.
        begins_with_saved: the edits saved of the photo come first; the steps of `edit` take the place of theirs.
        version: the named state among the edits saved of the photo that comes first; empty for the present one.
        masked: masks, and what is done where they are, on top of all.
        preset: laid over what comes first, below the steps of `edit`; None for none.
        shape: values of `framing_options.KEYS`; a framing in them is put on that of the edit.
        repairs: steps are added against what is found wrong with the photo; what the edit does already stays.
        is_skipped: a file is at the target, and is to stay.
        is_named_here: the name of the target was made by a pattern or a number, so it is to be told.
        target_stamp: what `stamp_of` told of the target when a batch was planned; None outside of one.
    """

    photo: Path
    target: Path
    edit: Edit
    options: ExportOptions
    maps: tuple[tuple[str, Path], ...] = ()
    pair: Path | None = None
    eye: Eye = Eye.LEFT
    order: EyeOrder | None = None
    max_pixels: int = DEFAULT_MAX_PIXELS
    begins_with_saved: bool = False
    version: str = ""
    preset: "Preset | None" = None
    masked: MaskedOperations = NO_MASKS
    shape: Mapping[str, Any] = field(default_factory=dict)
    repairs: bool = False
    is_skipped: bool = False
    is_named_here: bool = False
    target_stamp: str | None = None

    def load(self) -> "Loaded":
        """Open the photo, and find out what is to be made of it.

        Raises:
            AlreadyMade: there is a result already.
            PellucidError: see `open_document`.
        """
        from pellucid.engine.batch.pipeline import Loaded  # noqa: PLC0415 -- loads torch
        from pellucid.engine.export import ExportRequest  # noqa: PLC0415 -- as above

        if self.is_skipped:
            raise AlreadyMade(str(self.target))
        require_unmade(self.target, self.target_stamp)
        edit, document = self.edit, None
        if self.begins_with_saved or self.version:
            document = _opened(self, self.edit.source)
            edit = begun(_saved(document.facts, self.version), self.preset, self.edit.stack)
        elif self.preset:
            edit = begun(self.edit.with_stack(NO_STEPS), self.preset, self.edit.stack)
        edit = self.masked.over(edit)
        if document is None or edit.source != document.facts.choices:
            document = _opened(self, edit.source)
        edit, notices = _framed(document, edit, self)
        request = ExportRequest(edit, self.target, self.options, self.eye)
        return Loaded(document, request, notices, self.target_stamp, self.repairs)


def carry_out(job: Job, engine: "Engine", progress: Progress) -> tuple[str, ...]:
    """Render a photo, or both eyes of a pair, and its maps, and write them.

    Returns:
        Sentences about what could not be honoured.

    Raises:
        PellucidError: see `open_document` and `rendered_document`; UsageError for a map that no step makes, or whose
            file cannot be written there, or a version that the photo has not.
    """
    from pellucid.engine.export import rendered_document  # noqa: PLC0415 -- loads torch

    _check_map_targets(job)
    loaded = job.load().repaired(engine, progress)
    document = loaded.document
    sources = tuple(_map_source(loaded.request.edit.stack, name) for name, _ in job.maps)
    write = rendered_document(document, loaded.request, engine, progress)
    require_unmade(job.target, job.target_stamp)
    warnings = (*loaded.notices, *write())
    if job.maps:
        from pellucid.engine.full_render import render_map  # noqa: PLC0415 -- loads torch

        photo = document.of(job.eye) if isinstance(document, Pair) else document
        for (_, target), (operation, spec) in zip(job.maps, sources, strict=True):
            edit = loaded.request.edit
            if spec is DIFFERENCE:
                warnings = (*warnings, _write_difference(photo, edit, target, engine, progress))
                continue
            values = render_map(photo, edit, operation, spec.name, engine, progress)
            write_map(target, values, spec.title, spec.unit)
    note = (engine.device.note,) if engine.device.note else ()
    return (*document.facts.warnings, *warnings, *note)


def _write_difference(photo: "SourceImage", edit: Edit, target: Path, engine: "Engine", progress: Progress) -> str:
    """Write what was taken away; returns what it tells."""
    from pellucid.engine.whole_difference import render_difference  # noqa: PLC0415 -- loads torch

    values, difference = render_difference(photo, edit, engine, progress)
    write_map(target, values, DIFFERENCE.title, DIFFERENCE.unit)
    return difference.sentence


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

    def seconds() -> float:
        return time.perf_counter() - started

    try:
        return Outcome(warnings=carry_out(job, engine, progress), seconds=seconds())
    except AlreadyMade:
        return Outcome(is_skipped=True, seconds=seconds())
    except Exception as error:  # noqa: BLE001 -- worded and logged there
        return Outcome.of_failure(job.photo, error, seconds())


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
    """The operation of the stack that makes a map of that name; none for the difference, which all steps make."""
    if name == DIFFERENCE.name:
        return "", DIFFERENCE
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
    for _, target in job.maps:
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
