"""The well exposed rendering of an HDR picture: what a camera that had been set right would have shown.

The exposure takes the mean of the brightest channel to the target of `imaging.exposure_metering`, as far as what is
bright allows; then comes the curve of Reinhard et al., "Photographic tone reproduction for digital images", SIGGRAPH
2002, equation 4, on both ends of every pixel, which keeps its hue.
"""

from torch import Tensor

from pellucid.imaging.exposure_metering import NORMAL, solved, target_of
from pellucid.imaging.srgb import to_srgb
from pellucid.imaging.tone_curves import apply_curve

REACH_STOPS = 14.0
"""From the light of the file to that of the rendering at most, either way."""

OVER_WHITE = 4.0
"""A twentieth of the picture may have more than so many times the light of white: lamps do not darken it."""

METERED_EVERY = 8
"""Metering looks at every eighth pixel of every eighth row."""

_BRIGHT_SHARE, _WHITE_SHARE = 0.95, 0.995
_LEAST_LIGHT = 1e-6


def render_scene(light: Tensor) -> tuple[Tensor, Tensor]:
    """Expose and render a scene.

    Args:
        light: linear, `(3, H, W)`, not below 0.

    Returns:
        The exposed light, in which 1 is the white of a camera, and the rendering, sRGB, 0 to 1; both `(3, H, W)`.
    """
    peaks, _ = light[:, ::METERED_EVERY, ::METERED_EVERY].amax(dim=0).flatten().sort()
    bright, white = (peaks[round(share * (len(peaks) - 1))] for share in (_BRIGHT_SHARE, _WHITE_SHARE))

    def mean(stops: float) -> float:
        gain = 2.0 ** (stops - REACH_STOPS)
        return float(to_srgb(film(peaks * gain, white * gain)).mean())

    most = float((OVER_WHITE / bright.clamp_min(_LEAST_LIGHT)).log2()) + REACH_STOPS
    stops = max(0.0, min(most, solved(mean, target_of(NORMAL), 2 * REACH_STOPS)))
    gain = 2.0 ** (stops - REACH_STOPS)
    exposed = light * gain
    return exposed, to_srgb(apply_curve(exposed, lambda values: film(values, white * gain))).clamp_(0, 1)


def film(light: Tensor, white: Tensor) -> Tensor:
    """Light of any shape to 0 to 1: `white`, at least 1, becomes 1, and more is clipped."""
    return (light * (1 + light / white.clamp_min(1) ** 2) / (1 + light)).clamp_max_(1)
