"""All measurements of one photo, in the order in which people are told."""

from collections.abc import Callable

from pellucid.findings import tilt
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding
from pellucid.foundation.progress import Progress

MEASURES: tuple[Callable[[Photo], Finding], ...] = (tilt.measure,)


def survey(photo: Photo, progress: Progress) -> tuple[Finding, ...]:
    """Measure everything.

    Raises:
        Cancelled: somebody asked to stop.
        ModelError: a network is missing or damaged.
    """
    found: list[Finding] = []
    for done, measure in enumerate(MEASURES):
        progress.report(done / len(MEASURES))
        found.append(measure(photo))
    return tuple(found)
