"""Speaking to the terminal: one line of complaint, one line of JSON, and progress that only a terminal sees."""

import sys
from pathlib import Path
from typing import Any

from pellucid.foundation.progress import Progress


def complain(sentence: str) -> None:
    """Write one line to stderr; line breaks out of file names are spelled out."""
    print(f"pellucid: {_one_line(sentence)}", file=sys.stderr, flush=True)


def say_json(content: dict[str, Any]) -> None:
    """Write one JSON object as one line to stdout."""
    import json  # noqa: PLC0415 -- the editor starts without

    print(json.dumps(content, allow_nan=False), flush=True)


def named(file: Path | str, sentence: str) -> str:
    """Put the file's name before a sentence that does not begin with it."""
    return sentence if sentence.startswith(str(file)) else f"{file}: {sentence}"


def remaining_words(seconds: float) -> str:
    """Word a remaining time, like “2 min 5 s left”."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min left"
    return f"{minutes} min {rest} s left" if minutes else f"{rest} s left"


def terminal_progress() -> Progress:
    """Progress on one line of the terminal; nothing where stderr is a file or a pipe."""
    return Progress(notify=_notify) if sys.stderr.isatty() else Progress()


def _notify(share: float, remaining_s: float | None) -> None:
    words = "" if remaining_s is None else f"  {remaining_words(remaining_s)}"
    ending = "" if share < 1 else "\r\033[K"
    print(f"\r\033[K{share:4.0%}{words}{ending}", end="", file=sys.stderr, flush=True)


def _one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")
