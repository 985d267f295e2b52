"""One photo edited from the command line, with the real engine and a tiny network."""

import json
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from cli.pictures import HEIGHT, WIDTH, Run, noisy_samples
from pellucid.document import sidecar
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.document.sidecar import Sidecar, SourceIdentity
from pellucid.operations.catalogue import CATALOGUE
from pellucid.operations.denoise.parameters import Parameters


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


def test_without_an_operation_the_pixels_stay(run: Run, models: Path, photo: Path, tmp_path: Path) -> None:
    assert run("apply", photo, tmp_path / "out.png") == 0
    assert np.array_equal(pixels(tmp_path / "out.png"), pixels(photo))


@pytest.mark.parametrize("word", ["denoise:gamma=0", "denoise:amount=0"])
def test_a_neutral_operation_keeps_the_pixels(run: Run, models: Path, photo: Path, tmp_path: Path, word: str) -> None:
    assert run("apply", photo, tmp_path / "out.png", "--op", word) == 0
    assert np.array_equal(pixels(tmp_path / "out.png"), pixels(photo))


def test_denoise_changes_the_pixels_and_never_the_photo(run: Run, models: Path, photo: Path, tmp_path: Path) -> None:
    before = photo.read_bytes()
    assert run("apply", photo, tmp_path / "out.png", "--op", "denoise") == 0
    result = pixels(tmp_path / "out.png")
    assert result.shape == (HEIGHT, WIDTH, 3)
    assert not np.array_equal(result, pixels(photo))
    assert photo.read_bytes() == before


def test_a_sidecar_gives_the_same_result_as_its_words(run: Run, models: Path, photo: Path, tmp_path: Path) -> None:
    edits = tmp_path / "edits.pellucid"
    stack = EditStack().with_parameters("denoise", Parameters(gamma=1.5, color_gamma=1.5))
    source = SourceIdentity("photo.png", "ab" * 16, WIDTH, HEIGHT)
    sidecar.write(edits, Sidecar(source, Edit(stack=stack), 1))
    assert run("apply", photo, tmp_path / "one.png", "--sidecar", edits) == 0
    assert run("apply", photo, tmp_path / "two.png", "--op", "denoise:gamma=1.5") == 0
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_a_map_is_written_as_float_tiff(run: Run, models: Path, photo: Path, tmp_path: Path) -> None:
    words = ("--op", "denoise", "--map", f"noise={tmp_path / 'noise.tif'}")
    assert run("apply", photo, tmp_path / "out.png", *words) == 0
    with tifffile.TiffFile(tmp_path / "noise.tif") as file:
        values = file.asarray()
        assert file.pages[0].description == "Luma noise map (levels)"
    assert (values.dtype, values.shape) == (np.float32, (HEIGHT, WIDTH))
    assert (values > 0).all()
    assert (values < 255).all()


def test_json_answers_with_one_object(
    run: Run, models: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.png"
    assert run("apply", photo, target, "--op", "denoise", "--json") == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert (answer["code"], answer["message"], answer["out"]) == (0, "", str(target))
    assert answer["warnings"] == []
    assert answer["device"].startswith("CPU")
    assert answer["seconds"] > 0
    assert said.err == ""


def test_depth_16_writes_sixteen_bits(run: Run, models: Path, photo: Path, tmp_path: Path) -> None:
    assert run("apply", photo, tmp_path / "out.tif", "--op", "denoise", "--depth", "16") == 0
    assert tifffile.imread(tmp_path / "out.tif").dtype == np.uint16


@pytest.mark.parametrize("operation", [spec.id for spec in CATALOGUE])
def test_colours_under_full_transparency_do_not_bleed(run: Run, models: Path, tmp_path: Path, operation: str) -> None:
    alpha = np.full((HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, WIDTH // 3 : WIDTH // 2] = 0
    results = []
    for name, hidden in (("green", (0, 255, 0)), ("magenta", (255, 0, 255))):
        samples = noisy_samples().copy()
        samples[alpha == 0] = hidden
        Image.fromarray(np.dstack([samples, alpha])).save(tmp_path / f"{name}.png")
        assert run("apply", tmp_path / f"{name}.png", tmp_path / f"{name}-out.png", "--op", operation) == 0
        results.append(pixels(tmp_path / f"{name}-out.png")[alpha > 0])
    np.testing.assert_array_equal(*results)


@pytest.mark.parametrize("word", ["all", "without-location", "none"])
@pytest.mark.parametrize("edits", [(), ("--op", "tone:exposure=0.5")])
def test_metadata_are_carried_as_chosen(
    run: Run, models: Path, photo: Path, tmp_path: Path, word: str, edits: tuple[str, ...]
) -> None:
    block = Image.Exif()
    block[0x013B] = "Ada Lovelace"
    block.get_ifd(0x8825)[29] = "1843:09:05"
    with Image.open(photo) as picture:
        picture.save(tmp_path / "placed.jpg", exif=block)
    assert run("apply", tmp_path / "placed.jpg", tmp_path / "out.jpg", *edits, "--metadata", word) == 0
    assert run("batch", tmp_path / "placed.jpg", "--out", tmp_path / "many", *edits, "--metadata", word) == 0
    for target in (tmp_path / "out.jpg", tmp_path / "many" / "placed.jpg"):
        coded = target.read_bytes()
        assert (b"1843:09:05" in coded) == (word == "all")
        assert (b"Ada Lovelace" in coded) == (word != "none")


def test_proof_is_written_where_it_is_asked_for(run: Run, models: Path, photo: Path, tmp_path: Path) -> None:
    edits = ("--op", "tone:exposure=0.5")
    for word, options in (("with", ("--proof",)), ("without", ())):
        assert run("apply", photo, tmp_path / f"{word}.png", *edits, *options) == 0
        assert run("batch", photo, "--out", tmp_path / word, *edits, *options) == 0
        for target in (tmp_path / f"{word}.png", *(tmp_path / word).iterdir()):
            assert (b"tone:exposure=0.5" in target.read_bytes()) == (word == "with")


def test_what_was_taken_away_is_written_as_a_map_and_told(
    run: Run, models: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "taken.tif"
    assert run("apply", photo, tmp_path / "out.png", "--op", "denoise", "--map", f"difference={target}") == 0
    said = capsys.readouterr().out
    assert "taken away" in said or "no edges" in said
    with Image.open(photo) as picture:
        before = np.asarray(picture.convert("RGB"), float)
    values = tifffile.imread(target)
    assert values.shape == before.shape[:2]
    gray = (before - pixels(tmp_path / "out.png")[..., :3].astype(float)) @ [0.299, 0.587, 0.114]
    assert np.abs(values - gray).max() <= 1.0


def test_an_existing_target_is_replaced_by_force_alone(
    run: Run, models: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.png"
    target.write_bytes(b"old")
    assert run("apply", photo, target) == 2
    assert target.read_bytes() == b"old"
    assert run("apply", photo, target, "--force") == 0
    assert target.read_bytes() != b"old"


@pytest.mark.parametrize("words", [["--op", "denoise"], []])
def test_the_photo_is_never_its_own_target(run: Run, models: Path, photo: Path, words: list[str]) -> None:
    before = photo.read_bytes()
    assert run("apply", photo, photo, "--force", *words) == 2
    assert photo.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "reason"), [("photo.png", "TIFF"), ("out.tif", "file of its own"), ("old.tif", "exists already")]
)
@pytest.mark.usefixtures("models")
def test_a_map_needs_a_new_tiff_of_its_own(
    run: Run, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, reason: str
) -> None:
    (tmp_path / "old.tif").write_bytes(b"old")
    words = ("--op", "denoise", "--map", f"noise={tmp_path / name}")
    assert run("apply", photo, tmp_path / "out.tif", *words) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out.tif").exists()


@pytest.mark.parametrize("words", [("--map", "noise=n.tif"), ("--op", "denoise", "--map", "depth=n.tif")])
def test_a_map_that_no_step_makes_is_refused(
    run: Run, models: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run("apply", photo, tmp_path / "out.png", *words) == 2
    assert "no step of this edit makes a map" in capsys.readouterr().err


def test_each_failure_has_its_exit_code(
    run: Run, models: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.pdf"
    page.write_bytes(b"%PDF-1.7\n" + b"x" * 2000)
    cut = tmp_path / "cut.png"
    cut.write_bytes(photo.read_bytes()[:60])  # nothing of the picture is left
    edits = tmp_path / "damaged.pellucid"
    edits.write_bytes(b"{")
    out = tmp_path / "out.png"
    table = [
        (3, page, ["apply", page, out]),
        (4, tmp_path / "none.png", ["apply", tmp_path / "none.png", out]),
        (4, cut, ["apply", cut, out]),
        (4, tmp_path, ["apply", tmp_path, out]),
        (4, edits, ["apply", photo, out, "--sidecar", edits]),
        (5, photo, ["apply", photo, out, "--max-pixels", HEIGHT * WIDTH - 1]),
        (6, tmp_path / "none" / "out.png", ["apply", photo, tmp_path / "none" / "out.png"]),
    ]
    for code, file, words in table:
        assert run(*words) == code, words
        said = capsys.readouterr().err
        assert str(file) in said
        assert said.count("\n") == 1
        assert not out.exists()


def test_damaged_weights_are_code_8_and_leave_no_file(
    run: Run, models: Path, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = models / "cbdnet" / "weights.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert run("apply", photo, tmp_path / "out.png", "--op", "denoise") == 8
    assert list(tmp_path.iterdir()) == [photo]
