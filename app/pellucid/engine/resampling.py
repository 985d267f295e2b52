"""What is exact on the canvas, brought into the framing of its view: with the same warp that an export uses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from pellucid.document.render_request import RenderRequest
from pellucid.engine.display import Display, to_display
from pellucid.engine.planes import Plane
from pellucid.engine.result_cache import ResultCache
from pellucid.foundation.digest import digest_of
from pellucid.foundation.frame import Exactness, Frame, Layer, Overlay
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.warp import reach, warp

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STRIP_ROWS = 128
"""Rows after which it is asked whether something newer is wanted."""


@dataclass(frozen=True)
class Resampling:
    """A part of a framed photo, at the scale of a plane.

    Attributes:
        map: the framing.
        rect: pixels of the framed plane.
        divisor: of the plane.
    """

    map: FramingMap
    rect: Rect
    divisor: int

    @classmethod
    def of(cls, request: RenderRequest, plane: Plane, *, finishes: bool = False) -> "Resampling | None":
        """What a request sees of a framed photo; None where the canvas can place the photo's own pixels exactly.

        Args:
            request: what is wanted.
            plane: of the photo.
            finishes: there are steps on output, which need the pixels of the output whatever the framing is.
        """
        map_ = request.view.map
        if map_ is None or map_.window or request.dragging or not request.resamples:
            return None
        if map_.framing.is_lossless and not finishes:
            return None
        seen = request.view.visible(map_.output_size)
        if seen.is_empty:
            return None
        return cls(map_, _divided(seen, plane.divisor), plane.divisor)

    @cached_property
    def name(self) -> str:
        """Names what is done."""
        return digest_of((self.map.framing, self.map.photo, self.rect, self.divisor))

    @property
    def region(self) -> Rect:
        """Pixels of the framed photo that are covered."""
        return self.full(self.rect)

    @property
    def margin(self) -> int:
        """Pixels of the photo that are needed around each place."""
        return reach(self.map, self.region, 1.0) * self.divisor

    def full(self, rect: Rect) -> Rect:
        """Pixels of the framed photo that a rectangle of the framed plane covers."""
        n = self.divisor
        whole = Rect(rect.x * n, rect.y * n, rect.width * n, rect.height * n)
        return whole.intersect(Rect.of(self.map.output_size))

    def display(self, pixels: Display, area: Rect, progress: Progress, finish: "Finish | None" = None) -> Display:
        """Resample display pixels in linear light.

        Args:
            pixels: `(h, w, 4)` of the plane.
            area: where they lie in the plane.
            progress: may cancel.
            finish: carries out the steps on output.
        """
        light = to_linear(torch.from_numpy(pixels[..., :3].copy()).permute(2, 0, 1).float() / 255)
        result = np.empty((self.rect.height, self.rect.width, 4), np.uint8)
        for top in range(0, self.rect.height, _STRIP_ROWS):
            progress.check()
            height = min(_STRIP_ROWS, self.rect.height - top)
            strip = Rect(self.rect.x, self.rect.y + top, self.rect.width, height)
            colours = to_srgb(warp(light, area, strip, self.map, 1 / self.divisor))
            result[top : top + height] = to_display(finish(colours, strip) if finish else colours)
        return result

    def overlay(self, overlay: Overlay, area: Rect) -> Overlay:
        """Resample the values of a map that cover an area of the plane, at whatever size they have."""
        values = torch.from_numpy(overlay.values.copy())[None, None]
        full = torch.nn.functional.interpolate(values, (area.height, area.width), mode="bilinear", antialias=False)[0]
        placed = warp(full, area, self.rect, self.map, 1 / self.divisor)[0].clamp(0, 1).numpy()
        shown: NDArray[np.float32] = np.ascontiguousarray(placed)
        return replace(overlay, key=f"{overlay.key} {self.name}", values=shown)


Finish = Callable[[Tensor, Rect], Tensor]
"""Carries out the steps on output on working pixels `(3, h, w)` of a rectangle of the framed plane."""


class Resampler:
    """The exact layers of a scene in the framing of its view, remembered.

    Args:
        cache: remembers them.
        photo: fingerprint.
        resampling: what is done.
        area: pixels of the plane that the layers have.
        finish: carries out the steps on output, or None; never on the unedited photo.
        finished: digest of these steps.
    """

    def __init__(
        self,
        cache: ResultCache,
        photo: str,
        resampling: Resampling,
        area: Rect,
        finish: Finish | None = None,
        finished: str = "",
    ) -> None:
        self._cache = cache
        self._photo = photo
        self._resampling = resampling
        self._area = area
        self._finish = finish
        self._finished = finished

    def has(self, before: Layer, edited: Sequence[Layer]) -> bool:
        """True where all of them are there."""
        return self._find(before, "") is not None and all(self._find(layer, self._finished) for layer in edited)

    def make(self, before: Layer, edited: Sequence[Layer], progress: Progress) -> None:
        """Resample those that are not there.

        Raises:
            Cancelled: something newer is wanted.
        """
        for layer, finish, finished in (
            (before, None, ""),
            *((layer, self._finish, self._finished) for layer in edited),
        ):
            if self._find(layer, finished) is None:
                made = self._resampling.display(layer.pixels, self._area, progress, finish)
                self._cache.put(self._place(layer, finished), made)

    def framed(self, frame: Frame) -> Frame:
        """An exact frame with the pixels of the framing; only approximate as long as they are not there."""
        before = self._find(frame.before, "")
        layers = [self._find(layer, self._finished) for layer in frame.layers]
        there = tuple(layer for layer in layers if layer is not None)
        if before is None or len(there) < len(layers):
            return replace(frame, exactness=Exactness.APPROXIMATE)
        resampling = self._resampling
        overlay = resampling.overlay(frame.overlay, self._area) if frame.overlay else None
        return replace(
            frame, region=resampling.region, map=resampling.map, before=before, layers=there, overlay=overlay
        )

    def _find(self, layer: Layer, finished: str) -> Layer | None:
        place = self._place(layer, finished)
        found = self._cache.get(place)
        return None if found is None else Layer(place[1], found)

    def _place(self, layer: Layer, finished: str) -> tuple[str, str]:
        return self._photo, f"{layer.key} {self._resampling.name} {finished}"


def _divided(rect: Rect, divisor: int) -> Rect:
    """The pixels of a reduced plane that touch a rectangle."""
    x, y = rect.x // divisor, rect.y // divisor
    return Rect(x, y, -(-rect.right // divisor) - x, -(-rect.bottom // divisor) - y)
