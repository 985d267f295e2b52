"""Masks on the command line: from JSON and pictures, for one photo, a batch and a service, told in sentences."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cli.pictures import HEIGHT, WIDTH, Run
from pellucid.cli.masked_operations import parse_masked, read_mask
from pellucid.document import masking
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Step
from pellucid.document.plain_values import to_plain
from pellucid.document.sidecar import Sidecar, SourceIdentity, write
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.masks import Component, Feather, LinearGradient, Mask, Raster
from pellucid.operations.tone.parameters import Parameters as Tone

LEFT = LinearGradient((0.45, 0.5), (0.55, 0.5))


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture).astype(int)


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """The left half as JSON, by hand."""
    file = tmp_path / "left.json"
    file.write_text(json.dumps({"kind": "linear_gradient", "start": [0.45, 0.5], "end": [0.55, 0.5]}))
    return file


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """The left half as a picture."""
    file = tmp_path / "left.png"
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[:, : WIDTH // 2] = 255
    Image.fromarray(values).save(file)
    return file


def test_an_operation_for_a_mask_alone_is_off_elsewhere(run: Run, photo: Path, tmp_path: Path, left: Path) -> None:
    words = ("--mask", f"Left half={left}", "--op", "tone@Left half:exposure=1")
    assert run("apply", photo, tmp_path / "out.png", *words) == 0
    change = np.abs(pixels(tmp_path / "out.png") - pixels(photo)).max(axis=(0, 2))
    assert change[: int(0.44 * WIDTH)].min() > 5
    assert change[int(0.56 * WIDTH) :].max() == 0


def test_one_for_the_whole_photo_differs_in_the_mask_by_what_is_named(
    run: Run, photo: Path, tmp_path: Path, left: Path
) -> None:
    base = ("--op", "tone:exposure=0.5,contrast=20")
    assert run("apply", photo, tmp_path / "base.png", *base) == 0
    assert run("apply", photo, tmp_path / "inside.png", "--op", "tone:exposure=-0.5,contrast=20") == 0
    words = (*base, "--mask", f"m={left}", "--op", "tone@m:exposure=-0.5")
    assert run("apply", photo, tmp_path / "out.png", *words) == 0
    out, middle = pixels(tmp_path / "out.png"), int(0.44 * WIDTH)
    assert np.array_equal(out[:, :middle], pixels(tmp_path / "inside.png")[:, :middle])
    assert np.array_equal(out[:, WIDTH - middle :], pixels(tmp_path / "base.png")[:, WIDTH - middle :])


def test_apply_batch_and_serve_make_the_same_pixels(
    run: Run, photo: Path, tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    words = ("--mask", f"m={picture}", "--op", "tone@m:exposure=1")
    assert run("apply", photo, tmp_path / "applied.png", *words) == 0
    assert run("batch", photo, "--out", tmp_path / "batch", *words) == 0
    job = {"in": str(photo), "out": str(tmp_path / "served.png"), "masks": {"m": str(picture)}}
    line = json.dumps(job | {"ops": ["tone@m:exposure=1"]}).encode() + b"\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    capsys.readouterr()
    assert run("serve") == 0
    assert json.loads(capsys.readouterr().out)["code"] == 0
    (made,) = (tmp_path / "batch").iterdir()
    for other in (made, tmp_path / "served.png"):
        assert np.array_equal(pixels(other), pixels(tmp_path / "applied.png"))
    assert not np.array_equal(pixels(made), pixels(photo))


def test_masks_of_saved_edits_are_called_by_their_names(run: Run, photo: Path, tmp_path: Path) -> None:
    edit, mask = masking.with_new_mask(Edit(), Component(LEFT), name="Sky")
    saved = edit.with_stack(EditStack((Step("tone", Tone(contrast=20)),)))
    file = tmp_path / "edits.pellucid"
    write(file, Sidecar(SourceIdentity("photo.png", "ab" * 16, WIDTH, HEIGHT), saved, 1))
    words = ("--sidecar", file, "--op", "tone@Sky:exposure=1")
    assert run("apply", photo, tmp_path / "out.png", *words) == 0
    assert run("apply", photo, tmp_path / "base.png", "--op", "tone:contrast=20") == 0
    difference = np.abs(pixels(tmp_path / "out.png") - pixels(tmp_path / "base.png")).max(axis=(0, 2))
    assert difference[: int(0.44 * WIDTH)].min() > 5
    assert difference[int(0.56 * WIDTH) :].max() == 0
    assert mask


def test_a_mask_comes_back_from_the_json_of_a_sidecar(tmp_path: Path) -> None:
    mask = Mask("id", "Sky", (Component(LEFT),), Feather(0.01, follows_edges=True), 0.5, inverted=True)
    (tmp_path / "mask.json").write_text(json.dumps(to_plain(mask, Mask)))
    read = read_mask("Heaven", tmp_path / "mask.json")
    assert (read.name, read.components, read.feather, read.opacity) == ("Heaven", mask.components, mask.feather, 0.5)


def test_pictures_of_any_depth_and_size_are_masks(tmp_path: Path) -> None:
    deep = np.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(np.uint16)
    Image.fromarray(deep).save(tmp_path / "deep.tif")
    noisy = np.random.default_rng(1).integers(0, 256, (1400, 2100), np.uint8)
    Image.fromarray(noisy).save(tmp_path / "noisy.png")
    for name in ("deep.tif", "noisy.png"):
        (component,) = read_mask("m", tmp_path / name).components
        assert isinstance(component.shape, Raster)
    assert component.shape.width < 1024


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tone@:exposure=1"], "names no mask"),
        (["nothing@m"], "nothing"),
        (["tone@m:exposure=99"], "exposure"),
        (["tone@m", "tone@m:exposure=1"], "twice"),
    ],
)
def test_what_is_wrong_with_an_operation_is_told(words: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_masked(words, {})


def test_a_mask_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no mask “sky”.*“ground”"):
        parse_masked(["tone@sky"], {}).over(Edit(masks=(Mask("g", "ground"),)))


@pytest.mark.parametrize(
    "content",
    ['{"kind": "circle"}', "{", '{"components": [{"shape": 3}]}', '{"kind": "brush", "strokes": [{}]}', "[1]", ""],
)
def test_a_file_that_is_no_mask_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mask.json"
    file.write_text(content)
    with pytest.raises(UnreadableError, match=r"mask\.json"):
        read_mask("m", file)


def test_a_file_that_is_not_there_and_one_in_colours_are_told(
    run: Run, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("apply", photo, tmp_path / "out.png", "--mask", f"m={tmp_path / 'gone.json'}") == 4
    assert "gone.json" in capsys.readouterr().err
    assert run("apply", photo, tmp_path / "out.png", "--mask", f"m={photo}") == 4
    assert "colours" in capsys.readouterr().err
    assert not (tmp_path / "out.png").exists()


def test_the_examples_of_the_page_are_masks(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "app" / "MASKS.md").read_text(encoding="utf-8")
    examples = [*re.findall(r"```json\n(.*?)```", page, re.DOTALL), *re.findall(r"`(\{\"kind\".*?\})`", page)]
    assert len(examples) == 2
    for example in examples:
        (tmp_path / "mask.json").write_text(example)
        assert read_mask("m", tmp_path / "mask.json").components
