"""Names of files to be made that no other file has."""

from collections.abc import Callable
from pathlib import Path


def free_target(base: str, folder: Path, ending: str, is_taken: Callable[[Path], bool]) -> Path:
    """A file of a name and an ending, with a number where that name is taken."""
    candidate = folder / f"{base}{ending}"
    number = 2
    while is_taken(candidate):
        candidate = folder / f"{base}-{number}{ending}"
        number += 1
    return candidate
