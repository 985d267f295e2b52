"""Whatever is opened: one eye, two in a file, or two files."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Size
from pellucid.io.documents import Document, is_as_opened, open_document
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import EyeOrder, Pair, open_pair

EYES = two_eyes(24, 40)


def test_a_file_with_both_eyes_opens_as_a_pair_with_facts_of_its_own(tmp_path: Path) -> None:
    pair = open_document(write_mpo(tmp_path / "a.mpo", EYES))
    assert isinstance(pair, Pair)
    facts, stereo = pair.facts, pair.facts.stereo
    assert stereo is not None
    assert (facts.format, facts.size, facts.fingerprint) == ("MPO", Size(40, 24), pair.fingerprint)
    assert (stereo.container, stereo.partner) == ("MPO", None)
    assert [stereo.left, stereo.right] == [pair.of(eye).facts.fingerprint for eye in (Eye.LEFT, Eye.RIGHT)]
    assert all(eye.facts.stereo is None for eye in pair.eyes)


def test_two_files_open_as_a_pair_that_names_both(tmp_path: Path) -> None:
    left, right = write_files(tmp_path, EYES)
    pair = open_document(left, right)
    assert isinstance(pair, Pair)
    np.testing.assert_array_equal(pair.right.samples, EYES[1])
    assert pair.facts.path == left
    assert pair.facts.stereo is not None
    assert (pair.facts.stereo.container, pair.facts.stereo.partner) == (None, right)
    assert pair.facts.file_bytes == left.stat().st_size + right.stat().st_size


def test_two_files_of_different_sizes_are_no_pair(tmp_path: Path) -> None:
    left, right = write_files(tmp_path, [EYES[0], EYES[1][:-1]])
    with pytest.raises(UsageError, match="40 × 23"):
        open_document(left, right)


def test_an_mpo_of_one_eye_opens_as_a_photo_and_says_so(tmp_path: Path) -> None:
    photo = open_document(write_mpo(tmp_path / "mono.mpo", EYES[:1]))
    assert isinstance(photo, SourceImage)
    assert "No second eye can be read" in photo.facts.warnings[-1]
    Image.fromarray(EYES[0]).save(tmp_path / "plain.jpg")
    assert open_document(tmp_path / "plain.jpg").facts.warnings == ()


def test_an_mpo_that_ends_within_its_second_eye_opens_with_the_first_and_says_so(tmp_path: Path) -> None:
    path = write_mpo(tmp_path / "cut.mpo", EYES)
    path.write_bytes(path.read_bytes()[:-60])
    photo = open_document(path)
    assert isinstance(photo, SourceImage)
    assert "No second eye can be read" in photo.facts.warnings[-1]


def test_an_mpo_whose_second_eye_is_damaged_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = write_mpo(tmp_path / "bad.mpo", EYES)
    whole = path.read_bytes()
    second = whole.rindex(b"\xff\xd8\xff")
    path.write_bytes(whole[: second + 200] + bytes(len(whole) - second - 200))
    with pytest.raises(UnreadableError, match=r"bad\.mpo"):
        open_document(path)


def _beside(path: Path) -> Path:
    """The right eye on the left, as is the custom."""
    Image.fromarray(np.hstack(EYES[::-1])).save(path, "PNG")
    return path


def test_an_order_that_is_not_the_files_swaps_its_eyes(tmp_path: Path) -> None:
    path = _beside(tmp_path / "a.pns")
    crossed, parallel = (open_document(path, order=order) for order in EyeOrder)
    assert isinstance(crossed, Pair)
    assert isinstance(parallel, Pair)
    for eye, other, samples in zip(crossed.eyes, parallel.eyes[::-1], EYES, strict=True):
        np.testing.assert_array_equal(eye.samples, samples)
        np.testing.assert_array_equal(other.samples, samples)
    assert crossed.facts.stereo is not None
    assert parallel.facts.stereo is not None
    assert (crossed.facts.stereo.is_swapped, parallel.facts.stereo.is_swapped) == (False, True)
    assert parallel.fingerprint == crossed.fingerprint == open_pair(path).fingerprint


def test_an_order_makes_a_pair_of_any_photo(tmp_path: Path) -> None:
    pair = open_document(_beside(tmp_path / "a.png"), order=EyeOrder.CROSSED)
    assert isinstance(pair, Pair)
    np.testing.assert_array_equal(pair.left.samples, EYES[0])


def test_an_order_of_two_pictures_is_refused(tmp_path: Path) -> None:
    left, right = write_files(tmp_path, EYES)
    with pytest.raises(UsageError, match=r"r\.png: an order is for two eyes in one picture"):
        open_document(left, right, order=EyeOrder.PARALLEL)
    with pytest.raises(UsageError, match=r"a\.mpo: the eyes of an MPO are two pictures"):
        open_document(write_mpo(tmp_path / "a.mpo", EYES), order=EyeOrder.PARALLEL)


def _opened(tmp_path: Path, kind: str) -> tuple[Document, Path]:
    """A document of each kind, and a file of it."""
    left, right = write_files(tmp_path, EYES)
    if kind == "mpo":
        path = write_mpo(tmp_path / "a.mpo", EYES)
        return open_document(path), path
    if kind in ("photo", "ordered"):
        return open_document(left, order=EyeOrder.CROSSED if kind == "ordered" else None), left
    document = open_document(left, left if kind == "twice" else right)
    assert isinstance(document, Pair)
    return (document.swapped(), right) if kind == "swapped" else (document, left)


@pytest.mark.parametrize("kind", ["photo", "mpo", "ordered", "two", "twice", "swapped"])
def test_a_photo_that_is_another_one_on_the_disk_is_known(tmp_path: Path, kind: str) -> None:
    document, path = _opened(tmp_path, kind)
    assert is_as_opened(document.facts)
    whole = path.read_bytes()
    path.write_bytes(whole + b"more")
    assert not is_as_opened(document.facts)
    path.write_bytes(whole)
    assert is_as_opened(document.facts)
    path.unlink()
    assert is_as_opened(document.facts), "what is open is all that there is"
