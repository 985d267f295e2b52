"""A visit with a stereo photo: every view of it, one edit for both eyes, and both in the file that is made."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np

from editor.house import PATIENCE_S, Editor
from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.io.stereo import open_pair

Start = Callable[..., AbstractContextManager[Editor]]


def test_a_pair_is_looked_at_edited_exported_and_left(open_editor: Start, tmp_path: Path) -> None:
    photo, target = write_mpo(tmp_path / "pair.mpo", two_eyes(120, 160)), tmp_path / "made.mpo"
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        editor.ask("set", op="tone", key="exposure", value=0.7)
        for key, words in (("R", "Right eye"), ("A", "Anaglyph"), ("W", "Wiggle"), ("L", "Left eye")):
            editor.ask("key", sequence=key)
            editor.settle()
            state = editor.state()
            assert (state["eyes"], state["exactness"]) == (words, "Exact everywhere")
            assert state["shows_edit"]
        editor.ask("export", path=str(target))
        editor.wait_until(target.exists)
        editor.settle()
        pair = write_files(tmp_path, two_eyes(120, 160))
        editor.ask("open", path=str(pair[0]), right=str(pair[1]))
        editor.wait_until_open(pair[0])
        assert editor.state()["eyes"] == "Left eye"
        editor.ask("open", path=str(pair[0]))
        editor.wait_until(lambda: editor.state()["eyes"] == "")
        editor.settle()
        editor.quit()
        assert editor.child.process.wait(PATIENCE_S) == 0
    for before, after in zip(open_pair(photo).eyes, open_pair(target).eyes, strict=True):
        assert np.mean(after.samples) > np.mean(before.samples) + 10
