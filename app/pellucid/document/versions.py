"""Named states of one photo, kept in its sidecar beside the present one.

A version is a state, not a branch: it stays as it was named, whatever is done to the photo afterwards. Names are told
apart without regard to case, and one that is taken gets a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pellucid.document.edit import Edit
from pellucid.document.sameness import says_same
from pellucid.foundation.errors import UsageError
from pellucid.foundation.naming import checked_name, free_name
from pellucid.foundation.translation import tr


@dataclass(frozen=True)
class Version:
    """A state that a person named.

    Attributes:
        name: given by the person.
        edit: what was done to the photo then.
        made: when, as ISO 8601 in UTC.
        unknown: what a newer version of the program said of it besides, as compact JSON; empty for nothing.
    """

    name: str
    edit: Edit
    made: str
    unknown: str = ""


Versions = tuple[Version, ...]


def added(versions: Versions, name: str, edit: Edit, made: str = "") -> Versions:
    """The same and a state more; the moment is now where none is given.

    Raises:
        UsageError: see `checked_name`.
    """
    return (*versions, Version(_free(versions, name), edit, made or now()))


def renamed(versions: Versions, name: str, wanted: str) -> Versions:
    """The same with another name for one of them.

    Raises:
        UsageError: see `checked_name`.
    """
    others = tuple(version for version in versions if version.name != name)
    given = _free(others, wanted)
    return tuple(replace(version, name=given) if version.name == name else version for version in versions)


def duplicated(versions: Versions, name: str) -> Versions:
    """The same with one of them twice, the copy behind it."""
    place = [version.name for version in versions].index(name)
    copy = replace(versions[place], name=_free(versions, name), made=now())
    return (*versions[: place + 1], copy, *versions[place + 1 :])


def updated(versions: Versions, name: str, edit: Edit) -> Versions:
    """The same, one of them with another state."""
    return tuple(replace(version, edit=edit, made=now()) if version.name == name else version for version in versions)


def without(versions: Versions, names: Iterable[str]) -> Versions:
    """The same without some of them."""
    gone = set(names)
    return tuple(version for version in versions if version.name not in gone)


def version_of(versions: Versions, edit: Edit) -> Version | None:
    """The first whose state is this very one, or None."""
    return next((version for version in versions if says_same(version.edit, edit)), None)


def find_version(versions: Versions, name: str) -> Version:
    """A version by its name.

    Raises:
        UsageError: there is none; says which there are.
    """
    for version in versions:
        if version.name.casefold() == name.strip().casefold():
            return version
    known = ", ".join(f"“{version.name}”" for version in versions)
    raise UsageError(
        f"there is no version “{name}” of this photo; " + (f"there are {known}" if known else "it has none")
    )


def merged(versions: Versions, others: Iterable[Version], known: Iterable[Edit] = ()) -> Versions:
    """The same and those of the others whose states are not there yet.

    Args:
        versions: those that are there.
        others: those that may be added, under names of their own.
        known: states that are kept elsewhere.
    """
    states = {*known, *(version.edit for version in versions)}
    for other in others:
        if other.edit not in states:
            states.add(other.edit)
            versions = (*versions, replace(other, name=free_name(other.name, (each.name for each in versions))))
    return versions


def uniquely_named(versions: Versions) -> Versions:
    """The same with a name of its own for each, as a file made elsewhere may not have it."""
    kept: Versions = ()
    for version in versions:
        kept = (*kept, replace(version, name=free_name(version.name, (each.name for each in kept))))
    return kept


def now() -> str:
    """The present moment, as versions have it."""
    return moment(datetime.now(UTC).timestamp())


def moment(seconds: float) -> str:
    """A moment as versions have it, out of seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _free(versions: Versions, name: str) -> str:
    return free_name(checked_name(name, tr("a version")), (version.name for version in versions))
