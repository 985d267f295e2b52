"""Which files are opened at all, and what is said of the others."""

import os
import random
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image

from pellucid.foundation import translation
from pellucid.foundation.errors import (
    MemoryShortError,
    PellucidError,
    RefusedError,
    UnreadableError,
    UnsupportedError,
)
from pellucid.io.decode import open_photo
from pellucid.io.files import decoder_border, fingerprint, opened
from pellucid.io.readers.decoded import DAMAGED

Ramp = Callable[..., Any]


def _sentence(error: pytest.ExceptionInfo[Any]) -> str:
    text = str(error.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as error:
        open_photo(tmp_path / "gone.jpg")
    assert _sentence(error).startswith(f"{tmp_path / 'gone.jpg'}: ")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    with pytest.raises(UnreadableError, match="empty"):
        open_photo(path)


@pytest.mark.parametrize("path", [Path("/dev/zero"), Path("/dev/full"), Path("/dev/null")])
def test_devices_are_refused_without_reading(path: Path) -> None:
    if not path.exists():
        pytest.skip("no such device here")
    with pytest.raises(UnreadableError, match="device"):
        open_photo(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(UnreadableError, match="pipe"):
        open_photo(tmp_path / "pipe.jpg")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # names of sockets are short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.jpg")
        with pytest.raises(UnreadableError, match="not a file"):
            open_photo(Path("socket.jpg"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="folder"):
        open_photo(tmp_path)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to(tmp_path / "b.jpg")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    with pytest.raises(UnreadableError, match="circle"):
        open_photo(tmp_path / "a.jpg")


def test_a_denied_file_names_the_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "denied.jpg"
    path.write_bytes(b"\xff\xd8\xff")

    def deny(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    with pytest.raises(UnreadableError, match="permissions"):
        open_photo(path)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"<svg xmlns='x'>", "SVG"),
        (b'<?xml version="1.0"?><svg/>', "SVG"),
        (b"8BPS\x00\x01", "Photoshop"),
        (b"DDS |\x00", "DDS"),
        (b"qoif\x00", "QOI"),
        (b"%!PS-Adobe", "PostScript"),
        (b"\x00\x00\x00\x18ftypisom", "video"),
    ],
)
def test_foreign_formats_are_called_by_their_name(tmp_path: Path, head: bytes, name: str) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(head.ljust(200, b"\0"))
    with pytest.raises(UnsupportedError, match=name):
        open_photo(path)


def test_anything_else_is_no_photo(tmp_path: Path) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("Dear diary, today I took no photo at all.")
    with pytest.raises(UnreadableError, match="not a photo"):
        open_photo(path)


@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "webp", "txt", ""])
def test_content_decides_and_not_the_extension(tmp_path: Path, ramp: Ramp, extension: str) -> None:
    path = tmp_path / f"photo.{extension}".rstrip(".")
    Image.fromarray(ramp()).save(path, "PNG")
    assert open_photo(path).facts.format == "PNG"


@pytest.mark.parametrize(
    "name",
    ["with space.png", "-dash.png", 'quote".png', "$(id).png", "{in}.png", "🌊.png", "a\nb.png", "x" * 251 + ".png"],
)
def test_hostile_names_open(tmp_path: Path, ramp: Ramp, name: str) -> None:
    path = tmp_path / name
    Image.fromarray(ramp()).save(path, "PNG")
    assert open_photo(path).facts.size.width == 64


def test_hostile_names_give_one_printable_line(tmp_path: Path) -> None:
    for name in ("a\nb.png", os.fsdecode(b"\xff\xfe.png"), "tab\t.png", "nul\0.png"):
        with pytest.raises(UnreadableError) as error:
            open_photo(tmp_path / name)
        assert _sentence(error).isprintable()
        _sentence(error).encode()


def test_a_png_bomb_is_refused_by_its_header(tmp_path: Path, ramp: Ramp) -> None:
    path = tmp_path / "bomb.png"
    Image.fromarray(ramp()).save(path)
    coded = bytearray(path.read_bytes())
    coded[16:24] = (50_000).to_bytes(4, "big") * 2
    path.write_bytes(coded)
    with pytest.raises(RefusedError, match="50000 × 50000"):
        open_photo(path)


def test_a_tiff_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tif"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(np.zeros((8, 8, 3), np.uint8), photometric="rgb")
    coded = path.read_bytes()
    for tag in (256, 257):
        at = (
            coded.index(tag.to_bytes(2, "little") + b"\x03\x00")
            if tag == -1
            else coded.index(tag.to_bytes(2, "little"))
        )
        coded = coded[: at + 2] + b"\x04\x00\x01\x00\x00\x00" + (60_000).to_bytes(4, "little") + coded[at + 12 :]
    path.write_bytes(coded)
    with pytest.raises(RefusedError, match="60000 × 60000"):
        open_photo(path)


def test_the_limit_can_be_lowered_and_raised(tmp_path: Path, ramp: Ramp) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(ramp()).save(path)
    with pytest.raises(RefusedError):
        open_photo(path, max_pixels=64 * 48 - 1)
    assert open_photo(path, max_pixels=64 * 48).facts.size.pixels == 64 * 48


def test_a_png_profile_that_unpacks_without_end_is_not_unpacked(tmp_path: Path, ramp: Ramp) -> None:
    path = tmp_path / "bomb.png"
    Image.fromarray(ramp()).save(path, icc_profile=bytes(64 * 1024 * 1024))
    with pytest.raises(PellucidError):
        open_photo(path)


@pytest.mark.parametrize(
    ("thrown", "told"),
    [
        (MemoryError(), MemoryShortError),
        (NotImplementedError("x"), UnsupportedError),
        (ZeroDivisionError(), UnreadableError),
        (OSError(5, "Input/output error"), UnreadableError),
        (RefusedError("as it is"), RefusedError),
    ],
)
def test_the_border_words_every_exception(thrown: Exception, told: type[PellucidError]) -> None:
    with pytest.raises(told), decoder_border(Path("photo.jpg")):
        raise thrown


def _files(folder: Path, ramp: Ramp) -> list[Path]:
    image = Image.fromarray(ramp(96, 128))
    noisy = np.random.default_rng(3).integers(0, 65536, (64, 64, 3), np.uint16)
    paths = [folder / name for name in ("base.jpg", "progressive.jpg", "a.png", "a.webp", "deep.tif", "tiled.tif")]
    image.save(paths[0], quality=90)
    image.save(paths[1], quality=90, progressive=True)
    image.save(paths[2])
    image.save(paths[3], quality=90)
    tifffile.imwrite(paths[4], noisy, photometric="rgb", compression="zlib", rowsperstrip=8)
    tifffile.imwrite(paths[5], noisy, photometric="rgb", tile=(32, 32))
    deep = folder / "deep.png"
    deep.write_bytes(_deep_png(noisy))
    return [*paths, deep]


def _deep_png(samples: Any) -> bytes:
    import imagecodecs

    return bytes(imagecodecs.png_encode(samples))


def test_a_cut_file_opens_with_a_sentence_or_is_refused_with_one(tmp_path: Path, ramp: Ramp) -> None:
    cut = tmp_path / "cut"
    opened_in_part = set()
    for path in _files(tmp_path, ramp):
        coded = path.read_bytes()
        for sixteenth in range(1, 16):
            cut.write_bytes(coded[: len(coded) * sixteenth // 16])
            try:
                source = open_photo(cut)
            except (UnsupportedError, UnreadableError, RefusedError):
                continue
            assert source.facts.warnings == (DAMAGED,), (path.name, sixteenth)
            opened_in_part.add(path.name)
    assert opened_in_part >= {"base.jpg", "progressive.jpg", "a.png", "deep.png", "deep.tif"}


def test_a_cut_file_is_told_of_in_the_language_of_the_window(
    tmp_path: Path, ramp: Ramp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "_spoken", translation.Language(lambda text, _meaning, _count: f"⟦{text}⟧", {}))
    for path in _files(tmp_path, ramp):
        if path.name in ("base.jpg", "deep.tif"):
            (tmp_path / "cut").write_bytes(path.read_bytes()[: path.stat().st_size * 15 // 16])
            assert open_photo(tmp_path / "cut").facts.warnings == (f"⟦{DAMAGED}⟧",)


def test_flipped_bits_give_a_picture_or_a_sentence(tmp_path: Path, ramp: Ramp) -> None:
    rng = random.Random(20)
    broken = tmp_path / "broken"
    answers = 0
    for path in _files(tmp_path, ramp):
        coded = path.read_bytes()
        for _ in range(24):
            changed = bytearray(coded)
            for _ in range(rng.randint(1, 4)):
                reach = 512 if rng.random() < 0.5 else len(changed)
                changed[rng.randrange(min(reach, len(changed)))] ^= 1 << rng.randrange(8)
            broken.write_bytes(changed)
            try:
                source = open_photo(broken, max_pixels=4_000_000)
            except (UnsupportedError, UnreadableError, RefusedError):
                answers += 1
            else:
                assert source.samples.shape[:2] == (source.facts.size.height, source.facts.size.width)
    assert answers > 20


def test_the_fingerprint_names_the_content(tmp_path: Path) -> None:
    def of(content: bytes, name: str) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        with opened(path) as file:
            return fingerprint(file)

    content = np.random.default_rng(1).bytes(300_000)
    assert of(content, "a") == of(content, "b")
    assert len(of(content, "a")) == 32
    for at in (0, 66_000, 299_999):
        changed = bytearray(content)
        changed[at] ^= 1
        assert of(bytes(changed), "c") != of(content, "a"), at
    assert of(content[:-1], "d") != of(content, "a")


def test_no_descriptor_stays_open(tmp_path: Path, ramp: Ramp) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.exists():
        pytest.skip("no /proc here")
    paths = _files(tmp_path, ramp)
    before = len(list(descriptors.iterdir()))
    for path in paths:
        open_photo(path)
    assert len(list(descriptors.iterdir())) == before
