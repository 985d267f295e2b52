"""The entry: verbs, exit codes, one line of complaint."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.pictures import Run
from pellucid import __version__
from pellucid.cli import info
from pellucid.cli.main import PIPE_CLOSED, VERBS, main
from pellucid.foundation import errors
from pellucid.foundation.editor_start import EditorStart


def test_files_open_the_editor() -> None:
    opened = []

    def open_editor(start: EditorStart) -> int:
        opened.append(start)
        return 3

    assert main(["a.jpg", "b c.png", "--driver", "socket"], open_editor) == 3
    assert main([], open_editor) == 3
    assert main(["l.jpg", "--pair", "r.jpg"], open_editor) == 3
    assert main(["--new-window"], open_editor) == 3
    assert opened == [
        EditorStart((Path("a.jpg"), Path("b c.png")), driver="socket"),
        EditorStart(),
        EditorStart((Path("l.jpg"),), Path("r.jpg")),
        EditorStart(is_new_window=True),
    ]


def test_the_version_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"Pellucid {__version__}\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(run: Run, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert run(verb, "--help") == 0
    assert f"usage: pellucid {verb}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["--unknown"],
        ["--pair", "right.jpg"],
        ["one.jpg", "two.jpg", "--pair", "right.jpg"],
        ["apply"],
        ["apply", "in.png"],
        ["apply", "in.png", "out.png", "--depth", "12"],
        ["apply", "in.png", "out.png", "--quality", "0"],
        ["apply", "in.png", "out.png", "--quality", "high"],
        ["apply", "in.png", "out.png", "--max-pixels", "0"],
        ["apply", "in.png", "out.png", "--op", "explode"],
        ["apply", "in.png", "out.png", "--op", "denoise:gamma=nan"],
        ["apply", "in.png", "out.png", "--map", "noise"],
        ["apply", "in.png", "out.png", "--device", "abacus"],
        ["batch", "in.png"],
        ["info"],
        ["models"],
        ["models", "polish"],
        ["serve", "--device", "abacus"],
        ["train", "magic", "--data", ".", "--minutes", "1"],
        ["train", "cbdnet", "--data", "."],
        ["train", "cbdnet", "--data", ".", "--minutes", "1", "--steps", "1"],
        ["train", "cbdnet", "--data", ".", "--minutes", "nan"],
        ["bench"],
        ["bench", "everything"],
    ],
)
def test_a_usage_error_is_one_line_and_code_2(run: Run, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("pellucid: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError("a bug"), 1),
        (errors.UsageError("x"), 2),
        (errors.UnsupportedError("x"), 3),
        (errors.UnreadableError("x"), 4),
        (errors.RefusedError("x"), 5),
        (errors.UnwritableError("x"), 6),
        (errors.MemoryShortError("x"), 7),
        (MemoryError(), 7),
        (errors.ModelError("x"), 8),
    ],
)
def test_every_error_has_its_code_and_one_line(
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    code: int,
) -> None:
    def fail(_path: Path, _right: Path | None, **_choices: object) -> None:
        raise error

    monkeypatch.setattr(info, "open_document", fail)
    with caplog.at_level("CRITICAL", "pellucid.cli"):
        assert run("info", "a.png", "--json") == code
    said = capsys.readouterr()
    assert said.err.startswith("pellucid: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    answer = json.loads(said.out)
    assert answer["code"] == code
    assert answer["message"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, errors.Cancelled])
def test_an_interruption_is_silent_and_code_130(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def interrupt(_path: Path, _right: Path | None, **_choices: object) -> None:
        raise stop

    monkeypatch.setattr(info, "open_document", interrupt)
    assert run("info", "a.png") == 130
    assert capsys.readouterr() == ("", "")


def test_a_line_break_in_a_file_name_stays_on_one_line(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", "no\nsuch\rfile.png") == 4
    assert capsys.readouterr().err.count("\n") == 1


def test_no_verb_loads_qt_and_a_usage_error_does_not_wait_for_torch() -> None:
    script = """
import sys
from pellucid.cli.main import PIPE_CLOSED, VERBS, main
assert main(["apply", "a", "b", "--op", "explode"], lambda files, driver: 0) == 2
assert main(["info", "none.png"], lambda files, driver: 0) == 4
print("torch" in sys.modules)
for _, load in VERBS.values():
    load()
from pellucid.bench import startup
from pellucid.bench import preview
from pellucid.bench import export
import pellucid.engine.export
print([name for name in sys.modules if name.startswith("PySide6")])
"""
    words = [sys.executable, "-c", script]
    answer = subprocess.run(words, capture_output=True, text=True, check=False, env=_environment())
    assert answer.stdout.splitlines() == ["False", "[]"], answer.stderr


def _environment() -> dict[str, str]:
    return dict(os.environ) | {"PYTHONPATH": str(Path(sys.modules["pellucid"].__file__ or "").parent.parent)}


def test_the_package_runs_as_a_program() -> None:
    words = [sys.executable, "-m", "pellucid", "info", "no such file.png"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False, env=_environment())
    assert answer.returncode == 4
    assert answer.stderr.startswith("pellucid: no such file.png: ")
    assert answer.stderr.count("\n") == 1


def test_nobody_reading_the_answer_is_no_bug(photo: Path) -> None:
    words = [sys.executable, "-m", "pellucid", "info", str(photo), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == PIPE_CLOSED
        assert process.stderr is not None
        assert process.stderr.read() == b""
