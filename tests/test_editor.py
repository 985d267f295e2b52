"""Who opens a window: the first start, one that is to have its own, and one whose photos nobody takes."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from pellucid import editor
from pellucid.foundation.editor_start import EditorStart
from pellucid.ui import first_window

PHOTO = EditorStart((Path("a.jpg"),))


@pytest.mark.parametrize(
    ("start", "listens", "takes", "expected"),
    [
        (PHOTO, False, True, (False, True)),
        (PHOTO, True, True, (True, None)),
        (PHOTO, True, False, (True, False)),
        (EditorStart(PHOTO.files, is_new_window=True), True, True, (False, False)),
        (EditorStart(PHOTO.files, is_new_window=True), False, True, (False, True)),
        (EditorStart(PHOTO.files, driver="socket"), True, True, (False, False)),
    ],
)
def test_photos_go_to_the_first_window_unless_another_is_wanted_or_it_does_not_take_them(
    monkeypatch: pytest.MonkeyPatch,
    start: EditorStart,
    listens: bool,
    takes: bool,
    expected: tuple[bool, bool | None],
) -> None:
    """Expected: whether the photos are offered to the first window, and whether the new one is the first, if any."""
    offered, stays = [], []
    monkeypatch.setattr(editor, "PhotoApplication", lambda _words: None)
    monkeypatch.setattr(editor, "prepare_application", lambda _application: None)
    monkeypatch.setattr(editor, "may_listen", lambda _place: True)
    monkeypatch.setattr(editor, "_stay", lambda _qt, _start, is_first: stays.append(is_first) or 7)
    monkeypatch.setattr(first_window, "find_first", lambda: "connection" if listens else None)
    monkeypatch.setattr(first_window, "hand_over", lambda given, _first: offered.append(given) or takes)
    code = editor.run(start)
    assert (bool(offered), stays[0] if stays else None) == expected
    assert code == (7 if stays else 0)


def test_what_a_folder_needs_is_loaded_one_by_one_and_only_while_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    app = SimpleNamespace(quiet=lambda: quiet[0])
    quiet = [False]
    loaded: list[str] = []
    delays: list[int] = []
    turns: list[Callable[[], None]] = []

    def single_shot(delay_ms: int, _context: object, turn: Callable[[], None]) -> None:
        delays.append(delay_ms)
        turns.append(turn)

    monkeypatch.setattr(editor, "import_module", loaded.append)
    monkeypatch.setattr(editor, "QTimer", SimpleNamespace(singleShot=single_shot))
    editor.load_for_many(app, ("first", "second"))  # type: ignore[arg-type]
    assert (loaded, delays) == ([], [editor.MANY_DELAY_MS])
    quiet[0] = True
    turns.pop()()
    assert (loaded, delays[1:]) == (["first"], [editor.MANY_STEP_MS])
    turns.pop()()
    assert loaded == ["first", "second"]
    assert not turns


def test_everything_that_a_folder_needs_is_there_to_be_loaded() -> None:
    for module in editor._FOR_MANY:
        assert find_spec(module) is not None
