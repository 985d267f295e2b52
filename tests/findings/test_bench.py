"""How the bench of findings splits, learns, judges, renews and remembers, on made-up outcomes."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import torch

from pellucid.bench.findings.cases import FaultyPhoto, cast_amount
from pellucid.bench.findings.kept import Kept
from pellucid.bench.findings.learning import learned
from pellucid.bench.findings.limit_setting import MARGIN, renewed
from pellucid.bench.findings.measured import Measured, Measurer
from pellucid.bench.findings.table import markdown_table
from pellucid.bench.measure_findings import halves, judgement, write_limits
from pellucid.document.plain_values import PlainReader, to_plain
from pellucid.engine.engine import open_engine
from pellucid.findings.cast import Cast
from pellucid.findings.certainty import CONSTANT, SURE, certainty
from pellucid.findings.compression import Compression
from pellucid.findings.haze import Air
from pellucid.findings.light import Exposure
from pellucid.findings.limits import shipped_limits
from pellucid.findings.noise import Noise
from pellucid.findings.softness import Softness
from pellucid.findings.survey import Survey
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.imaging import blur_estimate, horizon
from pellucid.imaging.block_grid import NO_QUALITY, BlockGrid

LIMIT = shipped_limits()["noise"]["sigma_levels"]

GOOD = Survey(
    Noise((0.0,), (0.0,), 1.0),
    Compression(None, BlockGrid(NO_QUALITY, (0, 0), 0.0)),
    Air(0.0),
    Softness(blur_estimate.UNKNOWN),
    Exposure(0.0, 0.0, 0.0, 0.0, 0.0, 0.4, 0.1),
    Cast(0.0, 0.0, 0.3),
    horizon.UNKNOWN,
)


def _outcome(photo: str, sigma: float, *kinds: Kind) -> Measured:
    case = FaultyPhoto(photo, photo, frozenset(kinds), lambda: (torch.zeros(3, 8, 8), None), set_name="made up")
    return Measured(case, replace(GOOD, noise=Noise((sigma,), (sigma,), 1.0)), 10.0, has_truth=True)


@dataclass(frozen=True)
class _Repairer(Measurer):
    """Repairs nothing: every repair gains the same."""

    gain_db: float = 1.0

    def gain_of_one_db(self, _one: Measured, _finding: Finding) -> float:
        return self.gain_db


def _repairer(gain_db: float) -> _Repairer:
    engine = open_engine("cpu")
    engine.close()
    return _Repairer(engine.context(), Kept(None), lambda _name, _value: None, gain_db)


def test_no_photo_sets_limits_and_judges_them() -> None:
    cases = [_outcome(photo, 1.0).case for photo in ("a", "b", "a", "c", "b", "d")]
    setting, judging = halves(cases)
    assert ([case.photo for case in setting], [case.photo for case in judging]) == (["a", "a", "c"], ["b", "b", "d"])


def test_recall_precision_and_losses_are_told() -> None:
    found = [_outcome("a", 9.0, Kind.NOISE), _outcome("b", 0.5, Kind.NOISE), _outcome("c", 8.0)]
    figures = judgement(found, shipped_limits(), [-0.5, 1.0, None])
    assert (figures["kinds"]["noise"]["recall"], figures["kinds"]["noise"]["precision"]) == (0.5, 0.5)
    assert (figures["clean_with_proposal"], figures["degraded_with_proposal"]) == (1, 0.5)
    assert figures["repair_all"]["made up"]["losers"] == ["a"]
    assert figures["without_proposal"] == ["b"]
    assert "| noise |" in markdown_table(figures)


def test_what_has_no_truth_is_counted_for_itself() -> None:
    found = [
        replace(_outcome(name, sigma, Kind.NOISE), amount=float("nan")) for name, sigma in (("a", 9.0), ("b", 0.5))
    ]
    own = judgement(found, shipped_limits(), [None, None])["kinds"]["noise"]
    assert (own["clear"], own["recall"], own["unknown"], own["unknown_found"]) == (0, None, 2, 1)
    assert own["missed"] == ["b"]


def test_a_step_that_was_tried_and_harms_is_no_proposal_but_is_told() -> None:
    one = replace(_outcome("a", 9.0, Kind.NOISE), proven={Kind.NOISE: None})
    assert one.told(shipped_limits()) == {Kind.NOISE}
    assert not one.proposed(shipped_limits())


def test_a_milder_step_that_does_no_harm_is_the_proposal() -> None:
    mild = Proposal("denoise", (("gamma", 0.5),))
    one = replace(_outcome("a", 9.0, Kind.NOISE), proven={Kind.NOISE: mild})
    assert [found.proposal for found in one.findings(shipped_limits()).repairable] == [mild]


def test_how_strong_a_cast_is_does_not_depend_on_the_photo() -> None:
    faint, strong = cast_amount(20.0), cast_amount(200.0)
    assert 0.0 == cast_amount(0.0) < faint < 0.5
    assert strong == pytest.approx(10 * faint, rel=0.15)
    assert cast_amount(-20.0) == pytest.approx(faint, rel=0.3)


def test_a_limit_lies_above_what_clean_photos_show_and_no_higher() -> None:
    found = [_outcome("a", 1.2 * LIMIT), _outcome("b", 1.6 * LIMIT, Kind.NOISE)]
    limits = renewed(shipped_limits(), found, _repairer(1.0))
    assert limits["noise"]["sigma_levels"] == pytest.approx(1.2 * MARGIN * LIMIT, rel=0.02)


def test_a_limit_lies_above_what_repair_loses() -> None:
    found = [_outcome("a", 1.3 * LIMIT, Kind.NOISE)]
    limits = renewed(shipped_limits(), found, _repairer(-0.2))
    assert limits["noise"]["sigma_levels"] == pytest.approx(1.3 * MARGIN * LIMIT, rel=0.02)


def test_signs_are_learned_from_examples() -> None:
    examples = [
        ({"dark": value, "chance": (7 * value) % 1}, value > 0.5) for value in torch.linspace(0, 1, 40).tolist()
    ]
    weights = learned(examples)
    assert certainty({"dark": 0.8, "chance": 0.5}, weights) > 0.8
    assert certainty({"dark": 0.2, "chance": 0.5}, weights) < 0.2
    assert weights["dark"] > 4 * abs(weights["chance"])


def test_certainty_has_ends() -> None:
    assert certainty({"sign": 1e9}, {CONSTANT: 0.0, "sign": 1.0}) == pytest.approx(1)
    assert certainty({"sign": 1e9}, {CONSTANT: 0.0, "sign": -1.0}) == pytest.approx(0)
    assert certainty({}, {CONSTANT: 0.0}) == SURE


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    assert Kept(path).answer("a", lambda: 1) == 1
    with path.open("a", encoding="utf-8") as file:
        file.write('{"key": "b", "val')  # it was stopped here
    again = Kept(path)
    assert again.answer("a", lambda: 2) == 1
    assert again.answer("b", lambda: 3) == 3
    assert Kept(path).answer("b", lambda: 4) == 3


def test_what_was_measured_is_the_same_when_it_was_kept() -> None:
    assert PlainReader().read(Survey, to_plain(GOOD, Survey)) == GOOD


def test_limits_are_written_as_they_are_read(tmp_path: Path) -> None:
    write_limits(tmp_path / "limits.toml", shipped_limits())
    assert tomllib.loads((tmp_path / "limits.toml").read_text(encoding="utf-8")) == shipped_limits()
