"""The recovery store: unsaved edits, kept beside the log until they are saved or given up.

One file a photo, named by the photo's fingerprint, so that it is found again when the photo was moved. The window
calls `keep` a few seconds after an edit, `drop` after a save and on a clean close, and `offer` when a photo opens.
A damaged file is never offered; the next `keep` sets it aside.
"""

import logging
import re
from pathlib import Path

from pellucid.document import sidecar
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import SourceIdentity
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.paths import state_dir

log = logging.getLogger("pellucid.document")

_FINGERPRINT = re.compile(r"[0-9a-f]{8,128}")


def offer(fingerprint: str, path: Path) -> EditStack | None:
    """Unsaved edits of a photo.

    Args:
        fingerprint: of the photo's content.
        path: of the photo, or what the edits of two are named after; its own saved edits are compared.

    Returns:
        The edits, or None where there are none or where they are what the sidecar says anyway.
    """
    kept = _place(fingerprint)
    if not kept.is_file():
        return None
    try:
        stack = sidecar.read(kept).stack
    except UnreadableError as error:
        log.info("recovery refused: %s", error)
        return None
    return None if stack == _saved(path) else stack


def keep(stack: EditStack, source: SourceIdentity, revision: int) -> None:
    """Store unsaved edits; the edits stored before are replaced whole.

    Raises:
        UnwritableError: the store cannot be written.
    """
    place = _place(source.fingerprint)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{place.parent}: the folder for unsaved edits cannot be made.") from error
    sidecar.write(place, stack, source, revision)


def drop(fingerprint: str) -> None:
    """Forget the unsaved edits of a photo, if there are any."""
    try:
        _place(fingerprint).unlink(missing_ok=True)
    except OSError as error:
        log.warning("unsaved edits could not be forgotten: %s", error)


def _place(fingerprint: str) -> Path:
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise ValueError(f"not a fingerprint: {fingerprint!r}")
    return state_dir() / "recovery" / f"{fingerprint}{sidecar.SUFFIX}"


def _saved(photo: Path) -> EditStack:
    beside = sidecar.sidecar_path(photo)
    if not beside.is_file():
        return EditStack()
    try:
        return sidecar.read(beside).stack
    except UnreadableError:
        return EditStack()
