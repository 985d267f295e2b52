"""Motion blur and defocus: how wide even the sharpest edges are, see `imaging.blur_estimate`."""

from collections.abc import Mapping, Sequence

from pellucid.findings.limits import severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.imaging.blur_estimate import Blur, Edges

_LEAST_EDGES = 150
_LONG_PX, _LONGEST_PX = 25.0, 50.0
"""From these lengths on the network looks at a copy of half and of a quarter of the size."""


def measure(photo: Photo) -> tuple[Finding, Finding]:
    """Measure the blur of the whole photo; what is soft only behind or before a sharp thing is none.

    Returns:
        Motion blur and defocus, of which at most one is found.
    """
    blur, edges, own = photo.blur, photo.edges, photo.limits["blur"]
    is_blurred = blur.width_px >= own["width_px"] and blur.confidence > 0 and _is_everywhere(edges, own)
    is_motion = blur.elongation >= own["elongation"]
    return _motion(blur, own["width_px"], is_blurred and is_motion), _defocus(
        blur, own["width_px"], is_blurred and not is_motion
    )


def _is_everywhere(edges: Sequence[Edges], limits: Mapping[str, float]) -> bool:
    """False where some pieces are much sharper than others: a shallow depth of field is no fault."""
    widths = sorted(float(one.width_px.quantile(0.2)) for one in edges if len(one) >= _LEAST_EDGES)
    if len(widths) < 3:
        return True
    low, high = widths[len(widths) // 5], widths[len(widths) * 4 // 5]
    return high <= limits["spread"] * low


def _proposal(blur: Blur) -> Proposal:
    method = "deepdeblur"
    if blur.length_px > _LONGEST_PX:
        method = "deepdeblur_longest"
    elif blur.length_px > _LONG_PX:
        method = "deepdeblur_long"
    return Proposal("deblur", (("method", method), ("amount", 1.0)))


def _motion(blur: Blur, limit: float, is_found: bool) -> Finding:
    return Finding(
        Kind.MOTION_BLUR,
        round(blur.length_px, 1),
        "px",
        round(blur.confidence, 2),
        severity(blur.width_px - _SHARP_PX, limit - _SHARP_PX) if is_found else 0.0,
        is_found,
        f"Shaken by about {blur.length_px:.0f} px, along {blur.direction_deg:.0f}°." if is_found else "Not shaken.",
        (("Width of the sharpest edges", f"{blur.width_px:.2f} px"),),
        ("deblur", "sharpness"),
        _proposal(blur) if is_found else None,
    )


def _defocus(blur: Blur, limit: float, is_found: bool) -> Finding:
    return Finding(
        Kind.DEFOCUS,
        round(blur.width_px, 1),
        "px",
        round(blur.confidence, 2),
        severity(blur.width_px - _SHARP_PX, limit - _SHARP_PX),
        is_found,
        f"Soft all over: even the sharpest edges are {blur.width_px:.1f} px wide." if is_found else "Sharp.",
        (("Width of the sharpest edges", f"{blur.width_px:.2f} px"),),
        ("deblur", "sharpness"),
        _proposal(blur) if is_found else None,
    )


_SHARP_PX = 1.0
"""Width of the sharpest edges there are, which no repair can better."""
