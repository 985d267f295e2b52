"""The sidecar: a photo's edits as a JSON file beside it, `photo.jpg.pellucid`.

    {"schema": 2, "source": {...}, "edit": {...}, "history": {"entries": [{"label", "edit"}], "position": 3},
     "versions": [{"name", "edit", "made"}], "parts": {...}, "writer": "...", "revision": 7, "sha256": "..."}

`edit_content` says what an edit is; parts that repeat stand in `parts` once, of the edit itself long ones only.
Schema 1 had the steps as `stack` and none of the rest. Reading is strict, because a sidecar may come from anywhere:
size, shape and checksum must be right, or the file is refused with a sentence. What a newer version added is kept and
written back. The checksum covers everything but itself, written as compact JSON with sorted keys.
"""

import json
import stat
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pellucid import __version__
from pellucid.document.edit import Edit
from pellucid.document.edit_content import read_edit, read_steps, write_edit
from pellucid.document.history import NO_HISTORY, HistoryEntry, HistoryLine
from pellucid.document.plain_values import PlainReader
from pellucid.document.said import read_said, write_said
from pellucid.document.sharing import fold, unfold
from pellucid.document.strict_json import (
    Refused,
    check_keys,
    checksum,
    compact,
    parse,
    read_count,
    read_list,
    read_text,
    require_keys,
)
from pellucid.document.versions import Version
from pellucid.foundation.atomic import write_bytes
from pellucid.foundation.errors import UnreadableError, about
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import tr

SCHEMA = 2
SUFFIX = ".pellucid"
LONGEST_BYTES = 20_000_000

READABLE_BYTES = 32_000
"""A longer file is written without line breaks and indents, which would be a third of it."""

_KEYS_1 = ("schema", "source", "stack", "writer", "revision", "sha256")
_KEYS_2 = ("schema", "source", "edit", "history", "versions", "parts", "writer", "revision", "sha256")
_VERSION_KEYS = ("name", "edit", "made")
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
    """What a sidecar says.

    Attributes:
        source: the photo.
        edit: what is done to it.
        revision: number of this save.
        history: how it came to that.
        versions: named states.
        writer: the program that wrote it.
        unknown: whatever else a newer version says of the photo, as compact JSON; empty for nothing.
    """

    source: SourceIdentity
    edit: Edit
    revision: int
    history: HistoryLine = NO_HISTORY
    versions: tuple[Version, ...] = ()
    writer: str = f"Pellucid {__version__}"
    unknown: str = ""


def sidecar_path(photo: Path) -> Path:
    """Where the edits of a photo lie."""
    return photo.with_name(photo.name + SUFFIX)


def encode(stored: Sidecar) -> bytes:
    """Write a sidecar's bytes; where they would be too many, the older half of the history is left out."""
    data = _encode(stored)
    while len(data) > LONGEST_BYTES and len(stored.history.entries) > 1:
        stored = replace(stored, history=stored.history.newest(len(stored.history.entries) // 2))
        data = _encode(stored)
    return data


def decode(data: bytes) -> Sidecar:
    """Read a sidecar's bytes.

    Raises:
        UnreadableError: anything in it is not as `encode` writes it; says what, without naming a file.
    """
    try:
        return _read_content(parse(data, LONGEST_BYTES))
    except (Refused, RecursionError) as refused:
        raise UnreadableError(tr("These edits cannot be read: {refused}.", refused=refused)) from refused


def read_bytes(path: Path) -> bytes:
    """The bytes of a sidecar, which need not be one.

    Raises:
        UnreadableError: the file is missing, denied or not regular.
    """
    try:
        if stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            with path.open("rb") as file:
                return file.read(LONGEST_BYTES + 1)
    except OSError as error:
        raise UnreadableError(
            tr("{path}: the edits cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    raise UnreadableError(tr("{path}: the edits cannot be read: it is not a regular file.", path=path))


def read(path: Path) -> Sidecar:
    """Read a sidecar.

    Raises:
        UnreadableError: see `read_bytes` and `decode`.
    """
    data = read_bytes(path)
    with about(path):
        return decode(data)


def write(path: Path, stored: Sidecar) -> None:
    """Write a sidecar, whole or not at all, whatever lies there; `edit_store` looks first.

    Raises:
        UnwritableError: the sidecar is as it was before.
    """
    write_bytes(path, encode(stored))


def _encode(stored: Sidecar) -> bytes:
    history = [_write_entry(entry) for entry in stored.history.entries]
    versions = [_write_version(version) for version in stored.versions]
    edit, (entries, named), parts = fold(write_edit(stored.edit), [history, versions])
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "source": asdict(stored.source),
        "edit": edit,
        "history": {"entries": entries, "position": stored.history.position},
        "versions": named,
        "parts": parts,
        "writer": f"Pellucid {__version__}",
        "revision": stored.revision,
    }
    content = json.loads(stored.unknown or "{}") | content
    content["sha256"] = checksum(content)
    dense = compact(content)
    return ((json.dumps(content, indent=1, allow_nan=False) if len(dense) < READABLE_BYTES else dense) + "\n").encode()


def _read_content(content: Any) -> Sidecar:
    if not isinstance(content, dict):
        raise Refused(tr("it is damaged or was made by something else"))
    schema = content.get("schema")
    if type(schema) is int and schema > SCHEMA:
        raise Refused(tr("they were written by a newer Pellucid; update to open them"))
    if type(schema) is not int or schema not in (1, SCHEMA):
        raise Refused(tr("their schema is unknown"))
    if schema == 1:
        check_keys(content, _KEYS_1)
    else:
        require_keys(content, _KEYS_2)
    if content.pop("sha256") != checksum(content):
        raise Refused(tr("their checksum is wrong, so they were damaged or changed by hand"))
    own = Sidecar(
        _read_source(content["source"]),
        Edit(),
        read_count(content["revision"], "revision"),
        writer=read_text(content["writer"], "writer"),
    )
    if schema == 1:
        return replace(own, edit=Edit(stack=read_steps(content["stack"])))
    return _read_rest(own, content)


def _read_rest(own: Sidecar, content: dict[str, Any]) -> Sidecar:
    reader, parts = PlainReader(), content["parts"]
    if not isinstance(parts, dict):
        raise Refused(tr("a part of it has the wrong form"))
    require_keys(content["history"], ("entries", "position"))
    edit, entries, named = unfold([content["edit"], content["history"]["entries"], content["versions"]], parts)
    unknown = {name: part for name, part in content.items() if name not in _KEYS_2}
    return replace(
        own,
        edit=read_edit(edit, reader),
        history=_read_history(entries, content["history"]["position"], reader),
        versions=tuple(_read_version(part, reader) for part in read_list(named, "versions")),
        unknown=compact(unknown) if unknown else "",
    )


def _read_history(content: Any, position: Any, reader: PlainReader) -> HistoryLine:
    entries = []
    for part in read_list(content, tr("entries of the history")):
        require_keys(part, ("label", "edit"))
        label = read_said(read_text(part["label"], "label"), part.get("said"))
        entries.append(HistoryEntry(label, read_edit(part["edit"], reader)))
    if read_count(position, "position") >= max(1, len(entries)):
        raise Refused(tr("the history has no such position"))
    return HistoryLine(tuple(entries), position)


def _write_entry(entry: HistoryEntry) -> dict[str, Any]:
    said = write_said(entry.label)
    return {"label": str(entry.label), "edit": write_edit(entry.edit)} | ({"said": said} if said else {})


def _write_version(version: Version) -> dict[str, Any]:
    own = {"name": version.name, "edit": write_edit(version.edit), "made": version.made}
    unknown: dict[str, Any] = json.loads(version.unknown or "{}")
    return unknown | own


def _read_version(content: Any, reader: PlainReader) -> Version:
    require_keys(content, _VERSION_KEYS)
    name, made = read_text(content["name"], "name of a version"), read_text(content["made"], "time of a version")
    unknown = {key: part for key, part in content.items() if key not in _VERSION_KEYS}
    return Version(name, read_edit(content["edit"], reader), made, compact(unknown) if unknown else "")


def _read_source(content: Any) -> SourceIdentity:
    check_keys(content, _SOURCE_TYPES)
    for name, kind in _SOURCE_TYPES.items():
        if type(content[name]) is not kind:
            raise Refused(tr("“{name}” has the wrong type", name=name))
    return SourceIdentity(**content)
