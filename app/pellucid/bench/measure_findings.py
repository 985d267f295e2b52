"""What findings are worth: told of what is wrong, silent of what is not, and a gain where they are repaired.

Three groups of pictures, none of which has a photo of another: those that teach the weights of signs are photos that
train; of the measured ones, one half sets limits and the other judges them. A network that is shipped anew changes
weights and limits, so this is run again then, with `--write`.
"""

from collections.abc import Callable, Iterator, Sequence
from math import isnan
from pathlib import Path
from statistics import fmean
from typing import Any

from pellucid.bench.findings.cases import FaultyPhoto, synthetic_cases
from pellucid.bench.findings.kept import Kept
from pellucid.bench.findings.learning import Example, example_of, with_learned_signs
from pellucid.bench.findings.light_learning import Lesson, learned_filter, lessons, write_filter
from pellucid.bench.findings.limit_setting import related, renewed
from pellucid.bench.findings.measured import LIMIT_OF, Measured, Measurer
from pellucid.bench.findings.real_cases import real_cases
from pellucid.bench.findings.training_cases import training_cases
from pellucid.engine.engine import open_engine
from pellucid.findings.limits import Limits, shipped_limits
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.findings import Kind

CLEAR = 1.5
"""A defect so many times the limit is to be found."""

LARGEST_LOSS_DB = 0.1


def measure_findings(
    data: Path, device: str, say: Callable[[str, object], None], write: Path | None = None, keep: Path | None = None
) -> dict[str, Any]:
    """Measure findings and repairs on the pictures of a data folder.

    Args:
        data: folder as for `bench quality`; what is missing is left out.
        device: as for `choose_device`.
        say: is told of each picture, what is done with it and its name.
        write: file to write renewed weights and limits to, and beside it what was learned of colours, which
            is measured with once it is shipped; those that are shipped are judged where it is None.
        keep: file in which measurements are kept, so that a run that was stopped goes on.

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
        measurer = Measurer(engine.context(), Kept(keep), say)
        limits = shipped_limits()
        if write is not None:
            write_filter(write.with_name("light.safetensors"), learned_filter(_seen(lessons(data), measurer)))
            limits = with_learned_signs(limits, _taught(list(training_cases(data)), measurer))
            limits = renewed(limits, _all("set", setting, measurer), measurer)
            write_limits(write, limits)
        judged = [measurer.tried(one, limits) for one in _all("judge", judging, measurer)]
        gains = _gains(judged, limits, measurer)
    finally:
        engine.close()
    return {
        "limits": {section: dict(values) for section, values in limits.items()},
        "photos_setting": len({case.photo for case in setting}),
        "photos_judging": len({case.photo for case in judging}),
        **judgement(judged, limits, gains),
    }


def halves(cases: Sequence[FaultyPhoto]) -> tuple[list[FaultyPhoto], list[FaultyPhoto]]:
    """Every second photo of each set judges; no photo is in both halves."""
    setting: list[FaultyPhoto] = []
    judging: list[FaultyPhoto] = []
    photos = list(dict.fromkeys(case.photo for case in cases))
    for case in cases:
        (judging if photos.index(case.photo) % 2 else setting).append(case)
    return setting, judging


def judgement(found: Sequence[Measured], limits: Limits, gains_db: Sequence[float | None]) -> dict[str, Any]:
    """Recall and precision of each kind, how many get a proposal, and what repair of all gains on each set.

    Args:
        found: pictures that judge.
        limits: by which they are told of.
        gains_db: of *Repair all* on each of them; None where the truth is not known.
    """
    proposed = [one.proposed(limits) for one in found]
    told = [one.told(limits) for one in found]
    damaged = [bool(kinds) for one, kinds in zip(found, proposed, strict=True) if one.case.kinds]
    clean = [(one, kinds) for one, kinds in zip(found, proposed, strict=True) if not one.case.kinds]
    return {
        "kinds": {kind.value: _of_kind(kind, found, told, limits) for kind in LIMIT_OF},
        "degraded_with_proposal": _share(damaged),
        "clean": len(clean),
        "clean_with_proposal": sum(bool(kinds) for _, kinds in clean),
        "clean_names": [one.case.name for one, kinds in clean if kinds],
        "without_proposal": [
            one.case.name for one, kinds in zip(found, proposed, strict=True) if one.case.kinds and not kinds
        ],
        "repair_all": _repairs(found, gains_db),
    }


def _of_kind(kind: Kind, found: Sequence[Measured], told: Sequence[frozenset[Kind]], limits: Limits) -> dict[str, Any]:
    """Recall is of pictures whose truth says how bad they are; of the others it is told how many were found."""
    section, name = LIMIT_OF[kind]
    limit = limits[section][name]
    own = [(one.case.name, one.amount, kinds) for one, kinds in zip(found, told, strict=True) if _has(kind, one)]
    clear = [(case, kinds) for case, amount, kinds in own if amount >= CLEAR * limit]
    unknown = [(case, bool(related(kind) & kinds)) for case, amount, kinds in own if isnan(amount)]
    right = [one for one, kinds in zip(found, told, strict=True) if kind in kinds and kind not in one.case.uncertain]
    return {
        "limit": limit,
        "pictures": len(own),
        "clear": len(clear),
        "recall": _share([bool(related(kind) & kinds) for _, kinds in clear]),
        "unknown": len(unknown),
        "unknown_found": sum(is_found for _, is_found in unknown),
        "told": len(right),
        "precision": _share([_has(kind, one) for one in right]),
        "missed": [case for case, kinds in clear if not related(kind) & kinds]
        + [case for case, is_found in unknown if not is_found],
        "wrong": [one.case.name for one in right if not _has(kind, one)],
    }


def _has(kind: Kind, one: Measured) -> bool:
    return kind in one.case.kinds


def _repairs(found: Sequence[Measured], gains_db: Sequence[float | None]) -> dict[str, Any]:
    """Of each set with truth: the mean gain, and the worst."""
    groups: dict[str, list[tuple[str, float]]] = {}
    for one, gain_db in zip(found, gains_db, strict=True):
        if gain_db is not None:
            groups.setdefault(one.case.set_name, []).append((one.case.name, gain_db))
    return {name: _repair_of(group) for name, group in groups.items()}


def _repair_of(group: Sequence[tuple[str, float]]) -> dict[str, Any]:
    gains = [gain_db for _, gain_db in group]
    return {
        "pictures": len(group),
        "mean_gain_db": round(fmean(gains), 2),
        "least_gain_db": round(min(gains), 2),
        "losers": [name for name, gain_db in group if gain_db < -LARGEST_LOSS_DB],
    }


def _all(purpose: str, cases: Sequence[FaultyPhoto], measurer: Measurer) -> list[Measured]:
    found = []
    for number, case in enumerate(cases, 1):
        measurer.say(f"{purpose} {number} of {len(cases)}", case.name)
        found.append(measurer.measured(case))
    return found


def _taught(cases: Sequence[FaultyPhoto], measurer: Measurer) -> list[tuple[FaultyPhoto, Example]]:
    taught = []
    for number, case in enumerate(cases, 1):
        measurer.say(f"learn {number} of {len(cases)}", case.name)
        taught.append((case, measurer.remembered("signs", case, example_of)))
    return taught


def _seen(taught: Iterator[Lesson], measurer: Measurer) -> list[Lesson]:
    seen = []
    for number, lesson in enumerate(taught, 1):
        measurer.say("learn", f"light {number}")
        seen.append(lesson)
    return seen


def _gains(found: Sequence[Measured], limits: Limits, measurer: Measurer) -> list[float | None]:
    gains = []
    for number, one in enumerate(found, 1):
        measurer.say(f"repair {number} of {len(found)}", one.case.name)
        gains.append(measurer.gain_of_all_db(one, limits) if one.has_truth else None)
    return gains


def write_limits(path: Path, limits: Limits) -> None:
    """Write limits as the shipped file has them."""
    lines = ["# As `pellucid bench findings --write` writes it; see the page on findings for what each means.", ""]
    for section, values in limits.items():
        lines += [f"[{section}]", *(f"{name} = {value:.5g}" for name, value in values.items()), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None
