"""Steps with all that they need to know, carried out on rectangles of a photo at any scale.

A step may be another one where masks are. As long as the changes are to fields that one run takes as maps, it stays
one run; from the first other change on, every local is a run of its own, laid over what was there before. Where a mask
is 0, what lies below is copied to the bit and its run is not carried out; where it is 1, its run is copied to the bit.
"""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from pellucid.document.edit_stack import Step
from pellucid.engine.planes import Surface
from pellucid.foundation.digest import digest_of
from pellucid.foundation.geometry import Rect
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find
from pellucid.operations.contract import Analysis, Context, Process

if TYPE_CHECKING:
    from pellucid.engine.painting import PreparedMask  # which is made with steps

Kept = Callable[[str, Rect, Callable[[], Tensor]], Tensor]
"""Gives what a function paints on a rectangle, by a name, and may remember it."""


@dataclass(frozen=True)
class EarlierOfOther:
    """The eye beside a photo, and the steps on it before one that looks at both."""

    source: SourceImage
    steps: tuple["PreparedStep", ...]


@dataclass(frozen=True)
class Variant:
    """An operation with one set of parameters.

    Attributes:
        parameters: of the operation.
        analysis: facts of the whole picture.
        analysed: digest of all that the analysis was found from.
        other: the other eye, where it looks at both.
    """

    parameters: Any
    analysis: Analysis
    analysed: str = ""
    other: EarlierOfOther | None = None


@dataclass(frozen=True)
class PreparedLocal:
    """What is different where a mask is.

    Attributes:
        variant: with all parameters there.
        changes: those that differ, by name.
        mask: paints where it is.
        is_map: it is part of the step's own run, as maps of the changed fields.
    """

    variant: Variant
    changes: Mapping[str, Any]
    mask: "PreparedMask"
    is_map: bool


@dataclass(frozen=True)
class PreparedStep:
    """A step that does something somewhere.

    Attributes:
        step: what the edit says of it, as far as it acts.
        process: its pixels.
        base: with the step's own parameters.
        locals: what is different where masks are.
    """

    step: Step
    process: Process
    base: Variant
    locals: tuple[PreparedLocal, ...] = ()

    @property
    def operation(self) -> str:
        """Its id."""
        return self.step.operation

    @property
    def variants(self) -> tuple[Variant, ...]:
        """All that may run."""
        own = (self.base,) if self.step.enabled else ()
        return (*own, *(local.variant for local in self.locals))

    @cached_property
    def digest(self) -> str:
        """Names what it does to a photo; an analysis that is held was found from something else than a new one."""
        masks = tuple(local.mask.digest for local in self.locals)
        return digest_of(self.step, masks, tuple(found.analysed for found in self.variants))

    def within(self, mask: str) -> "PreparedStep | None":
        """What it does to a picture that lies in one mask wholly and in no other; None for nothing.

        Args:
            mask: its id; outside of all masks where the step has no local of it.
        """
        for local, prepared in zip(self.step.locals, self.locals, strict=True):
            if local.mask == mask:
                alone = Step(self.operation, prepared.variant.parameters)
                return PreparedStep(alone, self.process, prepared.variant)
        return replace(self, step=replace(self.step, locals=()), locals=()) if self.step.enabled else None

    def halo(self, scale: float) -> int:
        """Pixels needed around a tile, the most of all variants."""
        return max(self.process.halo(found.parameters, found.analysis, scale) for found in self.variants)

    @property
    def alignment(self) -> int:
        """Where tiles may start: the least common multiple of all variants."""
        return math.lcm(*(self.process.alignment(found.parameters) for found in self.variants))

    def seen(self, rect: Rect, surface: Surface) -> Rect:
        """What has to be there of a surface, to carry it out on a rectangle."""
        whole = Rect.of(surface.size)
        return rect.expanded(self.halo(surface.scale), whole).aligned(self.alignment, whole)

    def work(self, picture: Tensor, surface: Surface, rect: Rect, context: Context) -> Tensor:
        """Carry it out on a picture, exactly at full scale and as a preview below.

        Args:
            picture: `(3, h, w)`, the rectangle after the steps before.
            surface: the photo.
            rect: of the surface.
            context: of the surface; what belongs to the rectangle is added here.
        """
        covers = [local.mask(surface, rect, context).to(picture.device) for local in self.locals]
        return self.laid_together(picture, covers, functools.partial(placed_context, context, surface, rect))

    def laid_together(self, picture: Tensor, covers: Sequence[Tensor], place: Callable[[Variant], Context]) -> Tensor:
        """The step with its locals.

        Args:
            picture: `(3, h, w)`.
            covers: the masks of the locals on it, `(1, h, w)` each.
            place: gives the context of a variant.
        """
        result = self._run(picture, self.base, place, self._maps(covers)) if self.step.enabled else picture
        for local, cover in zip(self.locals, covers, strict=True):
            if not local.is_map and bool(cover.any()):
                result = laid_over(result, self._run(picture, local.variant, place, {}), cover)
        return result

    def _maps(self, covers: Sequence[Tensor]) -> dict[str, Tensor]:
        """The fields that differ from place to place here."""
        maps: dict[str, Tensor] = {}
        for local, cover in zip(self.locals, covers, strict=True):
            if local.is_map and bool(cover.any()):
                for name, value in local.changes.items():
                    below = maps.get(name, torch.full_like(cover, getattr(self.base.parameters, name)))
                    maps[name] = laid_over(below, torch.full_like(cover, value), cover)
        return maps

    def _run(
        self, picture: Tensor, variant: Variant, place: Callable[[Variant], Context], maps: Mapping[str, Tensor]
    ) -> Tensor:
        if not maps and find(self.operation).is_neutral(variant.parameters):
            return picture
        context = replace(place(variant), maps=maps)
        work = self.process.render if context.scale == 1 else self.process.preview
        return work(picture, variant.parameters, variant.analysis, context)


def laid_over(below: Tensor, above: Tensor, cover: Tensor) -> Tensor:
    """(1 - m) below + m above, with both ends copied to the bit."""
    mixed = below + cover * (above - below)
    return torch.where(cover <= 0, below, torch.where(cover >= 1, above, mixed))


def carry_out(surface: Surface, steps: Sequence[PreparedStep], core: Rect, context: Context) -> Tensor:
    """Read a rectangle with the halos of all steps, carry them out, and give up each halo after its step.

    Returns:
        `(3, h, w)` on the CPU.
    """
    rects = [core]
    for step in reversed(steps):
        rects.insert(0, step.seen(rects[0], surface))
    picture = surface.read(rects[0])
    with torch.inference_mode():
        picture = picture.to(context.device)
        for step, rect, following in zip(steps, rects, rects[1:], strict=False):
            picture = step.work(picture, surface, rect, context)
            rows, columns = following.relative_to(rect).slices
            picture = picture[:, rows, columns]
        return picture.to("cpu").contiguous()


def analysis_maps(
    surface: Surface, picture: Tensor, rect: Rect, own: PreparedStep, core: Rect, context: Context
) -> Mapping[str, Tensor]:
    """Maps of an operation.

    Args:
        surface: the photo.
        picture: `(3, h, w)`, `rect` after the steps before.
        rect: what `own.seen` asks for around the core.
        own: the operation's step.
        core: wanted pixels.
        context: of the surface.

    Returns:
        Maps `(h, w)` on the CPU by name.
    """
    rows, columns = core.relative_to(rect).slices
    placed = placed_context(context, surface, rect, own.base)
    with torch.inference_mode():
        maps = own.process.diagnose(picture.to(context.device), own.base.parameters, own.base.analysis, placed)
        return {name: found.values[rows, columns].cpu() for name, found in maps.items()}


def placed_context(context: Context, surface: Surface, rect: Rect, variant: Variant) -> Context:
    """The context of a variant on a rectangle; the output is the photo, where no framing comes between."""
    other = None
    if variant.other is not None:
        beside = surface.beside(variant.other.source)
        other = functools.partial(_of_other_eye, beside, variant.other.steps, rect, context)
    photo = surface.source.facts.size
    return replace(context, area=surface.photo_rect(rect), other=other, output=photo)


def _of_other_eye(beside: Surface, steps: Sequence[PreparedStep], rect: Rect, context: Context) -> Tensor:
    return carry_out(beside, steps, rect, context).to(context.device)
