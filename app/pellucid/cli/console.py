"""Speaking to the terminal: one line of complaint, and one line of JSON."""

import sys
from typing import Any


def complain(sentence: str) -> None:
    """Write one line to stderr; line breaks out of file names are spelled out."""
    print(f"pellucid: {_one_line(sentence)}", file=sys.stderr, flush=True)


def say_figure(name: str, value: object) -> None:
    """Write what was measured to stderr as it comes: a measurement that takes minutes shows that it goes on."""
    print(f"{name}: {value}", file=sys.stderr, flush=True)


def say_json(content: dict[str, Any]) -> None:
    """Write one JSON object as one line to stdout."""
    import json  # noqa: PLC0415 -- the editor starts without

    print(json.dumps(content, allow_nan=False), flush=True)


def _one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")
