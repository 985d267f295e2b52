"""What a batch was going to make, remembered until it is over, so that one that was killed goes on where it was.

All names are decided before the first photo and written down with what lay there then. Results are written whole or
not at all, so a file that is another one than then is a result, and no name is decided twice.
"""

import contextlib
import hashlib
import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pellucid.document.strict_json import Refused, parse
from pellucid.engine.batch.outcomes import stamp_of
from pellucid.engine.batch.plan import BatchItem
from pellucid.foundation.atomic import make_folder, write_bytes
from pellucid.foundation.errors import PellucidError, UnwritableError
from pellucid.foundation.export_options import Existing
from pellucid.foundation.output_names import planned_targets
from pellucid.foundation.paths import absolute, state_dir

log = logging.getLogger("pellucid.engine")

_SCHEMA = 1
_LONGEST_BYTES = 2**30
_KEPT = 50


@dataclass(frozen=True)
class Planned:
    """A photo of a batch, and what `stamp_of` told of its target when the name was decided."""

    item: BatchItem
    stamp: str

    @property
    def is_made(self) -> bool:
        """True once there is a result."""
        return stamp_of(self.item.target) != self.stamp


class Journal:
    """The plan of one batch in the state folder, under the digest of all that was asked for.

    Args:
        settings: all that decides the results, as JSON content.
        inputs: what was given.
        folder: for the results.
    """

    def __init__(self, settings: dict[str, Any], inputs: Iterable[Path], folder: Path) -> None:
        named = [settings, [str(absolute(path)) for path in inputs], str(absolute(folder))]
        digest = hashlib.sha256(json.dumps(named, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()
        self._path = state_dir() / "batches" / f"{digest[:32]}.json"
        self._folder = folder

    def begin(self, items: Sequence[BatchItem]) -> list[Planned]:
        """Write a plan down before the first photo; without room for it a batch is made that cannot be resumed."""
        planned = [Planned(item, stamp_of(item.target)) for item in items]
        self._write(planned)
        return planned

    def resume(self, items: Sequence[BatchItem]) -> list[Planned] | None:
        """The plan that was written down, with photos that have come since; None where there is none.

        A photo that has come since gets a name that no other photo of the plan has.
        """
        known = self._read()
        if known is None:
            return None
        new = [item for item in items if str(absolute(item.photo)) not in known]
        taken = {one.item.target for one in known.values()}
        targets = planned_targets([item.target.name for item in new], self._folder, Existing.UNIQUE, taken.__contains__)
        if new:
            fresh = [replace(item, target=to.path) for item, to in zip(new, targets, strict=True)]
            known |= {str(absolute(item.photo)): Planned(item, stamp_of(item.target)) for item in fresh}
            self._write(known.values())
        return [known[str(absolute(item.photo))] for item in items]

    def end(self) -> None:
        """Forget the plan: all of it is made."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, planned: Iterable[Planned]) -> None:
        photos = [[str(absolute(one.item.photo)), one.item.target.name, one.stamp] for one in planned]
        content = json.dumps({"schema": _SCHEMA, "photos": photos}).encode()
        try:
            make_folder(self._path.parent)
            write_bytes(self._path, content)
            self._forget_oldest()
        except (UnwritableError, OSError) as error:
            log.warning("the plan of this batch is not kept: %s", error)

    def _read(self) -> dict[str, Planned] | None:
        try:
            content = parse(self._path.read_bytes(), _LONGEST_BYTES)
            if content["schema"] != _SCHEMA:
                return None
            return {
                photo: Planned(BatchItem(Path(photo), self._folder / name), stamp)
                for photo, name, stamp in content["photos"]
            }
        except (OSError, Refused, PellucidError, KeyError, TypeError, ValueError):
            return None

    def _forget_oldest(self) -> None:
        plans = sorted(self._path.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in plans[: max(0, len(plans) - _KEPT)]:
            path.unlink(missing_ok=True)
