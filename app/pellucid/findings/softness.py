"""Motion blur and defocus: how wide even the sharpest edges are, and how much fine detail is missing, which way.

Judged where a photo is sharpest: with a shallow depth of field most of a good photo is soft. Widths are of
`imaging.blur_estimate`, spectra of `imaging.fine_detail`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import torch

from pellucid.findings.certainty import certainty
from pellucid.findings.focus_pieces import take_focus_pieces
from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import tr
from pellucid.imaging.blur_estimate import UNKNOWN, Blur, Edges, blur_of, measure_edges
from pellucid.imaging.fine_detail import detail_of

_LEAST_EDGES = 60
"""Of a piece whose sharpness is told."""

_PIECE_QUANTILE = 0.2
_SHARP_EDGE_PX = 1.5
_LEAST_CONTRAST, _OF_NOISE = 0.1, 8.0
"""Of edges whose sharpness counts: at all, and in times of the noise."""

_LEAST_SHARE = 0.005

_LONG_PX, _LONGEST_PX = 25.0, 50.0
"""From these lengths on the network looks at a copy of half and of a quarter of the size."""

SHARP_PX = 1.0
"""Width of the sharpest edges there are, which no repair can better."""


@dataclass(frozen=True)
class Fall:
    """How far the power of fine detail is below that of coarse detail, as natural logarithms.

    Attributes:
        usual: in the middle one of the pieces.
        least: where the photo is sharpest.
        least_along: the same, along the direction with the least fine detail.
        apart: how much farther the power falls from coarse to middle detail along one direction than along another.
    """

    usual: float
    least: float
    least_along: float
    apart: float


_NO_FALL = Fall(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Softness:
    """What was measured, on a copy that is reduced by `shrink`; widths and lengths are in its pixels.

    Attributes:
        blur: what all edges say.
        sharpest_px, next_px: width of the edges in the sharpest piece, and in the one after it.
        sharp_share: of the edges, those that nothing but a lens made soft.
        fall: of the power of fine detail.
        shrink: pixels of the photo that are one here, each way.
    """

    blur: Blur
    sharpest_px: float = 0.0
    next_px: float = 0.0
    sharp_share: float = 1.0
    fall: Fall = _NO_FALL
    shrink: int = 1

    @property
    def is_known(self) -> bool:
        """False where there are too few edges to tell."""
        return self.blur.width_px > 0

    @property
    def signs_of_blur(self) -> Mapping[str, float]:
        """What tells a blurred photo from one whose things are soft."""
        return {
            "width": _log(self.blur.width_px),
            "widest": _log(self.blur.widest_px),
            "usual": _log(self.blur.usual_px),
            "sharpest": _log(self.sharpest_px),
            "next": _log(self.next_px),
            "sharp_share": math.log(self.sharp_share + _LEAST_SHARE),
            "lost": self.fall.usual,
            "least_lost": self.fall.least,
            "least_lost_along": self.fall.least_along,
            "apart": self.fall.apart,
        }

    @property
    def signs_of_motion(self) -> Mapping[str, float]:
        """What tells motion blur from defocus, which takes more fine detail away, the same every way."""
        return {
            "width": _log(self.blur.width_px),
            "elongation": self.blur.elongation,
            "apart": self.fall.apart,
            "lost": self.fall.usual,
        }


def _log(width_px: float) -> float:
    return math.log(max(width_px, SHARP_PX))


def measure(photo: Photo) -> Softness:
    """Measure how soft a photo is."""
    focus = take_focus_pieces(photo.full_image)
    noise = min(photo.flat_noise, default=0.0)
    edges = [measure_edges(piece, noise) for piece in focus.pieces]
    detail = detail_of(focus.pieces)
    widths = sorted(float(own.width_px.quantile(_PIECE_QUANTILE)) for own in edges if len(own) >= _LEAST_EDGES)
    blur = blur_of(edges)
    if blur == UNKNOWN or not widths or not len(detail):
        return Softness(UNKNOWN)
    fallen = detail[:, 0] - detail[:, 2]
    mean_fallen = fallen.mean(dim=1).sort().values
    along = (detail[:, 0] - detail[:, 1]).mean(dim=0)
    after = min(1, len(detail) - 1)
    fall = Fall(
        usual=float(mean_fallen[len(detail) // 2]),
        least=float(mean_fallen[after]),
        least_along=float(fallen.amax(dim=1).sort().values[after]),
        apart=float(along.max() - along.min()),
    )
    next_px = widths[min(1, len(widths) - 1)]
    return Softness(blur, widths[0], next_px, _sharp_share(edges, noise), fall, focus.shrink)


def _sharp_share(edges: Sequence[Edges], noise: float) -> float:
    strong = torch.cat([own.width_px[own.contrast > max(_LEAST_CONTRAST, _OF_NOISE * noise)] for own in edges])
    return float((strong < _SHARP_EDGE_PX).float().mean()) if len(strong) else 0.0


def tell(softness: Softness, limits: Limits, *, is_spoilt: bool = False) -> tuple[Finding, Finding]:
    """Say what it means.

    Args:
        softness: what was measured.
        limits: from where on it is told.
        is_spoilt: noise, JPEG or a lack of light was found, which hide fine detail as well: more is asked for then.

    Returns:
        Motion blur and defocus, of which at most one is found.
    """
    blur, own = softness.blur, limits["blur"]
    sure = certainty(softness.signs_of_blur, limits["blur_signs"]) if softness.is_known else 0.0
    is_sharp_somewhere = softness.sharpest_px < own["sharpest_px"] or softness.sharp_share > own["sharp_share"]
    is_sure = sure >= (own["spoilt_certainty" if is_spoilt else "certainty"])
    is_blurred = blur.width_px >= own["width_px"] and not is_sharp_somewhere and is_sure
    is_motion = certainty(softness.signs_of_motion, limits["motion_signs"]) >= own["motion_certainty"]
    has_step = sure >= own["repair_certainty"] and not is_spoilt
    proposal = _proposal(blur.length_px * softness.shrink) if has_step else None
    return (
        _motion(softness, own["width_px"], sure, proposal, is_found=is_blurred and is_motion),
        _defocus(softness, own["width_px"], sure, proposal, is_found=is_blurred and not is_motion),
    )


def _proposal(length_px: float) -> Proposal:
    method = "deepdeblur"
    if length_px > _LONGEST_PX:
        method = "deepdeblur_longest"
    elif length_px > _LONG_PX:
        method = "deepdeblur_long"
    return Proposal("deblur", (("method", method), ("amount", 1.0)))


def _motion(softness: Softness, limit: float, sure: float, proposal: Proposal | None, *, is_found: bool) -> Finding:
    blur, length = softness.blur, softness.blur.length_px * softness.shrink
    shaken = tr("Shaken by about {length:.0f} px, along {direction:.0f}°.", length=length, direction=blur.direction_deg)
    return _finding_of(softness, sure, proposal, is_found=is_found)(
        kind=Kind.MOTION_BLUR,
        value=round(length, 1),
        severity=severity(blur.width_px - SHARP_PX, limit - SHARP_PX) if is_found else 0.0,
        sentence=shaken if is_found else tr("Not shaken."),
    )


def _defocus(softness: Softness, limit: float, sure: float, proposal: Proposal | None, *, is_found: bool) -> Finding:
    width = softness.blur.width_px
    soft = tr("Out of focus: even the sharpest edges are {width:.1f} px wide.", width=width * softness.shrink)
    return _finding_of(softness, sure, proposal, is_found=is_found)(
        kind=Kind.DEFOCUS,
        value=round(width * softness.shrink, 1),
        severity=severity(width - SHARP_PX, limit - SHARP_PX, is_sure=is_found),
        sentence=soft if is_found else tr("In focus."),
    )


def _finding_of(
    softness: Softness, sure: float, proposal: Proposal | None, *, is_found: bool
) -> Callable[..., Finding]:
    """What findings of a blur have in common, whatever kind it is of."""
    return partial(
        Finding,
        unit="px",
        confidence=round(sure if is_found else 1 - sure, 2),
        is_found=is_found,
        details=(_width(softness),),
        map=("deblur", "sharpness"),
        proposal=proposal if is_found else None,
    )


def _width(softness: Softness) -> tuple[str, str]:
    return tr("Width of the sharpest edges"), tr("{width:.2f} px", width=softness.blur.width_px * softness.shrink)
