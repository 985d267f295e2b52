"""What became of exports, kept after the program has ended: one JSON object a line in the folder for states.

    {"target": "...", "source": "...", "state": "Done", "sentence": ""}

Lines of other programs, of newer versions or of a write that was cut are passed by; the oldest go when there are many.
"""

import json
import logging
import threading
from pathlib import Path

from pellucid.document.strict_json import Refused, parse
from pellucid.foundation.atomic import make_folder, write_bytes
from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.foundation.paths import state_dir

log = logging.getLogger("pellucid.document")

KEPT = 1000
"""Exports that are remembered."""

_LONGEST_BYTES = 100_000
_lock = threading.Lock()


def add(entry: JobEntry) -> None:
    """Remember what became of an export; where that cannot be written, it is not remembered."""
    content = {
        "target": str(entry.target),
        "source": str(entry.source or ""),
        "state": entry.state.value,
        "sentence": entry.sentence,
    }
    file = _file()
    try:
        make_folder(file.parent)
        with _lock, file.open("a", encoding="utf-8", errors="surrogateescape") as lines:
            lines.write(json.dumps(content) + "\n")
    except (OSError, UnwritableError) as error:
        log.info("an export is not remembered: %s", error)


def read() -> list[JobEntry]:
    """Exports of earlier, oldest first, with numbers below 1; also makes room where there are very many."""
    try:
        lines = _file().read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    if len(lines) > 2 * KEPT:
        _shorten(lines)
    found = [entry for line in lines[-KEPT:] if (entry := _entry(line)) is not None]
    return [
        JobEntry(number - len(found), entry.target, entry.state, sentence=entry.sentence, source=entry.source)
        for number, entry in enumerate(found, 1)
    ]


def clear() -> None:
    """Forget all of them."""
    try:
        _file().unlink(missing_ok=True)
    except OSError as error:
        log.info("the list of exports stays: %s", error)


def _shorten(lines: list[str]) -> None:
    kept = "\n".join(lines[-KEPT:]) + "\n"
    try:
        with _lock:
            write_bytes(_file(), kept.encode("utf-8", "surrogateescape"), durable=False)
    except UnwritableError as error:
        log.info("%s", error)


def _entry(line: str) -> JobEntry | None:
    try:
        content = parse(line.encode("utf-8", "surrogateescape"), _LONGEST_BYTES)
        target, source, state, sentence = (content[name] for name in ("target", "source", "state", "sentence"))
        texts = (target, source, sentence)
        if not all(isinstance(text, str) for text in texts):
            return None
        made = JobEntry(0, Path(target), JobState(state), sentence=sentence, source=Path(source) if source else None)
    except (Refused, KeyError, TypeError, ValueError):
        return None
    return made if made.state.is_final else None


def _file() -> Path:
    return state_dir() / "exports.jsonl"
