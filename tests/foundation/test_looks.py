"""Looks as files: there as a whole or not at all, the same everywhere, and a sentence for whatever is wrong."""

import json
import struct
from pathlib import Path

import pytest

from pellucid.foundation.errors import ModelError, UnreadableError, UsageError
from pellucid.foundation.looks import (
    KIND,
    add_look,
    checked_title,
    delete_look,
    export_look,
    find_look,
    import_look,
    is_look,
    list_looks,
    looks_dir,
    suggest_file,
)


def look_file(title: str = "Tea time", **changes: object) -> bytes:
    """A look of no weights, as far as this room can tell."""
    card = {"title": title, "architecture": "look", "configuration": {}, "figures": []} | changes
    header = json.dumps({"__metadata__": {"kind": KIND, "card": json.dumps(card)}}).encode()
    return struct.pack("<Q", len(header)) + header


@pytest.fixture(autouse=True)
def _own_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "data"))


def test_there_are_no_looks_at_first() -> None:
    assert list_looks() == ()


def test_a_look_is_found_by_its_id_and_listed_by_its_title() -> None:
    second, first = add_look(look_file("Zebra")), add_look(look_file("Äpfel & Birnen"))
    assert first.id.startswith("look:apfel-birnen-")
    assert is_look(first.id)
    assert find_look(first.id) == first
    assert [look.title for look in list_looks()] == ["Zebra", "Äpfel & Birnen"]
    assert suggest_file(second) == "zebra.safetensors"


def test_looks_of_one_title_are_two_and_a_look_installed_twice_is_one() -> None:
    one, again = add_look(look_file()), add_look(look_file())
    other = add_look(look_file(figures=[1]))
    assert one == again
    assert other.id != one.id
    assert len(list_looks()) == 2


def test_an_exported_look_is_imported_as_the_same_look(tmp_path: Path) -> None:
    look = add_look(look_file())
    export_look(look.id, tmp_path / "given.safetensors")
    delete_look(look.id)
    assert list_looks() == ()
    assert import_look(tmp_path / "given.safetensors") == look


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"photo",
        struct.pack("<Q", 1 << 60) + b"{}",
        struct.pack("<Q", 2) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 3) + b"\xff\xff\xff",
        look_file(title=""),
        look_file(title="a\nb"),
        look_file(configuration=[]),
        look_file(figures=None),
        look_file()[:-1],
    ],
)
def test_what_is_no_look_is_not_imported(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "strange.safetensors").write_bytes(data)
    with pytest.raises(UnreadableError, match="is no look that Pellucid exported"):
        import_look(tmp_path / "strange.safetensors")
    assert not list(looks_dir().glob("*"))


def test_a_damaged_file_among_the_looks_is_left_out_of_the_list_and_named_when_asked_for() -> None:
    look = add_look(look_file())
    look.path.write_bytes(b"gone")
    assert list_looks() == ()
    with pytest.raises(ModelError, match="this look is damaged"):
        find_look(look.id)


@pytest.mark.parametrize("look_id", ["look:tea-time-01234567", "look:../../etc-01234567", "hdrnet", ""])
def test_a_look_that_is_not_there_is_a_sentence(look_id: str) -> None:
    with pytest.raises(ModelError, match=r"is not installed\. Import its file under Looks, or choose another method"):
        find_look(look_id)
    with pytest.raises(ModelError, match="is not installed"):
        delete_look(look_id)


@pytest.mark.parametrize("value", ["look:../x-01234567", "look:A-01234567", "look:a-0123456", 3, None, "look:-"])
def test_only_plain_words_have_the_form_of_a_look(value: object) -> None:
    assert not is_look(value)


def test_titles_are_what_can_be_shown() -> None:
    assert checked_title("  Abend  ") == "Abend"
    for title in ("", " ", "a" * 61, "a\tb"):
        with pytest.raises(UsageError, match="1 to 60 letters"):
            checked_title(title)
