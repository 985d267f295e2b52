"""The report of a batch for programs: JSON lines, each whole as soon as its photo is over.

{"pellucid_batch": 1, "photos": 3}
{"in": "a.jpg", "out": "out/a.jpg", "state": "done", "code": 0, "message": "", "seconds": 1.2, "warnings": []}
{"in": "b.jpg", "out": "out/b.jpg", "state": "failed", "code": 4, "message": "b.jpg: ...", ...}
{"code": 9, "done": 2, "failed": 1, "skipped": 0, "seconds": 3.4}
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from pellucid.engine.batch.outcomes import Outcome
from pellucid.engine.batch.plan import BatchItem
from pellucid.foundation.atomic import write_reason
from pellucid.foundation.errors import UnwritableError, UsageError

_MARK = '{"pellucid_batch": '
_SCHEMA = 1


def entry(item: BatchItem, outcome: Outcome) -> dict[str, Any]:
    """What is told of a photo."""
    state = "failed" if outcome.code else "skipped" if outcome.is_skipped else "done"
    content = outcome.as_json()
    content.pop("skipped", None)
    return {"in": os.fspath(item.photo), "out": os.fspath(item.target), "state": state} | content


class Report:
    """A report on the way; closed at the end of `with`.

    Args:
        path: of the file; an older report there is replaced, and nothing else.
        items: all photos of the batch, none of whose files it may be.

    Attributes:
        failure: a sentence once it could not be written any further; else empty.

    Raises:
        UsageError: another file is there, or one of the photos is meant to be.
        UnwritableError: it cannot be written.
    """

    def __init__(self, path: Path, items: Sequence[BatchItem]) -> None:
        self._path = path
        places = {os.path.realpath(place) for item in items for place in (item.photo, item.target)}
        if os.path.realpath(path) in places or not _may_be_replaced(path):
            raise UsageError(f"{path}: this file is no report of a batch. Choose another name for the report.")
        try:
            self._file: IO[str] = path.open("w", encoding="utf-8")
        except OSError as error:
            raise UnwritableError(self._sentence(error)) from error
        self.failure = ""
        self.write({"pellucid_batch": _SCHEMA, "photos": len(items)})

    def write(self, content: dict[str, Any]) -> None:
        """Add a line, which is in the file when this returns; where that fails, `failure` says so."""
        if self.failure:
            return
        try:
            self._file.write(json.dumps(content) + "\n")
            self._file.flush()
        except OSError as error:
            self.failure = self._sentence(error)

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what could not be written is told already
            self._file.close()

    def _sentence(self, error: OSError) -> str:
        return f"{self._path}: the report cannot be written, because {write_reason(error)}."


def _may_be_replaced(path: Path) -> bool:
    if not os.path.lexists(path):
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_MARK)) == _MARK.encode()
    except OSError:
        return False
