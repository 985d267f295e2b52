"""What low light finds of a whole photo: how it is exposed, and how much of S is divided out, for every brightness.

DeepUPE looks at the photo as an ordinary exposure shows it, however dark it was, so that what it must tell is only
where light is missing. What S gives to the mean of the photo, the exposure gives less: a photo has one brightness, and
S decides how it is spread.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.exposure_metering import SEEN_BRIGHTNESS, Meter, exposed_peaks, rising, solved, target_of
from pellucid.imaging.srgb import to_linear
from pellucid.operations.relight.lift import lifted

NODES = 9
"""Values of the brightness at which the light is found; between them it is mixed."""

SHADE_STOPS = (0.5, 2.0)
"""A photo that misses fewer stops has no shade that S should take off; from the second number on S counts in full."""

BALANCED_PX = 64
"""Sides of the copy on which exposure and S are balanced."""

GUARD = 0.5
"""Of highlights, while balancing."""


@dataclass(frozen=True)
class Light:
    """The light of a photo at one brightness: stops of exposure, and the power of S that is divided out."""

    stops: float
    share: float


UNEXPOSED = (Light(0.0, 1.0),) * NODES
"""Where no exposure is to be found: S, and nothing else."""


def seen_stops(meter: Meter) -> float:
    """Stops at which the network looks at a photo."""
    return meter.needed(SEEN_BRIGHTNESS)


def find_lights(meter: Meter, copy: Tensor, illumination: Tensor) -> tuple[Light, ...]:
    """The light of a photo for every node of the brightness, 0 to 1.

    Args:
        meter: of the photo.
        copy: all of it, `(3, h, w)`, 0 to 1.
        illumination: S of the copy, `(1, h, w)`.
    """
    peaks, small = (F.adaptive_avg_pool2d(each, BALANCED_PX) for each in (copy.amax(0, keepdim=True), illumination))
    return tuple(_find_light(meter, to_linear(peaks), small, node / (NODES - 1)) for node in range(NODES))


def at_brightness(lights: tuple[Light, ...], brightness: float) -> Light:
    """The light for any brightness, 0 to 1."""
    place = brightness * (len(lights) - 1)
    low = min(int(place), len(lights) - 2)
    before, after, share = lights[low], lights[low + 1], place - low
    return Light(
        before.stops + share * (after.stops - before.stops),
        before.share + share * (after.share - before.share),
    )


def _find_light(meter: Meter, peaks: Tensor, illumination: Tensor, brightness: float) -> Light:
    """Expose, and let S have its part as far as light is missing.

    A night has less light than the target, so S may raise it only as far as by day.
    """
    stops, share = meter.stops(brightness), rising(meter.needed(brightness), *SHADE_STOPS)
    day, before = meter.daylight(brightness), float(_exposed(peaks, stops).mean())
    wanted = max(before, day * target_of(brightness) + (1 - day) * before)

    def mean(some_stops: float, some_share: float) -> float:
        return float(lifted(_exposed(peaks, some_stops), illumination**some_share, GUARD).mean())

    if mean(stops, share) <= wanted:
        return Light(stops, share)
    if mean(0.0, share) > wanted:
        return Light(0.0, solved(lambda some: mean(0.0, some), wanted, share))
    return Light(solved(lambda some: mean(some, share), wanted, stops), share)


def _exposed(peaks: Tensor, stops: float) -> Tensor:
    return exposed_peaks(peaks, torch.tensor(stops).to(peaks))
