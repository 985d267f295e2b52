"""What a file leaves open, chosen in the panel: the photo is decoded again, kept so, and undone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from editor.house import Editor

Start = Callable[..., AbstractContextManager[Editor]]


def _two_pictures(path: Path) -> Path:
    with tifffile.TiffWriter(path) as tiff:
        for level in (60, 200):
            tiff.write(np.full((120, 160, 3), level, np.uint8), photometric="rgb", metadata=None)
    return path


def _exported_level(editor: Editor, target: Path) -> float:
    editor.ask("export", path=str(target))
    editor.wait_until(target.exists)
    editor.settle()
    return float(np.asarray(Image.open(target)).mean())


@pytest.mark.slow
def test_another_picture_is_opened_kept_and_taken_back(open_editor: Start, tmp_path: Path) -> None:
    photo = _two_pictures(tmp_path / "two.tif")
    with open_editor(photo) as editor:
        editor.wait_until(lambda: "2 pictures" in editor.state()["message"])  # it leaves again by itself
        editor.wait_until_open(photo)
        assert _exported_level(editor, tmp_path / "first.png") == 60
        editor.ask("set", op="source", key="page", value="1")
        editor.wait_until(lambda: editor.state()["page"] == 1)
        editor.wait_until_open(photo)
        assert _exported_level(editor, tmp_path / "second.png") == 200
        editor.quit()
        editor.check_clean_end()
    with open_editor(photo) as editor:
        editor.wait_until_open(photo)
        assert _exported_level(editor, tmp_path / "again.png") == 200
        editor.ask("undo")
        editor.wait_until(lambda: editor.state()["page"] == 0)
        editor.wait_until_open(photo)
        assert _exported_level(editor, tmp_path / "back.png") == 60
        editor.quit()
        editor.check_clean_end()
