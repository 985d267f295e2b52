"""How a photo is to be exported; chosen in the window or on the command line, carried out by `io`."""

import enum
from dataclasses import dataclass

from pellucid.foundation.output_size import OutputSize


class MetadataChoice(enum.Enum):
    """Which metadata goes into the file."""

    ALL = "all"
    WITHOUT_LOCATION = "without location"
    NONE = "none"


class ProfileChoice(enum.Enum):
    """Which colour profile the file gets."""

    SOURCE = "source"
    SRGB = "sRGB"
    DISPLAY_P3 = "Display P3"


class Sharpening(enum.Enum):
    """For what a finished picture is sharpened; the value is its word."""

    NONE = "none"
    SCREEN = "screen"
    PRINT = "print"


class Existing(enum.Enum):
    """What is done where a file of a result's name is there already; the value is its word."""

    UNIQUE = "unique"
    OVERWRITE = "overwrite"
    SKIP = "skip"


@dataclass(frozen=True)
class ExportOptions:
    """Choices of an export; None means as the source has it.

    Attributes:
        format: `JPEG`, `PNG`, `TIFF` or `WEBP`; None goes by the target's extension.
        depth: bits of a sample, 8 or 16; None keeps the source's where the format can.
        quality: of JPEG and WebP, 1 to 100.
        profile: colour profile.
        metadata: which metadata is carried.
        size: how large it is to be; None keeps one pixel for each.
        sharpening: for screen or print, after the size is made.
        overwrite: an existing target may be replaced. Never the source.
        proof: the file tells in its XMP what was done: operations, parameters, networks, the program's version.
    """

    format: str | None = None
    depth: int | None = None
    quality: int = 92
    profile: ProfileChoice = ProfileChoice.SOURCE
    metadata: MetadataChoice = MetadataChoice.ALL
    size: OutputSize | None = None
    sharpening: Sharpening = Sharpening.NONE
    overwrite: bool = False
    proof: bool = False
