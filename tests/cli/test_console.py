"""Words for the terminal."""

import sys
from pathlib import Path

import pytest

from pellucid.cli.peak_memory import peak_resident_mib
from pellucid.foundation.errors import named
from pellucid.foundation.terminal import remaining_words, terminal_progress


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s left"), (59.6, "1 min 0 s left"), (125.0, "2 min 5 s left"), (3725.0, "1 h 2 min left")],
)
def test_remaining_time_is_worded(seconds: float, words: str) -> None:
    assert remaining_words(seconds) == words


def test_a_sentence_names_its_file_once() -> None:
    assert named(Path("a.jpg"), "is damaged") == "a.jpg: is damaged"
    assert named(Path("a.jpg"), "a.jpg: is damaged") == "a.jpg: is damaged"


def test_a_file_whose_name_has_more_lines_is_named_once_and_in_one() -> None:
    assert named(Path("a\nb.jpg"), "a\\nb.jpg: is damaged") == "a\\nb.jpg: is damaged"
    assert named(Path("a\nb.jpg"), "is damaged") == "a\\nb.jpg: is damaged"


def test_progress_is_for_terminals_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal_progress().report(0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    terminal_progress().report(0.5)
    assert " 50%" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may not tell")
def test_peak_memory_is_at_least_what_was_just_held() -> None:
    held = bytearray(b"x" * 2**26)
    assert (peak_resident_mib() or 0) > len(held) / 2**20
