"""A photo of another shape as a photo of its own: its samples turned and cropped, or the place for those to come."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.framing import Framing
from pellucid.foundation.framing_map import FramingMap
from pellucid.foundation.geometry import Rect, Size
from pellucid.io.metadata import axes_exchanged
from pellucid.io.orientation import upright
from pellucid.io.source_image import SourceImage

# EXIF has a number for each way of turning and mirroring.
_ORIENTATIONS = {(0, False): 1, (0, True): 2, (1, False): 6, (1, True): 5,
                 (2, False): 3, (2, True): 4, (3, False): 8, (3, True): 7}  # fmt: skip


def reframed(source: SourceImage, map_: FramingMap) -> SourceImage:
    """A photo turned, mirrored and cropped, sample by sample.

    Args:
        source: the photo.
        map_: a lossless framing of it.
    """
    kept = map_.photo_rect(Rect.of(map_.output_size), 0)
    framing = map_.framing
    orientation = _ORIENTATIONS[framing.quarter_turns, framing.mirrored]

    def turned(samples: NDArray[Any]) -> NDArray[Any]:
        result = upright(samples[kept.slices], orientation)
        result.flags.writeable = False
        return result

    alpha = None if source.alpha is None else turned(source.alpha)
    return _shaped(_turned_metadata(source, framing), map_.output_size, turned(source.samples), alpha)


def to_be_filled(source: SourceImage, size: Size, framing: Framing) -> SourceImage:
    """What a photo says of itself at another size, before its pixels are known: samples of no memory, and no alpha.

    Args:
        source: the photo.
        size: of the result.
        framing: that it comes from; its quarter turns exchange what the metadata tell across and down.
    """
    source = _turned_metadata(source, framing)
    one = np.zeros((1, 1, source.samples.shape[2]), source.samples.dtype)
    alpha = None if source.alpha is None else np.broadcast_to(one[..., 0], (size.height, size.width))
    return _shaped(source, size, np.broadcast_to(one, (size.height, size.width, one.shape[2])), alpha)


def _turned_metadata(source: SourceImage, framing: Framing) -> SourceImage:
    is_aside = framing.quarter_turns % 2 == 1
    return replace(source, metadata=axes_exchanged(source.metadata)) if is_aside else source


def _shaped(source: SourceImage, size: Size, samples: NDArray[Any], alpha: NDArray[Any] | None) -> SourceImage:
    return replace(
        source,
        facts=replace(source.facts, size=size),
        samples=samples,
        alpha=alpha,
    )
