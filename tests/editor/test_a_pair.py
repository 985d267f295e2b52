"""A visit with a stereo photo: every view of it, one edit for both eyes, and both in the file that is made, swapped."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from editor.house import PATIENCE_S, Editor
from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.io.stereo import open_pair

Start = Callable[..., AbstractContextManager[Editor]]


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@pytest.mark.slow
def test_a_pair_is_looked_at_edited_exported_and_left(open_editor: Start, tmp_path: Path) -> None:
    photo, target = write_mpo(tmp_path / "pair.mpo", two_eyes(120, 160)), tmp_path / "made.mpo"
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        editor.ask("set", op="tone", key="exposure", value=0.7)
        for key, words in (("Alt+R", "Right view"), ("A", "Anaglyph"), ("W", "Wiggle"), ("Alt+L", "Left view")):
            editor.ask("key", sequence=key)
            editor.settle()
            state = editor.state()
            assert (state["eyes"], state["exactness"]) == (words, "Final")
            assert state["shows_edit"]
        editor.ask("anaglyph", mode="gray")
        editor.settle()
        assert editor.state()["eyes"] == "Anaglyph"
        editor.ask("swap_eyes")
        editor.wait_until(lambda: "swapped" in editor.state()["message"])  # it leaves again by itself
        editor.settle()
        assert editor.state()["exactness"] == "Final"
        editor.ask("export", path=str(target))
        editor.wait_until(target.exists)
        editor.settle()
        pair = write_files(tmp_path, two_eyes(120, 160))
        editor.ask("open", path=str(pair[0]), right=str(pair[1]))
        editor.wait_until_open(pair[0])
        assert editor.state()["eyes"] == "Left view"
        editor.ask("open", path=str(pair[0]))
        editor.wait_until(lambda: editor.state()["eyes"] == "")
        editor.settle()
        editor.quit()
        assert editor.child.process.wait(PATIENCE_S) == 0
    before, after = open_pair(photo), open_pair(target)
    assert np.mean(after.left.samples) > np.mean(before.right.samples) + 10
    for eye, same, other in zip(after.eyes, before.eyes[::-1], before.eyes, strict=True):
        assert likeness(eye.samples, same.samples) > likeness(eye.samples, other.samples)
