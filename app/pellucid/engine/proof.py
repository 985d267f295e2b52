"""Proof of an export: what was done to a photo, as events that its file tells (`io.xmp_history`).

Names that a person gave, of masks and of looks, are left out: they may tell what is nobody's business. So is the time.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pellucid import __version__
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Step
from pellucid.document.plain_values import to_plain
from pellucid.engine.effective import effective, models_of, on_output, part_of, without_output
from pellucid.engine.engine import Engine
from pellucid.engine.shape import Shape
from pellucid.foundation.digest import digest_of
from pellucid.foundation.export_options import ExportOptions, Sharpening
from pellucid.foundation.look_ids import PREFIX, is_look
from pellucid.io.documents import Document
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair
from pellucid.io.xmp_history import ResourceEvent
from pellucid.operations.fields import plain_of
from pellucid.operations.fields import to_plain as plain_values

AGENT = f"Pellucid {__version__}"


def proven(document: Document, edit: Edit, options: ExportOptions, engine: Engine) -> Document:
    """The document whose exports tell what was done to it, each eye of a pair the same.

    Raises:
        ModelError: a network of the edit is not installed.
    """
    if isinstance(document, Pair):
        events = events_of(document.left, edit, options, engine)
        left, right = (_telling(eye, events) for eye in document.eyes)
        return replace(document, left=left, right=right)
    return _telling(document, events_of(document, edit, options, engine))


def events_of(source: SourceImage, edit: Edit, options: ExportOptions, engine: Engine) -> tuple[ResourceEvent, ...]:
    """Everything that an export does to a photo, in the order in which it is done.

    Args:
        source: the photo.
        edit: what is done; steps that change nothing are left out.
        options: size and sharpening count.
        engine: knows the digests of networks.

    Raises:
        ModelError: a network of the edit is not installed.
    """
    shape = Shape.of(source.facts.size, edit.framing, options)
    return (
        *_decoded(edit),
        *_stepped(effective(without_output(edit)), engine),
        *_framed(edit, shape, options),
        *_stepped(on_output(edit), engine),
        ResourceEvent("saved", AGENT),
    )


def _decoded(edit: Edit) -> Iterator[ResourceEvent]:
    if not edit.source.is_neutral:
        yield ResourceEvent("converted", AGENT, f"source:{_changed(edit.source)}")


def _stepped(edit: Edit, engine: Engine) -> Iterator[ResourceEvent]:
    for step in edit.stack.steps:
        models = models_of(part_of(edit, (step,)))
        networks = {_nameless(model): engine.digest(model) for model in models}
        for parameters in _described(step, edit):
            yield ResourceEvent("filtered", AGENT, parameters, networks)


def _described(step: Step, edit: Edit) -> Iterator[str]:
    """The step in the words of the command line, and what is different of it in masks; these by their digests."""
    if step.enabled:
        yield _as_option(step.operation, plain_of(step.parameters))
    for local in step.locals:
        mask = edit.mask(local.mask)
        assert mask is not None  # an effective edit has the masks of its locals
        name = digest_of(replace(mask, id="mask", name=""))[:16]
        yield _as_option(f"{step.operation}@{name}", plain_values(type(step.parameters), dict(local.changes)))


def _framed(edit: Edit, shape: Shape, options: ExportOptions) -> Iterator[ResourceEvent]:
    if not edit.framing.is_neutral:
        yield ResourceEvent("cropped", AGENT, f"framing:{_changed(edit.framing)}")
    if shape.resizes:
        yield ResourceEvent("resized", AGENT, f"size:{shape.size.width}x{shape.size.height}")
    if options.sharpening is not Sharpening.NONE:
        yield ResourceEvent("filtered", AGENT, f"sharpen:{options.sharpening.value}")


def _as_option(name: str, values: dict[str, Any]) -> str:
    return f"{name}:{','.join(f'{key}={_written(value)}' for key, value in values.items())}"


def _written(value: Any) -> str:
    if isinstance(value, str):
        return _nameless(value)
    return json.dumps(value, separators=(",", ":"))


def _nameless(value: str) -> str:
    """An id of a look without the title in it; any other text as it is."""
    return PREFIX + value[-8:] if is_look(value) else value


def _changed(value: Any) -> str:
    """The fields of a frozen value that are not as they are by default, as compact JSON."""
    plain, usual = (to_plain(one, type(one)) for one in (value, type(value)()))
    return json.dumps({name: part for name, part in plain.items() if part != usual[name]}, separators=(",", ":"))


def _telling(source: SourceImage, events: tuple[ResourceEvent, ...]) -> SourceImage:
    return replace(source, metadata=replace(source.metadata, history=events))
