"""Which photos a batch makes, and which file each becomes."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pellucid.document import preset_folder, sidecar
from pellucid.foundation import formats
from pellucid.foundation.errors import PellucidError, UnreadableError, UsageError
from pellucid.foundation.export_options import Existing
from pellucid.foundation.name_pattern import NAME_ONLY, NameParts, NamePattern
from pellucid.foundation.output_names import planned_targets
from pellucid.io.photo_summary import read_embedded, taken_at
from pellucid.io.stereo import holds_pair
from pellucid.io.stereo_export import CONTAINERS

WRITABLE_SUFFIXES = frozenset(formats.endings_of(*formats.written()))
"""A photo of another kind, like a camera's raw file, becomes a JPEG."""

_XMP_SUFFIX = ".xmp"


@dataclass(frozen=True)
class BatchItem:
    """One photo of a batch.

    Attributes:
        photo: its file.
        target: where its result goes.
        is_skipped: a file is there and is to stay.
    """

    photo: Path
    target: Path
    is_skipped: bool = False


@dataclass(frozen=True)
class Naming:
    """How results are named.

    Attributes:
        pattern: of their names.
        existing: what is done where a file has that name; None leaves that to whoever writes.
        side_by_side: two eyes stand in every picture, whatever its file says.
        version: the name of the version that is exported, or empty.
    """

    pattern: NamePattern = NamePattern()  # noqa: RUF009 -- frozen
    existing: Existing | None = None
    side_by_side: bool = False
    version: str = ""


def list_items(inputs: Iterable[Path], folder: Path, naming: Naming | None = None) -> list[BatchItem]:
    """Decide where each result goes.

    Args:
        inputs: photos, or folders of photos.
        folder: for the results.
        naming: how they are named; None keeps names.

    Raises:
        UnreadableError: an input folder cannot be listed.
        UsageError: nothing is to be done.
    """
    naming = naming or Naming()
    photos = list(photos_of(inputs))
    if not photos:
        raise UsageError("there is no photo in the folders given")
    names = [
        name_of(photo, naming, number, len(photos)) + suffix_for(photo, side_by_side=naming.side_by_side)
        for number, photo in enumerate(photos, start=1)
    ]
    targets = planned_targets(names, folder, naming.existing)
    return [BatchItem(photo, to.path, to.is_skipped) for photo, to in zip(photos, targets, strict=True)]


def name_of(photo: Path, naming: Naming, number: int, count: int) -> str:
    """The name of a result without its ending; only where the pattern asks for a date is the photo looked at."""
    pattern = naming.pattern
    if pattern.text == NAME_ONLY:
        return photo.stem
    needs_date = pattern.uses("date") or pattern.uses("time")
    taken = taken_at(read_embedded(photo)) if needs_date else ""
    return pattern.name(NameParts(photo.stem, taken, number, count, naming.version))


def suffix_for(photo: Path, *, side_by_side: bool) -> str:
    """Ending of the result; that of a pair tells of a container for both eyes."""
    if side_by_side and photo.suffix.lower() not in CONTAINERS:
        return ".pns" if photo.suffix.lower() == ".png" else ".jps"
    try:
        is_pair = holds_pair(photo)
    except PellucidError:
        is_pair = False  # it is told when its turn comes
    kept, other = (CONTAINERS, ".mpo") if is_pair else (WRITABLE_SUFFIXES, ".jpg")
    return photo.suffix if photo.suffix.lower() in kept else other


def photos_of(inputs: Iterable[Path]) -> Iterator[Path]:
    """Files that were given, and those in folders that were given.

    Raises:
        UnreadableError: a folder cannot be listed.
    """
    for given in inputs:
        if not given.is_dir():
            yield given
            continue
        try:
            with os.scandir(given) as entries:
                names = sorted(entry.name for entry in entries if _may_be_photo(entry))
        except OSError as error:
            raise UnreadableError(f"{given}: the folder cannot be listed: {error.strerror}.") from error
        yield from (path for path in (given / name for name in names) if not _is_no_photo(path))


def _may_be_photo(entry: "os.DirEntry[str]") -> bool:
    """True for files, and for links that lead nowhere or in a circle: these are told when their turn comes."""
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return True


def _is_no_photo(path: Path) -> bool:
    """True for hidden files, and for what lies beside photos: edits, and XMP of other programs."""
    is_edits = path.suffix in (sidecar.SUFFIX, preset_folder.SUFFIX) or f"{sidecar.SUFFIX}." in path.name
    return path.name.startswith(".") or is_edits or path.suffix.lower() == _XMP_SUFFIX
