"""From an edited photo to a file: the same pixels that the canvas calls exact."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pellucid.document.edit_stack import EditStack
from pellucid.engine.full_render import render_full
from pellucid.engine.pipeline import effective
from pellucid.engine.session import Engine
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.progress import Progress
from pellucid.io import encode, icc
from pellucid.io.source_image import SourceImage


def export_photo(
    source: SourceImage,
    stack: EditStack,
    target: Path,
    options: ExportOptions,
    engine: Engine,
    progress: Progress,
) -> tuple[str, ...]:
    """Render a photo and write it; without effective edits its own samples are written.

    Args:
        source: the photo.
        stack: its edits.
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
    if not effective(stack).steps:
        return encode.write_unedited(source, target, options)
    samples = _render_samples(source, stack, options, file_format, engine, progress)
    return encode.write_edited(source, samples, target, options)


def _render_samples(
    source: SourceImage,
    stack: EditStack,
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
    for core, pixels in render_full(source, stack, engine, progress):
        samples[core.slices] = icc.from_working(pixels.permute(1, 2, 0).numpy(), profile, depth)
        del pixels  # else it lies in the middle of the heap that the next tile wants to use again
    return samples
