"""Whatever is opened: one eye, two in a file, or two files."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from helpers.eyes import two_eyes, write_files, write_mpo
from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Size
from pellucid.io.documents import open_document
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair

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
