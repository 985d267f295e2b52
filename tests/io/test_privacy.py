"""For every format, edited and not, and every choice of metadata: what is in the file, found by searching all of it."""

import contextlib
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers import planted
from pellucid.foundation.errors import PellucidError
from pellucid.foundation.export_options import ExportOptions, MetadataChoice
from pellucid.io.decode import open_photo
from pellucid.io.documents import open_document
from pellucid.io.encode import write_edited, write_unedited
from pellucid.io.stereo import Pair
from pellucid.io.stereo_export import write_pair

_SOURCES: dict[str, Callable[[Path], Path]] = {
    "jpg": planted.plant_jpeg,
    "png": planted.plant_png,
    "webp": planted.plant_webp,
    "tif": planted.plant_tiff,
}
_CHOICES = list(MetadataChoice)


def _check(coded: bytes, choice: MetadataChoice) -> None:
    found = planted.tells_place(coded)
    assert bool(found) == (choice is MetadataChoice.ALL), found
    for word in (planted.NAME, planted.DATE, planted.CAMERA, planted.RATING):
        assert planted.tells(coded, word) == (choice is not MetadataChoice.NONE), word


@pytest.mark.parametrize("choice", _CHOICES)
@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("target", _SOURCES)
@pytest.mark.parametrize("kind", [*_SOURCES, "avif"])
def test_every_format_tells_what_was_chosen(
    tmp_path: Path, kind: str, target: str, is_edited: bool, choice: MetadataChoice
) -> None:
    plant = planted.plant_avif if kind == "avif" else _SOURCES[kind]
    source = open_photo(plant(tmp_path / f"source.{kind}"))
    out = tmp_path / f"out.{target}"
    options = ExportOptions(metadata=choice)
    if is_edited:
        write_edited(source, 255 - source.samples, out, options)
    else:
        write_unedited(source, out, options)
    _check(out.read_bytes(), choice)
    assert open_photo(out).facts.size == source.facts.size


@pytest.mark.parametrize("choice", _CHOICES)
@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("target", ["mpo", "jps", "pns", "jpg"])
def test_both_eyes_tell_what_was_chosen(tmp_path: Path, target: str, is_edited: bool, choice: MetadataChoice) -> None:
    pair = open_document(planted.plant_mpo(tmp_path / "source.mpo"))
    assert isinstance(pair, Pair)
    out, options = tmp_path / f"out.{target}", ExportOptions(metadata=choice)
    edited = (255 - pair.left.samples, 255 - pair.right.samples)
    if target == "jpg":
        write = write_edited if is_edited else (lambda eye, _, *words: write_unedited(eye, *words))
        write(pair.right, edited[1], out, options)
    else:
        write_pair(pair, edited if is_edited else None, out, options)
    _check(out.read_bytes(), choice)


@pytest.mark.parametrize("choice", [MetadataChoice.WITHOUT_LOCATION, MetadataChoice.NONE])
@pytest.mark.parametrize("container", ["mpo", "jps", "pns"])
def test_eyes_that_are_not_edited_are_not_coded_anew(tmp_path: Path, container: str, choice: MetadataChoice) -> None:
    plants = {"mpo": planted.plant_mpo, "jps": planted.plant_jpeg, "pns": planted.plant_png}
    pair = open_document(plants[container](tmp_path / f"source.{container}"))
    assert isinstance(pair, Pair)
    write_pair(pair, None, tmp_path / f"out.{container}", ExportOptions(metadata=choice))
    copy = open_document(tmp_path / f"out.{container}")
    assert isinstance(copy, Pair)
    for eye, source in zip(copy.eyes, pair.eyes, strict=True):
        np.testing.assert_array_equal(eye.samples, source.samples)
    _check((tmp_path / f"out.{container}").read_bytes(), choice)


@pytest.mark.parametrize("choice", [MetadataChoice.WITHOUT_LOCATION, MetadataChoice.NONE])
@pytest.mark.parametrize("is_edited", [False, True])
def test_the_video_of_a_motion_photo_goes_with_its_place(
    tmp_path: Path, is_edited: bool, choice: MetadataChoice
) -> None:
    source = open_photo(planted.plant_jpeg(tmp_path / "motion.jpg", trailer=planted.VIDEO))
    out = tmp_path / "out.jpg"
    if is_edited:
        notices = write_edited(source, source.samples, out, ExportOptions(metadata=choice))
    else:
        notices = write_unedited(source, out, ExportOptions(metadata=choice))
    assert any("video" in sentence for sentence in notices)
    assert b"ftyp" not in out.read_bytes()
    _check(out.read_bytes(), choice)


@pytest.mark.parametrize("choice", [MetadataChoice.WITHOUT_LOCATION, MetadataChoice.NONE])
def test_an_mpo_of_which_one_eye_can_be_read_gives_none_of_the_other(tmp_path: Path, choice: MetadataChoice) -> None:
    """The second picture, an own JPEG with all that tells the place, lies behind the first."""
    coded = planted.plant_mpo(tmp_path / "source.mpo").read_bytes()
    alone = tmp_path / "alone.jpg"
    alone.write_bytes(coded)
    source = open_photo(alone)
    notices = write_unedited(source, tmp_path / "out.jpg", ExportOptions(metadata=choice))
    assert any("Further pictures" in sentence for sentence in notices)
    copy = (tmp_path / "out.jpg").read_bytes()
    assert copy.count(b"\xff\xd8\xff") == 1
    assert b"MPF\0" not in copy
    _check(copy, choice)


@pytest.mark.parametrize("extension", ["png", "webp"])
def test_every_picture_of_an_animation_stays_and_none_tells_the_place(tmp_path: Path, extension: str) -> None:
    frames = [Image.fromarray(planted.picture(seed)) for seed in (1, 60, 120)]
    path = tmp_path / f"source.{extension}"
    frames[0].save(path, save_all=True, append_images=frames[1:], exif=planted.exif_block(), lossless=True)
    if extension == "webp":
        coded = path.read_bytes()
        at = coded.index(b"ANMF")
        length = struct.unpack_from("<I", coded, at + 4)[0]
        note = b"NOTE" + struct.pack("<I", 10) + b"Greenwich "
        frame = coded[at + 8 : at + 8 + length] + note
        longer = coded[:at] + b"ANMF" + struct.pack("<I", len(frame)) + frame + coded[at + 8 + length + length % 2 :]
        path.write_bytes(longer[:4] + struct.pack("<I", len(longer) - 8) + longer[8:])
    out = tmp_path / f"out.{extension}"
    write_unedited(open_photo(path), out, ExportOptions(metadata=MetadataChoice.WITHOUT_LOCATION))
    assert planted.tells_place(out.read_bytes()) == []
    with Image.open(out) as image:
        assert image.n_frames == 3  # type: ignore[attr-defined]
        for number, frame_before in enumerate(frames):
            image.seek(number)
            np.testing.assert_array_equal(np.asarray(image.convert("RGB")), np.asarray(frame_before))


@pytest.mark.parametrize("kind", _SOURCES)
def test_damaged_metadata_end_in_a_file_or_a_sentence(tmp_path: Path, kind: str) -> None:
    rng = np.random.default_rng(16)
    whole = _SOURCES[kind](tmp_path / f"whole.{kind}").read_bytes()
    path = tmp_path / f"damaged.{kind}"
    for _ in range(20):
        damaged = bytearray(whole)
        for at in rng.integers(0, min(len(whole), 4000), 3):
            damaged[at] = rng.integers(256)
        path.write_bytes(damaged[: rng.integers(100, len(damaged))] if rng.random() < 0.2 else damaged)
        with contextlib.suppress(PellucidError):
            source = open_photo(path)
            for choice in (MetadataChoice.WITHOUT_LOCATION, MetadataChoice.NONE):
                write_unedited(source, tmp_path / f"out.{kind}", ExportOptions(metadata=choice, overwrite=True))
                assert struct.pack(">I", 400731337) not in (tmp_path / f"out.{kind}").read_bytes()
