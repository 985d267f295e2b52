"""A framing that stands upright, found from the photo itself; and how far a pair may be turned."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation.framing import LARGEST_ANGLE_DEG, Framing
from pellucid.foundation.translation import mark
from pellucid.imaging import disparity_range
from pellucid.imaging.horizon import LONG_SIDE_PX, Tilt, find_tilt
from pellucid.imaging.srgb import LUMA
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair

NOT_FOUND = mark("No horizon or upright edges stand out, so the photo was not straightened.")


def tilt_of(source: SourceImage, framing: Framing) -> Tilt:
    """How far a photo is tilted after quarter turns and mirror of a framing."""
    luma = _luma(source, LONG_SIDE_PX)
    luma = np.rot90(luma, -framing.quarter_turns)
    return find_tilt(np.ascontiguousarray(luma[:, ::-1] if framing.mirrored else luma))


def straightened(source: SourceImage, framing: Framing) -> Framing | None:
    """The framing with the angle at which the photo stands upright; None where that cannot be told."""
    tilt = tilt_of(source, framing)
    return replace(framing, angle_deg=round(-tilt.angle_deg, 2)) if tilt.is_sure else None


LARGEST_ROW_SHIFT = 0.01
"""Of the height: what lies in one row of both eyes may lie so far apart after turning, or looking at it hurts."""


def largest_angle(pair: Pair) -> float:
    """How many degrees a pair may be turned: a shift of d between its eyes becomes d sin α between its rows."""
    size, long_side = pair.left.facts.size, disparity_range.LONG_SIDE_PX
    left, right = (_luma(eye, long_side) for eye in pair.eyes)
    apart = disparity_range.largest_disparity(left, right) * size.width / left.shape[1]
    allowed = LARGEST_ROW_SHIFT * size.height
    return min(LARGEST_ANGLE_DEG, math.degrees(math.asin(allowed / apart))) if apart > allowed else LARGEST_ANGLE_DEG


def _luma(source: SourceImage, long_side_px: int) -> NDArray[np.float32]:
    return np.asarray(source.overview(long_side_px) @ np.array(LUMA, np.float32), np.float32)
