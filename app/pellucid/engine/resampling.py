"""What is exact on the canvas, brought into the framing of its view: with the same warp that an export uses."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from pellucid.document.render_request import RenderRequest
from pellucid.engine.display import Display, to_display
from pellucid.engine.light import Light, divisor_for
from pellucid.engine.planes import Plane
from pellucid.engine.result_cache import ResultCache
from pellucid.foundation.digest import digest_of
from pellucid.foundation.frame import UNKNOWN, Exactness, Frame, Layer, MaskTexture, Overlay, Picture
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.progress import Progress
from pellucid.imaging.srgb import to_srgb
from pellucid.imaging.tiles import cut_evenly
from pellucid.imaging.warp import reach, warp

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PART_PX = 512
_PART_PHOTO_PX = 1024
"""Sides of what is resampled at once, in the view and in the photo below it, of which so much is held unrounded."""

_NEARLY_ALL = 0.99
"""Share of a pixel of a map that is made of known ones, above which it is known itself."""

Finish = Callable[[Tensor, Rect], Tensor]
"""Carries out the steps on output on working pixels `(3, h, w)` of a rectangle of the framed plane."""


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
        """What a request sees at rest of a framed photo; None where the canvas places the photo's own.

        Args:
            request: what is wanted.
            plane: of the photo.
            finishes: there are steps on output, which need the pixels of the output whatever the framing is.
        """
        map_ = request.view.map
        if map_ is None or map_.window or not request.resamples:
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
    def light_divisor(self) -> int:
        """Of the light that it is made from."""
        return divisor_for(self.divisor)

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

    def display(self, original: "Original", progress: Progress) -> Display:
        """Resample a picture, and round it as an export does at the same place.

        Args:
            original: the picture.
            progress: may cancel.
        """
        result = np.empty((self.rect.height, self.rect.width, 4), np.uint8)
        side = max(1, min(_PART_PX, _PART_PHOTO_PX // self.divisor))
        for part in cut_evenly(self.rect, Size(side, side), 1):
            progress.check()
            needed = self._needed(part)
            finer = self.divisor / self.light_divisor
            colors = to_srgb(warp(original.light(needed), needed, part, self.map, 1 / self.divisor, finer))
            if original.finish:
                colors = original.finish(colors, part)
            result[part.relative_to(self.rect).slices] = to_display(colors, (part.x, part.y))
        return result

    def _needed(self, part: Rect) -> Rect:
        """Pixels of the light that a rectangle of the framed plane is made from."""
        return _divided(self.map.photo_rect(self.full(part), self.margin), self.light_divisor)

    def overlay(self, overlay: Overlay, area: Rect) -> Overlay:
        """Resample the values of a map that cover an area of the plane, at whatever size they have."""
        shown: NDArray[np.float32] = self._placed(np.maximum(overlay.values, 0), area)
        if not overlay.is_whole:
            is_known = self._placed((overlay.values >= 0).astype(np.float32), area) > _NEARLY_ALL
            shown = np.where(is_known, shown, np.float32(UNKNOWN))
        return replace(overlay, key=f"{overlay.key} {self.name}", values=shown)

    def mask(self, mask: MaskTexture, area: Rect) -> MaskTexture:
        """The same of a mask."""
        shown = np.rint(self._placed(mask.values.astype(np.float32) / np.float32(255), area) * 255).astype(np.uint8)
        return MaskTexture(f"{mask.key} {self.name}", shown)

    def _placed(self, values: "NDArray[np.float32]", area: Rect) -> "NDArray[np.float32]":
        given = torch.from_numpy(values.copy())[None, None]
        full = torch.nn.functional.interpolate(given, (area.height, area.width), mode="bilinear", antialias=False)[0]
        return np.ascontiguousarray(warp(full, area, self.rect, self.map, 1 / self.divisor)[0].clamp(0, 1).numpy())


@dataclass(frozen=True)
class Original:
    """A picture that is resampled.

    Attributes:
        name: of its content.
        light: its pixels, on the plane of the light.
        finish: carries out the steps on output, or None; never on the unedited photo.
    """

    name: str
    light: Light
    finish: Finish | None = None


class Resampler:
    """The exact layers of a scene in the framing of its view, remembered.

    Args:
        cache: remembers them.
        photo: fingerprint.
        resampling: what is done.
        before: the unedited photo.
        edited: the result.
    """

    def __init__(
        self, cache: ResultCache, photo: str, resampling: Resampling, before: Original, edited: Original
    ) -> None:
        self._cache = cache
        self._photo = photo
        self._resampling = resampling
        self._before = before
        self._edited = edited

    @property
    def is_made(self) -> bool:
        """True where both of them are there."""
        return self._find(self._before) is not None and self._find(self._edited) is not None

    def make(self, progress: Progress) -> None:
        """Resample what is not there.

        Raises:
            Cancelled: something newer is wanted.
        """
        for original in (self._before, self._edited):
            if self._find(original) is None:
                made = self._resampling.display(original, progress)
                self._cache.put(self._place(original), made)

    def framed(self, frame: Frame, area: Rect) -> Frame:
        """An exact frame with the pixels of the framing; only approximate as long as they are not there.

        Args:
            frame: of the photo as it stands.
            area: pixels of the plane that it shows.
        """
        before, edited = self._find(self._before), self._find(self._edited)
        if before is None or edited is None:
            return replace(frame, exactness=Exactness.APPROXIMATE)
        resampling = self._resampling
        overlay = resampling.overlay(frame.overlay, area) if frame.overlay else None
        mask = resampling.mask(frame.shown_mask, area) if frame.shown_mask else None
        sides = (Picture(resampling.region, (layer,), framing=resampling.map) for layer in (before, edited))
        return replace(frame, before=next(sides), after=next(sides), overlay=overlay, shown_mask=mask)

    def _find(self, original: Original) -> Layer | None:
        place = self._place(original)
        found = self._cache.get(place)
        return None if found is None else Layer(place[1], found)

    def _place(self, original: Original) -> tuple[str, str]:
        return self._photo, f"{original.name} {self._resampling.name}"


def _divided(rect: Rect, divisor: int) -> Rect:
    """The pixels of a reduced plane that touch a rectangle."""
    x, y = rect.x // divisor, rect.y // divisor
    return Rect(x, y, -(-rect.right // divisor) - x, -(-rect.bottom // divisor) - y)
