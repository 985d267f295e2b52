"""All measurements of one photo, in the order in which people are told."""

from collections.abc import Callable, Iterator

from pellucid.findings import cast, compression, haze, light, noise, softness, tilt
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind
from pellucid.foundation.progress import Progress

Measure = Callable[[Photo], Finding | tuple[Finding, ...]]

MEASURES: tuple[Measure, ...] = (
    noise.measure,
    compression.measure,
    haze.measure,
    softness.measure,
    light.measure,
    cast.measure,
    tilt.measure,
)


def survey(photo: Photo, progress: Progress) -> tuple[Finding, ...]:
    """Measure everything.

    Raises:
        Cancelled: somebody asked to stop.
        ModelError: a network is missing or damaged.
    """
    order = list(Kind)
    return tuple(sorted(_each(photo, progress), key=lambda finding: order.index(finding.kind)))


def _each(photo: Photo, progress: Progress) -> Iterator[Finding]:
    for done, measure in enumerate(MEASURES):
        progress.report(done / len(MEASURES))
        found = measure(photo)
        yield from found if isinstance(found, tuple) else (found,)
