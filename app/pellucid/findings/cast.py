"""Colour cast: what the colours of a photo tell of its light, and what several estimates agree on.

What was learned of the colours of photos (`imaging.colors_of_light`) tells how sure it is, and is believed where it is
sure. Else the classical estimates are asked. Each is deceived by other things: a meadow, a sunset, one red wall. A cast
is what all of them see the same way, and only as much of it as the most cautious of them. Where nothing is nearly gray
nobody can tell.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.paths import resources_dir
from pellucid.foundation.translation import mark, tr
from pellucid.imaging.colors_of_light import ColorFilter, Light, histograms_of, light_of
from pellucid.imaging.illuminants import ESTIMATES, estimated_stops
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.operations.white_balance.process import TEMPERATURE_STOPS, TINT_STOPS

COPY_PX = 256
_ASKED = tuple(name for name in ESTIMATES if name != "gray world")
"""The mean of all is deceived by any large thing of one colour."""

_TOLD_CHROMA = 0.9
"""A photo whose typical colour is more saturated than this, of 1, has no gray that could tell."""

_LEFT_CHROMA = 0.7
"""Once the light that the colours tell is taken out, what is still more saturated is of one colour by itself."""

_MOST = 100.0


NO_LIGHT = Light(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Cast:
    """What was measured, in stops: red over blue, magenta over green, and how saturated a typical place is, 0 to 1.

    Attributes:
        warmth, tint: what the estimates agree on.
        chroma: of a typical place.
        light: what the colours tell.
        left_chroma: of a typical place once that light is taken out.
    """

    warmth: float
    tint: float
    chroma: float
    light: Light = NO_LIGHT
    left_chroma: float = 0.0

    @property
    def stops(self) -> float:
        """How strong it is by the estimates; 0 where nobody can tell."""
        return max(abs(self.warmth), 2 * abs(self.tint)) if self.has_gray else 0.0

    @property
    def has_gray(self) -> bool:
        """False where everything is so saturated that nobody can tell."""
        return self.chroma < _TOLD_CHROMA

    def is_told_by_colors(self, limits: Mapping[str, float]) -> bool:
        """True where the colours are sure of a cast, and it is the light that has it, not the things in it."""
        is_strong = abs(self.light.warmth) >= limits["stops"]
        return is_strong and self.left_chroma < _LEFT_CHROMA and self.light.certainty >= limits["certainty"]


@functools.cache
def shipped_filter() -> ColorFilter:
    """What was learned of colours for this version."""
    planes = load_file(resources_dir() / "light.safetensors")
    return ColorFilter(planes["kernels"].float(), planes["prior"].float())


def measure(photo: Photo) -> Cast:
    """Measure the cast along the colours of daylight and across them."""
    copy = F.avg_pool2d(photo.full_image.overview(COPY_PX).clamp(0, 1)[None], 2)
    stops = estimated_stops(copy)[0][[ESTIMATES.index(name) for name in _ASKED]]
    light = light_of(shipped_filter().scores(histograms_of(copy[0].cpu())[None])[0])
    return Cast(
        _agreed(stops[:, 2] - stops[:, 0]),
        _agreed(stops[:, 1]),
        _typical_chroma(copy),
        light,
        _typical_chroma(_without(light, copy)),
    )


def tell(cast: Cast, limits: Limits) -> Finding:
    """Say what it means."""
    own, light = limits["cast"], cast.light
    is_sure = cast.is_told_by_colors(own)
    warmth, tint = (light.warmth, 0.0) if is_sure else (cast.warmth, cast.tint)
    size = abs(light.warmth) if is_sure else cast.stops
    is_found = size >= own["stops"]
    return Finding(
        Kind.CAST,
        round(size, 2),
        "EV",
        round(light.certainty if is_sure else 1 - cast.chroma if size else 0.0, 2),
        severity(size, own["stops"]),
        is_found,
        tr(_word(warmth, tint), stops=size) if is_found else tr("No cast that one can be sure of."),
        (
            (tr("Blue against red"), tr("{stops:+.2f} EV", stops=-warmth)),
            (tr("Green"), tr("{stops:+.2f} EV", stops=-tint)),
        ),
        proposal=_proposal(warmth, tint) if is_found else None,
    )


def _typical_chroma(copy: Tensor) -> float:
    """How saturated a typical place of `(1, 3, h, w)` is, 0 to 1."""
    brightest = copy.amax(dim=1)
    return float(((brightest - copy.amin(dim=1)) / brightest.clamp_min(0.02)).median())


def _without(light: Light, copy: Tensor) -> Tensor:
    """A copy `(1, 3, h, w)` in neutral light, as bright as can be without being cut."""
    gains = torch.tensor([-light.warmth / 2, 0.0, light.warmth / 2]).exp2().to(copy)
    balanced = to_linear(copy) * gains.view(1, 3, 1, 1)
    return to_srgb(balanced / balanced.amax().clamp_min(1.0))


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
