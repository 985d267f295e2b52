"""Running the steps of a stack on a rectangle of a plane, tile with halo.

Also what happens when a device fails: out of memory halves the rectangle and tries again, at most four times, then
the CPU; any other device error goes to the CPU at once; pixels that are not finite are computed again there.
"""

import functools
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from pellucid.document.edit_stack import Step
from pellucid.engine.planes import Plane
from pellucid.engine.session import Engine
from pellucid.foundation.errors import MemoryShortError, ModelError
from pellucid.foundation.geometry import Rect
from pellucid.io.source_image import SourceImage
from pellucid.operations.contract import Analysis, Context, Process

log = logging.getLogger("pellucid.engine")

HALVINGS = 4
SMALLEST_SIDE_PX = 32


@dataclass(frozen=True)
class PreparedStep:
    """A step that does something.

    Attributes:
        operation: its id.
        process: its pixels.
        parameters: of the step.
        analysis: facts of the whole picture.
        analysed: digest of all that the analysis was found from.
        other: the other eye, where it looks at both.
    """

    operation: str
    process: Process
    parameters: Any
    analysis: Analysis
    analysed: str = ""
    other: "EarlierOfOther | None" = None

    @property
    def step(self) -> Step:
        """The same without what is known."""
        return Step(self.operation, self.parameters)

    def halo(self, scale: float) -> int:
        """Pixels needed around a tile."""
        return self.process.halo(self.parameters, self.analysis, scale)

    def work(self, picture: Tensor, context: Context) -> Tensor:
        """Carry it out on a picture, exactly at full scale and as a preview below."""
        work = self.process.render if context.scale == 1 else self.process.preview
        return work(picture, self.parameters, self.analysis, context)


@dataclass(frozen=True)
class EarlierOfOther:
    """The eye beside a photo, and the steps on it before one that looks at both."""

    source: SourceImage
    steps: tuple[PreparedStep, ...]


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
            raise ModelError(f"The result of “{names}” holds numbers that are not finite. Install Pellucid again.")
        failure = "it gave numbers that are not finite"
    engine.release_memory()
    if failure == _OUT_OF_MEMORY and halvings < HALVINGS and max(core.width, core.height) > SMALLEST_SIDE_PX:
        log.info("out of memory at %d x %d px: halved", core.width, core.height)
        return _in_quarters(engine, plane, steps, core, halvings + 1)
    if context.device.type == "cpu":
        raise MemoryShortError("There is not enough memory for this photo. Close other programs and try again.")
    engine.fall_back_to_cpu(failure)
    return render_rect(engine, plane, steps, core)


_OUT_OF_MEMORY = "it ran out of memory"
_MEMORY_WORDS = ("out of memory", "can't allocate memory", "not enough memory")


def _attempt(plane: Plane, steps: Sequence[PreparedStep], core: Rect, context: Context) -> tuple[Tensor | None, str]:
    """Render once; a device failure comes back as words.

    The retry happens outside of `except`, because a caught exception keeps the tensors of its frames alive.
    """
    try:
        return _run(plane, steps, core, context), ""
    except torch.OutOfMemoryError:
        return None, _OUT_OF_MEMORY
    except RuntimeError as error:
        words = str(error).lower()
        if any(word in words for word in _MEMORY_WORDS):
            return None, _OUT_OF_MEMORY
        if context.device.type == "cpu":
            raise
        return None, str(error).splitlines()[0]


def _run(plane: Plane, steps: Sequence[PreparedStep], core: Rect, context: Context) -> Tensor:
    """Read the rectangle with the halos of all steps, and give up each halo after its step."""
    whole = Rect.of(plane.size)
    rects = [core]
    for step in reversed(steps):
        grown = rects[0].expanded(step.halo(plane.scale), whole)
        rects.insert(0, grown.aligned(step.process.alignment(step.parameters), whole))
    picture = plane.read(rects[0])
    with torch.inference_mode():
        picture = picture.to(context.device)
        for step, rect, following in zip(steps, rects, rects[1:], strict=False):
            picture = step.work(picture, _placed(context, plane, rect, step))
            rows, columns = following.relative_to(rect).slices
            picture = picture[:, rows, columns]
        return picture.to("cpu").contiguous()


def _placed(context: Context, plane: Plane, rect: Rect, step: PreparedStep) -> Context:
    """The context of a step on a rectangle."""
    other = None
    if step.other is not None:
        beside = Plane(step.other.source, plane.divisor)
        other = functools.partial(_of_other_eye, beside, step.other.steps, rect, context)
    return replace(context, area=plane.photo_rect(rect), other=other)


def _of_other_eye(beside: Plane, steps: Sequence[PreparedStep], rect: Rect, context: Context) -> Tensor:
    return _run(beside, steps, rect, context).to(context.device)


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


def work_on(engine: Engine, picture: Tensor, steps: Sequence[PreparedStep], scale: float, area: Rect) -> Tensor:
    """Run steps that need no halo on pixels that are there already.

    Args:
        engine: computes.
        picture: `(3, h, w)` working pixels on the CPU.
        steps: of `Analyses.prepare`.
        scale: pixels per photo pixel.
        area: photo pixels that the picture shows.

    Returns:
        Working pixels on the CPU.
    """
    context = replace(engine.context(scale), area=area)
    with torch.inference_mode():
        picture = picture.to(context.device)
        for step in steps:
            picture = step.work(picture, context)
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
    whole = Rect.of(plane.size)
    grown = core.expanded(own.halo(1.0), whole).aligned(own.process.alignment(own.parameters), whole)
    picture = render_rect(engine, plane, before, grown)
    rows, columns = core.relative_to(grown).slices
    context = _placed(engine.context(), plane, grown, own)
    with torch.inference_mode():
        maps = own.process.diagnose(picture.to(context.device), own.parameters, own.analysis, context)
        return {name: found.values[rows, columns].cpu() for name, found in maps.items()}
