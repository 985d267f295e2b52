"""Metering a photo that is there already: by how many stops it is too dark, and how much of that it can be given.

What counts is the brightest channel of each pixel, in linear light: a red wall in full light has little luma, and is no
dark wall. A photo in full light has a certain mean of it; `TARGETS` are the means that people find natural and bright.
Where no part is darker than another, as in snow or haze, it goes on until the brightest is nearly white. Four things
hold the exposure back: what is bright already (a twentieth of the photo may reach white, and lies on the shoulder of
`tone_curves.expose`), lamps (where they are white, the camera was set for a night, and half of the stops are its
darkness), noise, and how well exposed the photo is: the last stop is not missed by anybody.
"""

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from pellucid.imaging.local_noise import deviations_of_flat
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.imaging.tone_curves import shoulder

TARGETS = (0.30, 0.74)
"""Mean of the brightest channel, in sRGB, of a photo that was made natural (brightness 0) and bright (brightness 1)."""

NORMAL = 0.6
"""The brightness that fits most photos; that of nights grows from here on only."""

SEEN_BRIGHTNESS = 0.25
"""DeepUPE looks at photos exposed as for this brightness: what it divides out is to come on top."""

MOST_STOPS = 8.0
"""One level of 8 bits is middle gray then: there is nothing darker in such a file."""

HEADROOM_STOPS = 2.0
"""So far, at full brightness, the brightest twentieth may go beyond white and come back over the shoulder."""

DULL_STOPS, DULLER_STOPS = 0.6, 2.5
"""A photo whose brightest hundredth lies further below white is dull; less brightness allows more of that."""

NIGHT_SHARE = 0.5
"""Of the stops that a night is given."""

LAMP_STOPS = (0.2, 1.2)
"""The brightest thousandth so far below white is a lamp, and is none."""

MISSED_STOPS = (0.4, 1.4)
"""Fewer are not missed at all, more are missed in full."""

MOST_NOISE = 0.02
"""Of linear light, after exposure: more grain than that hides the photo."""

_BRIGHT_SHARE, _WHITE_SHARE, _LAMP_SHARE = 0.95, 0.99, 0.999
_FLAT_SHARE = 0.2
"""Noise is read from the flattest fifth of the photo, block by block."""

_MEANS_APART = 0.25
"""Stops between which the mean is taken for a straight line."""

_METERED = 1024
"""Pixels that a mean is taken of: of sorted ones so many are as good as all."""

_BLOCK_PX = 16
_LEAST_LIGHT = 1e-5
_HALVINGS = 12


@dataclass(frozen=True)
class Meter:
    """What is read from a copy of a whole photo.

    Attributes:
        copy: `(3, h, w)` sRGB, 0 to 1, as large as people look at: the noise that they see is the noise that counts.
    """

    copy: Tensor

    @cached_property
    def peaks(self) -> Tensor:
        """Linear light of the brightest channel of all pixels, rising, `(h * w,)`."""
        values, _ = to_linear(self.copy.amax(dim=0)).flatten().sort()
        return values

    def needed(self, brightness: float) -> float:
        """Stops that take the mean to the target, 0 to `MOST_STOPS`, whatever holds them back."""
        wanted, means = target_of(brightness), self._means
        after = bisect_left(means, wanted)
        if after in {0, len(means)}:
            return min(after, 1) * MOST_STOPS
        return (after - (means[after] - wanted) / (means[after] - means[after - 1])) * _MEANS_APART

    def stops(self, brightness: float) -> float:
        """Stops that the photo is given.

        Args:
            brightness: 0 natural to 1 bright.

        Returns:
            0 to `MOST_STOPS`; never falls with the brightness.
        """
        bright, _ = self._below_white
        wanted = min(self._wanted(brightness), bright + HEADROOM_STOPS * brightness, self._before_noise)
        given = max(wanted, 0.0) * self.daylight(brightness)
        return given * rising(given, *MISSED_STOPS)

    def _wanted(self, brightness: float) -> float:
        """Stops to the target, or on until what is brightest is nearly white: snow in haze is no gray.

        A photo whose mean is at the target is left alone.
        """
        needed = self.needed(brightness)
        dull = self._stops_to_white(_WHITE_SHARE) - DULL_STOPS - DULLER_STOPS * (NORMAL - brightness)
        return needed + rising(needed, 0.0, 1.0) * max(0.0, dull - needed)

    def daylight(self, brightness: float) -> float:
        """Share of the missing light that is given: 1 by day, less for a night with lamps that is not wanted bright."""
        _, lamp = self._below_white
        kept = NIGHT_SHARE + (1 - NIGHT_SHARE) * rising(lamp, *LAMP_STOPS)
        return kept + (1 - kept) * max(0.0, brightness - NORMAL) / (1 - NORMAL)

    @cached_property
    def _means(self) -> list[float]:
        """The mean after 0 stops, one step more and so on up to `MOST_STOPS`."""
        some = self.peaks[:: max(1, len(self.peaks) // _METERED)]
        stops = torch.arange(0, MOST_STOPS + _MEANS_APART / 2, _MEANS_APART).to(some)
        found: list[float] = exposed_peaks(some, stops[:, None]).mean(dim=1).tolist()
        return found

    @cached_property
    def _below_white(self) -> tuple[float, float]:
        """Stops from the brightest twentieth and the brightest thousandth to white."""
        return self._stops_to_white(_BRIGHT_SHARE), self._stops_to_white(_LAMP_SHARE)

    def _stops_to_white(self, share: float) -> float:
        light = float(self.peaks[round(share * (len(self.peaks) - 1))])
        return -math.log2(max(light, _LEAST_LIGHT))

    @cached_property
    def _before_noise(self) -> float:
        """Stops until the noise becomes too much."""
        return math.log2(MOST_NOISE / max(flat_noise(self.copy), MOST_NOISE / 2**MOST_STOPS))


def target_of(brightness: float) -> float:
    """Mean of the brightest channel that a brightness aims at."""
    low, high = TARGETS
    return low + (high - low) * brightness


def exposed_peaks(peaks: Tensor, stops: Tensor) -> Tensor:
    """What `tone_curves.expose` makes of the brightest channel.

    Args:
        peaks: linear light, not above 1.
        stops: not below 0, of a shape that fits the peaks.

    Returns:
        sRGB, 0 to 1.
    """
    gain = stops.exp2()
    return to_srgb(shoulder(peaks * gain, gain))


def flat_noise(copy: Tensor) -> float:
    """Deviation of the noise in linear light, in the mean of its channels, where a picture `(3, h, w)` is flat."""
    gray = to_linear(copy).mean(dim=0)
    if min(gray.shape) < _BLOCK_PX + 2:
        return 0.0
    blocks = deviations_of_flat(gray, _BLOCK_PX)
    return float(blocks[round(_FLAT_SHARE * (len(blocks) - 1))])


def rising(value: float, start: float, end: float) -> float:
    """0 before the start, 1 behind the end, smoothly in between."""
    share = min(max((value - start) / (end - start), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def solved(function: Callable[[float], float], wanted: float, most: float) -> float:
    """Where a rising function takes a value: 0 to `most`, 0 where it is there from the start."""
    low, high = 0.0, most
    if function(low) >= wanted:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) >= wanted else (middle, high)
    return high
