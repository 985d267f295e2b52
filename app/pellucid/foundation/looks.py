"""Looks that people taught: one file each in a folder of their own. Names, lists, copies; no network and no torch.

A look is a safetensors file whose header holds its card: the title, the network it is for, and what was measured.
There is one file, so that a look is there as a whole or not at all, and exporting is copying. Its id is
`look:TITLE-DIGEST`, where the digest is that of the file: edits that name a look mean the very same look on any
machine, and a look of the same title never takes its place. What the network does is in `pellucid.networks.look`.
"""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pellucid.foundation.atomic import make_folder, write_bytes, write_reason
from pellucid.foundation.errors import ModelError, UnreadableError, UnwritableError, UsageError
from pellucid.foundation.look_ids import PREFIX, is_look
from pellucid.foundation.naming import LONGEST_NAME, checked_name, slug
from pellucid.foundation.paths import data_dir
from pellucid.foundation.translation import tr

SUFFIX = ".safetensors"
KIND = "Pellucid look 1"
"""What the header of every look says; another number is another make-up."""

LONGEST_TITLE = LONGEST_NAME
LARGEST_BYTES = 64 * 2**20
_LONGEST_HEADER = 1 << 20
_CARD_TYPES = {"title": str, "architecture": str, "configuration": dict, "figures": list}


@dataclass(frozen=True)
class Look:
    """A look.

    Attributes:
        id: what edits call it.
        title: name for people.
        path: its file.
        card: what its header says, `title`, `architecture`, `configuration` and `figures` among it.
    """

    id: str
    title: str
    path: Path
    card: Mapping[str, Any]


def looks_dir() -> Path:
    """Where looks lie."""
    return data_dir() / "looks"


def checked_title(title: str) -> str:
    """A title without spaces around it.

    Raises:
        UsageError: see `checked_name`.
    """
    return checked_name(title, tr("a look"))


def list_looks() -> tuple[Look, ...]:
    """All installed looks, by title; files that are none are left out."""
    found = []
    for path in looks_dir().glob(f"*{SUFFIX}"):
        look_id = PREFIX + path.stem
        if is_look(look_id):
            try:
                found.append(find_look(look_id))
            except ModelError:
                continue
    return tuple(sorted(found, key=lambda look: (look.title.casefold(), look.id)))


def find_look(look_id: str) -> Look:
    """An installed look.

    Raises:
        ModelError: it is not installed, or its file is damaged; says what to do.
    """
    path = looks_dir() / f"{look_id.removeprefix(PREFIX)}{SUFFIX}"
    name = look_id.removeprefix(PREFIX)
    if not (is_look(look_id) and path.is_file()):
        raise ModelError(
            tr("The look “{name}” is not installed. Import its file under Looks, or choose another method.", name=name)
        )
    try:
        with path.open("rb") as file:
            card = _read_card(file.read(_LONGEST_HEADER + 8))
    except (OSError, ValueError) as error:
        raise ModelError(
            tr("{path}: this look is damaged. Delete it under Looks, and import it again.", path=path)
        ) from error
    return Look(look_id, card["title"], path, card)


def add_look(data: bytes, folder: Path | None = None) -> Look:
    """Keep the file of a look; one that is there already stays.

    Args:
        data: the file.
        folder: where to; None: among those of the person.

    Raises:
        ValueError: these bytes are no look.
        UnwritableError: it cannot be kept.
    """
    card = _read_card(data)
    look_id = f"{PREFIX}{slug(card['title'], 'look')}-{hashlib.sha256(data).hexdigest()[:8]}"
    path = (folder or looks_dir()) / f"{look_id.removeprefix(PREFIX)}{SUFFIX}"
    make_folder(path.parent)
    write_bytes(path, data)
    return Look(look_id, card["title"], path, card)


def import_look(file: Path) -> Look:
    """Install a look that was exported.

    Raises:
        UnreadableError: the file cannot be read or is no look.
        UnwritableError: the look cannot be kept.
    """
    try:
        with file.open("rb") as opened:
            return add_look(opened.read(LARGEST_BYTES + 1))
    except OSError as error:
        raise UnreadableError(
            tr("{file}: cannot be read: {reason}.", file=file, reason=error.strerror or error)
        ) from error
    except ValueError as error:
        raise UnreadableError(
            tr("{file}: is no look that Pellucid exported, or is damaged: {error}.", file=file, error=error)
        ) from error


def export_look(look_id: str, target: Path) -> None:
    """Copy a look to a file, in the place of one that may be there.

    Raises:
        ModelError: it is not installed.
        UnwritableError: the target cannot be written.
    """
    write_bytes(target, find_look(look_id).path.read_bytes())


def delete_look(look_id: str) -> None:
    """Take a look away for good.

    Raises:
        ModelError: it is not installed.
        UnwritableError: its file cannot be deleted.
    """
    path = looks_dir() / f"{look_id.removeprefix(PREFIX)}{SUFFIX}"
    if not (is_look(look_id) and path.is_file()):
        find_look(look_id)
    try:
        path.unlink()
    except OSError as error:
        raise UnwritableError(
            tr("{path}: cannot be deleted, because {reason}.", path=path, reason=write_reason(error))
        ) from error


def has_digest(look_id: str, data: bytes) -> bool:
    """True where bytes are the ones that an id was made from."""
    return look_id.endswith(hashlib.sha256(data).hexdigest()[:8])


def suggest_file(look: Look) -> str:
    """Name of the file to export to."""
    return f"{slug(look.title, 'look')}{SUFFIX}"


def _read_card(data: bytes) -> dict[str, Any]:
    """The card in a file that begins with these bytes; checks lengths where all bytes are there.

    Raises:
        ValueError: they are no look.
    """
    if len(data) < 8 or len(data) > LARGEST_BYTES:
        raise ValueError("its length is not that of a look")
    length = struct.unpack("<Q", data[:8])[0]
    if not 2 <= length <= min(_LONGEST_HEADER, len(data) - 8):
        raise ValueError("it has no header")
    header = json.loads(data[8 : 8 + length])
    notes = header.get("__metadata__") if isinstance(header, dict) else None
    if not isinstance(notes, dict) or notes.get("kind") != KIND:
        raise ValueError("its header is not that of a look")
    card = json.loads(notes.get("card", "null"))
    if not isinstance(card, dict) or any(not isinstance(card.get(key), kind) for key, kind in _CARD_TYPES.items()):
        raise ValueError("its card is missing or has the wrong form")
    try:
        card["title"] = checked_title(card["title"])
    except UsageError as error:
        raise ValueError("its name cannot be shown") from error
    return card
