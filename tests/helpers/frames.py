"""Frames that stand for ones that were rendered."""

import numpy as np

from pellucid.foundation.frame import Exactness, Frame, Layer, Picture
from pellucid.foundation.geometry import Rect


def frame(generation: int, photo: str) -> Frame:
    """An approximate frame of one pixel, which answers a request for a photo."""
    layer = Layer("x", np.zeros((1, 1, 4), np.uint8))
    picture = Picture(Rect(0, 0, 1, 1), (layer,))
    return Frame(generation, photo, 1.0, picture, picture, Exactness.APPROXIMATE)
