"""Several starts of the whole program: one window for one configuration folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from editor.conftest import noisy_photo
from editor.house import Editor
from helpers.eyes import two_eyes, write_files

START_S = 60
PATIENT = """
from pellucid.ui import first_window
first_window.ANSWER_MS = 60_000
from pellucid.__main__ import main
main()
"""
"""The program, as patient with the first window as a busy machine needs."""


@pytest.fixture(autouse=True)
def _own_runtime_folder(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))


def start(editor: Editor, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start the program once more, from a folder, with the settings of an editor that runs."""
    own = {f"PELLUCID_{kind}_DIR": str(editor.folder / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE", "DATA")}
    environment = dict(os.environ) | own | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen([sys.executable, "-c", PATIENT, *words], cwd=folder, env=environment)


def test_a_second_start_hands_its_photos_over_and_ends(editor: Editor, tmp_path: Path) -> None:
    other = noisy_photo(tmp_path / "other.png", 120, 160)
    assert start(editor, tmp_path, "other.png").wait(START_S) == 0
    editor.wait_until(lambda: editor.state()["photo"] == str(other))
    left, right = write_files(tmp_path, two_eyes(24, 40))
    assert start(editor, tmp_path, left.name, "--pair", right.name).wait(START_S) == 0
    editor.wait_until(lambda: editor.state()["eyes"])
    assert editor.state()["photo"] == str(left)


@pytest.mark.slow
def test_after_a_kill_the_next_start_is_the_first(
    open_editor: Callable[..., AbstractContextManager[Editor]], photo: Path, tmp_path: Path
) -> None:
    with open_editor(photo) as killed:
        killed.wait_until_open(photo)
        killed.child.process.kill()
        killed.child.process.wait(START_S)
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        noisy_photo(tmp_path / "other.png", 120, 160)
        assert start(editor, tmp_path, "other.png").wait(START_S) == 0
        editor.wait_until(lambda: editor.state()["photo"].endswith("other.png"))
