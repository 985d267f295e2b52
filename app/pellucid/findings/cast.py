"""Colour cast: what several estimates of the light agree on, at the least.

Each estimate is deceived by other things: a meadow, a sunset, one red wall. A cast is what all of them see the
same way, and only as much of it as the most cautious of them. Where nothing is nearly gray nobody can tell.
"""

from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import mark, tr
from pellucid.imaging.illuminants import ESTIMATES, estimated_stops
from pellucid.operations.white_balance.process import TEMPERATURE_STOPS, TINT_STOPS

COPY_PX = 256
_ASKED = tuple(name for name in ESTIMATES if name != "gray world")
"""The mean of all is deceived by any large thing of one colour."""

_TOLD_CHROMA = 0.9
"""A photo whose typical colour is more saturated than this, of 1, has no gray that could tell."""

_MOST = 100.0


@dataclass(frozen=True)
class Cast:
    """What was measured, in stops: red over blue, magenta over green, and how saturated a typical place is, 0 to 1."""

    warmth: float
    tint: float
    chroma: float

    @property
    def stops(self) -> float:
        """How strong it is; 0 where nobody can tell."""
        return max(abs(self.warmth), 2 * abs(self.tint)) if self.chroma < _TOLD_CHROMA else 0.0


def measure(photo: Photo) -> Cast:
    """Measure the cast along the colours of daylight and across them."""
    copy = F.avg_pool2d(photo.full_image.overview(COPY_PX).clamp(0, 1)[None], 2)
    stops = estimated_stops(copy)[0][[ESTIMATES.index(name) for name in _ASKED]]
    chroma = ((copy.amax(dim=1) - copy.amin(dim=1)) / copy.amax(dim=1).clamp_min(0.02)).median()
    return Cast(_agreed(stops[:, 2] - stops[:, 0]), _agreed(stops[:, 1]), float(chroma))


def tell(cast: Cast, limits: Limits) -> Finding:
    """Say what it means."""
    warmth, tint, size, limit = cast.warmth, cast.tint, cast.stops, limits["cast"]["stops"]
    is_found = size >= limit
    return Finding(
        Kind.CAST,
        round(size, 2),
        "EV",
        round(1 - cast.chroma if size else 0.0, 2),
        severity(size, limit),
        is_found,
        tr(_word(warmth, tint), stops=size) if is_found else tr("No cast that one can be sure of."),
        (
            (tr("Blue against red"), tr("{stops:+.2f} EV", stops=-warmth)),
            (tr("Green"), tr("{stops:+.2f} EV", stops=-tint)),
        ),
        proposal=_proposal(warmth, tint) if is_found else None,
    )


def _agreed(values: Tensor) -> float:
    """The least of values that have one sign; 0 where they differ."""
    if bool((values > 0).all()):
        return float(values.min())
    return float(values.max()) if bool((values < 0).all()) else 0.0


def _proposal(warmth: float, tint: float) -> Proposal:
    """What takes the agreed part away: temperature for red against blue, tint for what is left of green."""
    temperature = -100 * warmth / (TEMPERATURE_STOPS[0] - TEMPERATURE_STOPS[2])
    left = tint - temperature / 100 * (TEMPERATURE_STOPS[1] - sum(TEMPERATURE_STOPS) / 3)
    across = 100 * left / (TINT_STOPS[1] - sum(TINT_STOPS) / 3) if tint else 0.0
    values = (("temperature", temperature), ("tint", across))
    bounded = tuple((name, float(round(max(-_MOST, min(_MOST, value))))) for name, value in values)
    return Proposal("white_balance", bounded)


def _word(warmth: float, tint: float) -> str:
    if abs(warmth) >= 2 * abs(tint):
        return mark("A warm cast of {stops:.1f} stops.") if warmth > 0 else mark("A cold cast of {stops:.1f} stops.")
    return mark("A magenta cast of {stops:.1f} stops.") if tint > 0 else mark("A green cast of {stops:.1f} stops.")
