"""How the bench of findings splits, judges and renews, on made-up outcomes."""

import pytest
import torch

from pellucid.bench.findings.cases import FaultyPhoto
from pellucid.bench.findings.limit_setting import MARGIN, renewed
from pellucid.bench.findings.measured import Measured
from pellucid.bench.findings.table import markdown_table
from pellucid.bench.measure_findings import halves, judgement
from pellucid.findings.limits import shipped_limits
from pellucid.foundation.findings import Finding, Findings, Kind, Proposal

LIMIT = shipped_limits()["noise"]["sigma_levels"]


def _outcome(photo: str, value: float, *kinds: Kind, gain_db: float = 1.0) -> Measured:
    is_found = value >= LIMIT
    step = Proposal("denoise") if is_found else None
    noise = Finding(Kind.NOISE, value, "levels", 1.0, 0.5, is_found, "", proposal=step)
    case = FaultyPhoto(photo, photo, frozenset(kinds), lambda: (torch.zeros(3, 8, 8), None), set_name="made up")
    gains: dict[Kind | None, float] = {Kind.NOISE: gain_db, None: gain_db}
    return Measured(case, Findings(photo, (noise,)), 10.0, gains)


def test_no_photo_sets_limits_and_judges_them() -> None:
    cases = [_outcome(photo, 1.0).case for photo in ("a", "b", "a", "c", "b", "d")]
    setting, judging = halves(cases)
    assert ([case.photo for case in setting], [case.photo for case in judging]) == (["a", "a", "c"], ["b", "b", "d"])


def test_recall_precision_and_losses_are_told() -> None:
    found = [_outcome("a", 9.0, Kind.NOISE, gain_db=-0.5), _outcome("b", 0.5, Kind.NOISE), _outcome("c", 8.0)]
    figures = judgement(found, shipped_limits())
    assert (figures["kinds"]["noise"]["recall"], figures["kinds"]["noise"]["precision"]) == (0.5, 0.5)
    assert (figures["clean_with_proposal"], figures["degraded_with_proposal"]) == (1, 0.5)
    assert figures["repair_all"]["made up"]["losers"] == ["a"]
    assert "| noise |" in markdown_table(figures)


def test_a_limit_lies_above_what_clean_photos_show_and_what_repair_loses() -> None:
    clean = renewed(shipped_limits(), [_outcome("a", 1.2 * LIMIT)])
    assert clean["noise"]["sigma_levels"] == pytest.approx(1.2 * MARGIN * LIMIT)
    lost = renewed(shipped_limits(), [_outcome("a", 1.3 * LIMIT, Kind.NOISE, gain_db=-0.2)])
    assert lost["noise"]["sigma_levels"] == pytest.approx(1.3 * MARGIN * LIMIT)
