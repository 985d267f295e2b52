"""A photo that waits for its turn without being held: many waiting exports must not keep as many photos in memory."""

import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pellucid.foundation.errors import RefusedError, UnreadableError
from pellucid.foundation.translation import tr

if TYPE_CHECKING:
    from pellucid.document.edit import Edit
    from pellucid.foundation.source_choices import SourceChoices
    from pellucid.io.documents import Document


class PhotoReference:
    """Finds an opened photo again: the very one while somebody else holds it, else from its file.

    Args:
        document: the photo or the pair.
        choices: how it is wanted to be decoded; None as it is. A pair is decoded in one way only.
    """

    def __init__(self, document: "Document", choices: "SourceChoices | None" = None) -> None:
        self._held = weakref.ref(document)
        self._facts = document.facts
        self._choices = choices if choices and document.facts.stereo is None else document.facts.choices

    @property
    def path(self) -> Path:
        """Its file; of a pair, the left eye's."""
        return self._facts.path

    def get(self) -> "Document":
        """The photo as it was when it was referred to.

        Raises:
            RefusedError: its file has changed since.
            PellucidError: it cannot be opened any more; see `io.documents.open_document`.
        """
        held = self._held()
        if held is not None and held.facts.choices == self._choices:
            return held
        found = self._opened_again()
        if found.facts.fingerprint != self._facts.fingerprint:
            raise RefusedError(
                tr(
                    "{path}: the photo has changed on the disk since this export was asked for, so it was not made. "
                    "Open the photo again and export it.",
                    path=self._facts.path,
                )
            )
        return found

    def _opened_again(self) -> "Document":
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- decoders wait for the window
        from pellucid.io.stereo import Pair  # noqa: PLC0415 -- as above

        stereo, left, right = self._facts.stereo, self._facts.path, None
        if stereo is not None and stereo.partner is not None:
            left, right = (stereo.partner, left) if stereo.is_swapped else (left, stereo.partner)
        found = open_document(left, right, choices=self._choices)
        return found.swapped() if isinstance(found, Pair) and stereo is not None and stereo.is_swapped else found


@dataclass(frozen=True)
class PhotoFile:
    """A photo that is not open: its file, with the edits that are saved of it when its turn comes.

    Attributes:
        path: of the file.
    """

    path: Path

    def get(self) -> "tuple[Document, Edit]":
        """The photo, decoded as its edits want it, and these.

        Raises:
            PellucidError: it cannot be opened, or its edits cannot be read; see `io.documents.open_document`.
        """
        from pellucid.document.edit import Edit  # noqa: PLC0415 -- decoders wait for the window
        from pellucid.document.edit_store import EditStore  # noqa: PLC0415 -- as above
        from pellucid.io.documents import open_document  # noqa: PLC0415 -- as above

        document = open_document(self.path)
        found = EditStore().find(document.facts)
        if found.stored is None and found.notes:
            raise UnreadableError(f"{self.path}: {' '.join(found.notes)}")
        edit = found.stored.edit if found.stored else Edit()
        if document.facts.stereo is None and edit.source != document.facts.choices:
            document = open_document(self.path, choices=edit.source)
        return document, edit
