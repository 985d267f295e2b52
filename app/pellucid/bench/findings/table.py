"""Figures of findings as the tables of the documentation."""

from typing import Any

_NONE = "–"


def markdown_table(figures: dict[str, Any]) -> str:
    """Two tables, of what is found and of what repair gains, and what clean photos showed."""
    kinds = [
        "| kind | limit | pictures | plain | recall | without truth | told | precision |",
        "|---|---|---|---|---|---|---|---|",
        *(_kind_row(name, own) for name, own in figures["kinds"].items()),
    ]
    repairs = [
        "| set | pictures | mean gain in dB | least |",
        "|---|---|---|---|",
        *(_repair_row(name, own) for name, own in figures["repair_all"].items()),
    ]
    rest = (
        f"Degraded pictures with a proposal: {_percent(figures['degraded_with_proposal'])}. "
        f"Clean ones with a proposal: {figures['clean_with_proposal']} of {figures['clean']}."
    )
    return "\n".join([*kinds, "", *repairs, "", rest])


def _kind_row(name: str, own: dict[str, Any]) -> str:
    figures = [
        own["limit"],
        own["pictures"],
        own["clear"],
        _percent(own["recall"]),
        f"{own['unknown_found']} of {own['unknown']}" if own["unknown"] else _NONE,
        own["told"],
        _percent(own["precision"]),
    ]
    return f"| {name} | " + " | ".join(str(figure) for figure in figures) + " |"


def _repair_row(name: str, own: dict[str, Any]) -> str:
    return f"| {name} | {own['pictures']} | {own['mean_gain_db']:.2f} | {own['least_gain_db']:.2f} |"


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{100 * share:.0f} %"
