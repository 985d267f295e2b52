"""Packing training data to a stated size, for a machine that it has to be carried to.

First goes what every pack needs: the response curves and a small measured part. Real pairs follow, as their own coded
bytes, in at most 40 % of the room that is left, and reduced copies of all photos, for networks that look at whole ones,
in as much of what is left then; HDR pictures get half of the rest. Clean photos fill it up: as their own coded bytes
where all fit, so that a generous pack is the data itself; else as crops, spread evenly over the photos. What
`splits.json` measures with never gets into the part that trains. The format is in `packs`.
"""

import io
import shutil
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save

from pellucid.foundation.atomic import write_bytes
from pellucid.foundation.errors import RefusedError, UsageError
from pellucid.training import packs
from pellucid.training.datasets import (
    Samples,
    middle,
    pair_paths,
    photo_paths,
    read_photo,
    reduced,
    shown_paths,
    unfinished_names,
)
from pellucid.training.hdr import code_scene, scene_paths
from pellucid.training.response_curves import PACKED, measured_curves

CROP_SIDE_PX = 512
"""Large enough for the crops of a training at the smallest scale of the recipes."""

JPEG_QUALITY = 95
PAIRS_SHARE = 0.4
WHOLE_SHARE = 0.4
SCENES_SHARE = 0.5
WHOLE_SIDES_PX = (1200, 1024, 768, 512, 384)
"""Long sides of the copies of whole photos: the largest at which all fit."""

WHOLE_QUALITY = 75
MEASURED_WHOLE_SIDE_PX, MEASURED_WHOLE_QUALITY = 768, 92
OVERHEAD_BYTES = 4000
"""For the frames of the index and the containers."""

_AS_THEY_ARE = frozenset({".jpg", ".jpeg", ".webp"})


@dataclass(frozen=True)
class Packed:
    """What went into a pack: number of photos, of whole photos and crops out of them, and of pairs; its size."""

    photos: int
    pictures: int
    pairs: int
    size_bytes: int


@dataclass(frozen=True)
class _Coded:
    group: str
    name: str
    data: bytes
    source: str

    @property
    def cost(self) -> int:
        return packs.cost(self.data, self.name, self.source)


def pack(data: Path, folder: Path, size_bytes: int, notify: Callable[[float], None]) -> Packed:
    """Write a pack.

    Args:
        data: folder of the training data, or a plain folder of photos.
        folder: of the pack; must not exist, or be empty.
        size_bytes: which all its files together do not exceed.
        notify: is given the share done, 0 to 1; what it raises ends the work without a trace.

    Raises:
        UsageError: the size is too small, or there are no photos.
        RefusedError: the folder is in use.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(f"{folder}: is in use; name another folder with --out.")
    photos = photo_paths(data, measured=False)
    if not photos:
        raise UsageError(f"{data}: holds no photos to pack; put clean photos into train/clean there.")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        packed = _fill(data, photos, unfinished, size_bytes, notify)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return packed


def _fill(data: Path, photos: Sequence[Path], folder: Path, size_bytes: int, notify: Callable[[float], None]) -> Packed:
    room = size_bytes - OVERHEAD_BYTES - _write_curves(data, folder)
    writer = packs.PackWriter(folder)
    needed = list(_measured(data))
    room -= sum(coded.cost for coded in needed)
    if room <= 0:
        least = (size_bytes - room) / 1e6
        raise UsageError(f"{data}: the parts that measure and the response curves alone take {least:.1f} MB; pack more")
    pairs = _pairs_within(pair_paths(data, measured=False), int(room * PAIRS_SHARE))
    room -= sum(coded.cost for coded in pairs)
    wholes = _wholes_within(photos, unfinished_names(data), int(room * WHOLE_SHARE))
    room -= sum(coded.cost for coded in wholes)
    scenes = _scenes_within(scene_paths(data), int(room * SCENES_SHARE))
    room -= sum(coded.cost for coded in scenes)
    for coded in (*needed, *pairs, *wholes, *scenes):
        writer.add(coded.group, coded.name, coded.data, coded.source)
    taken: set[str] = set()
    pictures = 0
    for coded in _spread(photos, room, notify):
        writer.add(coded.group, coded.name, coded.data, coded.source)
        taken.add(coded.source)
        pictures += 1
    if not pictures:
        raise UsageError(f"{data}: not one photo fits beside the parts that measure; pack more than this size")
    writer.close()
    return Packed(len(taken), pictures, len(pairs) // 2, sum(path.stat().st_size for path in folder.iterdir()))


def _write_curves(data: Path, folder: Path) -> int:
    """Write the measured curves as arrays, where there are any; returns their bytes."""
    curves = measured_curves(data)
    if curves is None:
        return 0
    coded = save({"curves": curves.contiguous()})
    write_bytes(folder / PACKED, coded)
    return len(coded)


def _measured(data: Path) -> Iterator[_Coded]:
    """Yield what only measures: the middles of pictures, exactly, and whole real pairs."""
    for group, paths in ((packs.CLEAN_MEASURED, photo_paths(data, measured=True)), (packs.SHOWN, shown_paths(data))):
        for path in paths:
            yield _Coded(group, f"{group}/{path.name}.webp", _lossless(middle(read_photo(path))), path.name)
    for path in photo_paths(data, measured=True):
        yield _whole(path, packs.WHOLE_MEASURED, MEASURED_WHOLE_SIDE_PX, MEASURED_WHOLE_QUALITY)
    for noisy, mean in pair_paths(data, measured=True):
        yield from _pair(noisy, mean, packs.NOISY_MEASURED, packs.MEAN_MEASURED)


def _pair(noisy: Path, mean: Path, noisy_group: str, mean_group: str) -> Iterator[_Coded]:
    # Both get the same name, so that both groups have the same order.
    for group, path in ((noisy_group, noisy), (mean_group, mean)):
        coded, suffix = _unchanged(path)
        yield _Coded(group, f"{group}/{noisy.name}{suffix}", coded, path.name)


def _pairs_within(pairs: Sequence[tuple[Path, Path]], room: int) -> list[_Coded]:
    """Code as many pairs as fit, spread evenly over all of them."""
    coded = [list(_pair(noisy, mean, packs.NOISY, packs.MEAN)) for noisy, mean in pairs]
    costs = [sum(picture.cost for picture in both) for both in coded]
    count = len(pairs)
    while count:
        chosen = [index * len(pairs) // count for index in range(count)]
        if sum(costs[index] for index in chosen) <= room:
            return [picture for index in chosen for picture in coded[index]]
        count -= 1
    return []


def _wholes_within(photos: Sequence[Path], unfinished: Set[str], room: int) -> list[_Coded]:
    """Code reduced copies of all photos, as large as they fit; none where not even the smallest do."""
    groups = {True: packs.WHOLE_UNFINISHED, False: packs.WHOLE}
    for side_px in WHOLE_SIDES_PX:
        wholes = [_whole(path, groups[path.name in unfinished], side_px, WHOLE_QUALITY) for path in photos]
        if sum(coded.cost for coded in wholes) <= room:
            return wholes
    return []


def _scenes_within(paths: Sequence[Path], room: int) -> list[_Coded]:
    """Code all HDR pictures, reduced; none where not all fit."""
    scenes = [_Coded(packs.SCENES, f"{packs.SCENES}/{path.name}.webp", code_scene(path), path.name) for path in paths]
    return scenes if sum(coded.cost for coded in scenes) <= room else []


def _whole(path: Path, group: str, side_px: int, quality: int) -> _Coded:
    """A reduced copy of a whole photo."""
    buffer = io.BytesIO()
    Image.fromarray(reduced(read_photo(path), side_px)).save(buffer, "WEBP", quality=quality, method=4)
    return _Coded(group, f"{group}/{path.name}.webp", buffer.getvalue(), path.name)


def _spread(photos: Sequence[Path], room: int, notify: Callable[[float], None]) -> Iterator[_Coded]:
    """Yield whole photos or crops of them until the room is used; each photo gets the same share of what is left.

    Small files go first: what they leave of their share lets larger ones in whole.
    """
    ordered = sorted(photos, key=lambda path: (path.stat().st_size, path.name))
    for number, path in enumerate(ordered):
        notify(number / len(ordered))
        share = room // (len(ordered) - number)
        for coded in _of_one_photo(path, share):
            room -= coded.cost
            yield coded
    notify(1.0)


def _of_one_photo(path: Path, share: int) -> Iterator[_Coded]:
    photo = read_photo(path)  # also where its own bytes are taken: a damaged photo must be found here
    if path.suffix.lower() in _AS_THEY_ARE:
        whole = _Coded(packs.CLEAN, f"{packs.CLEAN}/{path.name}", path.read_bytes(), path.name)
        if whole.cost <= share:
            yield whole
            return
    corners = [(top, left) for top in _starts(photo.shape[0]) for left in _starts(photo.shape[1])]
    order = torch.randperm(len(corners), generator=torch.Generator().manual_seed(len(corners))).tolist()
    for index in order:
        top, left = corners[index]
        crop = photo[top : top + CROP_SIDE_PX, left : left + CROP_SIDE_PX]
        coded = _Coded(packs.CLEAN, f"{packs.CLEAN}/{path.name}-{top}-{left}.jpg", _as_jpeg(crop), path.name)
        if coded.cost > share:
            return
        share -= coded.cost
        yield coded


def _starts(side_px: int) -> list[int]:
    """Where crops begin along one side, so that together they cover it with as little overlap as can be."""
    count = -(-side_px // CROP_SIDE_PX)
    last = max(0, side_px - CROP_SIDE_PX)
    return [round(index * last / max(1, count - 1)) for index in range(count)]


def _unchanged(path: Path) -> tuple[bytes, str]:
    """The file's own bytes where its format is compact, else WebP without loss; and what its name is to get."""
    if path.suffix.lower() in _AS_THEY_ARE:
        return path.read_bytes(), ""
    return _lossless(read_photo(path)), ".webp"


def _lossless(picture: Samples) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "WEBP", lossless=True, quality=100, method=4)
    return buffer.getvalue()


def _as_jpeg(picture: Samples) -> bytes:
    """JPEG with all of its colour; WebP would halve the resolution of colour."""
    buffer = io.BytesIO()
    coded = Image.fromarray(np.ascontiguousarray(picture))
    coded.save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling="4:4:4", optimize=True)
    return buffer.getvalue()
