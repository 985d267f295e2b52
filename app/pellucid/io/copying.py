"""Copies of a photo whose coded picture stays byte for byte, and whose metadata do as the person chose."""

from pathlib import Path

from pellucid.foundation.errors import PellucidError, RefusedError
from pellucid.foundation.export_options import MetadataChoice
from pellucid.foundation.paths import shown
from pellucid.foundation.translation import mark, tr
from pellucid.io import shot
from pellucid.io.carrying import carried
from pellucid.io.containers import jpeg_rewrite, png_rewrite, webp
from pellucid.io.files import fingerprint, opened
from pellucid.io.metadata import Embedded
from pellucid.io.source_image import SourceImage

Parts = list[bytes | memoryview]

_STAYS_BESIDE = mark(
    "The metadata in {sidecar} beside the photo are not in the export, because it is an exact copy of the photo."
)
_OTHER_PROGRAMS = mark("Data of other programs in the file were left out, because they may tell the place.")


def copied(source: SourceImage, choice: MetadataChoice) -> tuple[Parts | None, tuple[str, ...]]:
    """Copy a JPEG, PNG or WebP with other metadata, or a file of any kind with all.

    Returns:
        The parts of the copy, None where the file has gone since it was opened; and sentences about what was left out.

    Raises:
        RefusedError: the file is another one now.
    """
    content = _content(source)
    if content is None:
        return None, ()
    if choice is MetadataChoice.ALL and not source.metadata.history:
        beside = source.metadata.xmp_beside
        return [content], (tr(_STAYS_BESIDE, sidecar=shown(Path(beside))),) if beside else ()
    return cleaned(source, content, choice)


def cleaned(source: SourceImage, content: bytes, choice: MetadataChoice) -> tuple[Parts, tuple[str, ...]]:
    """A coded picture with other metadata.

    Args:
        source: the photo that it is, or an eye of it.
        content: a whole JPEG, PNG or WebP.
        choice: what of its metadata stays.

    Returns:
        The parts of the new file, and sentences about what was left out.
    """
    metadata, notices = carried(source.metadata, choice, orientation=source.metadata.orientation)
    # The print resolution stays in the file as it is, for the picture is not turned.
    profile = _profile_named_by_exif(source, choice)
    embedded = Embedded(profile, metadata.exif, metadata.xmp, metadata.iptc, metadata.comments)
    parts, warnings, has_more = REWRITERS[source.facts.format](source, content, embedded, choice)
    others = (tr(_OTHER_PROGRAMS),) if has_more and choice is MetadataChoice.WITHOUT_LOCATION else ()
    return parts, (*notices, *others, *warnings)


def _profile_named_by_exif(source: SourceImage, choice: MetadataChoice) -> bytes | None:
    """The profile to embed where nothing but EXIF that goes tells it; else the file's own stays."""
    block = source.metadata.exif
    is_named = choice is MetadataChoice.NONE and block is not None and shot.announces_adobe_rgb(block)
    return source.icc if is_named else None


Rewritten = tuple[Parts, tuple[str, ...], bool]
"""The parts, what had no place, and whether something was left out unread."""


def _jpeg(_source: SourceImage, content: bytes, embedded: Embedded, _choice: MetadataChoice) -> Rewritten:
    parts, warnings = jpeg_rewrite.rewrite(content, embedded)
    return list(parts), warnings, jpeg_rewrite.has_other_data(content)


def _png(_source: SourceImage, content: bytes, embedded: Embedded, choice: MetadataChoice) -> Rewritten:
    chunks = png_rewrite.rewrite(content, embedded, keeps_time=choice is not MetadataChoice.NONE)
    return chunks, (), png_rewrite.has_other_data(content)


def _webp(source: SourceImage, content: bytes, embedded: Embedded, _choice: MetadataChoice) -> Rewritten:
    height, width = source.samples.shape[:2]
    pieces, warnings = webp.rewrite(content, embedded, size=(width, height))
    return list(pieces), warnings, webp.has_other_data(content)


REWRITERS = {"JPEG": _jpeg, "MPO": _jpeg, "JPS": _jpeg, "PNG": _png, "PNS": _png, "WEBP": _webp}
"""What gives a file of a format other metadata; of any other format a picture is encoded anew."""


def _content(source: SourceImage) -> bytes | None:
    """The file, if it is there and the same."""
    path = source.facts.path
    try:
        with opened(path) as file:
            content = file.read() if fingerprint(file) == source.facts.fingerprint else None
    except PellucidError:
        return None
    if content is None:
        raise RefusedError(
            tr("{path}: the file changed on the disk since it was opened. Open it again first.", path=shown(path))
        )
    return content
