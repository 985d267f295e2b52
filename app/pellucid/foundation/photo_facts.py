"""What the window and the command line say of a photo, without its pixels."""

from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.geometry import Size


@dataclass(frozen=True)
class PhotoFacts:
    """Facts of an opened file.

    Attributes:
        path: of the file.
        fingerprint: hex digest that names its content.
        format: `JPEG`, `PNG`, `TIFF`, `WEBP`, `HEIF` or `RAW`, found by content.
        size: as shown, upright.
        colour: `gray`, `rgb` or `cmyk`.
        bit_depth: of one sample: 8, 16 or 32.
        has_alpha: transparent parts are kept.
        profile: name of the colour profile, `sRGB` where the file has none.
        file_bytes: length of the file.
        shot: camera and exposure in one line, or empty.
        warnings: sentences about what could not be honoured.
    """

    path: Path
    fingerprint: str
    format: str
    size: Size
    colour: str
    bit_depth: int
    has_alpha: bool
    profile: str
    file_bytes: int
    shot: str = ""
    warnings: tuple[str, ...] = ()
