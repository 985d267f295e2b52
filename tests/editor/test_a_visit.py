"""A person's whole visit, through the same window, threads and files as theirs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
from PIL import Image

from editor.house import Editor
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.engine import open_engine
from pellucid.engine.export import export_photo
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.progress import Progress
from pellucid.io.decode import open_photo
from pellucid.operations.denoise.parameters import Parameters

Start = Callable[..., AbstractContextManager[Editor]]


def exported_by_engine(photo: Path, target: Path, **values: float) -> np.ndarray:
    stack = EditStack().with_parameters("denoise", Parameters(**values))
    engine = open_engine("cpu")
    export_photo(open_photo(photo), Edit(stack=stack), target, ExportOptions(), engine, Progress())
    engine.close()
    return np.asarray(Image.open(target))


def test_drag_split_undo_redo_export_and_leave(editor: Editor, photo: Path, tmp_path: Path) -> None:
    latencies = editor.ask("drag", op="denoise", key="gamma", values=[0.4, 0.8, 1.1, 1.3])["latencies_ms"]
    assert None not in latencies
    editor.settle()
    assert editor.state()["exactness"] == "Final"
    editor.ask("compare", mode="split")
    editor.settle()

    editor.ask("undo")
    assert editor.gammas() == []
    editor.ask("redo")
    assert editor.gammas() == [1.3]
    editor.wait_until(lambda: not editor.state()["dirty"])
    assert photo.with_name("waves.png.pellucid").exists(), "it was saved by itself"

    before = photo.read_bytes()
    target = tmp_path / "result.png"
    editor.ask("export", path=str(target))
    editor.wait_until(lambda: "result.png" in editor.state()["message"])  # it leaves again by itself
    editor.settle()
    result = np.asarray(Image.open(target))
    assert np.array_equal(result, exported_by_engine(photo, tmp_path / "engine.png", gamma=1.3))
    assert np.abs(result.astype(int) - np.asarray(Image.open(photo))).mean() > 1
    assert photo.read_bytes() == before

    editor.quit()
    editor.check_clean_end()


def test_the_split_shows_the_photo_on_one_side_and_the_result_on_the_other(editor: Editor, tmp_path: Path) -> None:
    def middle_row(name: str) -> np.ndarray:
        """Of the canvas alone: the panel beside it changes when the findings come."""
        editor.settle()
        x, y, width, height = editor.ask("screenshot", path=str(tmp_path / name))["canvas"]
        picture = np.asarray(Image.open(tmp_path / name).convert("RGB")).astype(int)
        return picture[y + height // 2, x : x + width]

    editor.ask("set", op="denoise", key="gamma", value=1.5)
    whole = middle_row("whole.png")
    editor.ask("compare", mode="split")
    split = middle_row("split.png")
    editor.ask("compare", mode="off")
    editor.ask("undo")
    plain = middle_row("plain.png")
    changed = np.abs(whole - plain).max(axis=1) > 0
    still = np.abs(split - plain).max(axis=1) > 0
    columns = np.flatnonzero(changed)
    assert len(columns) > 100
    left, right = columns[: len(columns) // 3], columns[-len(columns) // 3 :]
    assert still[left].mean() < 0.1
    assert still[right].mean() > 0.9


def test_a_damaged_photo_is_told_in_a_sentence_and_the_editor_lives(editor: Editor, photo: Path) -> None:
    broken = photo.with_name("broken.png")
    broken.write_bytes(photo.read_bytes()[:30])
    editor.ask("open", path=str(broken))
    editor.wait_until(lambda: "broken.png" in editor.state()["message"])
    assert "Traceback" not in editor.state()["message"]
    assert editor.state()["photo"] == str(photo)
    editor.ask("set", op="denoise", key="gamma", value=0.7)
    editor.settle()
    assert editor.gammas() == [0.7]
    editor.quit()
    editor.check_clean_end()


def test_edits_survive_a_kill_and_can_be_undone(open_editor: Start, photo: Path) -> None:
    beside = photo.with_name("waves.png.pellucid")
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        editor.ask("set", op="denoise", key="gamma", value=1.7)
        editor.wait_until(beside.exists)
        editor.child.process.kill()
        assert editor.child.process.wait() < 0
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        assert editor.gammas() == [1.7]
        assert not editor.state()["dirty"]
        editor.ask("undo")
        assert editor.gammas() == []
        editor.quit()
        editor.check_clean_end()
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        assert editor.gammas() == [], "what was undone just before the end is undone"
        editor.ask("redo")
        assert editor.gammas() == [1.7]
        editor.quit()
        editor.check_clean_end()
