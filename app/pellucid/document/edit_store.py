"""Edits on the disk: found when a photo opens, saved after every edit, and never written over somebody else's.

A save first looks whether what lies there is what this store found or wrote last. Where another window or program saved
meanwhile, `ChangedElsewhere` is raised and the person is asked. What is not this photo's or cannot be read is kept
under another name before it is replaced. Where nothing can be put beside the photo, edits lie in the data folder.
No Qt and no threads of its own: `workers/edit_worker` runs it.
"""

import contextlib
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pellucid.document import recovery, sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_places import EditPlaces, bytes_at, sweep, write_at
from pellucid.document.found_edits import Found, Offer, bytes_or_none, decoded, others_of, recovered_of
from pellucid.document.open_photo import Record
from pellucid.document.sameness import says_same
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.paths import state_dir
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import mark, tr

log = logging.getLogger("pellucid.document")

_LOCK_WAIT_S = 5.0


@dataclass(frozen=True)
class Saved:
    """What became of a save: the revision on the disk now, and sentences that the person has not been told yet."""

    revision: int
    notes: tuple[str, ...] = ()


class ChangedElsewhere(Exception):  # noqa: N818 -- no error: a question for the person
    """Another window or program saved other edits of the photo meanwhile."""

    def __init__(self, other: Sidecar) -> None:
        super().__init__(other.source.name)
        self.other = other


@dataclass
class _KnownFile:
    """What this store knows of the file at a place: its digest, empty for none, and whether it is this photo's."""

    digest: str = ""
    is_own: bool = True
    revision: int = 0


class EditStore:
    """Finds and saves edits. An edit that does nothing to the photo makes no file."""

    def __init__(self) -> None:
        self._known: dict[Path, _KnownFile] = {}
        self._notified: set[str] = set()
        self._swept: Path | None = None

    def find(self, facts: PhotoFacts) -> Found:
        """Look for the edits of a photo that opens; what lies there now is what later saves may replace."""
        places = EditPlaces.of(facts)
        self._sweep(facts.edited_as.parent)
        stored: list[Sidecar] = []
        offers: list[Offer] = []
        notes: list[str] = []
        for place in places.all:
            try:
                found = self._look(place, facts)
            except UnreadableError as error:
                notes.append(
                    tr(
                        "{error} They stay in that file; if you edit this photo, they are kept under another name.",
                        error=error,
                    )
                )
                continue
            if found and self._known[place].is_own:
                stored.append(found)
            elif found:
                offers.append(Offer(tr(_MADE_ON_ANOTHER, name=facts.edited_as.name), found, is_foreign=True))
        newest = max(stored, key=lambda one: one.revision, default=None)
        others = others_of(places, newest, facts)
        return Found(newest, recovered_of(facts, newest), tuple(offers), others, tuple(notes))

    def _sweep(self, folder: Path) -> None:
        """Once for all photos of a folder that are opened one after the other: there may be thousands."""
        if folder != self._swept:
            self._swept = folder
            sweep(folder)

    def save(self, record: Record, *, over: bool = False) -> Saved:
        """Save the edits of a photo, whole or not at all.

        Args:
            record: the edits.
            over: the person has said that these are to take the place of those that were saved elsewhere, which are
                kept aside.

        Raises:
            ChangedElsewhere: others were saved meanwhile; these are kept for recovery until the person has answered.
            UnwritableError: they can be saved nowhere; the sentence says why.
        """
        places = EditPlaces.of(record.facts)
        with _locked(record.facts.fingerprint):
            if not self._is_worth_a_file(record, places):
                return Saved(self._revision(places))
            try:
                notes = self._clear(places, record, over=over)
            except ChangedElsewhere:
                self._keep_for_recovery(record, places)
                raise
            return self._write(places, record, notes)

    def keep_aside(self, record: Record, *, give_way: bool) -> Path:
        """Keep edits aside, because those that were saved elsewhere stay.

        Args:
            record: the edits.
            give_way: what was saved elsewhere is what the person goes on with, so that later saves may replace it.

        Raises:
            UnwritableError: they can be kept nowhere.
        """
        places = EditPlaces.of(record.facts)
        with _locked(record.facts.fingerprint):
            kept = places.set_aside(sidecar.encode(_sidecar(record, self._revision(places))))
            for place in places.all if give_way else ():
                try:
                    self._look(place, record.facts)
                except UnreadableError as error:
                    log.info("%s", error)
            recovery.drop(record.facts.fingerprint)
        return kept

    def _look(self, place: Path, facts: PhotoFacts) -> Sidecar | None:
        """Read what lies at a place and remember it."""
        known = self._known[place] = _KnownFile(is_own=False)
        data = bytes_at(place)
        if data is None:
            known.is_own = True
            return None
        known.digest = _digest(data)
        try:
            found = sidecar.decode(data)
        except UnreadableError as error:
            raise UnreadableError(
                tr("{place}: {error} The photo opens without them.", place=place, error=error)
            ) from error
        known.is_own, known.revision = found.source.fingerprint == facts.fingerprint, found.revision
        return found

    def _is_worth_a_file(self, record: Record, places: EditPlaces) -> bool:
        is_there = any(self._known.get(place, _KnownFile()).digest for place in places.all if self._owns(place))
        return is_there or not says_same(record.edit, Edit()) or bool(record.versions or record.unknown)

    def _owns(self, place: Path) -> bool:
        return place in self._known and self._known[place].is_own

    def _revision(self, places: EditPlaces) -> int:
        return max((self._known[place].revision for place in places.all if self._owns(place)), default=0)

    def _clear(self, places: EditPlaces, record: Record, *, over: bool) -> list[str]:
        """Make sure that nothing of anybody is lost at the places; returns what is to be told."""
        notes = []
        for place in places.all:
            known = self._known.setdefault(place, _KnownFile())
            data = bytes_or_none(place)
            if data is None or (known.is_own and known.digest == _digest(data)):
                continue
            other = decoded(data, record.facts) if known.is_own else None
            known.revision = max(known.revision, other.revision if other else 0)
            if other is not None and _saying(other) == _saying(record):
                continue
            if other is not None and not over:
                raise ChangedElsewhere(other)
            kept = places.set_aside(data)
            if other is None:
                notes.append(
                    tr(
                        "The other edits that lay beside “{photo}” are kept as “{kept}”.",
                        photo=record.facts.edited_as.name,
                        kept=kept.name,
                    )
                )
        return notes

    def _write(self, places: EditPlaces, record: Record, notes: list[str]) -> Saved:
        revision = self._revision(places) + 1
        stored = _sidecar(record, revision)
        data = sidecar.encode(stored)
        refusal: UnwritableError | None = None
        for place in places.all:
            try:
                write_at(place, data)
            except UnwritableError as error:
                refusal = refusal or error
                continue
            self._known[place] = _KnownFile(_digest(data), is_own=True, revision=revision)
            notes += self._notified_once(places, place, record, refusal)
            if place == places.beside:
                self._drop_kept(places.kept)
            recovery.drop(record.facts.fingerprint)
            _drop_others(places, record)
            return Saved(revision, tuple(notes))
        assert refusal is not None
        self._keep_for_recovery(record, places)
        raise refusal

    def _notified_once(
        self, places: EditPlaces, place: Path, record: Record, refusal: UnwritableError | None
    ) -> Iterator[str]:
        """Say that edits lie in the data folder, once a photo."""
        if place == places.beside or record.facts.fingerprint in self._notified:
            return
        self._notified.add(record.facts.fingerprint)
        name = record.facts.edited_as.name
        if refusal is None:
            yield tr(
                "The name of this photo leaves no room for a file beside it. Its edits are in Pellucid's own folder."
            )
        else:
            log.info("%s", refusal)
            yield tr("Nothing can be written beside “{name}”. Its edits are in Pellucid's own folder.", name=name)

    def _drop_kept(self, kept: Path) -> None:
        """Edits lie beside the photo again: those in the data folder are older, and none of their edits is lost."""
        if self._owns(kept) and self._known[kept].digest:
            kept.unlink(missing_ok=True)
            self._known[kept] = _KnownFile()

    def _keep_for_recovery(self, record: Record, places: EditPlaces) -> None:
        try:
            recovery.keep(_sidecar(record, self._revision(places)))
        except UnwritableError as error:
            log.warning("edits are not kept: %s", error)


_MADE_ON_ANOTHER = mark("The edits beside “{name}” were made on another photo, or on this one before it changed.")


def _sidecar(record: Record, revision: int) -> Sidecar:
    return Sidecar(
        SourceIdentity.of(record.facts),
        record.edit,
        revision,
        record.history,
        record.versions,
        unknown=record.unknown,
    )


def _saying(stored: Sidecar | Record) -> tuple[object, ...]:
    return stored.edit, stored.history, stored.versions


def _drop_others(places: EditPlaces, record: Record) -> None:
    """States that were set aside and are versions now need no file of their own any more."""
    kept = {version.edit for version in record.versions}
    for path in places.others if kept else ():
        data = bytes_or_none(path)
        other = decoded(data, record.facts) if data is not None else None
        if other is not None and {other.edit, *(version.edit for version in other.versions)} <= kept:
            with contextlib.suppress(OSError):
                path.unlink()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def _locked(fingerprint: str) -> Iterator[None]:
    """Let no other window or program of this person look and save between this one's look and its save."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 -- slow to load, and only saving needs it

    folder = state_dir() / "locks"
    lock = FileLock(folder / f"{fingerprint}.lock", timeout=_LOCK_WAIT_S)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except (OSError, Timeout) as error:
        log.info("edits are saved without a lock: %s", error)
    try:
        yield
    finally:
        lock.release()
