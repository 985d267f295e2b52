"""All measurements of one photo, and what they mean, in the order in which people are told.

What is measured depends on no limit: so limits can be set, and judged, from measurements that were kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pellucid.findings import cast, compression, haze, light, noise, softness, tilt
from pellucid.findings.limits import Limits
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind
from pellucid.foundation.progress import Progress
from pellucid.imaging.horizon import Tilt


@dataclass(frozen=True)
class Survey:
    """What was measured, a value a measurement."""

    noise: noise.Noise
    compression: compression.Compression
    air: haze.Air
    softness: softness.Softness
    exposure: light.Exposure
    cast: cast.Cast
    tilt: Tilt


def measure(photo: Photo, progress: Progress) -> Survey:
    """Measure everything.

    Raises:
        Cancelled: somebody asked to stop.
        ModelError: a network is missing or damaged.
    """
    measures: tuple[Callable[[Photo], Any], ...] = (
        noise.measure,
        compression.measure,
        haze.measure,
        softness.measure,
        light.measure,
        cast.measure,
        tilt.measure,
    )
    found = []
    for done, measured in enumerate(measures):
        progress.report(done / len(measures))
        found.append(measured(photo))
    return Survey(*found)


def tell(survey: Survey, limits: Limits) -> tuple[Finding, ...]:
    """Say what all of it means, by limits; what explains another finding comes before it."""
    blocks = compression.tell(survey.compression, limits)
    grain = noise.tell(survey.noise, limits, is_compressed=blocks.is_found)
    is_coarse = grain.is_found or blocks.is_found
    blur = softness.tell(survey.softness, limits, is_spoilt=is_coarse or light.is_dark(survey.exposure, limits))
    veil = haze.tell(survey.air, limits, is_spoilt=is_coarse or any(one.is_found for one in blur))
    found = (
        grain,
        blocks,
        veil,
        *blur,
        *light.tell(survey.exposure, limits, is_veiled=veil.is_found),
        cast.tell(survey.cast, limits),
        tilt.tell(survey.tilt, limits),
    )
    order = list(Kind)
    return tuple(sorted(found, key=lambda finding: order.index(finding.kind)))
