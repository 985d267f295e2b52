"""Results of measurements are kept and compared; nothing here is timed."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.pictures import Run
from cli.test_bench import quickly
from pellucid.bench import process
from pellucid.bench.compare import compare, told
from pellucid.bench.results import Result, keep, kept_results, read_results
from pellucid.foundation.errors import UnreadableError, UsageError

FAKE_APPLY = """
import json, pathlib, sys
assert sys.argv[1] == "apply" and pathlib.Path(sys.argv[sys.argv.index("--sidecar") + 1]).exists()
sum(range(10**6))
print(json.dumps({"peak_resident_mib": 123.0}))
"""


def result(seconds: float, label: str = "", **settings: Any) -> Result:
    return Result("export", {"denoise": {"render_s": seconds, "device": "CPU"}}, settings, label)


def test_an_export_is_measured_in_a_process_of_its_own_beside_the_engine(
    run: Run, models: Path, photo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly(monkeypatch)
    monkeypatch.setattr(process, "program", lambda: [sys.executable, "-c", FAKE_APPLY])
    assert run("bench", "export", "--photo", photo, "--op", "tone:exposure=1", "--label", "here", "--json") == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])["tone:exposure=1"]
    assert figures["process"]["peak_resident_mib"] == 123.0
    assert figures["process"]["s_per_megapixel"] > 0
    if sys.platform != "win32":
        alone, whole = figures["export_cpu_s_per_megapixel"], figures["process"]["cpu_s_per_megapixel"]
        assert figures["process"]["times_engine_cpu"] == pytest.approx(whole / alone, rel=0.01)
    (kept,) = read_results(kept_results())
    assert (kept.kind, kept.label, kept.settings["edits"]) == ("export", "here", ["tone:exposure=1"])
    assert kept.figures["tone:exposure=1"] == figures
    assert kept.machine["cores"] > 0
    assert kept.version


def test_results_come_back_as_they_were_kept_and_what_is_no_result_is_passed_by(tmp_path: Path) -> None:
    file, both = tmp_path / "new" / "a.jsonl", [result(1.0, "one", megapixels=24), result(2.0)]
    keep(both[0], file)
    with file.open("a") as lines:
        lines.write('{"kind": "exp\n[1]\n{"other": 1}\n')
    keep(both[1], file)
    assert read_results(file) == tuple(both)


def test_a_file_without_results_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no results can be read there"):
        read_results(tmp_path / "none.jsonl")


def test_neighbours_are_compared_and_the_spread_is_told(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    for before, after in [(2.0, 1.0), (4.0, 3.0), (10.0, 6.0)]:
        keep(result(before, "old"), kept)
        keep(result(after, "new"), kept)
    found = compare("old", "new", kept)
    assert found["figures"] == {
        "export.denoise.render_s": {"a": 4.0, "b": 3.0, "ratio": 0.6, "lowest": 0.5, "highest": 0.75, "pairs": 3}
    }
    assert told(found) == "export.denoise.render_s  4 → 3  × 0.600  (0.500 to 0.750, 3 pairs)"


def test_only_results_with_equal_settings_are_compared(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    keep(result(1.0, megapixels=24), one)
    keep(result(1.0, megapixels=3), other)
    with pytest.raises(UsageError, match="no measurement of the same kind with the same settings"):
        compare(str(one), str(other), tmp_path / "kept")


def test_results_of_two_machines_are_compared_with_a_note(tmp_path: Path) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    keep(result(1.0), one)
    keep(Result("export", result(2.0).figures, machine={"processor": "another"}), other)
    assert "note: they were measured on different machines" in told(compare(str(one), str(other), one))


def test_a_name_that_nothing_has_is_refused(tmp_path: Path) -> None:
    keep(result(1.0, "old"), tmp_path / "kept")
    with pytest.raises(UsageError, match="“new” is no file, and no label or version"):
        compare("old", "new", tmp_path / "kept")


def test_the_command_compares(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    keep(result(2.0), one)
    keep(result(3.0), other)
    assert run("bench", "compare", one, other) == 0
    assert "× 1.500  (1.500 to 1.500, 1 pair)" in capsys.readouterr().out
    assert run("bench", "compare", one, other, "--json") == 0
    assert json.loads(capsys.readouterr().out)["figures"]["export.denoise.render_s"]["ratio"] == 1.5
