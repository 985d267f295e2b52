"""Which file each of many exports becomes: decided for all before the first is made, so that none meets another."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.export_options import Existing


@dataclass(frozen=True)
class Target:
    """Where a result goes.

    Attributes:
        path: the file to make.
        is_skipped: a file of that name is there and is to stay, so nothing is made.
    """

    path: Path
    is_skipped: bool = False


def planned_targets(
    names: Iterable[str],
    folder: Path,
    existing: Existing | None = None,
    is_taken: Callable[[Path], bool] = os.path.lexists,
) -> list[Target]:
    """Give each result its file; where two names are the same but for capitals, the later one is numbered.

    Args:
        names: wanted, with their endings.
        folder: for all of them.
        existing: what is done where a file has that name already; None leaves that to whoever writes.
        is_taken: tells of a path whether a file has it.
    """
    given: set[str] = set()
    last: dict[str, int] = {}
    targets = []
    for name in names:
        stem, ending = os.path.splitext(name)  # noqa: PTH122 -- of a name that need not be a path
        number = last.get(name.casefold(), 0)
        while True:
            number += 1
            path = folder / (name if number == 1 else f"{stem}-{number}{ending}")
            is_free = path.name.casefold() not in given
            if is_free and not (existing is Existing.UNIQUE and is_taken(path)):
                break
        last[name.casefold()] = number
        given.add(path.name.casefold())
        targets.append(Target(path, existing is Existing.SKIP and is_taken(path)))
    return targets
