"""The editor may be closed at any moment: gone within seconds, with 0, in silence, files whole or absent."""

import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from editor.house import Editor

Start = Callable[..., AbstractContextManager[Editor]]
Moment = Callable[[Editor, Path, Path], None]


def as_it_starts(_editor: Editor, _photo: Path, _target: Path) -> None:
    """The window stands, nothing else yet."""


def while_torch_is_loaded(_editor: Editor, _photo: Path, _target: Path) -> None:
    time.sleep(0.8)


def while_a_photo_loads(editor: Editor, photo: Path, _target: Path) -> None:
    editor.ask("open", path=str(photo))
    time.sleep(0.05)


def while_tiles_are_rendered(editor: Editor, photo: Path, _target: Path) -> None:
    editor.wait_until_open(photo)
    editor.ask("set", op="denoise", key="gamma", value=1.2)
    time.sleep(0.5)
    assert not editor.ask("wait_idle", timeout_s=0)["idle"]


def while_a_slider_is_dragged(editor: Editor, photo: Path, _target: Path) -> None:
    editor.wait_until_open(photo)
    editor.ask("zoom", percent=100)
    editor.ask("drag", op="denoise", key="gamma", values=[0.5, 0.9, 1.3], interval_ms=20)


def while_a_photo_is_exported(editor: Editor, photo: Path, target: Path) -> None:
    editor.wait_until_open(photo)
    editor.ask("set", op="denoise", key="gamma", value=1.2)
    editor.ask("export", path=str(target))
    time.sleep(0.5)
    assert not target.exists()


MOMENTS: list[tuple[Moment, signal.Signals | None]] = [
    (as_it_starts, None),
    (while_torch_is_loaded, signal.SIGTERM),
    (while_a_photo_loads, None),
    (while_tiles_are_rendered, None),
    (while_tiles_are_rendered, signal.SIGINT),
    (while_a_slider_is_dragged, None),
    (while_a_photo_is_exported, None),
    (while_a_photo_is_exported, signal.SIGTERM),
]
ALWAYS = {(while_torch_is_loaded, signal.SIGTERM), (while_tiles_are_rendered, None), (while_a_photo_is_exported, None)}
"""The other moments are as slow, and end by the same ways."""


@pytest.mark.parametrize(
    ("moment", "ends_by"),
    [pytest.param(*each, marks=[] if each in ALWAYS else pytest.mark.slow) for each in MOMENTS],
    ids=[f"{moment.__name__}-{number.name if number else 'close'}" for moment, number in MOMENTS],
)
def test_it_ends_cleanly(
    open_editor: Start, large_photo: Path, tmp_path: Path, moment: Moment, ends_by: signal.Signals | None
) -> None:
    target = tmp_path / "out" / "result.png"
    target.parent.mkdir()
    with open_editor(large_photo) as editor:
        moment(editor, large_photo, target)
        if ends_by is None:
            editor.quit()
        else:
            editor.signal(ends_by)
        editor.check_clean_end()
    assert list(target.parent.iterdir()) == []
