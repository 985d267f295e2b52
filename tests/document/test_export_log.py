"""What became of exports outlives the program, whatever happens to its file."""

from pathlib import Path

import pytest

from pellucid.document import export_log
from pellucid.foundation.job_entry import JobEntry, JobState


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PELLUCID_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state" / "exports.jsonl"


DONE = JobEntry(7, Path("out/ü.png"), JobState.DONE, sentence="The alpha channel was left out.", source=Path("ü.jpg"))
FAILED = JobEntry(8, Path("out/b.png"), JobState.FAILED, sentence="The disk is full.")


def test_what_was_exported_is_found_again_with_numbers_below_one() -> None:
    export_log.add(DONE)
    export_log.add(FAILED)
    first, second = export_log.read()
    assert (first.number, second.number) == (-1, 0)
    assert (first.target, first.source, first.state, first.sentence) == (
        DONE.target,
        DONE.source,
        DONE.state,
        DONE.sentence,
    )
    assert (second.target, second.source, second.state) == (FAILED.target, None, FAILED.state)


def test_lines_that_are_none_are_passed_by(file: Path) -> None:
    export_log.add(DONE)
    with file.open("a") as lines:
        lines.write(
            '{"target": 3}\nnothing\n[]\n{"target": "x", "source": "", "state": "Running", "sentence": ""}\n{"ta'
        )
    assert [entry.target for entry in export_log.read()] == [DONE.target]


def test_the_oldest_go_when_there_are_many(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_log, "KEPT", 3)
    for number in range(8):
        export_log.add(JobEntry(number, Path(f"{number}.png"), JobState.DONE))
    assert [entry.target.stem for entry in export_log.read()] == ["5", "6", "7"]
    assert len(file.read_text().splitlines()) == 3


def test_cleared_ones_are_gone_and_none_is_no_trouble(file: Path) -> None:
    export_log.clear()
    export_log.add(DONE)
    export_log.clear()
    assert export_log.read() == []
