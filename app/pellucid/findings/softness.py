"""Motion blur and defocus: how wide even the sharpest edges are, and which way fine detail is missing.

Widths say how much (`imaging.blur_estimate`), the spectrum which of the two it is (`imaging.fine_detail`).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pellucid.findings.certainty import SURE, certainty
from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import tr
from pellucid.imaging.blur_estimate import Blur, Edges
from pellucid.imaging.fine_detail import detail_of

_LEAST_EDGES = 150
_EVEN = 1.0
_SHARPEST = 0.1
"""Quantile of the pieces."""

_LONG_PX, _LONGEST_PX = 25.0, 50.0
"""From these lengths on the network looks at a copy of half and of a quarter of the size."""

SHARP_PX = 1.0
"""Width of the sharpest edges there are, which no repair can better."""


@dataclass(frozen=True)
class Softness:
    """What was measured.

    Attributes:
        blur: what all edges say.
        unevenness: width of edges where the photo is soft, in times of that where it is sharp; 1 for even or unknown.
        lost, kept: how far the power of fine detail is below that of coarse detail, along the direction with the least
            of it and along the one with the most, as natural logarithms; 0 where nobody can tell, here and below.
        least_lost: `lost` where the photo is sharpest.
        apart: how much farther the power falls from coarse to middle detail along one direction than along another.
    """

    blur: Blur
    unevenness: float
    lost: float = 0.0
    kept: float = 0.0
    least_lost: float = 0.0
    apart: float = 0.0

    @property
    def signs_of_blur(self) -> Mapping[str, float]:
        """What tells a blurred photo from one whose things are soft."""
        return {
            "width": self._width,
            "unevenness": math.log(self.unevenness),
            "lost": self.lost,
            "kept": self.kept,
            "least_lost": self.least_lost,
        }

    @property
    def signs_of_motion(self) -> Mapping[str, float]:
        """What tells motion blur from defocus."""
        return {"width": self._width, "elongation": self.blur.elongation, "apart": self.apart}

    @property
    def _width(self) -> float:
        return math.log(max(self.blur.width_px, SHARP_PX))


def measure(photo: Photo) -> Softness:
    """Measure how soft a photo is."""
    detail = detail_of(photo.samples.detailed or photo.samples.all)  # a small picture has few pieces
    unevenness = _unevenness(photo.edges)
    if not len(detail):
        return Softness(photo.blur, unevenness)
    coarse, middle, fine = detail.mean(dim=0)
    least_lost = (detail[:, 0] - detail[:, 2]).amax(dim=1).quantile(_SHARPEST)
    return Softness(
        photo.blur,
        unevenness,
        float((coarse - fine).max()),
        float((coarse - fine).min()),
        float(least_lost),
        float((coarse - middle).max() - (coarse - middle).min()),
    )


def _unevenness(edges: Sequence[Edges]) -> float:
    """How much softer some pieces are than others: a shallow depth of field is no fault."""
    widths = sorted(float(one.width_px.quantile(0.2)) for one in edges if len(one) >= _LEAST_EDGES)
    if len(widths) < 3:
        return _EVEN
    low, high = widths[len(widths) // 5], widths[len(widths) * 4 // 5]
    return max(_EVEN, high / max(low, SHARP_PX))


def tell(softness: Softness, limits: Limits) -> tuple[Finding, Finding]:
    """Say what it means.

    Returns:
        Motion blur and defocus, of which at most one is found.
    """
    blur, limit = softness.blur, limits["blur"]["width_px"]
    sure = certainty(softness.signs_of_blur, limits["blur_signs"])
    is_blurred = blur.width_px >= limit and blur.confidence > 0 and sure >= SURE
    is_motion = certainty(softness.signs_of_motion, limits["motion_signs"]) >= limits["blur"]["motion_certainty"]
    return (
        _motion(blur, limit, sure, is_found=is_blurred and is_motion),
        _defocus(blur, limit, sure, is_found=is_blurred and not is_motion),
    )


def _proposal(blur: Blur) -> Proposal:
    method = "deepdeblur"
    if blur.length_px > _LONGEST_PX:
        method = "deepdeblur_longest"
    elif blur.length_px > _LONG_PX:
        method = "deepdeblur_long"
    return Proposal("deblur", (("method", method), ("amount", 1.0)))


def _motion(blur: Blur, limit: float, sure: float, *, is_found: bool) -> Finding:
    length, direction = blur.length_px, blur.direction_deg
    shaken = tr("Shaken by about {length:.0f} px, along {direction:.0f}°.", length=length, direction=direction)
    return _finding_of(blur, sure, is_found=is_found)(
        kind=Kind.MOTION_BLUR,
        value=round(length, 1),
        severity=severity(blur.width_px - SHARP_PX, limit - SHARP_PX) if is_found else 0.0,
        sentence=shaken if is_found else tr("Not shaken."),
    )


def _defocus(blur: Blur, limit: float, sure: float, *, is_found: bool) -> Finding:
    width = blur.width_px
    soft = tr("Out of focus: even the sharpest edges are {width:.1f} px wide.", width=width)
    return _finding_of(blur, sure, is_found=is_found)(
        kind=Kind.DEFOCUS,
        value=round(width, 1),
        severity=severity(width - SHARP_PX, limit - SHARP_PX, is_sure=is_found),
        sentence=soft if is_found else tr("In focus."),
    )


def _finding_of(blur: Blur, sure: float, *, is_found: bool) -> Callable[..., Finding]:
    """What findings of a blur have in common, whatever kind it is of."""
    return partial(
        Finding,
        unit="px",
        confidence=round(sure if is_found else 1 - sure, 2),
        is_found=is_found,
        details=(_width(blur),),
        map=("deblur", "sharpness"),
        proposal=_proposal(blur) if is_found else None,
    )


def _width(blur: Blur) -> tuple[str, str]:
    return tr("Width of the sharpest edges"), tr("{width:.2f} px", width=blur.width_px)
