"""`pellucid bench folder`: a folder is opened in a window, and all its photos get small pictures, beside draft decodes.

How soon the window is usable, and beside which base, `bench.folder_window` says. Pillow decodes a draft of each photo
and does no more; small pictures are upright and in sRGB, of their size, and kept where that is worth it. Both work on
two processes and take turns, so that a machine that is busy with other work is busy for both.
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

from pellucid.bench.folder_window import measure_window
from pellucid.foundation.photo_folder import photos_in
from pellucid.foundation.thumbnail_cache import THUMBNAIL_PX, ThumbnailCache
from pellucid.io.photo_summary import read_summary
from pellucid.io.thumbnails import kept_thumbnail

PROCESSES = 2
SIDE_PX = (480, 360)
_ROUNDS = 8
_KINDS = 8


def measure_folder(count: int, own: Path | None, tell: Callable[[str], None]) -> dict[str, Any]:
    """Measure with made-up photos, or with a person's.

    Args:
        count: how many are made up.
        own: a folder with photos to be measured instead.
        tell: gets a line whenever something was measured, which takes minutes with ten thousand photos.

    Returns:
        Figures; `usable_to_base` of the window is 1 where it needs no longer than a plain loop, and
        `share_of_draft_decode` is 1 where small pictures come as fast as Pillow decodes drafts of them.
    """
    with tempfile.TemporaryDirectory(prefix="pellucid-bench-") as name:
        folder, cache, first = own or Path(name) / "photos", Path(name) / "cache", Path(name) / "first"
        first.mkdir()
        write_photos(first, 1)
        if own is None:
            folder.mkdir()
            write_photos(folder, count)
        window = measure_window(folder, photos_in(first)[0], tell)
        begun = time.perf_counter()
        photos = photos_in(folder)
        list_s = time.perf_counter() - begun
        begun = time.perf_counter()
        for photo in photos:
            read_summary(photo)
        summary_s = time.perf_counter() - begun
        tell(f"heads: {len(photos) / summary_s:.0f} photos/s")
        rates = _rates(photos, cache, tell)
        again = _timed(functools.partial(_kept, cache), photos)
    made, drafts = rates["made"], rates["drafts"]
    return {
        "photos": len(photos),
        "window": window,
        "list_ms": round(1000 * list_s, 2),
        "summaries_per_s": round(len(photos) / summary_s, 1),
        "thumbnails_per_s": round(made, 1),
        "draft_decodes_per_s": round(drafts, 1),
        "share_of_draft_decode": round(made / drafts, 3),
        "kept_thumbnails_per_s": round(len(photos) / again, 1),
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


def _rates(photos: Sequence[Path], cache: Path, tell: Callable[[str], None]) -> dict[str, float]:
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
                rate = len(part) / (time.perf_counter() - begun)
                tell(f"{name}: {len(part)} photos, {rate:.0f} a second")
                best[name] = max(best[name], rate)
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
