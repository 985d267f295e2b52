"""Light: how many stops are missing, by the metering of Low light, and how much has burnt out.

A white sky burns out in many a good photo. What is too bright as a whole has a bright middle, too, little that is dark,
and an end of the tones where they are cut, not one that they fade into.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor

from pellucid.findings.certainty import SURE, certainty
from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import mark, tr
from pellucid.imaging.exposure_metering import NORMAL, Meter
from pellucid.imaging.srgb import luma

COPY_PX = 512
WHITE, BLACK, NEAR_WHITE = 0.985, 0.004, 0.93
_SHADOWS = 0.05
_DIGITS = 2


@dataclass(frozen=True)
class Exposure:
    """What was measured.

    Attributes:
        missing_stops: by which the photo is too dark.
        burnt_percent: white in all channels.
        cut_percent: at the end of the numbers in one channel at least.
        near_percent: whose brightest channel is just below it.
        black_percent: black in all channels.
        median, shadows: of luma; where the twentieth begins that is darkest.
    """

    missing_stops: float
    burnt_percent: float
    cut_percent: float
    near_percent: float
    black_percent: float
    median: float
    shadows: float

    @property
    def signs(self) -> Mapping[str, float]:
        """What tells too much light from a white sky."""
        return {
            "burnt": math.log1p(self.burnt_percent),
            "cut": math.log1p(self.cut_percent),
            "near": math.log1p(self.near_percent),
            "median": self.median,
            "shadows": self.shadows,
        }


def measure(photo: Photo) -> Exposure:
    """Measure the exposure."""
    copy = photo.full_image.overview(COPY_PX).clamp(0, 1)
    gray, brightest = luma(copy).flatten(), copy.amax(dim=0)
    near = (brightest > NEAR_WHITE) & (brightest <= WHITE)
    return Exposure(
        Meter(copy).stops(NORMAL),
        burnt_percent(copy),
        _percent(brightest > WHITE),
        _percent(near),
        _percent(brightest < BLACK),
        float(gray.median()),
        float(gray.quantile(_SHADOWS)),
    )


def burnt_percent(copy: Tensor) -> float:
    """How much of a picture `(3, h, w)` is white in all channels."""
    return _percent(copy.amin(dim=0) > WHITE)


def _percent(chosen: Tensor) -> float:
    return 100 * float(chosen.float().mean())


def is_dark(exposure: Exposure, limits: Limits) -> bool:
    """True where so much light is missing that people are told."""
    return exposure.missing_stops >= limits["dark"]["stops"]


def tell(exposure: Exposure, limits: Limits, *, is_veiled: bool = False) -> tuple[Finding, Finding]:
    """Say what it means.

    Args:
        exposure: what was measured.
        limits: from where on it is told.
        is_veiled: haze was found, which is bright by itself.

    Returns:
        What is too dark and what is too bright, of which at most one is found.
    """
    details = (
        (tr("Burnt out"), tr("{share:.1f} %", share=exposure.burnt_percent)),
        (tr("Black"), tr("{share:.1f} %", share=exposure.black_percent)),
    )
    dark = _dark(exposure, limits, details)
    return dark, _bright(exposure, limits, details, is_explained=dark.is_found or is_veiled)


def _dark(exposure: Exposure, limits: Limits, details: tuple[tuple[str, str], ...]) -> Finding:
    stops, limit, is_found = exposure.missing_stops, limits["dark"]["stops"], is_dark(exposure, limits)
    return Finding(
        Kind.DARK,
        round(stops, 1),
        "EV",
        round(min(1.0, 0.5 + abs(stops - limit) / 2), _DIGITS),
        severity(stops, limit),
        is_found,
        tr("{stops:.1f} stops too dark.", stops=stops) if is_found else tr("Enough light."),
        details,
        ("relight", "illumination"),
        Proposal("relight", (("strength", 1.0), ("brightness", NORMAL))) if is_found else None,
    )


def _bright(exposure: Exposure, limits: Limits, details: tuple[tuple[str, str], ...], *, is_explained: bool) -> Finding:
    percent, own = exposure.burnt_percent, limits["bright"]
    sure = certainty(exposure.signs, limits["bright_signs"])
    is_bright = percent >= own["burnt_percent"] and exposure.median >= own["median"]
    is_found = is_bright and sure >= SURE and not is_explained
    return Finding(
        Kind.BRIGHT,
        round(percent, 1),
        mark("% burnt out"),
        round(sure if is_found else 1 - sure, _DIGITS),
        severity(percent, own["burnt_percent"], is_sure=is_found),
        is_found,
        tr("Too bright: {share:.0f} % has burnt out.", share=percent) if is_found else tr("Not too bright."),
        details,
        proposal=Proposal("tone", (("exposure", -round(own["stops"], _DIGITS)),)) if is_found else None,
    )
