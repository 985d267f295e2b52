"""WebP, AVIF, GIF, BMP and PNG up to 8 bits, through Pillow, which is told the one format it may try."""

from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import mark
from pellucid.io.containers import gif, jpeg, png, webp
from pellucid.io.files import Limit
from pellucid.io.metadata import Embedded
from pellucid.io.readers.decoded import Decoded, split_alpha
from pellucid.io.readers.pages import Pages

# Our own limit is asked on the header; Pillow's would refuse pictures that the person has allowed.
Image.MAX_IMAGE_PIXELS = None

MOVING = mark("The file is an animation; only its first picture is opened.")
"""The warning where other pictures cannot be chosen."""

_GRAY_MODES = frozenset(("1", "L"))
_STRIP_ROWS = 64


def read(kind: str, file: BinaryIO, limit: Limit, choices: SourceChoices) -> Decoded:
    """Decode a PNG, WEBP, AVIF, GIF or BMP file."""
    file.seek(0)
    with Image.open(file, formats=[kind]) as image:
        limit.check(*image.size)
        pages = Pages.of(getattr(image, "n_frames", 1), 0, choices, limit.path)
        embedded = _embedded(kind, file, image)
        image.seek(pages.shown)
        image.load()
        samples, alpha = _samples(image)
    return Decoded(kind, samples, alpha, embedded, warnings=pages.animation_note, pages=pages)


def _embedded(kind: str, file: BinaryIO, image: Image.Image) -> Embedded:
    if kind in ("PNG", "WEBP"):
        return {"PNG": png.read, "WEBP": webp.read}[kind](file)
    exif, xmp, comment = (
        block if isinstance(block := image.info.get(name), bytes) else None for name in ("exif", "xmp", "comment")
    )
    return Embedded(
        image.info.get("icc_profile"),
        exif,
        gif.packet(file) if kind == "GIF" else xmp,
        comments=jpeg.comments((comment,) if comment else ()),
        resolution=_resolution(image),
    )


def _resolution(image: Image.Image) -> tuple[float, float] | None:
    """Dots an inch, as a BMP tells them."""
    across, down = image.info.get("dpi", (0, 0))
    return (across, down) if across > 0 and down > 0 else None


def _samples(image: Image.Image) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """8-bit samples of any of Pillow's modes that these formats come in."""
    if image.mode in ("CMYK", "RGB", "L") and "transparency" not in image.info:
        return _copied(image), None
    is_gray = image.mode in _GRAY_MODES
    if "transparency" in image.info or image.mode in ("LA", "PA", "RGBA", "La", "RGBa"):
        colored = np.asarray(image.convert("RGBA"))
        samples, alpha = split_alpha(colored)
        return (samples[..., :1] if is_gray or image.mode == "LA" else samples), alpha
    return split_alpha(np.asarray(image.convert("L" if is_gray else "RGB")))


def _copied(image: Image.Image) -> NDArray[Any]:
    """`(H, W, C)` of an 8-bit picture; in strips, which is twice as fast as at once and never holds three copies."""
    width, height = image.size
    samples = np.empty((height, width, len(image.getbands())), np.uint8)
    for top in range(0, height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, height)
        strip = np.asarray(image.crop((0, top, width, bottom)))
        samples[top:bottom] = strip.reshape(bottom - top, width, -1)
    return samples
