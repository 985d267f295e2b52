"""How noisy photos are, as far as it was measured: remembered across runs, so that no photo is read again to be sorted.

One file of JSON, names to levels, under the same names as small pictures: a photo that was changed is not known.
"""

import json
import logging
import math
from pathlib import Path

from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.paths import cache_dir
from pellucid.foundation.thumbnail_cache import state_name

log = logging.getLogger("pellucid.foundation")

MOST = 100_000
"""Photos that are remembered, some 6 MB; those that were measured longest ago are forgotten."""


class NoiseLevels:
    """Levels of 255 by photo. One thread at a time.

    Args:
        file: made when first needed; None for the one of the program. One that cannot be read or written remembers
            nothing.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or cache_dir() / "noise.json"
        self._levels = self._read()
        self._new: dict[str, float] = {}

    def find(self, photo: Path) -> float | None:
        """The noise of a photo as it is now; None where it was not measured."""
        name = state_name(photo)
        return self._new.get(name, self._levels.get(name))

    def add(self, photo: Path, level: float) -> None:
        """The noise of a photo was measured; `save` keeps it for the next time."""
        self._new[state_name(photo)] = level

    def save(self) -> None:
        """Keep what was added, beside what another window has kept meanwhile."""
        from pellucid.foundation.atomic import make_folder, write_json  # noqa: PLC0415 -- only who measures needs it

        if not self._new:
            return
        self._levels = dict([*(self._read() | self._new).items()][-MOST:])
        self._new = {}
        try:
            make_folder(self._file.parent)
            write_json(self._file, self._levels)
        except UnwritableError as error:
            log.info("noise levels are not kept: %s", error)

    def _read(self) -> dict[str, float]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            name: float(level)
            for name, level in found.items()
            if isinstance(level, int | float) and math.isfinite(level) and level >= 0
        }
