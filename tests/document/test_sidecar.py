"""Sidecars come back as they were written, and nothing else is believed."""

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pellucid.document import sidecar
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import SourceIdentity
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.operations import catalogue
from pellucid.operations.denoise.parameters import SPEC, Parameters

SOURCE = SourceIdentity("Grün \n\u202e.jpg", "0123456789abcdef", 6000, 4000)
STACK = EditStack().with_parameters("denoise", Parameters(gamma=1.35, amount=0.1)).with_enabled("denoise", False)
DATA = sidecar.encode(STACK, SOURCE, 7)


def signed(content: dict[str, Any]) -> bytes:
    """Bytes of a content, with the checksum that belongs to it."""
    content = {name: value for name, value in content.items() if name != "sha256"}
    compact = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps(content | {"sha256": hashlib.sha256(compact).hexdigest()}).encode()


def changed(**changes: Any) -> bytes:
    return signed(json.loads(DATA) | changes)


def with_step(**changes: Any) -> bytes:
    return changed(stack=[json.loads(DATA)["stack"][0] | changes])


def with_parameters(**changes: Any) -> bytes:
    return with_step(parameters=json.loads(DATA)["stack"][0]["parameters"] | changes)


def test_what_was_written_comes_back() -> None:
    read = sidecar.decode(DATA)
    assert (read.stack, read.source, read.revision) == (STACK, SOURCE, 7)
    assert read.writer.startswith("Pellucid ")


def test_the_format_is_the_documented_one() -> None:
    content = json.loads(DATA)
    assert list(content) == ["schema", "source", "stack", "writer", "revision", "sha256"]
    assert content["schema"] == 1
    assert content["stack"][0] == {
        "operation": "denoise",
        "version": 1,
        "enabled": False,
        "parameters": {"method": "cbdnet", "gamma": 1.35, "amount": 0.1, "quality": "fast"},
    }


def test_a_sidecar_lies_beside_its_photo() -> None:
    assert sidecar.sidecar_path(Path("folder/photo.jpg")) == Path("folder/photo.jpg.pellucid")


def test_a_photo_is_identified_by_its_facts() -> None:
    facts = PhotoFacts(Path("a/b.png"), "ab" * 16, "PNG", Size(3, 2), "rgb", 8, False, "sRGB", 99)
    assert SourceIdentity.of(facts) == SourceIdentity("b.png", "ab" * 16, 3, 2)


def test_a_cut_sidecar_is_refused_wherever_it_is_cut() -> None:
    for length in range(len(DATA.rstrip())):
        with pytest.raises(UnreadableError):
            sidecar.decode(DATA[:length])


def test_a_flipped_bit_is_refused_or_changes_nothing() -> None:
    chance = random.Random(1)
    refused = 0
    for _ in range(1000):
        damaged = bytearray(DATA)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            read = sidecar.decode(bytes(damaged))
        except UnreadableError:
            refused += 1
        else:
            assert read == sidecar.decode(DATA)
    assert refused > 950


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (b"[]", "damaged"),
        (b"null", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 100_000, "damaged"),
        (DATA.replace(b"1.35", b"NaN"), "NaN is no number"),
        (DATA.replace(b"1.35", b"-Infinity"), "-Infinity is no number"),
        (DATA.replace(b"1.35", b"1e999"), "1e999 is no number"),
        (DATA.replace(b'"gamma": 1.35', b'"gamma": 1.35, "gamma": 1.0'), "twice"),
        (DATA.replace(b"1.35", b"1.36"), "checksum is wrong"),
        (b" " * (sidecar.LONGEST_BYTES + 1), "far too long"),
        (changed(schema=2), "newer Pellucid"),
        (changed(schema=0), "schema is unknown"),
        (changed(schema=True), "schema is unknown"),
        (changed(schema=1.0), "schema is unknown"),
        (changed(extra=1), "“extra” is unknown"),
        (changed(__proto__={}), "“__proto__” is unknown"),
        (signed({name: value for name, value in json.loads(DATA).items() if name != "writer"}), "“writer” is missing"),
        (changed(writer=3), "writer"),
        (changed(revision=-1), "revision"),
        (changed(revision=True), "revision"),
        (changed(source={}), "is missing"),
        (changed(source=[]), "wrong form"),
        (changed(source=json.loads(DATA)["source"] | {"width": "3"}), "“width” has the wrong type"),
        (changed(stack={}), "no list"),
        (changed(stack=[3]), "wrong form"),
        (changed(stack=json.loads(DATA)["stack"] * 2), "twice"),
        (with_step(operation="explode"), "no operation “explode”"),
        (with_step(operation=3), "wrong form"),
        (with_step(version=2), "newer Pellucid"),
        (with_step(enabled=1), "wrong form"),
        (with_step(parameters=[]), "wrong form"),
        (with_step(note="x"), "“note” is unknown"),
        (with_parameters(sharpness=1), "no parameter “sharpness”"),
        (with_parameters(gamma=2.5), "a number from 0 to 2"),
        (with_parameters(gamma=10**400), "a number from 0 to 2"),
        (with_parameters(gamma="1"), "a number from 0 to 2"),
        (with_parameters(gamma=True), "a number from 0 to 2"),
        (with_parameters(gamma=[1]), "a number from 0 to 2"),
        (with_parameters(method="magic"), "none of"),
    ],
)
def test_what_is_not_a_sidecar_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=r"These edits cannot be read") as refused:
        sidecar.decode(data)
    assert reason in str(refused.value)


def test_parameters_of_an_older_version_are_upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    def upgrade(values: dict[str, Any], version: int) -> dict[str, Any]:
        assert version == 1
        return {"gamma": values["gamma"] / 2}

    monkeypatch.setattr(catalogue, "CATALOGUE", (replace(SPEC, version=2, upgrade=upgrade),))
    assert sidecar.decode(DATA).stack.parameters("denoise") == Parameters(gamma=0.675)


def test_a_written_sidecar_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg.pellucid"
    sidecar.write(path, STACK, SOURCE, 1)
    assert sidecar.read(path).stack == STACK
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_sidecar_is_kept_when_a_new_one_is_written(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg.pellucid"
    path.write_bytes(DATA[:-20])
    sidecar.write(path, STACK, SOURCE, 1)
    kept = [other for other in tmp_path.iterdir() if other != path]
    assert [other.read_bytes() for other in kept] == [DATA[:-20]]
    assert kept[0].name.startswith("photo.jpg.pellucid.bad-")


def test_a_refusal_names_the_file_and_says_what_happens(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg.pellucid"
    path.write_bytes(DATA[:-20])
    with pytest.raises(UnreadableError, match=r"photo\.jpg\.pellucid: These edits .* opens without them"):
        sidecar.read(path)


def test_a_sidecar_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pellucid", tmp_path):
        with pytest.raises(UnreadableError, match="cannot be read"):
            sidecar.read(path)


def test_a_sidecar_in_no_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="the folder does not exist"):
        sidecar.write(tmp_path / "none" / "a.pellucid", STACK, SOURCE, 1)
