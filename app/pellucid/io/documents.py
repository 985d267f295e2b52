"""Opening whatever a person may open: a photo of one eye, a file with both, or two files that belong together."""

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pellucid.io.decode import DEFAULT_MAX_PIXELS, open_photo
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair, holds_pair, open_pair, open_two

Document: TypeAlias = SourceImage | Pair
"""What one window edits and one file is made of; both have `facts`."""

_ONE_EYE = "No second eye can be read in this MPO file, so it is edited as an ordinary photo."


def open_document(path: Path, right: Path | None = None, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Document:
    """Open a photo, with both eyes where it has them.

    Args:
        path: the file; the left eye's, if there is another.
        right: the right eye's photo.
        max_pixels: larger pictures are refused.

    Raises:
        PellucidError: see `decode.open_photo`, `stereo.open_pair` and `stereo.open_two`.
    """
    if right is not None:
        return open_two(path, right, max_pixels=max_pixels)
    if holds_pair(path):
        return open_pair(path, max_pixels=max_pixels)
    photo = open_photo(path, max_pixels=max_pixels)
    if path.suffix.lower() != ".mpo":
        return photo
    return replace(photo, facts=replace(photo.facts, warnings=(*photo.facts.warnings, _ONE_EYE)))
