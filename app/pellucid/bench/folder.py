"""`pellucid bench folder`: a folder is listed, and its photos get small pictures, beside draft decodes.

Pillow decodes a draft of each photo and does no more. Both work on two processes and take turns, so that a machine that
is busy with other work is busy for both.
"""

import functools
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from pellucid.foundation.photo_folder import photos_in
from pellucid.foundation.thumbnail_cache import THUMBNAIL_PX, ThumbnailCache
from pellucid.io.photo_summary import read_summary
from pellucid.io.thumbnails import kept_thumbnail

PROCESSES = 2
SIDE_PX = (900, 600)
_ROUNDS = 4
_KINDS = 8


def measure_folder(count: int) -> dict[str, Any]:
    """Measure with made-up photos.

    Args:
        count: how many.

    Returns:
        Figures; `share_of_draft_decode` is 1 where small pictures come as fast as Pillow decodes drafts of them.
    """
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as name:
        folder, cache = Path(name) / "photos", Path(name) / "cache"
        folder.mkdir()
        write_photos(folder, count)
        begun = time.perf_counter()
        photos = photos_in(folder)
        list_s = time.perf_counter() - begun
        begun = time.perf_counter()
        for photo in photos:
            read_summary(photo)
        summary_s = time.perf_counter() - begun
        rates = _rates(photos, cache)
        again = _timed(functools.partial(_kept, cache), photos)
    made, drafts = rates["made"], rates["drafts"]
    return {
        "photos": count,
        "list_ms": round(1000 * list_s, 2),
        "summaries_per_s": round(count / summary_s, 1),
        "thumbnails_per_s": round(made, 1),
        "draft_decodes_per_s": round(drafts, 1),
        "share_of_draft_decode": round(made / drafts, 3),
        "kept_thumbnails_per_s": round(count / again, 1),
    }


def write_photos(folder: Path, count: int) -> None:
    """Write small JPEGs; a few kinds, over and over."""
    rng = np.random.default_rng(1)
    width, height = SIDE_PX
    rows, columns = np.mgrid[0:height, 0:width]
    coded = []
    for kind in range(_KINDS):
        bands = [columns * 200 / width, rows * 200 / height, np.full((height, width), 20.0 * kind)]
        samples = np.dstack(bands) + rng.normal(0, 6, (height, width, 3))
        path = folder / "kind.tmp"
        Image.fromarray(np.clip(samples, 0, 255).astype(np.uint8)).save(path, "JPEG", quality=90)
        coded.append(path.read_bytes())
        path.unlink()
    for number in range(count):
        (folder / f"photo-{number}.jpg").write_bytes(coded[number % _KINDS])


def _rates(photos: Sequence[Path], cache: Path) -> dict[str, float]:
    """Photos a second of both ways; the best of rounds that take turns."""
    context = multiprocessing.get_context("spawn")
    ways: dict[str, Callable[[Sequence[Path]], None]] = {"drafts": _draft, "made": functools.partial(_kept, cache)}
    best = dict.fromkeys(ways, 0.0)
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        for way in ways.values():  # both processes have loaded everything
            _shared(pool, way, photos[: 4 * PROCESSES])
        for part in _parts(photos, _ROUNDS):
            for name, way in ways.items():
                begun = time.perf_counter()
                _shared(pool, way, part)
                best[name] = max(best[name], len(part) / (time.perf_counter() - begun))
    return best


def _shared(pool: Executor, way: Callable[[Sequence[Path]], None], photos: Sequence[Path]) -> None:
    list(pool.map(way, _parts(photos, PROCESSES)))


def _parts(photos: Sequence[Path], count: int) -> Iterable[Sequence[Path]]:
    return [photos[number::count] for number in range(count)]


def _timed(way: Callable[[Sequence[Path]], None], photos: Sequence[Path]) -> float:
    begun = time.perf_counter()
    way(photos)
    return time.perf_counter() - begun


def _draft(photos: Sequence[Path]) -> None:
    for photo in photos:
        with Image.open(photo) as image:
            image.draft("RGB", (THUMBNAIL_PX, THUMBNAIL_PX))
            image.load()


def _kept(cache: Path, photos: Sequence[Path]) -> None:
    kept = ThumbnailCache(cache)
    for photo in photos:
        kept_thumbnail(photo, kept)
