"""Histograms of what the export will hold, counted from working pixels.

While edits change, those of the small copy on which grids are fitted, which costs next to nothing; it holds no noise,
so steps on detail are left out. Once the whole photo is exact, every pixel of it that the crop leaves.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine.analyses import Prepared
from pellucid.engine.display import to_display
from pellucid.engine.learning import learn
from pellucid.engine.low_res import one_thread
from pellucid.engine.planes import Plane
from pellucid.engine.scene import Scene
from pellucid.engine.tile_store import TILE_PX, TileStore
from pellucid.foundation.digest import digest_of
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.histogram import BINS, Histogram
from pellucid.foundation.lens import NEUTRAL_LENS
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import plan_tiles

Corners = Sequence[tuple[float, float]]


class Histograms:
    """Counts photos after their edits, each edit once.

    Args:
        store: has the pixels.
    """

    def __init__(self, store: TileStore) -> None:
        self._store = store
        self._exact: tuple[str, Histogram] | None = None
        self._copy: tuple[str, str, Tensor] | None = None
        self._overview: tuple[str, Histogram] | None = None

    def of(self, scene: Scene) -> Histogram | None:
        """The best that is known of a scene, without running a network; None where nothing is known of the photo."""
        if self._exact is not None and self._exact[0] == _name(scene):
            return self._exact[1]
        if (copy := self.copy(scene)) is None:
            return None
        name = digest_of((copy[0], scene.request.edit.framing))
        if self._overview is None or self._overview[0] != name:
            self._overview = (name, _counted(copy[1], scene))
        return self._overview[1]

    def copy(self, scene: Scene) -> tuple[str, Tensor] | None:
        """The small copy after all steps but those on detail, or the last such copy of the photo, and its name.

        Returns:
            A digest, and working pixels `(3, h, w)`; None where nothing is known of the photo.
        """
        photo, steps = scene.plane.source.facts.pixels, scene.toned_steps()
        if steps is not None:
            name = digest_of((photo, *(step.digest for step in steps)))
            if self._copy is None or self._copy[1] != name:
                picture = self._copy_after(scene, steps)
                if picture is not None:
                    self._copy = (photo, name, picture)
        return self._copy[1:] if self._copy is not None and self._copy[0] == photo else None

    def begin(self, scene: Scene, progress: Progress) -> bool:
        """Know something of a scene whose pixels were remembered, so that nothing had to be known of the photo.

        Returns:
            True where that is news.

        Raises:
            Cancelled: something newer is wanted.
        """
        if self.of(scene) is not None:
            return False
        if not self.count(scene, progress):
            for _ in learn(scene, progress):
                pass
        return True

    def count(self, scene: Scene, progress: Progress) -> bool:
        """Count every pixel that the crop leaves, before it is turned or resized, once all of them are exact.

        Returns:
            True where that is news.

        Raises:
            Cancelled: something newer is wanted.
        """
        source, edit, name = scene.plane.source, scene.split.full, _name(scene)
        is_known = self._exact is not None and self._exact[0] == name
        framing = scene.request.edit.framing
        if is_known or scene.exact_edit != edit or framing.lens != NEUTRAL_LENS:  # which bends what is left
            return False
        plane, totals = Plane(source, 1), np.zeros((3, BINS), np.int64)
        corners = _corners(framing, source.facts.size)
        everything = Rect.of(plane.size)
        for tile in plan_tiles(everything, TILE_PX):
            progress.check()
            kept = None if corners is None else _between(corners, tile.intersect(everything))
            if kept is not None and not kept.any():
                continue
            found = self._store.find(plane, edit, tile, exact=True, remembers_photo=False)
            if found is None:
                return False
            totals += counts_of(found if kept is None else found[kept])
        self._exact = (name, Histogram(_as_tuples(totals), is_exact=True))
        return True

    def _copy_after(self, scene: Scene, steps: Prepared) -> Tensor | None:
        """The small copy after some steps; None while a slider moves and no grid was fitted to it."""
        source, store = scene.plane.source, self._store
        if (made := store.low_res.made(source, steps)) is not None:
            return made
        if scene.request.dragging and steps:
            return None
        with one_thread():
            return store.low_res.copy_after(source, steps)


def _counted(picture: Tensor, scene: Scene) -> Histogram:
    rows, columns = _inside(scene.request.edit.framing, scene.plane.source.facts.size, picture)
    return Histogram(_as_tuples(counts_of(to_display(picture[:, rows, columns]))), is_exact=False)


def counts_of(levels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Counts `(3, BINS)` of `(..., 3 or more)` uint8."""
    return np.stack([np.bincount(levels[..., channel].ravel(), minlength=BINS) for channel in range(3)])


def _as_tuples(counts: NDArray[np.int64]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(count) for count in channel) for channel in counts)


def _name(scene: Scene) -> str:
    """Names a photo and all that decides its histogram; begins with the photo."""
    edit: Edit = scene.split.full
    return f"{scene.plane.source.facts.pixels} {digest_of((edit.digest, scene.request.edit.framing))}"


def _corners(framing: Framing, photo: Size) -> Corners | None:
    """Where the corners of what is left lie in the photo, in their order around it; None where all of it is left."""
    if framing.is_neutral:
        return None
    found = framing.on(photo)
    width, height = found.output_size.width, found.output_size.height
    return found.to_photo([(0, 0), (width, 0), (width, height), (0, height)])


def _between(corners: Corners, tile: Rect) -> NDArray[np.bool_]:
    """Which pixels of a tile have their middle inside four corners that lie around an area without a dent."""
    x = np.arange(tile.x, tile.right, dtype=np.float32) + np.float32(0.5)
    y = (np.arange(tile.y, tile.bottom, dtype=np.float32) + np.float32(0.5))[:, None]
    sides = [
        (right - left) * (y - top) - (bottom - top) * (x - left)
        for (left, top), (right, bottom) in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    right_of, left_of = (np.all([way * side >= 0 for side in sides], axis=0) for way in (1, -1))
    inside: NDArray[np.bool_] = right_of | left_of  # the corners of a mirrored photo go around the other way
    return inside


def _inside(framing: Framing, photo: Size, picture: Tensor) -> tuple[slice, slice]:
    """Rows and columns of a copy that a crop leaves; those of the upright rectangle around it where it is tilted."""
    height, width = picture.shape[1:]
    if framing.is_neutral:
        return slice(0, height), slice(0, width)
    found = framing.on(photo)
    size = found.output_size
    corners = found.to_photo([(0, 0), (size.width, 0), (0, size.height), (size.width, size.height)])
    across, down = [x / photo.width for x, _ in corners], [y / photo.height for _, y in corners]
    return _span(down, height), _span(across, width)


def _span(shares: list[float], length: int) -> slice:
    first = min(max(0, int(min(shares) * length)), length - 1)
    return slice(first, max(first + 1, min(length, round(max(shares) * length))))
