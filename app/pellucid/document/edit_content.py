"""Edits as plain JSON content, and back, with what this program does not understand kept as it is.

    {"source": {...}, "stack": [{"operation", "version", "enabled", "parameters", "locals": [{"mask", "enabled",
     "changes"}]}], "framing": {...}, "masks": [{"id", "name", "components", ...}]}

A newer version may write operations, parameters, masks and whole names that are unknown here. Each is kept by the part
it stands in: a step or a mask that is not understood in all it says is not applied at all, since half of it would be
something else.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, UnknownPart, changed_fields
from pellucid.document.plain_values import PlainReader, to_plain
from pellucid.document.strict_json import Refused, check_keys, compact, read_list
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.framing import Framing
from pellucid.foundation.masks import Mask
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import tr
from pellucid.operations import fields
from pellucid.operations.catalogue import find

T = TypeVar("T")

_STEP_KEYS = {"operation", "version", "enabled", "parameters"}
_NAMES = ("source", "stack", "framing", "masks")


def write_edit(edit: Edit) -> dict[str, Any]:
    """Content of an edit; what was not understood stands where it stood."""
    content: dict[str, Any] = {
        "source": to_plain(edit.source, SourceChoices),
        "stack": write_steps(edit.stack),
        "framing": to_plain(edit.framing, Framing),
        "masks": _with_unknown([(mask.id, to_plain(mask, Mask)) for mask in edit.masks], edit.unknown_masks),
    }
    kept = json.loads(edit.unknown or "{}")
    untouched = {"source": edit.source == SourceChoices(), "framing": edit.framing == Framing()}
    return content | {name: part for name, part in kept.items() if untouched.get(name, name not in _NAMES)}


def read_edit(content: Any, reader: PlainReader | None = None) -> Edit:
    """An edit out of its content.

    Args:
        content: as `write_edit` makes it, by this version or a newer one.
        reader: shared by edits that share parts.

    Raises:
        Refused: it has not the form of an edit.
    """
    if not isinstance(content, dict):
        raise Refused(tr("a part of it has the wrong form"))
    reader = reader or PlainReader()
    unknown = {name: part for name, part in content.items() if name not in _NAMES}

    def read_part(kind: type[T], name: str) -> T:
        try:
            return reader.read(kind, content.get(name, {}))
        except Refused:
            unknown[name] = content[name]
            return kind()

    source, framing = read_part(SourceChoices, "source"), read_part(Framing, "framing")
    masks, unknown_masks = _read_masks(content.get("masks", []), reader)
    stack = read_steps(content.get("stack", []))
    return Edit(source, stack, framing, masks, unknown_masks, compact(unknown) if unknown else "")


def write_steps(stack: EditStack) -> list[Any]:
    """Content of steps, unknown ones in their places."""
    return _with_unknown([(step.operation, write_step(step)) for step in stack.steps], stack.unknown)


@lru_cache(maxsize=4096)
def write_step(step: Step) -> dict[str, Any]:
    """Content of one step; equal steps give the same object, not to be changed."""
    content: dict[str, Any] = {
        "operation": step.operation,
        "version": find(step.operation).version,
        "enabled": step.enabled,
        "parameters": fields.plain_of(step.parameters),
    }
    if step.locals:
        content["locals"] = [
            {
                "mask": local.mask,
                "enabled": local.enabled,
                "changes": fields.to_plain(type(step.parameters), dict(local.changes)),
            }
            for local in step.locals
        ]
    return content


def read_steps(content: Any) -> EditStack:
    """Steps out of their content; those that are not understood are kept as unknown.

    Raises:
        Refused: it is no list of steps.
    """
    stack, unknown, last = EditStack(), [], ""
    for part in read_list(content, "steps"):
        if not isinstance(part, dict) or not isinstance(part.get("operation"), str):
            raise Refused(tr("a step has the wrong form"))
        try:
            step = read_step(part)
        except Refused:
            step = None
        if step is None or stack.step(step.operation):
            unknown.append(UnknownPart(compact(part), last))
        else:
            stack, last = stack.with_step(step), step.operation
    return EditStack(stack.steps, tuple(unknown))


def read_step(content: dict[str, Any]) -> Step:
    """One step.

    Raises:
        Refused: it is not understood in all that it says.
    """
    check_keys(content, _STEP_KEYS, ["locals"])
    operation, version, enabled = content["operation"], content["version"], content["enabled"]
    parameters = content["parameters"]
    if type(version) is not int or not isinstance(enabled, bool) or not isinstance(parameters, dict):
        raise Refused(tr("a step has the wrong form"))
    try:
        spec = find(operation)
        if version > spec.version:
            raise Refused(tr("“{operation}” was written by a newer Pellucid", operation=operation))
        is_older = version < spec.version

        def read_parameters(changes: dict[str, Any]) -> Any:
            values = parameters | changes
            return fields.validate(spec.parameters, spec.upgrade(values, version) if is_older else values)

        own = read_parameters({})
        locals_ = tuple(
            _read_local(part, own, read_parameters, is_older=is_older) for part in content.get("locals", [])
        )
        return Step(operation, own, enabled, locals_)
    except (PellucidError, OverflowError, TypeError, KeyError, ValueError) as error:
        raise Refused(f"“{operation[:40]}”: {error}") from error


def _read_local(content: Any, base: Any, read_parameters: Callable[[dict[str, Any]], Any], *, is_older: bool) -> Local:
    check_keys(content, ["mask", "enabled", "changes"])
    mask, enabled, changes = content["mask"], content["enabled"], content["changes"]
    if not isinstance(mask, str) or not isinstance(enabled, bool) or not isinstance(changes, dict):
        raise Refused(tr("a local has the wrong form"))
    there = read_parameters(changes)
    # What is the same by chance stays told as well; only after an upgrade nobody knows by which name.
    names = {*changed_fields(base, there), *(() if is_older else changes)}
    return Local(mask, enabled, tuple((name, getattr(there, name)) for name in sorted(names)))


def _read_masks(content: Any, reader: PlainReader) -> tuple[tuple[Mask, ...], tuple[UnknownPart, ...]]:
    masks: dict[str, Mask] = {}
    unknown, last = [], ""
    for part in read_list(content, "masks"):
        try:
            mask = reader.read(Mask, part)
        except Refused:
            mask = None
        if mask is None or mask.id in masks:
            unknown.append(UnknownPart(compact(part), last))
        else:
            masks[mask.id], last = mask, mask.id
    return tuple(masks.values()), tuple(unknown)


def _with_unknown(known: list[tuple[str, Any]], unknown: tuple[UnknownPart, ...]) -> list[Any]:
    """Put what is unknown behind what it stood behind; where that has gone, behind what came before it."""
    names = [name for name, _ in known]
    behind: dict[str, list[Any]] = {}
    place = ""
    for part in unknown:
        place = part.after if part.after in names else place
        behind.setdefault(place, []).append(json.loads(part.raw))
    return [*behind.get("", []), *(each for name, content in known for each in (content, *behind.get(name, [])))]
