"""How long files of exports will be, about, and whether there is room for them.

What a picture needs depends on its content, which the length of its own file tells best; where that tells nothing, the
mean of many photos has to do.
"""

import itertools
import math
import shutil
from pathlib import Path

from pellucid.foundation import formats
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.geometry import Size
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.translation import figures, tr

LEAST_SHARE = 3
"""Files may be that much shorter than was estimated."""

# Bits a pixel of photos as JPEG, by quality; between two of them it goes in a straight line.
_JPEG_BITS = ((1, 0.2), (50, 0.8), (75, 1.3), (85, 1.9), (92, 2.9), (96, 4.4), (100, 9.0))
_WEBP_SHARE = 0.7
# Parts of the plain samples that lossless coding leaves, at 8 and at 16 bits.
_LOSSLESS_SHARES = {"PNG": {8: 0.6, 16: 0.8}, "TIFF": {8: 0.7, 16: 0.9}}
# Bits a pixel that files of photos have in the mean.
_FILE_BITS = {"JPEG": 3.0, "PNG": 14.0, "TIFF": 24.0, "RAW": 12.0, "HEIF": 1.5, "AVIF": 1.2, "WEBP": 2.0, "JXL": 2.0}
_BY_ENDING = formats.endings_of(*formats.FORMATS)
_COMMON_SHAPE = 1.5
_RANGE = (0.4, 3.0)
_HEAD_BYTES = 4096


def estimated_bytes(facts: PhotoFacts, size: Size, options: ExportOptions) -> int:
    """About how long the file of an export will be.

    Args:
        facts: of the photo.
        size: of the result in pixels.
        options: of the export; where they name no format, it is that of the photo, or else JPEG.
    """
    written = {entry.id for entry in formats.written()}
    name = options.format or (facts.format if facts.format in written else "JPEG")
    entry = formats.by_id(name)
    name = entry.coded_as or name
    eyes = 2 if entry.coded_as and facts.stereo else 1
    if name in _LOSSLESS_SHARES:
        depth = min(options.depth or facts.bit_depth, max(formats.by_id(name).depths))
        channels = (1 if facts.color == "gray" else 3) + facts.has_alpha
        share = _LOSSLESS_SHARES[name].get(depth, 1.0)
        return round(eyes * size.pixels * channels * depth / 8 * share) + _HEAD_BYTES
    bits = _bits_of(options.quality) * (_WEBP_SHARE if name == "WEBP" else 1.0) * _richness(facts)
    return round(eyes * size.pixels * bits / 8) + _HEAD_BYTES


def facts_by_length(photo: Path, file_bytes: int) -> PhotoFacts:
    """What a photo that nobody has opened yet may be like, by the ending and the length of its file."""
    name = _BY_ENDING.get(photo.suffix.lower(), "JPEG")
    name = formats.by_id(name).coded_as or name
    pixels = 8 * file_bytes / _FILE_BITS.get(name, _FILE_BITS["JPEG"])
    width = max(1, round(math.sqrt(_COMMON_SHAPE * pixels)))
    size = Size(width, max(1, round(width / _COMMON_SHAPE)))
    depth = 16 if name == "RAW" else 8
    return PhotoFacts(photo, "", name, size, "rgb", depth, has_alpha=False, profile="sRGB", file_bytes=file_bytes)


def free_bytes(folder: Path) -> int | None:
    """Room where a folder is or will be made; None where nobody knows."""
    for place in (folder, *folder.absolute().parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return None


def room_sentence(needed_bytes: int, folder: Path) -> str:
    """What to tell where that many bytes will hardly fit; empty where they will, or nobody knows."""
    free = free_bytes(folder)
    if free is None or needed_bytes <= free:
        return ""
    return tr(
        "About {needed} are needed in {folder}, but only {free} are free there. Make room, choose another folder, or "
        "export smaller pictures.",
        needed=in_words(needed_bytes),
        folder=folder,
        free=in_words(free),
    )


def in_words(count: int) -> str:
    """A number of bytes as people read it; a line never ends between number and unit."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6)):
        if count >= scale:
            return figures(f"{count / scale:.1f}\N{NO-BREAK SPACE}{unit}")
    return f"{max(1, round(count / 1e3))}\N{NO-BREAK SPACE}KB"


def _bits_of(quality: int) -> float:
    for (low, fewer), (high, more) in itertools.pairwise(_JPEG_BITS):
        if quality <= high:
            return fewer + (more - fewer) * (max(quality, low) - low) / (high - low)
    return _JPEG_BITS[-1][1]


def _richness(facts: PhotoFacts) -> float:
    """How much more than the mean a photo's own JPEG needed."""
    if facts.format != "JPEG" or facts.jpeg_quality is None:
        return 1.0
    found = 8 * facts.file_bytes / facts.size.pixels / _bits_of(facts.jpeg_quality)
    return min(_RANGE[1], max(_RANGE[0], found))
