"""The files of a run, by name, and which checkpoint stands in its folder; known also where torch is not loaded."""

from pathlib import Path

CHECKPOINT = "checkpoint.safetensors"
STABLE = "stable.safetensors"
BEST = "best.safetensors"
LOG = "log.jsonl"
CURVES = "curves.png"


def index_of(path: Path) -> Path:
    """The index of the set that stands for the checkpoint `NAME.safetensors`."""
    return path.with_suffix(".index.json")


def find_checkpoint(path: Path) -> Path | None:
    """The checkpoint that stands for `NAME.safetensors`: this file, the index of its set, or None."""
    return next((found for found in (path, index_of(path)) if found.is_file()), None)
