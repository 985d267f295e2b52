"""Writing whole files of the training room: bytes and JSON, each there completely or not at all."""

import json
from pathlib import Path
from typing import Any, BinaryIO

from pellucid.foundation.atomic import atomic_write


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file; the old one stays whole until the new one is.

    Raises:
        UnwritableError: the file cannot be written.
    """

    def write(file: BinaryIO) -> None:
        file.write(data)

    atomic_write(path, write)


def write_json(path: Path, content: Any) -> None:
    """Write JSON that people can read, likewise."""
    write_bytes(path, json.dumps(content, indent=1).encode())
