"""The exposure that was chosen for a float file, which holds more light than is shown."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pellucid.io import icc
from pellucid.io.readers.decoded import Decoded
from pellucid.io.reduce import by_strips
from pellucid.io.transfer_curves import SRGB_CURVE


def exposed(decoded: Decoded, stops: float) -> Decoded:
    """The same picture with its light scaled, as float sRGB; pictures of whole numbers stay as they are."""
    if stops == 0 or decoded.samples.dtype.kind != "f" or decoded.color == "cmyk":
        return decoded
    profile, channels = decoded.embedded.icc, decoded.samples.shape[2]

    def expose(strip: NDArray[Any]) -> NDArray[Any]:
        light = SRGB_CURVE.decode(icc.to_working(strip, decoded.color, profile)) * np.float32(2**stops)
        return np.asarray(SRGB_CURVE.encode(light)[..., :channels], np.float32)

    samples = by_strips(expose, decoded.samples)
    return replace(decoded, samples=samples, embedded=replace(decoded.embedded, icc=None))
