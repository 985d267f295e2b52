"""From an edited photo, of one eye or two, to a file: the same pixels that the canvas calls exact."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pellucid.document.edit import Edit
from pellucid.engine.effective import effective
from pellucid.engine.full_render import render_full
from pellucid.engine.session import Engine
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.io import encode, icc, stereo_export
from pellucid.io.documents import Document
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair


@dataclass(frozen=True)
class Wish:
    """A file to be made.

    Attributes:
        edit: what is done; both eyes of a pair get the same.
        target: its name, whose extension says the format where the options do not.
        options: format, depth, quality, profile, metadata.
        eye: which of a pair is written where the format holds one.
    """

    edit: Edit
    target: Path
    options: ExportOptions
    eye: Eye = Eye.LEFT


def export_document(document: Document, wish: Wish, engine: Engine, progress: Progress) -> tuple[str, ...]:
    """Render a photo or a pair and write it: both eyes into one file where the format is one for that.

    Args:
        document: the photo or the pair.
        wish: what is to be made of it.
        engine: computes.
        progress: told after every tile; may cancel, which leaves no file.

    Returns:
        Sentences about what could not be carried over.

    Raises:
        PellucidError: see `export_photo` and `stereo_export.write_pair`; UsageError for one eye in a format of two.
    """
    is_for_two = stereo_export.takes_both(wish.target, wish.options)
    if isinstance(document, Pair) and is_for_two:
        return _export_both(document, wish, engine, progress)
    if is_for_two:
        raise UsageError(
            f"{wish.target}: this photo has one eye only, and the format is for two. "
            "End the name with .jpg, .png, .tif or .webp."
        )
    if not isinstance(document, Pair):
        return export_photo(document, wish.edit, wish.target, wish.options, engine, progress)
    for eye in document.eyes:
        encode.check_target(eye, wish.target, wish.options)  # neither file of a pair is ever written
    chosen = document.of(wish.eye)
    warnings = export_photo(chosen, wish.edit, wish.target, wish.options, engine, progress)
    return (f"Only the {wish.eye.value} eye was exported; .mpo, .jps and .pns files hold both.", *warnings)


def export_photo(
    source: SourceImage,
    edit: Edit,
    target: Path,
    options: ExportOptions,
    engine: Engine,
    progress: Progress,
) -> tuple[str, ...]:
    """Render a photo and write it; without effective edits its own samples are written.

    Args:
        source: the photo.
        edit: what is done to it.
        target: the file to make.
        options: format, depth, quality, profile, metadata.
        engine: computes.
        progress: told after every tile; may cancel, which leaves no file.

    Returns:
        Sentences about what could not be carried over.

    Raises:
        UsageError, UnsupportedError: the target cannot be made from this photo; said before any rendering.
        UnwritableError: the target cannot be written; an old one is as it was.
        ModelError, MemoryShortError: see `render_rect`.
    """
    file_format = encode.check_target(source, target, options)
    if not effective(edit).stack.steps:
        return encode.write_unedited(source, target, options)
    samples = _render_samples(source, edit, options, file_format, engine, progress)
    return encode.write_edited(source, samples, target, options)


def _export_both(pair: Pair, wish: Wish, engine: Engine, progress: Progress) -> tuple[str, ...]:
    container = stereo_export.check_pair_target(pair, wish.target, wish.options)
    if not effective(wish.edit).stack.steps:
        return stereo_export.write_pair(pair, None, wish.target, wish.options)
    left, right = (
        _render_samples(eye, wish.edit, wish.options, stereo_export.CODED_AS[container], engine, part)
        for eye, part in zip(pair.eyes, progress.halves(), strict=True)
    )
    return stereo_export.write_pair(pair, (left, right), wish.target, wish.options)


def _render_samples(
    source: SourceImage,
    edit: Edit,
    options: ExportOptions,
    file_format: str,
    engine: Engine,
    progress: Progress,
) -> NDArray[np.generic]:
    """All samples of the file in its depth and profile; a gray photo stays gray."""
    depth = encode.output_depth(source, options, file_format)
    profile = encode.output_profile(source, options)
    size = source.facts.size
    channels = 1 if source.facts.colour == "gray" else 3
    samples = np.empty((size.height, size.width, channels), np.uint8 if depth == 8 else np.uint16)
    for core, pixels in render_full(source, edit, engine, progress):
        samples[core.slices] = icc.from_working(pixels.permute(1, 2, 0).numpy(), profile, depth)
        del pixels  # else it lies in the middle of the heap that the next tile wants to use again
    return samples
