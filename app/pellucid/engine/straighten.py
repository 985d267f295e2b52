"""A framing that stands upright, found from the photo itself."""

from dataclasses import replace

import numpy as np

from pellucid.foundation.framing import Framing
from pellucid.imaging.horizon import LONG_SIDE_PX, Tilt, find_tilt
from pellucid.imaging.srgb import LUMA
from pellucid.io.source_image import SourceImage

NOT_FOUND = "No horizon or upright edges stand out, so the photo was not straightened."


def tilt_of(source: SourceImage, framing: Framing) -> Tilt:
    """How far a photo is tilted after quarter turns and mirror of a framing."""
    luma = source.overview(LONG_SIDE_PX) @ np.array(LUMA, np.float32)
    luma = np.rot90(luma, -framing.quarter_turns)
    return find_tilt(np.ascontiguousarray(luma[:, ::-1] if framing.mirrored else luma))


def straightened(source: SourceImage, framing: Framing) -> Framing | None:
    """The framing with the angle at which the photo stands upright; None where that cannot be told."""
    tilt = tilt_of(source, framing)
    return replace(framing, angle_deg=round(-tilt.angle_deg, 2)) if tilt.is_sure else None
