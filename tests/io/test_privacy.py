"""For every format, edited and not, and every choice of metadata: what is in the file, found by searching all of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import planted
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
@pytest.mark.parametrize("kind", _SOURCES)
def test_every_format_tells_what_was_chosen(
    tmp_path: Path, kind: str, target: str, is_edited: bool, choice: MetadataChoice
) -> None:
    source = open_photo(_SOURCES[kind](tmp_path / f"source.{kind}"))
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
@pytest.mark.parametrize("is_edited", [False, True])
def test_the_video_of_a_motion_photo_goes_with_its_place(
    tmp_path: Path, is_edited: bool, choice: MetadataChoice
) -> None:
    source = open_photo(planted.plant_jpeg(tmp_path / "motion.jpg", trailer=planted.VIDEO))
    out = tmp_path / "out.jpg"
    if is_edited:
        told = write_edited(source, source.samples, out, ExportOptions(metadata=choice))
    else:
        told = write_unedited(source, out, ExportOptions(metadata=choice))
    assert any("video" in sentence for sentence in told)
    assert b"ftyp" not in out.read_bytes()
    _check(out.read_bytes(), choice)


@pytest.mark.parametrize("choice", [MetadataChoice.WITHOUT_LOCATION, MetadataChoice.NONE])
def test_an_mpo_of_which_one_eye_can_be_read_gives_none_of_the_other(tmp_path: Path, choice: MetadataChoice) -> None:
    """The second picture, an own JPEG with all that tells the place, lies behind the first."""
    coded = planted.plant_mpo(tmp_path / "source.mpo").read_bytes()
    alone = tmp_path / "alone.jpg"
    alone.write_bytes(coded)
    source = open_photo(alone)
    told = write_unedited(source, tmp_path / "out.jpg", ExportOptions(metadata=choice))
    assert any("Further pictures" in sentence for sentence in told)
    copy = (tmp_path / "out.jpg").read_bytes()
    assert copy.count(b"\xff\xd8\xff") == 1
    assert b"MPF\0" not in copy
    _check(copy, choice)
