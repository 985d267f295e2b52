"""Parts of what an export will be, for the eye: the same pixels, rounded to 8 bits of sRGB."""

from collections.abc import Iterator

from pellucid.document.output_request import OutputRequest, OutputTile
from pellucid.engine.display import to_display
from pellucid.engine.effective import effective, models_of, without_networks
from pellucid.engine.engine import Engine
from pellucid.engine.export import exported_eye
from pellucid.engine.framed import Finished, render_parts
from pellucid.engine.shape import Shape
from pellucid.foundation.eyes import Eye
from pellucid.foundation.progress import Progress
from pellucid.io.documents import Document
from pellucid.io.icc import to_samples


def preview_output(
    document: Document, eye: Eye, request: OutputRequest, engine: Engine, progress: Progress
) -> Iterator[OutputTile]:
    """Make the parts that are asked for; where networks run, first drafts of all of them, without those steps.

    Args:
        document: the photo or the pair.
        eye: which of a pair is looked at.
        request: edits, size and sharpening, and the parts.
        engine: computes.
        progress: may cancel.

    Yields:
        The parts in the order of the request. Those that are no drafts are the export's but for its dither, its
        profile and the loss of its format.

    Raises:
        Cancelled: something newer is wanted.
        ModelError, MemoryShortError: see `render_rect`.
    """
    source = exported_eye(document, request.edit, eye)
    shape = Shape.of(source.facts.size, request.edit.framing, request.options)
    if models_of(effective(request.edit)):
        quick = without_networks(request.edit)
        for part in render_parts(source, quick, shape, request.parts, engine, progress):
            yield _tile(part, request.generation, is_draft=True)
    for part in render_parts(source, request.edit, shape, request.parts, engine, progress):
        yield _tile(part, request.generation, is_draft=False)


def _tile(part: Finished, generation: int, *, is_draft: bool) -> OutputTile:
    pixels = to_display(part.pixels)
    if part.alpha is not None:
        pixels[..., 3] = to_samples(part.alpha.numpy(), 8)
    return OutputTile(generation, part.rect, pixels, is_draft)
