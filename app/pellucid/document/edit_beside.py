"""The saved edit of a photo that is not open, for a list of many."""

from pathlib import Path

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.sameness import says_same
from pellucid.foundation.errors import UnreadableError


def edit_beside(photo: Path) -> Edit | None:
    """What the file beside a photo says; None where there is none, it cannot be read, or it does nothing."""
    try:
        edit = sidecar.read(sidecar.sidecar_path(photo)).edit
    except UnreadableError:
        return None
    return None if says_same(edit, Edit()) else edit
