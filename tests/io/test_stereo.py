"""Both eyes of a file: which is left, what is no pair, and that damage is told in a sentence."""

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pellucid.foundation.errors import PellucidError, RefusedError, UnreadableError, UnsupportedError, UsageError
from pellucid.foundation.geometry import Rect, Size
from pellucid.io.containers import jpeg, mpo
from pellucid.io.decode import open_photo
from pellucid.io.stereo import EyeOrder, Pair, holds_pair, open_pair, open_two

Ramp = Callable[..., Any]


def _jpeg(samples: Any, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(samples).save(buffer, "JPEG", quality=95, subsampling=0, **options)
    return buffer.getvalue()


def _flat(level: int, height: int = 16, width: int = 24) -> Any:
    return np.full((height, width, 3), level, np.uint8)


def _levels(pair: Pair) -> list[int]:
    return [round(float(eye.samples.mean())) for eye in pair.eyes]


def _mpo(folder: Path, *eyes: bytes, name: str = "photo.mpo") -> Path:
    path = folder / name
    path.write_bytes(b"".join(mpo.joined(eyes)))
    return path


def _retyped(path: Path, kinds: list[int]) -> Path:
    """With other types of pictures in the index."""
    coded = bytearray(path.read_bytes())
    with path.open("rb") as file:
        found = mpo.images(file)
    for number, (image, kind) in enumerate(zip(found, kinds, strict=True)):
        entry = struct.pack(">I", image.kind | (0x20000000 if number == 0 else 0)) + struct.pack(">I", image.length)
        at = coded.index(entry)
        struct.pack_into(">I", coded, at, kind)
    path.write_bytes(coded)
    return path


def test_an_mpo_opens_with_both_eyes_whatever_its_name(tmp_path: Path, ramp: Ramp) -> None:
    path = _mpo(tmp_path, _jpeg(ramp()), _jpeg(ramp()[:, ::-1].copy()), name="photo.jpg")
    pair = open_pair(path)
    assert holds_pair(path)
    assert (pair.container, pair.left.facts.format) == ("MPO", "MPO")
    np.testing.assert_allclose(pair.left.samples, ramp(), atol=6)
    np.testing.assert_allclose(pair.right.samples, ramp()[:, ::-1], atol=6)
    assert len({pair.fingerprint, pair.left.facts.fingerprint, pair.right.facts.fingerprint}) == 3
    np.testing.assert_array_equal(open_photo(path).samples, pair.left.samples)


def test_each_eye_has_its_own_profile_orientation_and_shot(
    tmp_path: Path, ramp: Ramp, exif_block: Callable[..., bytes]
) -> None:
    turned = _jpeg(ramp(), exif=b"Exif\0\0" + exif_block(3))
    pair = open_pair(_mpo(tmp_path, _jpeg(ramp()), turned))
    np.testing.assert_allclose(pair.right.samples, ramp()[::-1, ::-1], atol=6)
    assert pair.left.facts.shot == ""
    assert pair.right.facts.shot.startswith("Canon EOS 5D")


def test_viewpoints_are_taken_from_left_to_right_by_their_numbers(tmp_path: Path) -> None:
    path = _mpo(tmp_path, _jpeg(_flat(10)), _jpeg(_flat(200)))
    coded = path.read_bytes()
    one, two = (b"\xb1\x01\x00\x04\x00\x00\x00\x01" + struct.pack(">I", number) for number in (1, 2))
    assert coded.count(one) == coded.count(two) == 1
    path.write_bytes(coded.replace(two, b"swap").replace(one, two).replace(b"swap", one))
    assert _levels(open_pair(path)) == [200, 10]
    path.write_bytes(coded.replace(two, one))  # numbers that say nothing: the order of the file counts
    assert _levels(open_pair(path)) == [10, 200]


def test_of_many_views_the_two_on_the_left_open_with_a_warning(tmp_path: Path) -> None:
    pair = open_pair(_mpo(tmp_path, *(_jpeg(_flat(level)) for level in (10, 100, 200))))
    assert _levels(pair) == [10, 100]
    assert "3 views" in pair.left.facts.warnings[0]


def test_what_other_programs_write_without_types_is_a_pair_but_a_gain_map_or_preview_is_none(tmp_path: Path) -> None:
    path = tmp_path / "pillow.mpo"
    left = Image.fromarray(_flat(10))
    left.save(path, "MPO", save_all=True, append_images=[Image.fromarray(_flat(200))])
    assert _levels(open_pair(path)) == [10, 200]
    left.save(path, "MPO", save_all=True, append_images=[Image.fromarray(_flat(200, 8, 12))])
    assert not holds_pair(path)
    gain = _jpeg(_flat(200), xmp=b"<x hdrgm:Version='1.0'/>")
    assert not holds_pair(_retyped(_mpo(tmp_path, _jpeg(_flat(10)), gain), [0x030000, 0]))
    assert not holds_pair(_retyped(_mpo(tmp_path, _jpeg(_flat(10)), _jpeg(_flat(9))), [0x030000, 0x010001]))


def test_a_mono_file_is_told_to_have_one_eye(tmp_path: Path, ramp: Ramp) -> None:
    for path, coded in ((tmp_path / "a.mpo", _jpeg(ramp())), (tmp_path / "b.jpg", mpo.joined([_jpeg(ramp())])[0])):
        path.write_bytes(coded)
        assert not holds_pair(path)
        with pytest.raises(UnsupportedError, match=rf"{path.name}: this photo has one eye only"):
            open_pair(path)
        assert open_photo(path).facts.format == "JPEG"


def test_a_broken_mpo_is_told_in_a_sentence_and_its_photo_may_still_open(tmp_path: Path, ramp: Ramp) -> None:
    path = _mpo(tmp_path, _jpeg(ramp()), _jpeg(ramp()))
    whole = path.read_bytes()
    with path.open("rb") as file:
        second = mpo.images(file)[1].start
    for cut in (second - 100, second + 2, second + 400, len(whole) - 50):
        path.write_bytes(whole[:cut])
        with pytest.raises(UnreadableError, match=r"photo\.mpo: the file is damaged or cut short"):
            open_pair(path)
    assert not holds_pair(path)
    path.write_bytes(whole[: second + 2])
    assert open_photo(path).facts.size == open_photo(_mpo(tmp_path, _jpeg(ramp()), _jpeg(ramp()))).facts.size


def test_flipped_bits_never_throw_anything_but_sentences(tmp_path: Path) -> None:
    path = _mpo(tmp_path, _jpeg(_flat(10)), _jpeg(_flat(200)))
    whole, dice = path.read_bytes(), np.random.default_rng(8)
    told: list[str] = []
    for place in dice.integers(0, 320, 120):  # where the index lies
        damaged = bytearray(whole)
        damaged[place] ^= 1 << int(dice.integers(8))
        path.write_bytes(damaged)
        try:
            open_pair(path)
        except PellucidError as error:
            told.append(str(error))
    assert 0 < len(told) < 120
    assert all(sentence.startswith(str(path)) for sentence in told)


def test_eyes_of_different_sizes_and_too_large_ones_are_refused(tmp_path: Path) -> None:
    path = _mpo(tmp_path, _jpeg(_flat(10)), _jpeg(_flat(200, 8, 8)))
    with pytest.raises(UnreadableError, match="differ in size"):
        open_pair(path)
    with pytest.raises(RefusedError, match="limit of 100"):
        open_pair(path, max_pixels=100)


@pytest.mark.parametrize(("name", "kind"), [("photo.jps", "JPS"), ("photo.PNS", "PNS")])
def test_side_by_side_the_left_picture_is_the_right_eye_unless_told_otherwise(
    tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / name
    both = np.concatenate([_flat(200), _flat(10)], axis=1)
    Image.fromarray(both).save(path, "JPEG" if kind == "JPS" else "PNG")
    assert holds_pair(path)
    pair, parallel = open_pair(path), open_pair(path, order=EyeOrder.PARALLEL)
    assert _levels(pair) == [10, 200]
    assert _levels(parallel) == [200, 10]
    assert (pair.container, pair.order, pair.left.facts.format) == (kind, EyeOrder.CROSSED, kind)
    assert pair.left.facts.size == parallel.right.facts.size == Size(24, 16)
    names = {eye.facts.fingerprint for one in (pair, parallel) for eye in one.eyes}
    assert len(names | {pair.fingerprint}) == 5
    assert pair.left.working(Rect.of(pair.left.facts.size)).shape == (16, 24, 3)
    assert not pair.left.samples.flags.writeable


def test_of_an_odd_width_the_middle_column_belongs_to_neither_eye(tmp_path: Path) -> None:
    path = tmp_path / "odd.pns"
    Image.fromarray(np.concatenate([_flat(200), _flat(90)[:, :1], _flat(10)], axis=1)).save(path, "PNG")
    assert _levels(open_pair(path)) == [10, 200]
    Image.fromarray(_flat(200)[:, :1]).save(path, "PNG")
    with pytest.raises(UnreadableError, match="no place for two eyes"):
        open_pair(path)


@pytest.mark.parametrize(
    ("flags", "layout", "levels"), [(0, 2, [10, 200]), (4, 2, [200, 10]), (0, 3, None), (2, 2, None)]
)
def test_the_descriptor_of_a_jps_says_which_eye_is_left(
    tmp_path: Path, flags: int, layout: int, levels: list[int] | None
) -> None:
    path = tmp_path / "photo.jpg"
    coded = _jpeg(np.concatenate([_flat(200), _flat(10)], axis=1))
    path.write_bytes(jpeg.with_segment(coded, 0xE3, b"_JPSJPS_\0\4" + bytes((0, flags, layout, 1)))[0])
    assert holds_pair(path)
    if levels is None:
        with pytest.raises(UnsupportedError, match="do not stand side by side at full size"):
            open_pair(path)
    else:
        assert _levels(open_pair(path)) == levels


def test_any_photo_can_be_said_to_be_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(np.concatenate([_flat(200), _flat(10)], axis=1)).save(path)
    pair = open_pair(path, order=EyeOrder.PARALLEL)
    assert _levels(pair) == [200, 10]
    assert pair.container is None


def test_two_photos_of_one_size_are_a_pair(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("left.png", "right.png", "small.png")]
    for path, samples in zip(paths, (_flat(10), _flat(200), _flat(9, 8, 8)), strict=True):
        Image.fromarray(samples).save(path)
    pair = open_two(paths[0], paths[1])
    assert _levels(pair) == [10, 200]
    assert pair.container is None
    assert pair.fingerprint != open_two(paths[1], paths[0]).fingerprint
    with pytest.raises(UsageError, match=r"small.png: has 8 × 8 pixels, but the left eye's photo has 24 × 16"):
        open_two(paths[0], paths[2])


def test_swapped_eyes_are_known_by_other_names_and_swapped_twice_they_are_as_opened(tmp_path: Path) -> None:
    pair = open_pair(_mpo(tmp_path, _jpeg(_flat(10)), _jpeg(_flat(200))))
    swapped = pair.swapped()
    assert _levels(swapped) == [200, 10]
    assert (swapped.fingerprint, swapped.container) == (pair.fingerprint, "MPO")
    assert len({eye.facts.fingerprint for one in (pair, swapped) for eye in one.eyes}) == 4
    assert swapped.left.other is not None
    assert swapped.left.other.source.facts.fingerprint == swapped.right.facts.fingerprint
    assert swapped.swapped() is pair


def test_two_files_swapped_are_named_after_the_new_left(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("left.png", "right.png")]
    for path, level in zip(paths, (10, 200), strict=True):
        Image.fromarray(_flat(level)).save(path)
    pair = open_two(*paths)
    facts = pair.swapped().facts
    assert facts.path == paths[1]
    assert facts.stereo is not None
    assert (facts.stereo.partner, facts.stereo.is_swapped) == (paths[0], True)
    assert facts.edited_as == pair.facts.edited_as
