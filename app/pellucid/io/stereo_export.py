"""Writing both eyes into one file: MPO, JPS or PNS, by the target's extension.

Each eye is coded as any export is, with its own profile and metadata in an MPO; side by side there is one picture with
the left eye's. A file whose pixels, eyes, order and choices stay is copied as it is.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from pellucid.foundation import formats
from pellucid.foundation.atomic import atomic_write
from pellucid.foundation.errors import RefusedError, UsageError
from pellucid.foundation.export_options import ExportOptions, MetadataChoice, ProfileChoice
from pellucid.foundation.geometry import Size
from pellucid.foundation.paths import shown
from pellucid.foundation.translation import tr
from pellucid.io import encode, icc, targets
from pellucid.io.carrying import resized
from pellucid.io.containers import jps, mpo
from pellucid.io.copying import Parts, cleaned
from pellucid.io.files import fingerprint, opened
from pellucid.io.stereo import EyeOrder, Pair, eye_images
from pellucid.io.writers import coded
from pellucid.io.writers.picture import Picture

CODED_AS = {entry.id: entry.coded_as for entry in formats.written(both_eyes=True) if entry.coded_as}
"""The format of the pictures in a container."""

CONTAINERS = formats.endings_of(*formats.written(both_eyes=True))
"""The container that an extension asks for."""


def takes_both(target: Path, options: ExportOptions) -> bool:
    """True where the format that was chosen, or else the target's extension, is one for both eyes."""
    return options.format in CODED_AS if options.format else target.suffix.lower() in CONTAINERS


def check_pair_target(pair: Pair, target: Path, options: ExportOptions) -> str:
    """Decide the container by the target's extension and refuse what cannot or must not be written.

    Returns:
        `MPO`, `JPS` or `PNS`.

    Raises:
        UsageError: another extension, or as `targets.check_target`, of the whole picture.
    """
    container = CONTAINERS.get(target.suffix.lower())
    if container is None:
        raise UsageError(
            tr("{target}: both eyes go into one file as .mpo, .jps or .pns. Choose such a name.", target=shown(target))
        )
    coding = replace(options, format=CODED_AS[container])
    for eye in pair.eyes:
        size = eye.facts.size
        whole = size if container == "MPO" else Size(2 * size.width, size.height)
        targets.check_target(replace(eye, facts=replace(eye.facts, size=whole)), target, coding)
    return container


def write_pair(
    pair: Pair,
    samples: tuple[NDArray[Any], NDArray[Any]] | None,
    target: Path,
    options: ExportOptions,
    order: EyeOrder | None = None,
) -> tuple[str, ...]:
    """Export both eyes into one file.

    Args:
        pair: where they come from.
        samples: edited pixels of the left and the right eye, as for `encode.write_edited`; None without edits, which
            copies the file where container, order and all choices stay.
        target: the file to write; its extension says the container.
        options: choices of the person; `format` does not count.
        order: how the eyes stand side by side; None keeps the pair's, and in a PNS, which cannot say it, is crossed.

    Returns:
        Warnings: sentences about what the container could not hold.

    Raises:
        UsageError: see `check_pair_target`; or the eyes differ in profile or depth and are to stand side by side.
        RefusedError: the file changed on the disk since it was opened.
        UnwritableError: the target cannot be written.
    """
    container = check_pair_target(pair, target, options)
    order = order or (EyeOrder.CROSSED if container == "PNS" else pair.order)
    if samples is None and _file_fits(pair, container, order, options):
        copy, warnings = _copied(pair, options.metadata)
        atomic_write(target, lambda file: file.writelines(copy))
        return warnings
    pictures, warnings = _pictures(pair, samples, container, options)
    if container == "MPO":
        eyes, more = zip(*(_coded(container, picture, options) for picture in pictures), strict=True)
        parts, warnings = mpo.joined(eyes), warnings + sum(more, ())
    else:
        whole, more = _coded(container, _beside(pictures, order, target), options)
        parts = [jps.described(whole, left_first=order is EyeOrder.PARALLEL) if container == "JPS" else whole]
        warnings += more
    atomic_write(target, lambda file: file.writelines(parts))
    return tuple(dict.fromkeys(warnings))


def _file_fits(pair: Pair, container: str, order: EyeOrder, options: ExportOptions) -> bool:
    """True where nothing is asked for that changes the coded pictures."""
    plain = ExportOptions()
    return (
        pair.container == container
        and pair.opened_as is None
        and (container == "MPO" or order is pair.order)
        and options.depth in (None, pair.left.facts.bit_depth)
        and options.quality == plain.quality
        and options.profile is ProfileChoice.SOURCE
    )


def _copied(pair: Pair, choice: MetadataChoice) -> tuple[Parts, tuple[str, ...]]:
    """The file, or its coded pictures with other metadata; and sentences about what was left out."""
    content = _content(pair)
    if choice is MetadataChoice.ALL and not pair.left.metadata.history:
        return [content], ()
    if pair.container != "MPO":
        return cleaned(pair.left, content, choice)
    file = io.BytesIO(content)
    images = [mpo.cut(file, image.start, image.length) for image in eye_images(file, mpo.images(file))]
    copies = [cleaned(eye, image, choice) for eye, image in zip(pair.eyes, images, strict=False)]
    notices = dict.fromkeys(sentence for _, sentences in copies for sentence in sentences)
    return list(mpo.joined([b"".join(parts) for parts, _ in copies])), tuple(notices)


def _content(pair: Pair) -> bytes:
    path = pair.left.facts.path
    with opened(path) as file:
        if fingerprint(file) != pair.fingerprint:
            raise RefusedError(
                tr("{path}: the file changed on the disk since it was opened. Open it again first.", path=shown(path))
            )
        return file.read()


def _pictures(
    pair: Pair, samples: tuple[NDArray[Any], NDArray[Any]] | None, container: str, options: ExportOptions
) -> tuple[list[Picture], tuple[str, ...]]:
    pictures: list[Picture] = []
    warnings: tuple[str, ...] = ()
    for number, eye in enumerate(pair.eyes):
        if samples is None:
            picture, more = encode.unedited_picture(eye, CODED_AS[container], options)
        else:
            picture, more = encode.edited_picture(eye, samples[number], CODED_AS[container], options)
        pictures.append(picture)
        warnings += more
    return pictures, warnings


def _beside(pictures: Sequence[Picture], order: EyeOrder, target: Path) -> Picture:
    """One picture of both; what goes beside the pixels is the left eye's."""
    left, right = pictures
    alike = (left.samples.dtype, left.samples.shape) == (right.samples.dtype, right.samples.shape)
    if not alike or not _same_colors(left, right) or (left.alpha is None) != (right.alpha is None):
        raise UsageError(
            tr(
                "{target}: the two eyes differ in colour profile, depth or transparency, so they cannot share one "
                "picture. Choose a profile for both, or export them as .mpo.",
                target=shown(target),
            )
        )
    placed = (left, right) if order is EyeOrder.PARALLEL else (right, left)
    alphas = [picture.alpha for picture in placed if picture.alpha is not None]
    samples = np.concatenate([picture.samples for picture in placed], axis=1)
    height, width = samples.shape[:2]
    return replace(
        left,
        icc=left.icc or right.icc,
        samples=samples,
        metadata=resized(left.metadata, Size(width, height)),
        alpha=np.concatenate(alphas, axis=1) if alphas else None,
    )


def _same_colors(left: Picture, right: Picture) -> bool:
    """True of equal profiles; sRGB is sRGB, stated or not."""
    return left.icc == right.icc or all(picture.icc is None or icc.is_srgb(picture.icc) for picture in (left, right))


def _coded(container: str, picture: Picture, options: ExportOptions) -> tuple[bytes, tuple[str, ...]]:
    buffer = io.BytesIO()
    write: Callable[[BinaryIO], tuple[str, ...]] = (
        (lambda file: coded.write_png(picture, file))
        if CODED_AS[container] == "PNG"
        else (lambda file: coded.write_jpeg(picture, options.quality, file))
    )
    warnings = write(buffer)
    return buffer.getvalue(), warnings
