"""Two eyes: opening MPO, JPS, PNS and spatial HEIF files, and two photos that belong together.

Each eye is a `SourceImage` like any other, so everything that edits, shows and measures photos takes it. Its facts name
the container as the format, and its fingerprint is its own, because results are kept under fingerprints.

In spatial HEIF files a group names the eyes. In MPO files the eyes are whole JPEGs; the index says which belong
together, and the pictures themselves or else their order say which is left. In JPS and PNS files they stand side by
side. By convention these are crossed: the right eye's picture is on the left, for looking at it cross-eyed. A
descriptor in the file or the person may say otherwise. `stereo_export` writes all but HEIF.
"""

import enum
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from pellucid.foundation.errors import UnreadableError, UnsupportedError, UsageError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Size
from pellucid.foundation.paths import shown
from pellucid.foundation.photo_facts import PhotoFacts, StereoFacts
from pellucid.foundation.source_choices import SourceChoices
from pellucid.foundation.translation import mark, tr
from pellucid.io.containers import behind, jpeg, jps, mpo
from pellucid.io.decode import DEFAULT_MAX_PIXELS, open_photo, photo_in, source_image
from pellucid.io.files import Limit
from pellucid.io.opened_file import OpenedFile, opened_file
from pellucid.io.readers import heif
from pellucid.io.readers import jpeg as jpeg_reader
from pellucid.io.readers.decoded import Decoded
from pellucid.io.readers.pages import Pages
from pellucid.io.source_image import OtherEye, SourceImage

_ONE_EYE = mark("{path}: this photo has one eye only. Open it together with the photo of the other eye.")
_SIZES = mark("{right}: has {wide} pixels, but the left eye's photo has {left}. Choose two photos of the same size.")
_NOT_HALVES = mark(
    "{path}: its eyes do not stand side by side at full size, which is all that Pellucid reads. Convert it to MPO "
    "first."
)

_EYES = ("left", "right")
_BOTH = len(_EYES)


class EyeOrder(enum.Enum):
    """How two pictures stand side by side."""

    CROSSED = "crossed"
    PARALLEL = "parallel"


@dataclass(frozen=True, eq=False)
class Pair:
    """Both eyes, of the same size; `linked` makes one.

    Attributes:
        left: the left eye, which knows of the right one.
        right: the right eye, which knows of the left one.
        fingerprint: of the file, or of both files together.
        container: `MPO`, `JPS`, `PNS` or `HEIF`; None for two files, and for a common file that was said to be side by
            side.
        order: how the eyes stand in a file side by side; crossed where they do not.
        opened_as: the pair as its file has it, if its eyes have changed places since; see `swapped`.
    """

    left: SourceImage
    right: SourceImage
    fingerprint: str
    container: str | None
    order: EyeOrder = EyeOrder.CROSSED
    opened_as: "Pair | None" = None

    @property
    def eyes(self) -> tuple[SourceImage, SourceImage]:
        """Left and right."""
        return self.left, self.right

    @cached_property
    def facts(self) -> PhotoFacts:
        """The left eye's, but for what belongs to both."""
        left, right = self.left.facts, self.right.facts
        partner = None if left.path == right.path else right.path
        return replace(
            left,
            fingerprint=self.fingerprint,
            file_bytes=left.file_bytes + (right.file_bytes if partner else 0),
            warnings=tuple(dict.fromkeys(left.warnings + right.warnings)),
            stereo=StereoFacts(
                left.fingerprint, right.fingerprint, self.container, partner, self.opened_as is not None
            ),
        )

    @classmethod
    def linked(
        cls,
        eyes: Sequence[SourceImage],
        fingerprint: str,
        container: str | None,
        order: EyeOrder = EyeOrder.CROSSED,
    ) -> "Pair":
        """Make a pair of a left and a right eye, and tell each of the other; see the class."""
        left, right = eyes
        return cls(
            replace(left, other=OtherEye(right, Eye.RIGHT)),
            replace(right, other=OtherEye(left, Eye.LEFT)),
            fingerprint,
            container,
            order,
        )

    def of(self, eye: Eye) -> SourceImage:
        """One of the two."""
        return self.right if eye is Eye.RIGHT else self.left

    def swapped(self) -> "Pair":
        """The eyes in each other's place, for a pair that was shot or stored the other way round.

        It is the same document: fingerprint, container and order stay. An eye has another fingerprint in another place,
        because what is made of it may depend on the other. Swapped twice, a pair is as it was opened.
        """
        if self.opened_as is not None:
            return self.opened_as
        eyes = [
            replace(eye, facts=replace(eye.facts, fingerprint=_named(eye.facts.fingerprint, "swapped")))
            for eye in (self.right, self.left)
        ]
        return replace(Pair.linked(eyes, self.fingerprint, self.container, self.order), opened_as=self)


def holds_pair(path: Path) -> bool:
    """Whether a file is a pair by itself, see `has_both_eyes`; raises as `decode.open_photo` does."""
    with opened_file(path) as file:
        return has_both_eyes(file)


def has_both_eyes(file: OpenedFile) -> bool:
    """Whether a file is an MPO with two eyes, or a JPS or PNS, or a spatial HEIF; nothing is decoded.

    An MPO whose index is damaged is none: its first picture may still open as a photo.
    """
    try:
        return _container(file) is not None
    except ValueError:
        return False


def open_pair(path: Path, *, order: EyeOrder | None = None, max_pixels: int = DEFAULT_MAX_PIXELS) -> Pair:
    """Open a file with both eyes.

    Args:
        path: an MPO, JPS or PNS, whatever its name; any photo if `order` is given.
        order: how the eyes stand side by side; None goes by the file, and crossed where it does not say. An MPO
            needs none.
        max_pixels: larger pictures are refused before anything is allocated; it counts the whole picture of a file
            side by side, and each eye of an MPO.

    Raises:
        UnsupportedError: the file has one picture only, or its eyes are arranged in a way that is not read.
        PellucidError: otherwise as `decode.open_photo`.
    """
    with opened_file(path) as file:
        return pair_in(file, order=order, max_pixels=max_pixels)


def pair_in(file: OpenedFile, *, order: EyeOrder | None = None, max_pixels: int = DEFAULT_MAX_PIXELS) -> Pair:
    """The pair in a file that is open; see `open_pair`."""
    container, limit = _container(file), Limit(file.path, max_pixels)
    if container == "MPO":
        return _open_mpo(file, limit)
    if container == "HEIF":
        return _open_spatial(file, limit)
    if container is None and order is None:
        raise UnsupportedError(tr(_ONE_EYE, path=shown(file.path)))
    order = order or _stated_order(file, container)
    return _halved(photo_in(file, max_pixels=max_pixels), container, order)


def open_two(left: Path, right: Path, *, max_pixels: int = DEFAULT_MAX_PIXELS) -> Pair:
    """Open two photos as a pair.

    Raises:
        UsageError: they differ in size, so they are not of one scene from two sides.
        PellucidError: otherwise as `decode.open_photo`.
    """
    eyes = [open_photo(path, max_pixels=max_pixels) for path in (left, right)]
    sizes = [f"{eye.facts.size.width} × {eye.facts.size.height}" for eye in eyes]
    if sizes[0] != sizes[1]:
        raise UsageError(tr(_SIZES, right=shown(right), wide=sizes[1], left=sizes[0]))
    name = name_of_two(*(eye.facts.fingerprint for eye in eyes))
    # What is made of one eye may depend on the other, so it is not what the photo by itself would give.
    named = [
        replace(eye, facts=replace(eye.facts, fingerprint=_named(name, word)))
        for eye, word in zip(eyes, _EYES, strict=True)
    ]
    return Pair.linked(named, name, None)


def name_of_two(left: str, right: str) -> str:
    """Fingerprint of a pair that is two files, out of theirs."""
    return _named(left, right)


def _container(file: OpenedFile) -> str | None:
    """The container by content, and side by side also by the name, since nothing else may tell it."""
    ending = file.path.suffix.lower()
    if file.kind == "JPEG":
        if eye_images(file.stream, file.pictures):
            return "MPO"
        return "JPS" if jps.read(file.stream) or ending == ".jps" else None
    if file.kind == "HEIF" and heif.eye_pages(file.stream) is not None:
        return "HEIF"
    return "PNS" if file.kind == "PNG" and ending == ".pns" else None


def eye_images(file: BinaryIO, found: tuple[mpo.MpoImage, ...]) -> tuple[mpo.MpoImage, ...]:
    """The views that are eyes, from left to right, of the pictures of a file; none where there are not two."""
    eyes = tuple(image for image in found if image.kind == mpo.DISPARITY)
    if not eyes and len(found) == _BOTH and found[1].kind == mpo.UNDEFINED and _alike(file, found):
        return found
    if len(eyes) < _BOTH:
        return ()
    numbered = len({image.number for image in eyes if image.number}) == len(eyes)
    return tuple(sorted(eyes, key=lambda image: image.number)) if numbered else eyes


def _alike(file: BinaryIO, found: Sequence[mpo.MpoImage]) -> bool:
    """Two pictures of the same size of which the second is no map of brightness, as phones hide it behind a photo."""
    pictures = [mpo.cut(file, image.start, image.length) for image in found]
    frames = [jpeg.frame(io.BytesIO(picture)) for picture in pictures]
    sizes = {(frame.width, frame.height) if frame else None for frame in frames}
    return len(sizes) == 1 and not behind.is_gain_map(pictures[1])


def _open_mpo(file: OpenedFile, limit: Limit) -> Pair:
    images = eye_images(file.stream, file.pictures)
    pictures = []
    for image in images[:_BOTH]:
        decoded = jpeg_reader.read(io.BytesIO(mpo.cut(file.stream, image.start, image.length)), limit)
        warnings = decoded.warnings
        if len(images) > _BOTH:
            note = tr("The file has {count} views; only the two on the left are opened.", count=len(images))
            warnings = (*warnings, note)
        pictures.append(replace(decoded, format="MPO", warnings=warnings))
    return _joined(file, pictures)


def _open_spatial(file: OpenedFile, limit: Limit) -> Pair:
    pages = heif.eye_pages(file.stream) or ()
    pictures = [heif.read(file.stream, limit, SourceChoices(page=page)) for page in pages]
    return _joined(file, [replace(picture, pages=Pages()) for picture in pictures])


def _joined(file: OpenedFile, pictures: Sequence[Decoded]) -> Pair:
    """The left and the right picture of a file as a pair; the container is their format."""
    eyes = [
        source_image(picture, file.path, _named(file.fingerprint, eye), file.length)
        for eye, picture in zip(_EYES, pictures, strict=True)
    ]
    if eyes[0].facts.size != eyes[1].facts.size:
        raise UnreadableError(tr("{path}: its two eyes differ in size. Get a fresh copy of it.", path=shown(file.path)))
    return Pair.linked(eyes, file.fingerprint, pictures[0].format)


def _stated_order(file: OpenedFile, container: str | None) -> EyeOrder:
    layout = jps.read(file.stream) if container == "JPS" else None
    if layout is None:
        return EyeOrder.CROSSED
    if not layout.side_by_side:
        raise UnsupportedError(tr(_NOT_HALVES, path=shown(file.path)))
    return EyeOrder.PARALLEL if layout.left_first else EyeOrder.CROSSED


def _halved(whole: SourceImage, container: str | None, order: EyeOrder) -> Pair:
    """Both halves of a picture; the middle column of an odd width belongs to neither."""
    size = whole.facts.size
    width = size.width // _BOTH
    if width == 0:
        path = shown(whole.facts.path)
        raise UnreadableError(tr("{path}: one column of pixels has no place for two eyes.", path=path))
    columns = [slice(0, width), slice(size.width - width, size.width)]
    halves = []
    for eye, half in zip(_EYES, columns if order is EyeOrder.PARALLEL else columns[::-1], strict=True):
        facts = replace(
            whole.facts,
            fingerprint=_named(whole.facts.fingerprint, order.value, eye),
            format=container or whole.facts.format,
            size=Size(width, size.height),
        )
        alpha = None if whole.alpha is None else whole.alpha[:, half]
        halves.append(replace(whole, facts=facts, samples=whole.samples[:, half], alpha=alpha))
    return Pair.linked(halves, whole.facts.fingerprint, container, order)


def _named(*parts: str) -> str:
    """A fingerprint made of others and words, in their form."""
    return hashlib.sha256(":".join(parts).encode()).hexdigest()[:32]
