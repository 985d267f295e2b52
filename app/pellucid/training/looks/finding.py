"""Which files of folders are pairs: the same name in two folders, or `NAME_before` beside `NAME_after`.

One folder may hold the folders `before` and `after`, or the marked names; or two folders are given. Endings may differ,
so that raw photos pair with the JPEGs that were made of them. Capitals do not count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.formats import PHOTO_ENDINGS
from pellucid.foundation.translation import tr

BEFORE, AFTER = "before", "after"
_MARK = re.compile(rf"(.+)[ _.-]({BEFORE}|{AFTER})", re.IGNORECASE)


@dataclass(frozen=True)
class PairPaths:
    """The two files of a pair, and its name."""

    name: str
    before: Path
    after: Path


@dataclass(frozen=True)
class LeftOut:
    """A pair or a file that is not learned from, and why, as the end of a sentence."""

    name: str
    reason: str


def find_pairs(before: Path, after: Path | None = None) -> tuple[list[PairPaths], list[LeftOut]]:
    """List the pairs of one folder or of two.

    Args:
        before: folder of the photos before, or of both.
        after: folder of the photos after; None where one folder holds both.

    Returns:
        Pairs by name, and photos without a counterpart.

    Raises:
        UnreadableError: a folder is missing or cannot be listed.
    """
    if after is None:
        folders = {path.name.lower(): path for path in _listed(before) if path.is_dir()}
        if BEFORE in folders and AFTER in folders:
            return find_pairs(folders[BEFORE], folders[AFTER])
        marked = [(path, match) for path in _photos(before) if (match := _MARK.fullmatch(path.stem))]
        firsts = _by_name((match[1], path) for path, match in marked if match[2].lower() == BEFORE)
        seconds = _by_name((match[1], path) for path, match in marked if match[2].lower() == AFTER)
    else:
        firsts, seconds = (
            _by_name((_plain(path.stem), path) for path in _photos(folder)) for folder in (before, after)
        )
    both = sorted(firsts.keys() & seconds.keys())
    alone = sorted(path.name for key, path in (*firsts.items(), *seconds.items()) if key not in both)
    pairs = [PairPaths(firsts[key].name, firsts[key], seconds[key]) for key in both]
    return pairs, [LeftOut(name, tr("there is no counterpart of that name")) for name in alone]


def _by_name(named: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    return {name.casefold(): path for name, path in named}


def _plain(stem: str) -> str:
    """A name without its mark, which people keep in folders of their own as well."""
    match = _MARK.fullmatch(stem)
    return match[1] if match else stem


def _photos(folder: Path) -> list[Path]:
    return [path for path in _listed(folder) if path.suffix.lower() in PHOTO_ENDINGS and path.is_file()]


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableError(
            tr("{folder}: cannot be listed: {reason}.", folder=folder, reason=error.strerror or error)
        ) from error
