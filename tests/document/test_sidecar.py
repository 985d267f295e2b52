"""Sidecars come back as they were written, and nothing else is believed."""

import hashlib
import json
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.history import HistoryEntry, HistoryLine
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.document.versions import Version
from pellucid.foundation.errors import UnreadableError, UnwritableError
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size
from pellucid.foundation.masks import Brush, Component, Mask, Raster, Stroke
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.ways import Way
from pellucid.operations import catalogue
from pellucid.operations.denoise.parameters import SPEC, Parameters

SOURCE = SourceIdentity("Grün \n\u202e.jpg", "0123456789abcdef", 6000, 4000)
STACK = EditStack().with_parameters("denoise", Parameters(gamma=1.35, amount=0.1)).with_enabled("denoise", False)
STORED = Sidecar(SOURCE, Edit(stack=STACK), 7)
DATA = sidecar.encode(STORED)


def signed(content: dict[str, Any]) -> bytes:
    """Bytes of a content, with the checksum that belongs to it."""
    content = {name: value for name, value in content.items() if name != "sha256"}
    compact = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps(content | {"sha256": hashlib.sha256(compact).hexdigest()}).encode()


def changed(**changes: Any) -> bytes:
    return signed(json.loads(DATA) | changes)


def with_step(**changes: Any) -> bytes:
    edit = json.loads(DATA)["edit"]
    return changed(edit=edit | {"stack": [edit["stack"][0] | changes]})


def with_parameters(**changes: Any) -> bytes:
    return with_step(parameters=json.loads(DATA)["edit"]["stack"][0]["parameters"] | changes)


def test_what_was_written_comes_back() -> None:
    read = sidecar.decode(DATA)
    assert read == STORED
    assert read.writer.startswith("Pellucid ")


def test_everything_that_an_edit_holds_comes_back() -> None:
    sky = Mask(
        "sky", "Himmel ☁", (Component(Brush((Stroke.along(((0.1, 0.25),), 0.1),))), Component(Raster(2, 1, b"png")))
    )
    step = replace(STACK.steps[0], locals=())
    edit = Edit(
        stack=EditStack((step,)).with_parameters("tone", EditStack().parameters("tone")),
        framing=Framing(quarter_turns=1, angle_deg=2.5),
        masks=(sky,),
    )
    line = HistoryLine((HistoryEntry("Opened", Edit()), HistoryEntry("Mask", edit)), 1)
    stored = Sidecar(SOURCE, edit, 8, line, (Version("Print", edit, "2026-01-02T03:04:05Z"),))
    assert sidecar.decode(sidecar.encode(stored)) == stored


def test_the_format_is_the_documented_one() -> None:
    content = json.loads(DATA)
    assert list(content) == [
        "schema", "source", "edit", "history", "versions", "parts", "writer", "revision", "sha256"
    ]  # fmt: skip
    assert content["schema"] == 2
    assert list(content["edit"]) == ["source", "stack", "framing", "masks"]
    assert content["edit"]["stack"][0] == {
        "operation": "denoise",
        "version": 2,
        "enabled": False,
        "parameters": {
            "method": "cbdnet",
            "gamma": 1.35,
            "color_gamma": 1.0,
            "regrain": 0.0,
            "amount": 0.1,
            "quality": "fast",
        },
    }


SCHEMA_1 = signed(
    {
        "schema": 1,
        "source": {"name": "a.jpg", "fingerprint": "0123456789abcdef", "width": 6000, "height": 4000},
        "stack": [
            {
                "operation": "denoise",
                "version": 1,
                "enabled": True,
                "parameters": {"method": "cbdnet", "gamma": 1.5, "amount": 1.0, "quality": "fast"},
            }
        ],
        "writer": "Pellucid 0.1.0",
        "revision": 3,
    }
)


def test_a_sidecar_of_schema_1_opens() -> None:
    read = sidecar.decode(SCHEMA_1)
    assert read.edit == Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=1.5, color_gamma=1.5)))
    assert (read.revision, read.history, read.versions) == (3, HistoryLine(), ())


def test_many_entries_take_little_more_than_what_differs() -> None:
    stroke = Stroke.along(tuple((k / 64, 0.5) for k in range(60)), 0.1)
    strokes = tuple(replace(stroke, radius=0.1 + k / 1000) for k in range(60))
    edits = [Edit(stack=STACK, masks=(Mask("m", "M", (Component(Brush(strokes[:k])),)),)) for k in range(1, 61)]
    line = HistoryLine(tuple(HistoryEntry(f"Stroke {k}", edit) for k, edit in enumerate(edits)), 59)
    data = sidecar.encode(Sidecar(SOURCE, edits[-1], 1, line))
    assert len(data) < 600_000
    assert sidecar.decode(data).history == line


def painted_edits(strokes: int, points: int, *, pressed: bool) -> list[Edit]:
    """Edits as strokes come, of wandering points."""
    drawn, brush = random.Random(3), []
    for _ in range(strokes):
        x, y, course = drawn.random(), drawn.random(), 6 * drawn.random()
        places = []
        for _ in range(points):
            course += drawn.gauss(0, 0.3)
            x, y = x + 0.004 * math.cos(course), y + 0.006 * math.sin(course)
            places.append((x, y))
        felt = [drawn.random() for _ in places] if pressed else []
        brush.append(Stroke(Way.of(places, felt), 0.02))
    masks = [Mask("m", "M", (Component(Brush(tuple(brush[: count + 1]))),)) for count in range(strokes)]
    return [Edit(stack=STACK, masks=(mask,)) for mask in masks]


@pytest.mark.parametrize(("strokes", "pressed"), [(1, True), (100, True), (200, False)])
def test_a_brush_of_ten_thousand_points_takes_less_than_200_kb(strokes: int, pressed: bool) -> None:
    edits = painted_edits(strokes, 10_000 // strokes, pressed=pressed)
    line = HistoryLine(tuple(HistoryEntry("Paint", edit) for edit in edits), strokes - 1)
    stored = Sidecar(SOURCE, edits[-1], 1, line)
    data = sidecar.encode(stored)
    assert len(data) < 200_000
    read = sidecar.decode(data)
    assert (read.edit, read.history) == (edits[-1], line)


def test_a_list_that_goes_on_from_itself_is_refused() -> None:
    content = json.loads(DATA)
    for parts in ({"a": {"$": "a", "+": [1]}}, {"a": {"$": "b", "+": [1]}, "b": {"$": "a", "+": []}}, {"a": 7}):
        with pytest.raises(UnreadableError, match=r"itself|wrong form"):
            sidecar.decode(signed(content | {"parts": parts, "versions": {"$": "a", "+": []}}))


def test_a_history_that_is_too_long_loses_its_oldest_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    edits = [Edit(stack=EditStack().with_parameters("denoise", Parameters(gamma=k / 100))) for k in range(100)]
    line = HistoryLine(tuple(HistoryEntry(str(k), edit) for k, edit in enumerate(edits)), 99)
    monkeypatch.setattr(sidecar, "LONGEST_BYTES", 20_000)
    kept = sidecar.decode(sidecar.encode(Sidecar(SOURCE, edits[-1], 1, line))).history
    assert 1 < len(kept.entries) < 100
    assert kept.entries[kept.position] == line.entries[99]


def test_parts_that_hold_themselves_or_stand_for_far_too_much_are_refused() -> None:
    content = json.loads(DATA)
    for parts in (
        {"a": [{"$": "a"}]},
        {f"p{k}": [{"$": f"p{k + 1}"}] * 10 for k in range(12)} | {"p12": 1, "a": {"$": "p0"}},
    ):
        with pytest.raises(UnreadableError, match=r"itself|too much"):
            sidecar.decode(signed(content | {"parts": parts, "versions": [{"$": "a"}]}))


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
        (changed(schema=3), "newer Pellucid"),
        (changed(schema=0), "schema is unknown"),
        (changed(schema=True), "schema is unknown"),
        (changed(schema=1.0), "schema is unknown"),
        (signed(json.loads(SCHEMA_1) | {"extra": 1}), "“extra” is unknown"),
        (signed({name: value for name, value in json.loads(DATA).items() if name != "writer"}), "“writer” is missing"),
        (changed(writer=3), "writer"),
        (changed(revision=-1), "revision"),
        (changed(revision=True), "revision"),
        (changed(source={}), "is missing"),
        (changed(source=[]), "wrong form"),
        (changed(source=json.loads(DATA)["source"] | {"width": "3"}), "“width” has the wrong type"),
        (changed(edit=[]), "wrong form"),
        (changed(edit=json.loads(DATA)["edit"] | {"stack": {}}), "no list"),
        (changed(edit=json.loads(DATA)["edit"] | {"stack": [3]}), "wrong form"),
        (changed(edit=json.loads(DATA)["edit"] | {"masks": 3}), "no list"),
        (changed(history={"entries": [], "position": 1}), "no such position"),
        (changed(history={"entries": 3, "position": 0}), "no list"),
        (changed(history=[]), "wrong form"),
        (changed(versions=[3]), "wrong form"),
        (changed(parts=[]), "wrong form"),
        (with_step(operation=3), "wrong form"),
    ],
)
def test_what_is_not_a_sidecar_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=r"These edits cannot be read") as refused:
        sidecar.decode(data)
    assert reason in str(refused.value)


def test_parameters_of_an_older_version_are_upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    def upgrade(values: dict[str, Any], version: int) -> dict[str, Any]:
        assert version == SPEC.version
        return {"gamma": values["gamma"] / 2}

    monkeypatch.setattr(catalogue, "CATALOGUE", (replace(SPEC, version=SPEC.version + 1, upgrade=upgrade),))
    assert sidecar.decode(DATA).edit.stack.parameters("denoise") == Parameters(gamma=0.675)


def test_a_local_of_an_older_version_is_upgraded_with_its_step(monkeypatch: pytest.MonkeyPatch) -> None:
    older = with_step(locals=[{"mask": "sky", "enabled": True, "changes": {"gamma": 1.0}}])

    def upgrade(values: dict[str, Any], _version: int) -> dict[str, Any]:
        return {"amount": values["gamma"] / 2}  # the parameter has another name and scale now

    monkeypatch.setattr(catalogue, "CATALOGUE", (replace(SPEC, version=SPEC.version + 1, upgrade=upgrade),))
    (step,) = sidecar.decode(older).edit.stack.steps
    assert (step.parameters.amount, step.locals[0].changes) == (0.675, (("amount", 0.5),))


def test_a_written_sidecar_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg.pellucid"
    sidecar.write(path, STORED)
    assert sidecar.read(path) == STORED
    assert list(tmp_path.iterdir()) == [path]


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg.pellucid"
    path.write_bytes(DATA[:-20])
    with pytest.raises(UnreadableError, match=r"photo\.jpg\.pellucid: These edits cannot be read"):
        sidecar.read(path)


def test_a_sidecar_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pellucid", tmp_path):
        with pytest.raises(UnreadableError, match="cannot be read"):
            sidecar.read(path)


def test_a_sidecar_in_no_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="the folder does not exist"):
        sidecar.write(tmp_path / "none" / "a.pellucid", STORED)
