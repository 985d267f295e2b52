"""What is known of a photo's edits when it opens, and how that is read."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from pellucid.document import recovery, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_places import EditPlaces, bytes_at
from pellucid.document.sidecar import Sidecar
from pellucid.document.versions import Version, Versions, merged, moment, now
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, tr

log = logging.getLogger("pellucid.document")

OTHER_EDITS = mark("Edits of another window")
"""Name of the version that a state becomes which gave way."""


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
        others: states that gave way once and are not known yet, as versions.
        notes: sentences about what could not be read.
    """

    stored: Sidecar | None = None
    recovered: Sidecar | None = None
    offers: tuple[Offer, ...] = ()
    others: Versions = ()
    notes: tuple[str, ...] = ()


def others_of(places: EditPlaces, stored: Sidecar | None, facts: PhotoFacts) -> Versions:
    """States that were set aside, with versions of theirs, which neither history nor versions of the photo hold."""
    known = {stored.edit, *(entry.edit for entry in stored.history.entries)} if stored else {Edit()}
    own = stored.versions if stored else ()
    found = own
    for path in places.others:
        data = bytes_or_none(path)
        other = decoded(data, facts) if data is not None else None
        if other is not None:
            found = merged(found, versions_in(other, _time_of(path)), known)
    return found[len(own) :]


def versions_in(other: Sidecar, made: str = "") -> Versions:
    """What another state of the same photo becomes: a version of its own, and those that it has."""
    return (Version(tr(OTHER_EDITS), other.edit, made or now()), *other.versions)


def _time_of(path: Path) -> str:
    try:
        return moment(path.stat().st_mtime)
    except OSError:
        return ""


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
