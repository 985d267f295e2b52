"""What a start asks for goes from one program to another as it is, and nothing else is taken for it."""

import json
import os
from pathlib import Path

import pytest

from pellucid.foundation.editor_start import EditorStart


def test_photos_keep_their_names_and_lose_their_folder_of_departure() -> None:
    names = ("a.jpg", "b c\n.png", "ü.tif", os.fsdecode(b"\xff.jpg"))
    start = EditorStart(tuple(Path(name) for name in names), driver="socket", is_new_window=True)
    assert start.to_line().count(b"\n") == 1
    assert EditorStart.from_line(start.to_line()) == EditorStart(tuple(Path.cwd() / name for name in names))


def test_a_pair_stays_one() -> None:
    start = EditorStart((Path("/photos/l.jpg"),), Path("r.jpg"))
    assert EditorStart.from_line(start.to_line()) == EditorStart((Path("/photos/l.jpg"),), Path.cwd() / "r.jpg")


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"files": "a.jpg"}',
        b'{"files": [1]}',
        b'{"files": [], "right": "r.jpg"}',
        b'{"files": ["a.jpg"], "right": 1}',
    ],
)
def test_nothing_else_is_taken(line: bytes) -> None:
    with pytest.raises(ValueError, match="no start of the editor"):
        EditorStart.from_line(line)


@pytest.mark.parametrize("line", [b"", b"{", b"\xff"])
def test_what_is_no_json_is_refused(line: bytes) -> None:
    with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
        EditorStart.from_line(line)
