"""The sidecar: a photo's edits as a JSON file beside it, `photo.jpg.pellucid`.

    {"schema": 1, "source": {...}, "stack": [{"operation", "version", "enabled", "parameters"}],
     "writer": "...", "revision": 7, "sha256": "..."}

Reading is strict, because a sidecar may come from anywhere: size, shape, types, names and the checksum must all be
right, or the file is refused with a sentence and stays as it is. Parameters of an older version are upgraded by
their operation. The checksum covers everything but itself, written as compact JSON with sorted keys.
"""

import hashlib
import json
import math
import os
import stat
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from pellucid import __version__
from pellucid.document.edit_stack import EditStack, Step
from pellucid.foundation.atomic import write_bytes, write_reason
from pellucid.foundation.errors import PellucidError, UnreadableError, UnwritableError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations.catalogue import find
from pellucid.operations.fields import plain_of, validate

SCHEMA = 1
SUFFIX = ".pellucid"
LONGEST_BYTES = 5_000_000

_KEYS = {"schema", "source", "stack", "writer", "revision", "sha256"}
_STEP_KEYS = {"operation", "version", "enabled", "parameters"}
_SOURCE_TYPES: dict[str, type] = {"name": str, "fingerprint": str, "width": int, "height": int}


@dataclass(frozen=True)
class SourceIdentity:
    """Which photo the edits were made on: its file name, content fingerprint and size in pixels."""

    name: str
    fingerprint: str
    width: int
    height: int

    @classmethod
    def of(cls, facts: PhotoFacts) -> "SourceIdentity":
        """Identity of an opened photo."""
        return cls(facts.path.name, facts.fingerprint, facts.size.width, facts.size.height)


@dataclass(frozen=True)
class Sidecar:
    """What a sidecar says; `revision` counts the saves, `writer` is the program that made it."""

    source: SourceIdentity
    stack: EditStack
    revision: int
    writer: str


class _Refused(Exception):  # noqa: N818 -- carries the reason from the checks to `decode`, nowhere else
    pass


def sidecar_path(photo: Path) -> Path:
    """Where the edits of a photo lie."""
    return photo.with_name(photo.name + SUFFIX)


def encode(stack: EditStack, source: SourceIdentity, revision: int) -> bytes:
    """Write a sidecar's bytes.

    Args:
        stack: the edits.
        source: the photo they belong to.
        revision: number of this save, one more than that of the save before.
    """
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "source": asdict(source),
        "stack": [_encode_step(step) for step in stack.steps],
        "writer": f"Pellucid {__version__}",
        "revision": revision,
    }
    content["sha256"] = _checksum(content)
    return (json.dumps(content, indent=1, allow_nan=False) + "\n").encode()


def decode(data: bytes) -> Sidecar:
    """Read a sidecar's bytes.

    Raises:
        UnreadableError: anything in it is not as `encode` writes it; says what, without naming a file.
    """
    try:
        return _read_content(_parse(data))
    except _Refused as refused:
        raise UnreadableError(f"These edits cannot be read: {refused}.") from refused


def read(path: Path) -> Sidecar:
    """Read a sidecar.

    Raises:
        UnreadableError: the file is missing, denied, not regular, too long or refused by `decode`.
    """
    try:
        data = _read_bytes(path)
    except OSError as error:
        raise UnreadableError(f"{path}: the edits cannot be read: {error.strerror or error}.") from error
    try:
        return decode(data)
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error} The photo opens without them; the file is left as it is.") from error


def write(path: Path, stack: EditStack, source: SourceIdentity, revision: int) -> None:
    """Write a sidecar, whole or not at all. A damaged one in its place is kept as `….bad-<time>`.

    Raises:
        UnwritableError: the sidecar is as it was before.
    """
    if path.is_file():
        try:
            read(path)
        except UnreadableError:
            _set_aside(path)
    write_bytes(path, encode(stack, source, revision))


def _set_aside(path: Path) -> None:
    kept = path.with_name(f"{path.name}.bad-{time.strftime('%Y%m%d-%H%M%S')}")
    try:
        os.replace(path, kept)
    except OSError as error:
        raise UnwritableError(
            f"{path}: the damaged edits cannot be set aside, because {write_reason(error)}."
        ) from error


def _read_bytes(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is not a regular file")
    with path.open("rb") as file:
        return file.read(LONGEST_BYTES + 1)


def _encode_step(step: Step) -> dict[str, Any]:
    return {
        "operation": step.operation,
        "version": find(step.operation).version,
        "enabled": step.enabled,
        "parameters": plain_of(step.parameters),
    }


def _checksum(content: dict[str, Any]) -> str:
    compact = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(compact.encode()).hexdigest()


def _parse(data: bytes) -> Any:
    """Parse JSON that has no duplicate keys and no numbers without a value."""
    if len(data) > LONGEST_BYTES:
        raise _Refused("the file is far too long for edits")
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_float=_finite,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError) as error:  # a bad encoding is a ValueError too
        raise _Refused("it is damaged or was made by something else") from error


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise _Refused("a name stands in it twice")
    return content


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _refuse_constant(text)
    return value


def _refuse_constant(text: str) -> NoReturn:
    raise _Refused(f"{text[:20]} is no number")


def _read_content(content: Any) -> Sidecar:
    if not isinstance(content, dict):
        raise _Refused("it is damaged or was made by something else")
    schema = content.get("schema")
    if type(schema) is int and schema > SCHEMA:
        raise _Refused("they were written by a newer Pellucid; update to open them")
    _check_keys(content, _KEYS)
    if type(schema) is not int or schema != SCHEMA:
        raise _Refused("their schema is unknown")
    checksum = content.pop("sha256")
    if checksum != _checksum(content):
        raise _Refused("their checksum is wrong, so they were damaged or changed by hand")
    if not isinstance(content["writer"], str):
        raise _Refused("the writer is not a text")
    return Sidecar(
        _read_source(content["source"]), _read_stack(content["stack"]), _count(content["revision"]), content["writer"]
    )


def _check_keys(content: Any, expected: set[str]) -> None:
    if not isinstance(content, dict):
        raise _Refused("a part of it has the wrong form")
    for name in sorted(expected - content.keys()):
        raise _Refused(f"“{name}” is missing")
    for name in sorted(content.keys() - expected):
        raise _Refused(f"“{name[:40]}” is unknown")


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise _Refused("the revision is no count")
    return value


def _read_source(content: Any) -> SourceIdentity:
    _check_keys(content, set(_SOURCE_TYPES))
    for name, kind in _SOURCE_TYPES.items():
        if type(content[name]) is not kind:
            raise _Refused(f"“{name}” has the wrong type")
    return SourceIdentity(**content)


def _read_stack(content: Any) -> EditStack:
    if not isinstance(content, list):
        raise _Refused("the steps are no list")
    stack = EditStack()
    for part in content:
        step = _read_step(part)
        if stack.step(step.operation):
            raise _Refused(f"the operation “{step.operation}” stands in it twice")
        stack = stack.with_step(step)
    return stack


def _read_step(content: Any) -> Step:
    _check_keys(content, _STEP_KEYS)
    operation, version, enabled = content["operation"], content["version"], content["enabled"]
    parameters = content["parameters"]
    if not (isinstance(operation, str) and type(version) is int and isinstance(enabled, bool)):
        raise _Refused("a step has the wrong form")
    if not isinstance(parameters, dict):
        raise _Refused(f"the parameters of “{operation[:40]}” have the wrong form")
    try:
        spec = find(operation)
        if version > spec.version:
            raise _Refused(f"“{operation}” was written by a newer Pellucid; update to open them")
        upgraded = spec.upgrade(dict(parameters), version) if version < spec.version else parameters
        return Step(operation, validate(spec.parameters, upgraded), enabled)
    except PellucidError as error:
        raise _Refused(str(error)) from error
    except OverflowError as error:
        raise _Refused(f"a number of “{operation}” is too large") from error
