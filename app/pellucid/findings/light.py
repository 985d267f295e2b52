"""Light: how many stops are missing, by the metering of Low light, and how much has burnt out."""

from torch import Tensor

from pellucid.findings.limits import severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.imaging.exposure_metering import NORMAL, Meter
from pellucid.imaging.srgb import luma

COPY_PX = 512
WHITE, BLACK = 0.985, 0.004


def measure(photo: Photo) -> tuple[Finding, Finding]:
    """Measure the exposure.

    Returns:
        What is too dark and what is too bright, of which at most one is found.
    """
    copy = photo.full_image.overview(COPY_PX).clamp(0, 1)
    gray = luma(copy).flatten()
    burnt = burnt_percent(copy)
    black = float((copy.amax(dim=0) < BLACK).float().mean())
    stops = Meter(copy).stops(NORMAL)
    details = (("Burnt out", f"{burnt:.1f} %"), ("Black", f"{100 * black:.1f} %"))
    return _dark(photo, stops, details), _bright(photo, burnt, float(gray.median()), details)


def burnt_percent(copy: Tensor) -> float:
    """How much of a picture `(3, h, w)` is white in all channels."""
    return 100 * float((copy.amin(dim=0) > WHITE).float().mean())


def _dark(photo: Photo, stops: float, details: tuple[tuple[str, str], ...]) -> Finding:
    limit = photo.limits["dark"]["stops"]
    is_found = stops >= limit
    return Finding(
        Kind.DARK,
        round(stops, 1),
        "EV",
        round(min(1.0, 0.5 + abs(stops - limit) / 2), 2),
        severity(stops, limit),
        is_found,
        f"{stops:.1f} stops too dark." if is_found else "Enough light.",
        details,
        ("relight", "illumination"),
        Proposal("relight", (("strength", 1.0), ("brightness", NORMAL))) if is_found else None,
    )


def _bright(photo: Photo, percent: float, middle: float, details: tuple[tuple[str, str], ...]) -> Finding:
    limits = photo.limits["bright"]
    is_found = percent >= limits["burnt_percent"] and middle >= limits["median"]
    stops = -round(limits["stops"], 2)
    return Finding(
        Kind.BRIGHT,
        round(percent, 1),
        "% burnt out",
        round(min(1.0, 0.5 + abs(percent / limits["burnt_percent"] - 1) / 2), 2),
        severity(percent, limits["burnt_percent"]) if middle >= limits["median"] else 0.0,
        is_found,
        f"Too bright: {percent:.0f} % has burnt out." if is_found else "Not too bright.",
        details,
        proposal=Proposal("tone", (("exposure", stops),)) if is_found else None,
    )
