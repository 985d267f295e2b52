"""Horizon: how far a photo is tilted, see `imaging.horizon`."""

import numpy as np

from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import FRAMING, Finding, Kind, Proposal
from pellucid.foundation.translation import mark, tr
from pellucid.imaging.horizon import LONG_SIDE_PX, UNKNOWN, Tilt, find_tilt
from pellucid.imaging.srgb import luma

LEAST_SIDE_PX = 480
"""Short edges of small pictures are no lines."""

_DIGITS = 2


def measure(photo: Photo) -> Tilt:
    """Measure the tilt of the whole photo."""
    copy = luma(photo.full_image.overview(LONG_SIDE_PX))[0].clamp(0, 1)
    return find_tilt(np.ascontiguousarray(copy.cpu().numpy())) if max(copy.shape) >= LEAST_SIDE_PX else UNKNOWN


def tell(tilt: Tilt, limits: Limits) -> Finding:
    """Say what it means."""
    angle, least = round(tilt.angle_deg, _DIGITS), limits["horizon"]["angle_deg"]
    is_found = tilt.confidence >= limits["horizon"]["confidence"] and abs(angle) >= least
    side = mark("Tilted {angle:.1f}° clockwise.") if angle > 0 else mark("Tilted {angle:.1f}° anticlockwise.")
    return Finding(
        Kind.HORIZON,
        angle if tilt.is_sure else 0.0,
        "°",
        tilt.confidence,
        severity(abs(angle), least, is_sure=is_found) if tilt.is_sure else 0.0,
        is_found,
        tr(side, angle=abs(angle)) if is_found else tr("Upright, as far as its lines tell."),
        proposal=Proposal(FRAMING, (("angle_deg", -angle),)) if is_found else None,
    )
