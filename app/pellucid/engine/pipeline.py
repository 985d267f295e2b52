"""Running the steps of an edit on a rectangle of a plane, and what happens when a device fails.

Out of memory halves the rectangle and tries again, at most four times, then
the CPU; any other device error goes to the CPU at once; pixels that are not finite are computed again there.
"""

import logging
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from pellucid.engine.engine import Engine
from pellucid.engine.planes import Plane, Surface
from pellucid.engine.steps import PreparedStep, analysis_maps, carry_out
from pellucid.foundation.errors import MemoryShortError, ModelError
from pellucid.foundation.geometry import Rect
from pellucid.foundation.translation import mark, tr
from pellucid.operations.contract import Context

log = logging.getLogger("pellucid.engine")

HALVINGS = 4
SMALLEST_SIDE_PX = 32


def render_rect(engine: Engine, plane: Plane, steps: Sequence[PreparedStep], core: Rect, halvings: int = 0) -> Tensor:
    """Run all steps on a rectangle.

    Args:
        engine: computes.
        plane: exact at divisor 1, a preview otherwise.
        steps: of `Analyses.prepare`.
        core: wanted pixels, within the plane.
        halvings: how often the rectangle was cut for want of memory.

    Returns:
        Working pixels `(3, h, w)` on the CPU.

    Raises:
        ModelError: the networks are missing, damaged, or gave numbers that are not finite.
        MemoryShortError: not even a small tile fits into memory.
    """
    context = engine.context(plane.scale)
    result, failure = _attempt(plane, steps, core, context)
    if result is not None:
        if bool(result.isfinite().all()):
            return result
        if context.device.type == "cpu":
            names = ", ".join(step.operation for step in steps)
            raise ModelError(
                tr("The result of “{names}” holds numbers that are not finite. Install Pellucid again.", names=names)
            )
        failure = mark("it gave numbers that are not finite")
    engine.release_memory()
    if failure == _OUT_OF_MEMORY and halvings < HALVINGS and max(core.width, core.height) > SMALLEST_SIDE_PX:
        log.info("out of memory at %d x %d px: halved", core.width, core.height)
        return _in_quarters(engine, plane, steps, core, halvings + 1)
    if context.device.type == "cpu":
        raise MemoryShortError(tr("There is not enough memory for this photo. Close other programs and try again."))
    engine.fall_back_to_cpu(tr(failure))
    return render_rect(engine, plane, steps, core)


_OUT_OF_MEMORY = mark("it ran out of memory")
_MEMORY_WORDS = ("out of memory", "can't allocate memory", "not enough memory")


def _attempt(plane: Plane, steps: Sequence[PreparedStep], core: Rect, context: Context) -> tuple[Tensor | None, str]:
    """Render once; a device failure comes back as words.

    The retry happens outside of `except`, because a caught exception keeps the tensors of its frames alive.
    """
    try:
        return carry_out(plane, steps, core, context), ""
    except torch.OutOfMemoryError:
        return None, _OUT_OF_MEMORY
    except RuntimeError as error:
        words = str(error).lower()
        if any(word in words for word in _MEMORY_WORDS):
            return None, _OUT_OF_MEMORY
        if context.device.type == "cpu":
            raise
        return None, str(error).splitlines()[0]


def _in_quarters(engine: Engine, plane: Plane, steps: Sequence[PreparedStep], core: Rect, halvings: int) -> Tensor:
    half_width, half_height = max(1, core.width // 2), max(1, core.height // 2)
    columns = [(0, half_width), (half_width, core.width)]
    rows = [(0, half_height), (half_height, core.height)]
    bands = [
        torch.cat(
            [
                render_rect(
                    engine, plane, steps, Rect(core.x + left, core.y + top, right - left, bottom - top), halvings
                )
                for left, right in columns
                if right > left
            ],
            dim=2,
        )
        for top, bottom in rows
        if bottom > top
    ]
    return torch.cat(bands, dim=1)


def work_on(engine: Engine, picture: Tensor, steps: Sequence[PreparedStep], surface: Surface, rect: Rect) -> Tensor:
    """Run steps that need no halo on pixels that are there already.

    Args:
        engine: computes.
        picture: `(3, h, w)` working pixels on the CPU.
        steps: of `Analyses.prepare`.
        surface: the photo.
        rect: of the surface, that the picture shows.

    Returns:
        Working pixels on the CPU.
    """
    context = engine.context(surface.scale)
    with torch.inference_mode():
        picture = picture.to(context.device)
        for step in steps:
            picture = step.work(picture, surface, rect, context)
        return picture.to("cpu").contiguous()


def diagnose_rect(
    engine: Engine, plane: Plane, before: Sequence[PreparedStep], own: PreparedStep, core: Rect
) -> Mapping[str, Tensor]:
    """Maps of an operation on a rectangle, computed on what the steps before it give.

    Args:
        engine: computes.
        plane: of divisor 1.
        before: the earlier steps.
        own: the operation's step, which need not be among the edits.
        core: wanted pixels.

    Returns:
        Maps `(h, w)` on the CPU by name.
    """
    grown = own.seen(core, plane)
    return analysis_maps(plane, render_rect(engine, plane, before, grown), grown, own, core, engine.context())
