"""Colour and noise of one place, before and after, from working pixels of the photo itself.

A result is computed for the place alone, with the halo that its steps need, so what is read is what an export rounds,
however the canvas shows it.
"""

from collections.abc import Iterator
from dataclasses import replace

from torch import Tensor

from pellucid.document.readout import Readout, ReadoutRequest, Sample
from pellucid.engine.analyses import Analyses
from pellucid.engine.effective import effective, models_of
from pellucid.engine.engine import Engine
from pellucid.engine.pipeline import render_rect
from pellucid.engine.planes import Plane
from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.imaging.local_noise import local_sigma
from pellucid.imaging.srgb import luma
from pellucid.io.source_image import SourceImage

PART_PX = 17
"""Side of the part whose noise is told: as small as gives a deviation to a twentieth."""

PAUSE_S = 0.15
"""Networks run for a pointer that rests so long."""


def read_out(source: SourceImage, request: ReadoutRequest, engine: Engine, progress: Progress) -> Iterator[Readout]:
    """Read a place; where networks run, first without the result.

    Args:
        source: the photo.
        request: what is wanted.
        engine: computes.
        progress: may cancel, between any two layers of a network.

    Yields:
        One or two answers; none for a place outside of the photo.

    Raises:
        Cancelled: something newer is wanted.
        ModelError, MemoryShortError: see `render_rect`.
    """
    plane = Plane(source, 1)
    core = Rect(request.x - PART_PX // 2, request.y - PART_PX // 2, PART_PX, PART_PX).intersect(Rect.of(plane.size))
    if not (0 <= request.x < plane.size.width and 0 <= request.y < plane.size.height):
        return
    before = _sample(plane.read(core), core, request)
    edit = effective(replace(request.edit, framing=Framing()))
    if not edit.stack.steps:
        yield Readout(request, before, before)
        return
    if models_of(edit):
        yield Readout(request, before, None)
        progress.wait(PAUSE_S)
    with engine.asking(progress):
        steps = Analyses.of(engine).prepare(source, edit)
        progress.check()
        picture = render_rect(engine, plane, steps, core)
    yield Readout(request, before, _sample(picture, core, request))


def _sample(picture: Tensor, core: Rect, request: ReadoutRequest) -> Sample:
    half = (request.side_px - 1) // 2
    side = max(1, min(request.side_px, PART_PX))
    around = Rect(request.x - half, request.y - half, side, side).intersect(core)
    rows, columns = around.relative_to(core).slices
    means = picture[:, rows, columns].mean(dim=(1, 2)).clamp(0, 1).mul(255).round()
    red, green, blue = (int(mean) for mean in means)
    sigma = local_sigma(luma(picture)[0])
    return Sample((red, green, blue), None if sigma is None else 255 * sigma)
