"""Limits from measured gain, on pictures that do not judge.

A limit is the least one with which no clean photo is told of anything, few others are told wrongly, and repair does
not lose: then as many as can be are found.
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from pellucid.bench.findings.measured import BLURS, LIMIT_OF, Measured, Measurer
from pellucid.findings.limits import Limits
from pellucid.foundation.findings import Kind

MARGIN = 1.1
"""A limit lies so far above what must not be told: other photos differ."""

SENSITIVE = 0.5
"""Times the present limits: a limit falls no farther in one run."""

LEAST_PRECISION = 0.9
LARGEST_LOSS_DB = 0.1


def renewed(limits: Limits, found: Sequence[Measured], measurer: Measurer) -> Limits:
    """Limits from what was measured on the photos that set them.

    Args:
        limits: those that are there, with new weights.
        found: pictures that set limits.
        measurer: repairs them.
    """
    new = {section: dict(values) for section, values in limits.items()}
    least: dict[tuple[str, str], float] = {}
    for kind, place in LIMIT_OF.items():
        if kind is not Kind.HORIZON:  # nobody sees less, whatever is measured
            least[place] = max(least.get(place, 0.0), _least_limit(kind, limits, found, measurer))
    for (section, name), limit in least.items():
        new[section][name] = float(f"{limit:.3g}")
    return new


def scaled(limits: Limits, factor: float) -> Limits:
    """The limits that measurements are compared with, times a factor."""
    changed: dict[str, Mapping[str, float]] = dict(limits)
    for section, name in set(LIMIT_OF.values()):
        changed[section] = {**changed[section], name: limits[section][name] * factor}
    return changed


def _least_limit(kind: Kind, limits: Limits, found: Sequence[Measured], measurer: Measurer) -> float:
    sensitive = scaled(limits, SENSITIVE)
    section, name = LIMIT_OF[kind]
    told = [one for one in found if kind in one.proposed(sensitive) and kind not in one.case.uncertain]
    values = {id(one): one.value(kind, sensitive) for one in told}
    rising = sorted(told, key=lambda one: values[id(one)])
    gains = {id(one): _gain_db(kind, one, sensitive, measurer) for one in rising if kind in one.case.kinds}
    for limit in _tried(sensitive[section][name], [values[id(one)] for one in rising]):
        above = [one for one in rising if values[id(one)] >= limit]
        if _is_right(kind, above, [gains[id(one)] for one in above if id(one) in gains]):
            return limit
    return limits[section][name]


def _tried(least: float, values: Sequence[float]) -> Iterator[float]:
    yield least
    yield from (MARGIN * value for value in values)


def _gain_db(kind: Kind, one: Measured, limits: Limits, measurer: Measurer) -> float:
    finding = one.findings(limits).of(kind)
    assert finding is not None
    return measurer.gain_of_one_db(one, finding) if one.has_truth else 0.0


def _is_right(kind: Kind, told: Sequence[Measured], gains_db: Sequence[float]) -> bool:
    if any(not one.case.kinds for one in told):
        return False
    right = sum(bool(related(kind) & one.case.kinds) for one in told)
    is_lossless = not gains_db or (min(gains_db) >= -LARGEST_LOSS_DB and fmean(gains_db) >= 0)
    return right >= LEAST_PRECISION * len(told) and is_lossless


def related(kind: Kind) -> frozenset[Kind]:
    """Kinds that one measurement finds and one step repairs: both kinds of blur."""
    return BLURS if kind in BLURS else frozenset({kind})
