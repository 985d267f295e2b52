"""New limits from measured gain: no clean photo is told of, and from the limit on repair does not lose."""

from collections.abc import Sequence

from pellucid.bench.findings.measured import LIMIT_OF, Measured
from pellucid.findings.limits import Limits
from pellucid.foundation.findings import Kind

MARGIN = 1.1
"""A limit lies so far above the highest measurement of a photo without the defect: other photos differ."""

SMALLEST_STEP, LARGEST_STEP = 0.6, 2.0
"""A limit moves no farther in one run."""

NO_GAIN_DB = 0.0


def renewed(limits: Limits, found: Sequence[Measured]) -> Limits:
    """Limits from what was measured on the photos that set them.

    Args:
        limits: those that measurements are told in times of.
        found: with the gains of each kind alone.
    """
    new = {section: dict(values) for section, values in limits.items()}
    factors: dict[tuple[str, str], float] = {}
    for kind, place in LIMIT_OF.items():
        factors[place] = max(factors.get(place, 0.0), _factor(kind, found, limits))
    for (section, name), factor in factors.items():
        new[section][name] *= min(LARGEST_STEP, max(SMALLEST_STEP, factor))
    return new


def _factor(kind: Kind, found: Sequence[Measured], limits: Limits) -> float:
    """In times of the present limit."""
    if kind is Kind.HORIZON:
        return 1.0  # nobody sees less, whatever is measured
    own = related(kind)
    others = [
        one.times_limit(kind, limits)
        for one in found
        if not own & one.case.kinds and not own & one.case.uncertain and one.would_be_told(kind)
    ]
    lost = [one.times_limit(kind, limits) for one in found if one.gains_db.get(kind, 1.0) < NO_GAIN_DB]
    return max([MARGIN * value for value in others + lost], default=SMALLEST_STEP)


def related(kind: Kind) -> frozenset[Kind]:
    """Kinds that one measurement finds and one step repairs: both kinds of blur."""
    both = frozenset({Kind.MOTION_BLUR, Kind.DEFOCUS})
    return both if kind in both else frozenset({kind})
