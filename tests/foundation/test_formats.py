"""The table of formats: what is offered by its name is opened, and content decides what it is."""

from pathlib import Path

import pytest
from PIL import Image

from pellucid.foundation import formats
from pellucid.foundation.formats import PHOTO_ENDINGS
from pellucid.io.decode import open_photo

Image.init()
WRITABLE = {ending: kind for ending, kind in Image.EXTENSION.items() if kind in Image.SAVE}


@pytest.mark.parametrize("ending", sorted(set(PHOTO_ENDINGS) & set(WRITABLE)))
def test_a_photo_with_an_offered_ending_opens(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"photo{ending}"
    Image.linear_gradient("L").convert("RGB").save(path, format=WRITABLE[ending])
    assert open_photo(path).facts.size.width == 256


def test_every_kind_that_is_written_is_among_them() -> None:
    assert {".jpg", ".png", ".tif", ".webp", ".avif", ".mpo"} <= set(PHOTO_ENDINGS) & set(WRITABLE)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"II*\0\x10\0\0\0CR\2\0", "RAW"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"RIFF\n\0\0\0WEBPVP8 ", "WEBP"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIF"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "RAW"),
        (b"\0\0\0\x18ftypisom\0\0\0\1isommp42", None),
        (b"", None),
    ],
)
def test_content_tells_the_format(head: bytes, kind: str | None) -> None:
    assert formats.kind_of(head) == kind


def test_what_is_not_opened_is_named() -> None:
    assert formats.foreign_kind(b"\xef\xbb\xbf <?xml version") == "an SVG drawing or another XML document"
    assert formats.foreign_kind(b"\0\0\0\x18ftypisom") == "a video or a picture of an unknown kind"
    assert formats.foreign_kind(b"nothing known") is None


def test_every_format_is_complete_and_named_once() -> None:
    endings = [ending for entry in formats.FORMATS for ending in entry.endings]
    assert len(set(endings)) == len(endings)
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)
    assert all(entry.depths for entry in formats.FORMATS if entry.writes)
    assert all(entry.media_types and entry.apple_types for entry in formats.FORMATS if entry.coded_as is None)
