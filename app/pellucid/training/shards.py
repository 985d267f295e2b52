"""A checkpoint as a set of small safetensors files: `NAME.index.json`, and a folder `NAME-a` or `NAME-b`.

The index lists the files with their digests, the counters of the run, and the shapes of tensors that were cut because
they alone were larger than a file may be. A new set goes into the folder that the index does not name; only then is
the index replaced.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from safetensors.torch import load, save
from torch import Tensor

from pellucid.foundation.atomic import write_bytes, write_json

MOMENT = "optimiser."
"""How the names of the optimiser's moments begin."""

MOMENTS = ("exp_avg", "exp_avg_sq", "momentum_buffer")
"""Their kinds: Adam's two, and Muon's."""

SCALE = "scale."
HEADER_BYTES = 4096
"""Reserved in each file for the frame of its header."""

LINE_BYTES = 320
"""Reserved in each file for the header's line of one tensor, whose name is far shorter."""

LEAST_HALF = 2.0**-24
"""The smallest positive number in half precision."""


def halved(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Store the moments of Adam and Muon in half precision, each tensor relative to its largest value.

    The second moment, a mean of squares, is stored as its square root. What would become zero there is kept at the
    smallest number instead, because the update divides by it.
    """
    stored: dict[str, Tensor] = {}
    for name, value in tensors.items():
        if not name.startswith(tuple(f"{MOMENT}{moment}." for moment in MOMENTS)):
            stored[name] = value
            continue
        root = value.sqrt() if name.startswith(f"{MOMENT}exp_avg_sq.") else value
        scale = root.abs().max().clamp_min(torch.finfo(torch.float32).tiny)
        half = (root / scale).half()
        stored[name] = torch.where(value > 0, half.clamp_min(LEAST_HALF), half) if root is not value else half
        stored[f"{SCALE}{name}"] = scale
    return stored


def whole(stored: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Undo `halved`, up to the rounding to half precision."""
    tensors = {name: value for name, value in stored.items() if not name.startswith(SCALE)}
    for name in tensors.keys() & {name.removeprefix(SCALE) for name in stored if name.startswith(SCALE)}:
        root = tensors[name].float() * stored[f"{SCALE}{name}"]
        tensors[name] = root.square() if name.startswith(f"{MOMENT}exp_avg_sq.") else root
    return tensors


def write(index: Path, tensors: Mapping[str, Tensor], words: Mapping[str, str], shard_mib: float) -> None:
    """Write a set.

    Args:
        index: `NAME.index.json`.
        tensors: contiguous, on the CPU.
        words: counters of the run.
        shard_mib: size of a file at most.

    Raises:
        UnwritableError: there is no room, or writing is not allowed; the old set is as it was.
    """
    limit = int(shard_mib * 2**20) - HEADER_BYTES
    name = index.name.removesuffix(".index.json")
    folder, other = (index.with_name(f"{name}-{letter}") for letter in "ab")
    if index.is_file() and json.loads(index.read_text(encoding="utf-8"))["folder"] == folder.name:
        folder, other = other, folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    groups = list(_grouped(_pieces(tensors, limit), limit))
    digests = {}
    for number, group in enumerate(groups, start=1):
        file = f"{name}-{number:05d}-of-{len(groups):05d}.safetensors"
        data = save(group)
        write_bytes(folder / file, data)
        digests[file] = hashlib.sha256(data).hexdigest()
    shapes = {key: list(value.shape) for key, value in tensors.items() if value.nbytes > _room(limit)}
    write_json(index, {"folder": folder.name, "files": digests, "counters": dict(words), "shapes": shapes})
    shutil.rmtree(other, ignore_errors=True)


def read(index: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Read a set: the tensors in full precision, and the counters.

    Raises:
        ValueError: a file is not the one that the index names.
        OSError: a file is missing.
    """
    content = json.loads(index.read_text(encoding="utf-8"))
    folder = index.with_name(Path(content["folder"]).name)
    pieces: dict[str, Tensor] = {}
    for file, digest in content["files"].items():
        data = (folder / Path(file).name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError(f"{file} is not the file that was written")
        pieces |= load(data)
    for name, shape in content["shapes"].items():
        parts = sorted(key for key in pieces if key.startswith(f"{name}|"))
        pieces[name] = torch.cat([pieces.pop(part) for part in parts]).reshape(shape)
    return whole(pieces), content["counters"]


def remove(index: Path) -> None:
    """Remove a set, if there is one."""
    index.unlink(missing_ok=True)
    for letter in "ab":
        shutil.rmtree(index.with_name(f"{index.name.removesuffix('.index.json')}-{letter}"), ignore_errors=True)


def _room(limit: int) -> int:
    return max(limit - LINE_BYTES, 4)


def _pieces(tensors: Mapping[str, Tensor], limit: int) -> Iterator[tuple[str, Tensor]]:
    """Cut what is larger than a file into flat pieces `NAME|00001`."""
    for name, value in tensors.items():
        if value.nbytes <= _room(limit):
            yield name, value
            continue
        flat = value.flatten()
        length = max(1, _room(limit) // value.element_size())
        for number, start in enumerate(range(0, len(flat), length)):
            yield f"{name}|{number:05d}", flat[start : start + length].clone()


def _grouped(pieces: Iterator[tuple[str, Tensor]], limit: int) -> Iterator[dict[str, Tensor]]:
    group: dict[str, Tensor] = {}
    used = 0
    for name, value in pieces:
        if group and used + value.nbytes + LINE_BYTES > limit:
            yield group
            group, used = {}, 0
        group[name] = value
        used += value.nbytes + LINE_BYTES
    yield group
