"""`pellucid bench warp`: what another framing costs a megapixel, beside `cv2.warpPerspective` on the same pixels.

Both resample three channels of float32 by Lanczos along one projective map, on one thread, and processor time counts,
so that what else the machine does counts little. OpenCV's kernel has four lobes and the same width everywhere; this
one has three and widens where a tilt leaves fewer pixels, so that they do not alias.
Hence a figure with a tilt as well.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pellucid.bench.photo import size_of
from pellucid.engine.full_render import TILE, TILE_ALIGNMENT
from pellucid.engine.low_res import one_thread
from pellucid.foundation.framing import Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.tiles import cut_evenly
from pellucid.imaging.warp import reach, warp

FRAMINGS = {
    "straightened": Framing(angle_deg=3.0),
    "tilted": Framing(angle_deg=3.0, perspective=((0.02, 0.01), (-0.03, 0.0), (0.0, -0.02), (0.01, 0.0))),
}
"""By the names that they have in the figures."""

RUNS = 3
WITHOUT_OPENCV = "OpenCV is not installed, so there is nothing beside it; pip install opencv-python-headless"


def measure_warp(megapixels: Sequence[int]) -> dict[str, Any]:
    """Measure both, for photos of these sizes.

    Args:
        megapixels: of the photos, which are noise.

    Returns:
        Seconds of one processor per megapixel of the result, the best of some runs, by size and framing; where OpenCV
        is installed, its own and how many times those this is.
    """
    return {
        f"megapixels_{count}": {name: _measure(framing.on(size_of(count))) for name, framing in FRAMINGS.items()}
        for count in megapixels
    }


def warp_in_tiles(picture: Tensor, map_: FramingMap) -> Tensor:
    """All of a framed picture, in the tiles of an export."""
    whole = Rect.of(map_.output_size)
    result = torch.empty((len(picture), whole.height, whole.width))
    for tile in cut_evenly(whole, TILE, TILE_ALIGNMENT):
        area = map_.photo_rect(tile, reach(map_, tile))
        result[:, *tile.slices] = warp(picture[:, *area.slices], area, tile, map_)
    return result


def warp_by_opencv(picture: NDArray[np.float32], map_: FramingMap) -> NDArray[np.float32]:
    """The same by OpenCV, `(h, w, 3)`; beyond the photo its border is repeated.

    Raises:
        ImportError: OpenCV is not installed.
    """
    import cv2  # noqa: PLC0415 -- an extra of the bench

    size = map_.output_size
    right, bottom = float(size.width), float(size.height)
    corners = [(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)]
    # OpenCV counts from the middle of the first pixel.
    output, photo = (np.array(places, np.float32) - np.float32(0.5) for places in (corners, map_.to_photo(corners)))
    matrix = cv2.getPerspectiveTransform(output, photo)
    found = cv2.warpPerspective(
        picture,
        matrix,
        (size.width, size.height),
        flags=cv2.INTER_LANCZOS4 | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(found, np.float32)


def _measure(map_: FramingMap) -> dict[str, Any]:
    picture, made = _noise(map_.photo), map_.output_size.pixels / 1e6
    own = _least_s(lambda: warp_in_tiles(picture, map_)) / made
    return {"warp_s": round(own, 4), **_beside(picture, map_, own, made)}


def _beside(picture: Tensor, map_: FramingMap, own: float, made: float) -> dict[str, Any]:
    try:
        import cv2  # noqa: PLC0415 -- an extra of the bench
    except ImportError:
        return {"opencv": WITHOUT_OPENCV}
    pixels = np.ascontiguousarray(picture.permute(1, 2, 0).numpy())
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        theirs = _least_s(lambda: warp_by_opencv(pixels, map_)) / made
    finally:
        cv2.setNumThreads(threads)
    return {"opencv_s": round(theirs, 4), "times_opencv": round(own / theirs, 2)}


def _noise(size: Size) -> Tensor:
    return torch.rand((3, size.height, size.width), generator=torch.Generator().manual_seed(1))


def _least_s(work: Callable[[], object]) -> float:
    """Processor seconds of the quickest run on one thread."""
    with one_thread():
        return min(_seconds(work) for _ in range(RUNS))


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
