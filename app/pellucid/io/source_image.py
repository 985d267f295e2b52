"""An opened photo: the file's own samples, and working pixels of any part of it at any scale.

A whole photo is never held as float: regions are converted when they are asked for, small copies strip by strip.
Working pixels never show what full transparency hides; see `hidden`.
"""

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.io.hidden import without_hidden_colors
from pellucid.io.icc import to_working
from pellucid.io.metadata import Metadata
from pellucid.io.reduce import area_average

_KEPT_OVERVIEWS = 4


@dataclass(frozen=True, eq=False)
class OtherEye:
    """What an eye of a pair knows of the one beside it.

    Attributes:
        source: its picture, of the same size, which knows of no other.
        eye: which of the two it is.
    """

    source: "SourceImage"
    eye: Eye


@dataclass(frozen=True, eq=False)
class SourceImage:
    """A photo as its file has it, upright. Never changed after opening.

    Attributes:
        facts: what is said of it.
        samples: `(H, W, C)` uint8, uint16 or float32, read-only; C is 1 (gray), 3 (RGB) or 4 (CMYK, 0 no ink).
        alpha: `(H, W)` of the same type, read-only, not multiplied into the samples; None where all is opaque.
        icc: profile of the samples; None means sRGB.
        metadata: EXIF, XMP and IPTC.
        other: the eye beside it; None for a photo of one eye.
    """

    facts: PhotoFacts
    samples: NDArray[Any]
    alpha: NDArray[Any] | None
    icc: bytes | None
    metadata: Metadata
    other: OtherEye | None = None
    _overviews: dict[int, NDArray[np.float32]] = field(default_factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)  # preview and export share it

    @cached_property
    def visible_samples(self) -> NDArray[Any]:
        """The samples, with colours from around in place of those that nobody sees; a copy only where there are any."""
        return self.samples if self.alpha is None else without_hidden_colors(self.samples, self.alpha)

    def working(self, region: Rect) -> NDArray[np.float32]:
        """Working pixels of a region that lies inside the photo.

        Returns:
            `(h, w, 3)` extended sRGB, finite, C-contiguous, a fresh array.
        """
        return to_working(self.visible_samples[region.slices], self.facts.color, self.icc)

    def reduced(self, region: Rect, scale: float) -> NDArray[np.float32]:
        """Working pixels of a region, made smaller by area averaging of the samples.

        Args:
            region: inside the photo.
            scale: at most 1.

        Returns:
            `(round(h·scale), round(w·scale), 3)`, at least one pixel a side; as `working` otherwise.
        """
        return self._at_size(region, region.size.scaled(min(scale, 1.0)))

    def overview(self, long_side_px: int) -> NDArray[np.float32]:
        """Working pixels of the whole photo, reduced so that its longer side has at most `long_side_px`."""
        with self._lock:
            found = self._overviews.get(long_side_px)
        if found is None:
            size = self.facts.size
            found = self.reduced(Rect.of(size), long_side_px / max(size.width, size.height))
            self._remember(long_side_px, found)
        return found.copy()

    def glimpse(self, long_side_px: int) -> NDArray[np.float32]:
        """As `overview`, but of a large photo some pixels only: several times as quick, for a first look."""
        size = self.facts.size
        step = max(1, max(size.width, size.height) // (2 * long_side_px))
        samples = self.visible_samples[::step, ::step]
        height, width = samples.shape[:2]
        small = Size(width, height).scaled(min(long_side_px / max(width, height), 1.0))
        return to_working(area_average(samples, small), self.facts.color, self.icc)

    def _remember(self, long_side_px: int, overview: NDArray[np.float32]) -> None:
        with self._lock:
            while len(self._overviews) >= _KEPT_OVERVIEWS:
                self._overviews.pop(next(iter(self._overviews)))
            self._overviews[long_side_px] = overview

    def _at_size(self, region: Rect, size: Size) -> NDArray[np.float32]:
        if size == region.size:
            return self.working(region)
        return to_working(area_average(self.visible_samples[region.slices], size), self.facts.color, self.icc)
