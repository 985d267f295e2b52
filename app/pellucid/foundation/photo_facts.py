"""What the window and the command line say of a photo, without its pixels."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pellucid.foundation.geometry import Size
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS, SourceChoices


@dataclass(frozen=True)
class StereoFacts:
    """What makes a photo one of two eyes.

    Attributes:
        left: fingerprint of the left eye's picture.
        right: of the right eye's.
        container: `MPO`, `JPS`, `PNS` or `HEIF`; None for two files.
        partner: the right eye's file, where it is one of its own.
        is_swapped: the eyes have changed places since they were opened.
    """

    left: str
    right: str
    container: str | None
    partner: Path | None = None
    is_swapped: bool = False


@dataclass(frozen=True)
class PhotoFacts:
    """Facts of an opened file, or of two that are one stereo photo.

    Attributes:
        path: of the file; of two, the left eye's.
        fingerprint: hex digest that names its content.
        format: an id of `foundation.formats`, or the container of two eyes; found by content.
        size: as shown, upright; of one eye.
        color: `gray`, `rgb` or `cmyk`.
        bit_depth: of one sample: 8, 16 or 32.
        has_alpha: transparent parts are kept.
        profile: name of the colour profile, `sRGB` where the file has none.
        file_bytes: length of the file.
        shot: camera and exposure in one line, or empty.
        warnings: sentences about what could not be honoured.
        stereo: of both eyes; None for a photo of one eye, and for each eye by itself.
        pages: how many pictures the file has.
        page: number of the one that is opened, from 0.
        choices: with which it was decoded.
        is_beyond_unit: float samples go below black or above white.
        as_shot_k: white balance of a raw file as shot, in kelvin; None where it is not known.
        jpeg_quality: with which a JPEG was saved, 1 to 100, as its quantisation tables tell; None where they do not,
            and of all other formats.
    """

    path: Path
    fingerprint: str
    format: str
    size: Size
    color: str
    bit_depth: int
    has_alpha: bool
    profile: str
    file_bytes: int
    shot: str = ""
    warnings: tuple[str, ...] = ()
    stereo: StereoFacts | None = None
    pages: int = 1
    page: int = 0
    choices: SourceChoices = AS_THE_FILE_SAYS
    is_beyond_unit: bool = False
    as_shot_k: float | None = None
    jpeg_quality: int | None = None

    @property
    def edited_as(self) -> Path:
        """The path that saved edits are named after: the file's, or both files' names together, whichever is left."""
        if self.stereo is None or self.stereo.partner is None:
            return self.path
        first, second = sorted((self.path, self.stereo.partner), key=lambda path: (path.name, path))
        return first.with_name(f"{first.name}+{second.name}")

    @property
    def of_edits(self) -> tuple[str, Path]:
        """What tells the edits of this photo from all others: a copy of its file has edits of its own."""
        return self.fingerprint, self.edited_as

    @cached_property
    def pixels(self) -> str:
        """Name of the decoded pixels, under which results are kept: content and choices together."""
        return self.choices.named(self.fingerprint)

    def is_seen_in(self, fingerprint: str) -> bool:
        """True where a picture of this fingerprint is this photo, or one eye of it."""
        eyes = (self.stereo.left, self.stereo.right) if self.stereo else ()
        return fingerprint in (self.fingerprint, *eyes)
