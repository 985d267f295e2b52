"""`pellucid bench compare A B`: what became slower or faster, as ratios B to A with their spread.

A machine that others use drifts, so results are taken in pairs, the first of A with the first of B: whoever measures in
turn gets the ratio of neighbours. Only results of one kind, with equal settings, are compared.
"""

import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pellucid.bench.results import Result, read_results
from pellucid.foundation.errors import UsageError


def compare(first: str, second: str, kept: Path) -> dict[str, Any]:
    """Compare two sets of results.

    Args:
        first: A: a file of results, or a label or version among the kept ones.
        second: B, likewise.
        kept: where results are kept.

    Returns:
        For each figure that both have, by kind, its medians, the median of the ratios B to A, the lowest and the
        highest, and of how many pairs; and notes on what should be known of them.

    Raises:
        UsageError: there are no such results, or the two have nothing in common.
        UnreadableError: a file cannot be read.
    """
    before, after = results_of(first, kept), results_of(second, kept)
    figures: dict[str, Any] = {}
    for key in dict.fromkeys(_key(result) for result in before):
        pair = [[dict(_numbers(one.figures)) for one in side if _key(one) == key] for side in (before, after)]
        figures |= {f"{key[0]}.{name}": told for name, told in _ratios(*pair)}
    if not figures:
        raise UsageError(f"“{first}” and “{second}” have no measurement of the same kind with the same settings")
    notes = []
    if {_machine(result) for result in before} != {_machine(result) for result in after}:
        notes.append("they were measured on different machines")
    return {"figures": figures, "notes": notes}


def results_of(name: str, kept: Path) -> tuple[Result, ...]:
    """Results that go by a name; see `compare`."""
    if Path(name).is_file():
        return read_results(Path(name))
    found = tuple(result for result in read_results(kept) if name in (result.label, result.version))
    if not found:
        raise UsageError(f"“{name}” is no file, and no label or version among the results in {kept}")
    return found


def _ratios(before: Sequence[dict[str, float]], after: Sequence[dict[str, float]]) -> Iterator[tuple[str, Any]]:
    """Each figure that all of some pairs have."""
    pairs = list(zip(before, after, strict=False))
    names = dict.fromkeys(name for one, other in pairs for name in one if name in other)
    for name in names:
        values = [(one[name], other[name]) for one, other in pairs if name in one and name in other]
        ratios = [after / before for before, after in values if before > 0]
        if ratios:
            yield (
                name,
                {
                    "a": statistics.median(before for before, _ in values),
                    "b": statistics.median(after for _, after in values),
                    "ratio": round(statistics.median(ratios), 3),
                    "lowest": round(min(ratios), 3),
                    "highest": round(max(ratios), 3),
                    "pairs": len(ratios),
                },
            )


def _numbers(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{prefix}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{prefix}{name}", value


def _key(result: Result) -> tuple[str, str]:
    return result.kind, repr(sorted(result.settings.items()))


def _machine(result: Result) -> str:
    return repr(sorted(result.machine.items()))


def told(comparison: dict[str, Any]) -> str:
    """A comparison as lines, one a figure."""
    rows = [
        (
            name,
            f"{of['a']:g}",
            f"{of['b']:g}",
            f"× {of['ratio']:.3f}",
            f"{of['lowest']:.3f} to {of['highest']:.3f}, {of['pairs']} {'pair' if of['pairs'] == 1 else 'pairs'}",
        )
        for name, of in comparison["figures"].items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        f"{name:<{widths[0]}}  {a:>{widths[1]}} → {b:>{widths[2]}}  {ratio:>{widths[3]}}  ({spread})"
        for name, a, b, ratio, spread in rows
    ]
    return "\n".join([*lines, *(f"note: {note}" for note in comparison["notes"])])
