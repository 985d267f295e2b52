"""Opening whatever a person may open: a photo of one eye, a file with both, or two files that belong together."""

from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pellucid.foundation.errors import PellucidError, UsageError
from pellucid.foundation.paths import shown
from pellucid.foundation.photo_facts import PhotoFacts
from pellucid.foundation.source_choices import AS_THE_FILE_SAYS, SourceChoices
from pellucid.foundation.translation import mark, tr
from pellucid.io.decode import DEFAULT_MAX_PIXELS, photo_in
from pellucid.io.files import fingerprint, opened
from pellucid.io.opened_file import opened_file
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import EyeOrder, Pair, has_both_eyes, name_of_two, open_two, pair_in

Document: TypeAlias = SourceImage | Pair
"""What one window edits and one file is made of; both have `facts`."""

_ONE_EYE = mark("No second eye can be read in this MPO file, so it is edited as an ordinary photo.")


def open_document(
    path: Path,
    right: Path | None = None,
    *,
    order: EyeOrder | None = None,
    max_pixels: int = DEFAULT_MAX_PIXELS,
    choices: SourceChoices = AS_THE_FILE_SAYS,
) -> Document:
    """Open a photo, with both eyes where it has them.

    Args:
        path: the file; the left eye's, if there is another.
        right: the right eye's photo.
        order: how the eyes stand side by side in the file, whatever it says of them itself; with it any photo is taken
            for one of two eyes.
        max_pixels: larger pictures are refused.
        choices: what decoding is asked for; a page makes a photo of one eye of a file with both.

    Raises:
        UsageError: there is an order, but the eyes are two files, or two pictures of an MPO.
        PellucidError: see `decode.open_photo`, `stereo.open_pair` and `stereo.open_two`.
    """
    if right is not None:
        if order is not None:
            raise UsageError(
                tr("{right}: an order is for two eyes in one picture, not for two files.", right=shown(right))
            )
        return open_two(path, right, max_pixels=max_pixels)
    with opened_file(path) as file:
        if choices.page is None and has_both_eyes(file):
            return _in_order(pair_in(file, max_pixels=max_pixels), order)
        if order is not None:
            return pair_in(file, order=order, max_pixels=max_pixels)
        photo = photo_in(file, max_pixels=max_pixels, choices=choices)
    if path.suffix.lower() != ".mpo":
        return photo
    return replace(photo, facts=replace(photo.facts, warnings=(*photo.facts.warnings, tr(_ONE_EYE))))


def is_as_opened(facts: PhotoFacts) -> bool:
    """Whether the files of an opened photo are still the ones that were opened.

    Returns:
        True also where they are gone or cannot be read: what is open is then all that there is.
    """
    paths = [facts.path]
    if facts.stereo is not None and facts.stereo.partner is not None:
        paths = [facts.path, facts.stereo.partner][:: -1 if facts.stereo.is_swapped else 1]
    try:
        names = [_fingerprint_of(path) for path in paths]
    except PellucidError:
        return True
    name = names[0] if len(names) == 1 else name_of_two(*names)
    as_both_eyes = name_of_two(names[0], names[0])  # one file may have been opened for both
    return facts.fingerprint in (name, as_both_eyes)


def _fingerprint_of(path: Path) -> str:
    with opened(path) as file:
        return fingerprint(file)


def _in_order(pair: Pair, order: EyeOrder | None) -> Pair:
    """A pair whose file was said to be of this order; where that is not what it tells, its eyes are swapped."""
    if order is None:
        return pair
    if pair.container in ("MPO", "HEIF"):
        raise UsageError(
            tr(
                "{path}: the eyes of an {container} are two pictures, so there is no order to choose.",
                path=shown(pair.left.facts.path),
                container=pair.container,
            )
        )
    return pair if order is pair.order else pair.swapped()
