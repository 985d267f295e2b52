"""Analysis maps, laid over the visible region."""

import math
from collections.abc import Hashable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from pellucid.engine.effective import before_of
from pellucid.engine.pipeline import diagnose_rect
from pellucid.engine.planes import Plane, reduce_by
from pellucid.engine.scene import Scene
from pellucid.foundation.frame import UNKNOWN, MapScale, Overlay
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.imaging.tiles import cut_evenly
from pellucid.operations.catalogue import find
from pellucid.operations.processes import PROCESSES
from pellucid.operations.spec import MapSpec

ENDS = (0.125, 0.25, 0.5, 1.0)
"""The colour bar ends at one of these shares of the map's range: faint maps stay readable."""


_STEPS = 10
"""About so many steps lie between the ends of a fitted scale."""

PART_PX = 512
"""Longest side of the full-scale parts in which a map is computed."""


class OverlayPainter:
    """Computes the visible part of a map and makes an overlay of it.

    Args:
        scene: what is visible.
    """

    def __init__(self, scene: Scene) -> None:
        assert scene.request.overlay is not None
        self._scene = scene
        self._operation, name = scene.request.overlay
        operation = find(self._operation)
        self._spec = next(spec for spec in operation.maps if spec.name == name)
        self._is_made = operation.makes(self._spec, scene.request.edit.stack.parameters(self._operation))

    def missing(self) -> list[Rect]:
        """Visible tiles that are not computed yet; none where the chosen method makes no such map."""
        if not self._is_made:
            return []
        return [tile for tile in self._scene.tiles if self._key(tile) not in self._scene.store.cache]

    def fill(self, progress: Progress) -> Iterator[None]:
        """Compute the missing tiles, and give control back after each."""
        for tile in self.missing():
            core = tile.intersect(Rect.of(self._scene.plane.size))
            values = np.empty((core.height, core.width), np.float32)
            for part in _parts(core, self._scene.plane):
                progress.check()
                values[part.relative_to(core).slices] = self._part(part).numpy()
            self._scene.store.cache.put(self._key(tile), values)
            yield

    def overlay(self) -> Overlay | None:
        """The map as far as it is known; None where nothing is or can be."""
        scene = self._scene
        if not self._is_made:
            return None
        known = {tile: scene.store.cache.get(self._key(tile)) for tile in scene.tiles}
        found = {tile: values for tile, values in known.items() if values is not None}
        if not found:
            return None
        shape = scene.rect.height, scene.rect.width
        values, is_known = np.empty(shape, np.float32), np.zeros(shape, bool)
        for tile, part in found.items():
            inside = tile.intersect(scene.rect)
            place = inside.relative_to(scene.rect).slices
            values[place], is_known[place] = part[inside.relative_to(tile).slices], True
        scale = _scale(self._spec, values[is_known])
        shares = np.full(shape, UNKNOWN, np.float32)
        shares[is_known] = np.clip((values[is_known] - scale.low) / (scale.high - scale.low), 0, 1)
        key = f"{scene.plane.source.facts.pixels}/{self._key(scene.rect)}/{len(found)}/{scale.low}/{scale.high}"
        return Overlay(key, shares, scale, (self._operation, self._spec.name), len(found) == len(known))

    def _part(self, part: Rect) -> Tensor:
        scene = self._scene
        source = scene.plane.source
        before, own = scene.store.analyses.estimating_step(source, scene.request.edit, self._operation)
        found = diagnose_rect(scene.store.engine, Plane(source, 1), before, own, scene.plane.photo_rect(part))
        return reduce_by(found[self._spec.name][None], scene.plane.divisor)[0]

    def _key(self, tile: Rect) -> Hashable:
        """A map depends on the photo, the steps before its own, and on the networks of its own."""
        scene = self._scene
        edit, process = scene.request.edit, PROCESSES[self._operation]
        own = edit.stack.parameters(self._operation)
        network = (process.models(own), process.analysis_key(own))
        before = before_of(edit, self._operation).digest
        return (scene.plane.source.facts.pixels, scene.plane.divisor, before, network, tile, self._spec)


def _parts(core: Rect, plane: Plane) -> Iterable[Rect]:
    """Cut a rectangle of a reduced plane so small that each part is a short piece of full-scale work."""
    side = max(1, PART_PX // plane.divisor)
    return cut_evenly(core, Size(side, side), 1)


def _scale(spec: MapSpec, values: NDArray[np.float32]) -> MapScale:
    if spec.fits:
        return _fitted(spec, values)
    strong = float(np.percentile(values, 99))
    reach = spec.high - spec.low
    high = next((spec.low + share * reach for share in ENDS if strong <= spec.low + share * reach), spec.high)
    return MapScale(spec.title, spec.unit, spec.low, high)


def _fitted(spec: MapSpec, values: NDArray[np.float32]) -> MapScale:
    """A scale from the least to the most of what is seen, in whole steps of a tenth, fifth or half of a power of 10."""
    least, most = (float(end) for end in np.percentile(values, (1, 99)))
    rough = max(most - least, 1.0) / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= rough)
    low = math.floor(least / step) * step
    return MapScale(spec.title, spec.unit, low, max(math.ceil(most / step) * step, low + step))
