"""From an edited photo, of one eye or two, to a file: the same pixels that the canvas calls exact."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pellucid.document.edit import Edit
from pellucid.engine.effective import acts
from pellucid.engine.engine import Engine
from pellucid.engine.framed import render_finished
from pellucid.engine.proof import proven
from pellucid.engine.shape import Shape
from pellucid.engine.straighten import largest_angle
from pellucid.foundation.errors import UsageError
from pellucid.foundation.export_options import ExportOptions
from pellucid.foundation.eyes import Eye
from pellucid.foundation.framing import UNMOVED, Framing
from pellucid.foundation.progress import Progress
from pellucid.foundation.translation import tr
from pellucid.io import encode, icc, stereo_export
from pellucid.io.documents import Document, is_as_opened
from pellucid.io.reframed import reframed, to_be_filled
from pellucid.io.source_image import SourceImage
from pellucid.io.stereo import Pair

_KINDS: dict[int, type[np.generic]] = {8: np.uint8, 16: np.uint16, 32: np.float32}


Write = Callable[[], tuple[str, ...]]
"""Codes and writes what is rendered, and returns sentences about what could not be carried over."""


@dataclass(frozen=True)
class ExportRequest:
    """A file to be made.

    Attributes:
        edit: what is done; both eyes of a pair get the same.
        target: its name, whose extension says the format where the options do not.
        options: format, depth, quality, profile, metadata, proof.
        eye: which of a pair is written where the format holds one.
    """

    edit: Edit
    target: Path
    options: ExportOptions
    eye: Eye = Eye.LEFT


def export_document(document: Document, request: ExportRequest, engine: Engine, progress: Progress) -> tuple[str, ...]:
    """Render a photo or a pair and write it: both eyes into one file where the format is one for that.

    Args:
        document: the photo or the pair.
        request: what is to be made of it.
        engine: computes.
        progress: told after every tile; may cancel, which leaves no file.

    Returns:
        Sentences about what could not be carried over.

    Raises:
        PellucidError: see `export_photo` and `stereo_export.write_pair`; UsageError for one eye in a format of two.
    """
    return rendered_document(document, request, engine, progress)()


def rendered_document(document: Document, request: ExportRequest, engine: Engine, progress: Progress) -> Write:
    """Render a photo or a pair; what is handed back writes it, on any thread, and returns the sentences.

    Args, raises: as `export_document`; what only coding and writing can find is raised then.
    """
    with_proof = proven(document, request.edit, request.options, engine) if request.options.proof else document
    write = _rendered_document(with_proof, request, engine, progress)
    return lambda: (*write(), *_reservations(document, request.edit))


def _reservations(document: Document, edit: Edit) -> Iterator[str]:
    """What is not as the person may think of a file that was made."""
    if not edit.is_understood:
        yield tr(
            "Parts of these edits were made by a newer Pellucid; they are kept, but this file was made without them."
        )
    is_edited = acts(edit) or not edit.framing.is_neutral
    if is_edited and not is_as_opened(document.facts):
        yield tr(
            "“{name}” has changed on the disk; this file was made of the photo as it was opened.",
            name=document.facts.path.name,
        )


def _rendered_document(document: Document, request: ExportRequest, engine: Engine, progress: Progress) -> Write:
    is_for_two = stereo_export.takes_both(request.target, request.options)
    if isinstance(document, Pair) and is_for_two:
        write_pair = _rendered_pair(document, request, engine, progress)
        return lambda: (*write_pair(), *_tilted_rows(document, request.edit.framing))
    if is_for_two:
        raise UsageError(
            tr(
                "{target}: this photo has one eye only, and the format is for two. End the name with .jpg, .png, "
                ".tif or .webp.",
                target=request.target,
            )
        )
    if not isinstance(document, Pair):
        return rendered_photo(document, request, engine, progress)
    for eye in document.eyes:
        encode.check_target(eye, request.target, request.options)  # neither file of a pair is ever written
    chosen = exported_eye(document, request.edit, request.eye)
    write_eye = rendered_photo(chosen, request, engine, progress)
    return lambda: (
        tr("Only the left eye was exported; .mpo, .jps and .pns files hold both.")
        if request.eye is Eye.LEFT
        else tr("Only the right eye was exported; .mpo, .jps and .pns files hold both."),
        *write_eye(),
    )


def _tilted_rows(pair: Pair, framing: Framing) -> Iterator[str]:
    """The crop tool stops at that angle; edits made elsewhere may ask for more."""
    if framing.angle_deg and abs(framing.angle_deg) > (largest := largest_angle(pair)):
        yield (
            tr(
                "Turned by {angle_deg:.1f}°, the eyes of this pair are no longer level with each other, which is "
                "hard to look at; {largest:.1f}° is the most that keeps them so.",
                angle_deg=framing.angle_deg,
                largest=largest,
            )
        )


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
    return rendered_photo(source, ExportRequest(edit, target, options), engine, progress)()


def rendered_photo(source: SourceImage, request: ExportRequest, engine: Engine, progress: Progress) -> Write:
    """Render a photo; see `export_photo` and `rendered_document`."""
    edit, target, options = request.edit, request.target, request.options
    shape = Shape.of(source.facts.size, edit.framing, options)
    has_steps = acts(edit)
    if shape.is_neutral and not has_steps:
        return lambda: encode.write_unedited(source, target, options)
    if shape.keeps_samples and not has_steps:
        return lambda: encode.write_samples(reframed(source, shape.map), target, options)
    file_format = encode.check_target(to_be_filled(source, shape.size, edit.framing), target, options)
    finished, samples = _render_samples(source, edit, (shape, options, file_format), engine, progress)
    return lambda: encode.write_edited(finished, samples, target, options)


def exported_eye(document: Document, edit: Edit, eye: Eye) -> SourceImage:
    """The photo that an export of one eye is made from; a mirror gives each eye the picture of the other."""
    if not isinstance(document, Pair):
        return document
    return document.of(eye.other if edit.framing.exchanges_eyes else eye)


def _rendered_pair(pair: Pair, request: ExportRequest, engine: Engine, progress: Progress) -> Write:
    framing = request.edit.framing
    if framing.quarter_turns % 2 or framing.perspective != UNMOVED:
        raise UsageError(
            tr(
                "{target}: a stereo photo is neither turned by a quarter nor tilted, because its eyes would not lie "
                "beside each other any more. Take that back, or export one eye as .jpg, .png, .tif or .webp.",
                target=request.target,
            )
        )
    shape = Shape.of(pair.left.facts.size, framing, request.options)
    has_steps = acts(request.edit)
    if shape.is_neutral and not has_steps:
        return lambda: stereo_export.write_pair(pair, None, request.target, request.options)
    if shape.keeps_samples and not has_steps:
        eyes = [reframed(eye, shape.map) for eye in pair.eyes]
        return lambda: stereo_export.write_pair(_as_seen(pair, eyes, framing), None, request.target, request.options)
    to_come = [to_be_filled(eye, shape.size, framing) for eye in pair.eyes]
    container = stereo_export.check_pair_target(_as_seen(pair, to_come, framing), request.target, request.options)
    work = (shape, request.options, stereo_export.CODED_AS[container])
    parts = [
        _render_samples(eye, request.edit, work, engine, part)
        for eye, part in zip(pair.eyes, progress.halves(), strict=True)
    ]
    seen = _as_seen(pair, [finished for finished, _ in parts], framing)
    left, right = (samples for _, samples in (reversed(parts) if framing.exchanges_eyes else parts))
    return lambda: stereo_export.write_pair(seen, (left, right), request.target, request.options)


def _as_seen(pair: Pair, eyes: Sequence[SourceImage], framing: Framing) -> Pair:
    """The pair of framed eyes; it is no longer what its file has."""
    placed = list(reversed(eyes)) if framing.exchanges_eyes else eyes
    return replace(Pair.linked(placed, pair.fingerprint, pair.container, pair.order), opened_as=pair)


def _render_samples(
    source: SourceImage, edit: Edit, work: tuple[Shape, ExportOptions, str], engine: Engine, progress: Progress
) -> tuple[SourceImage, NDArray[np.generic]]:
    """The finished photo but for its colours, and those: in depth and profile of the file; a gray photo stays gray."""
    shape, options, file_format = work
    depth = encode.output_depth(source, options, file_format)
    profile = encode.output_profile(source, options)
    size = shape.size
    channels = 1 if source.facts.color == "gray" else 3
    kind = _KINDS[depth]
    samples = np.empty((size.height, size.width, channels), kind)
    alpha = None if source.alpha is None else np.empty((size.height, size.width), kind)
    for part in render_finished(source, edit, shape, engine, progress):
        pixels = part.pixels.permute(1, 2, 0).numpy()
        samples[part.rect.slices] = icc.from_working(pixels, profile, depth, (part.rect.x, part.rect.y))
        if alpha is not None and part.alpha is not None:
            alpha[part.rect.slices] = icc.to_samples(part.alpha.numpy(), depth)
        del part, pixels  # else they lie in the middle of the heap that the next tile wants to use again
    return replace(to_be_filled(source, size, edit.framing), alpha=alpha), samples
