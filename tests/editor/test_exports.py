"""A burst of exports, asked of the whole program: all are made in their order, and the end loses none that is made."""

from pathlib import Path

import pytest

from editor.house import Editor
from pellucid.io.decode import open_photo

BURST = 200


def ask(editor: Editor, folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    targets = [folder / f"{number:03}.png" for number in range(count)]
    for target in targets:
        editor.ask("export", path=str(target))
    return targets


def test_all_of_a_burst_are_made_in_their_order(editor: Editor, tmp_path: Path) -> None:
    targets = ask(editor, tmp_path / "out", BURST)
    editor.settle()
    assert sorted((tmp_path / "out").iterdir()) == targets
    written = [target.stat().st_mtime_ns for target in targets]
    assert written == sorted(written)


@pytest.mark.parametrize("made_before", [pytest.param(0, marks=pytest.mark.slow), 3])
def test_the_end_loses_none_that_is_made_and_leaves_no_half_file(
    editor: Editor, tmp_path: Path, made_before: int
) -> None:
    editor.ask("set", op="denoise", key="gamma", value=1.2)
    targets = ask(editor, tmp_path / "out", 20)
    editor.wait_until(lambda: targets[made_before - 1].exists() or not made_before)
    editor.quit()
    editor.check_clean_end()
    left = sorted((tmp_path / "out").iterdir())
    assert left == targets[: len(left)]
    assert made_before <= len(left) < len(targets)
    for path in left:
        assert open_photo(path).facts.size.width == 300
