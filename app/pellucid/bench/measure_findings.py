"""`pellucid bench findings`: where limits come from, and what findings are worth, on photos that did not set them.

Half of the photos set the limits: what repair gains there, and what clean photos show. The other half judges them.
Every network that is shipped anew changes both, so this is run again then, with `--write`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from pellucid.bench.findings.cases import FaultyPhoto, synthetic_cases
from pellucid.bench.findings.limit_setting import related, renewed
from pellucid.bench.findings.measured import LIMIT_OF, Measured, measured
from pellucid.bench.findings.real_cases import real_cases
from pellucid.engine.engine import open_engine
from pellucid.findings.limits import Limits, shipped_limits
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.findings import Kind
from pellucid.foundation.terminal import terminal_progress
from pellucid.operations.contract import Context

CLEAR = 1.5
"""A defect so many times the limit is to be found."""

LARGEST_LOSS_DB = 0.1
SENSITIVE = 0.6
"""Times the limits, while they are set: so that what lies below is known too."""


def measure_findings(data: Path, device: str, write: Path | None = None) -> dict[str, Any]:
    """Measure findings and repairs on the pictures of a data folder.

    Args:
        data: folder as for `bench quality`; what is missing is left out.
        device: as for `choose_device`.
        write: file to write renewed limits to; those that are shipped are judged where it is None.

    Returns:
        A table a kind, figures of repair a set, and the limits.

    Raises:
        UnreadableError: the folder has no such pictures.
    """
    cases = [*synthetic_cases(data), *real_cases(data)]
    if not cases:
        raise UnreadableError(f"{data}: there are no pictures in this folder to measure findings with.")
    setting, judging = halves(cases)
    engine = open_engine(device)
    try:
        limits = shipped_limits()
        if write is not None:
            found = _all(setting, _scaled(limits, SENSITIVE), engine.context(), alone=True)
            limits = renewed(limits, found)
            write_limits(write, limits)
        judged = _all(judging, limits, engine.context(), alone=False)
    finally:
        engine.close()
    return {
        "limits": {section: dict(values) for section, values in limits.items()},
        "photos_setting": len({case.photo for case in setting}),
        "photos_judging": len({case.photo for case in judging}),
        **judgement(judged, limits),
    }


def halves(cases: Sequence[FaultyPhoto]) -> tuple[list[FaultyPhoto], list[FaultyPhoto]]:
    """Every second photo of each set judges; no photo is in both halves."""
    setting: list[FaultyPhoto] = []
    judging: list[FaultyPhoto] = []
    photos = list(dict.fromkeys(case.photo for case in cases))
    for case in cases:
        (judging if photos.index(case.photo) % 2 else setting).append(case)
    return setting, judging


def judgement(found: Sequence[Measured], limits: Limits) -> dict[str, Any]:
    """Recall and precision of each kind, how many get a proposal, and what repair of all gains on each set."""
    damaged = [one for one in found if one.case.kinds]
    clean = [one for one in found if not one.case.kinds]
    return {
        "kinds": {kind.value: _of_kind(kind, found, limits) for kind in LIMIT_OF},
        "degraded_with_proposal": _share([bool(one.proposed) for one in damaged]),
        "clean": len(clean),
        "clean_with_proposal": sum(bool(one.proposed) for one in clean),
        "clean_names": [one.case.name for one in clean if one.proposed],
        "repair_all": _repairs(found),
    }


def _of_kind(kind: Kind, found: Sequence[Measured], limits: Limits) -> dict[str, Any]:
    section, name = LIMIT_OF[kind]
    limit = limits[section][name]
    own = [one for one in found if kind in one.case.kinds]
    clear = [one for one in own if one.amount >= CLEAR * limit]
    told = [one for one in found if kind in one.proposed and kind not in one.case.uncertain]
    return {
        "limit": limit,
        "pictures": len(own),
        "clear": len(clear),
        "recall": _share([bool(related(kind) & one.proposed) for one in clear]),
        "told": len(told),
        "precision": _share([kind in one.case.kinds for one in told]),
        "missed": [one.case.name for one in clear if not related(kind) & one.proposed],
        "wrong": [one.case.name for one in told if kind not in one.case.kinds],
    }


def _repairs(found: Sequence[Measured]) -> dict[str, Any]:
    """Of each set with truth: the mean gain, and the worst."""
    groups: dict[str, list[Measured]] = {}
    for one in found:
        if None in one.gains_db:
            groups.setdefault(one.case.set_name, []).append(one)
    return {name: _repair_of(group) for name, group in groups.items()}


def _repair_of(group: Sequence[Measured]) -> dict[str, Any]:
    gains = [one.gains_db[None] for one in group]
    return {
        "pictures": len(group),
        "mean_gain_db": round(fmean(gains), 2),
        "least_gain_db": round(min(gains), 2),
        "losers": [one.case.name for one in group if one.gains_db[None] < -LARGEST_LOSS_DB],
    }


def _all(cases: Sequence[FaultyPhoto], limits: Limits, context: Context, *, alone: bool) -> list[Measured]:
    progress = terminal_progress()
    found = []
    for number, case in enumerate(cases):
        found.append(measured(case, limits, context, alone=alone))
        progress.report((number + 1) / len(cases))
    return found


def _scaled(limits: Limits, factor: float) -> Limits:
    """The limits that measurements are compared with, times a factor."""
    scaled: dict[str, Mapping[str, float]] = dict(limits)
    for section, name in set(LIMIT_OF.values()):
        scaled[section] = {**scaled[section], name: limits[section][name] * factor}
    return scaled


def write_limits(path: Path, limits: Limits) -> None:
    """Write limits as the shipped file has them."""
    lines = ["# Written by `pellucid bench findings --write`; see the page on findings for what each means.", ""]
    for section, values in limits.items():
        lines += [f"[{section}]", *(f"{name} = {value:.4g}" for name, value in values.items()), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None
