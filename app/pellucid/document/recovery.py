"""The recovery store: edits that could not be saved where they belong, kept beside the log until they are.

One file a photo, named by the photo's fingerprint, so that it is found again when the photo was moved. `edit_store`
keeps here what cannot be written elsewhere, or what waits for the person's answer. A damaged file is never offered.
"""

import logging
import re
from pathlib import Path

from pellucid.document import sidecar
from pellucid.document.sidecar import Sidecar
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.paths import state_dir
from pellucid.foundation.translation import tr

log = logging.getLogger("pellucid.document")

_FINGERPRINT = re.compile(r"[0-9a-f]{8,128}")


def offer(fingerprint: str) -> Sidecar | None:
    """Edits of a photo that were not saved; None where there are none."""
    kept = _place(fingerprint)
    if not kept.is_file():
        return None
    try:
        return sidecar.read(kept)
    except UnreadableError as error:
        log.info("recovery refused: %s", error)
        return None


def keep(stored: Sidecar) -> None:
    """Store edits; those stored before are replaced whole.

    Raises:
        UnwritableError: the store cannot be written.
    """
    place = _place(stored.source.fingerprint)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(
            tr("{parent}: the folder for unsaved edits cannot be made.", parent=place.parent)
        ) from error
    sidecar.write(place, stored)


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
