"""Who opens a window: the first start, one that is to have its own, and one whose photos nobody takes."""

from pathlib import Path

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
