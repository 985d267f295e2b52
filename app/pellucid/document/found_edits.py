"""What is known of a photo's edits when it opens, and how that is read."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pellucid.document import recovery, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_places import EditPlaces, bytes_at
from pellucid.document.sidecar import Sidecar
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.photo_facts import PhotoFacts

log = logging.getLogger("pellucid.document")


@dataclass(frozen=True)
class Offer:
    """Edits that are there and not applied, a sentence that says why, and whether they are of another photo."""

    sentence: str
    stored: Sidecar
    is_foreign: bool = False


@dataclass(frozen=True)
class Found:
    """What is known of a photo's edits when it opens.

    Attributes:
        stored: the saved ones; None where there are none.
        recovered: edits that could not be saved last time; None where there are none, or they were saved since.
        offers: edits that the person may want.
        notes: sentences about what could not be read.
    """

    stored: Sidecar | None = None
    recovered: Sidecar | None = None
    offers: tuple[Offer, ...] = ()
    notes: tuple[str, ...] = ()


def others_of(places: EditPlaces, stored: Sidecar | None, facts: PhotoFacts) -> Iterator[Offer]:
    """Edits that were set aside and that the photo's history does not hold."""
    known = {stored.edit, *(entry.edit for entry in stored.history.entries)} if stored else {Edit()}
    for path in places.others:
        data = bytes_or_none(path)
        other = decoded(data, facts) if data is not None else None
        if other is not None and other.edit not in known:
            yield Offer(f"Other edits of “{facts.edited_as.name}” were kept as “{path.name}”.", other)


def recovered_of(facts: PhotoFacts, stored: Sidecar | None) -> Sidecar | None:
    """Edits that could not be saved last time; None where there are none, or what is saved says the same."""
    recovered = recovery.offer(facts.fingerprint)
    if recovered is None or recovered.edit == (stored.edit if stored else Edit()):
        return None
    return replace(recovered, versions=stored.versions if stored else recovered.versions)


def decoded(data: bytes, facts: PhotoFacts) -> Sidecar | None:
    """Edits of this photo; None where it is something else."""
    try:
        found = sidecar.decode(data)
    except UnreadableError:
        return None
    return found if found.source.fingerprint == facts.fingerprint else None


def bytes_or_none(place: Path) -> bytes | None:
    """What lies at a place; None where nothing does, or nothing that can be read."""
    try:
        return bytes_at(place)
    except UnreadableError as error:
        log.info("%s", error)
        return None
