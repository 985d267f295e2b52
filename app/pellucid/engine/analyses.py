"""What the operations need to know of a whole photo: found once, remembered, shared by preview and export.

An analysis looks at the photo after the steps before its own. It depends on those steps, but a small copy holds no
detail: where only such a copy was looked at, steps on detail do not count. While a slider moves, the steps after it
keep the last analysis made of them (`hold`), and it is renewed when the slider rests.
"""

import functools
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Step
from pellucid.engine.effective import NOTHING, before_of, effective, map_parameters, mapped_locals, part_of
from pellucid.engine.engine import Engine
from pellucid.engine.painting import Painter, PreparedMask
from pellucid.engine.planes import Copy, WholePhoto
from pellucid.engine.steps import EarlierOfOther, PreparedLocal, PreparedStep, Variant, carry_out
from pellucid.foundation.digest import digest_of
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.masks import MapRange, Mask
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find
from pellucid.operations.contract import Analysis
from pellucid.operations.fields import needs_pair
from pellucid.operations.processes import PROCESSES
from pellucid.operations.spec import Stage

COARSE = 0.5
"""At this scale and below, noise and blur are averaged away: steps on detail are left out."""

REMEMBERED = 128


@dataclass(frozen=True)
class Found:
    """An analysis, and the digest of all that it was found from; a held one keeps its own."""

    analysis: Analysis
    digest: str


UNSEEN = Found(Analysis(), "")
"""Of operations that look at no whole picture."""

Key = tuple[str, str]
"""Fingerprint of the photo, and digest of all else."""

Prepared = tuple[PreparedStep, ...]


@dataclass(frozen=True)
class SourceFullImage(WholePhoto):
    """A photo after some steps, as `analyse` looks at it.

    Attributes:
        engine: computes.
        earlier: the steps on it.
        earlier_of_other: prepares the same steps on the other eye; called only where there is one.
    """

    engine: Engine
    earlier: Prepared
    earlier_of_other: Callable[[], Prepared]

    @property
    def eye(self) -> Eye:
        """Which eye it is."""
        return self.source.other.eye.other if self.source.other else Eye.LEFT

    @cached_property
    def other(self) -> "SourceFullImage | None":
        """The eye beside it, after the same steps."""
        beside = self.source.other
        if beside is None:
            return None
        return SourceFullImage(beside.source, self.engine, self.earlier_of_other(), self.earlier_of_other)

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy `(3, h, w)`."""
        steps = self.earlier if shows_detail(self.size, long_side_px) else without_detail(self.earlier)
        with torch.inference_mode():
            copy = Copy(self.source, long_side_px)
            context = self.engine.context(copy.scale)
            return carry_out(copy, steps, Rect.of(copy.size), context).to(context.device)


class Analyses:
    """Analyses of the steps of photos. Threads may share them.

    Each is computed once, or twice where two threads want it at the same moment: neither waits for the other, because
    the one may be cancelled and the other must not be late.

    Args:
        engine: computes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._painter = Painter()
        self._found: dict[Key, Found] = {}
        self._latest: dict[Key, Found] = {}

    @classmethod
    def of(cls, engine: Engine) -> "Analyses":
        """Those that all who share an engine have in common; new ones where it is not shared."""
        return engine.analyses or cls(engine)

    def prepare(self, source: SourceImage, edit: Edit) -> Prepared:
        """The effective steps of an edit with what they need to know; computes what is not known yet."""
        prepared: Prepared = ()
        for before, step in _in_turn(edit):
            prepared = (*prepared, self._prepare_step(source, prepared, before, step, edit))
        return prepared

    def known(self, source: SourceImage, edit: Edit, *, hold: bool) -> Prepared | None:
        """The same without computing anything; None where an analysis is not known.

        Args:
            source: the photo.
            edit: what is done to it.
            hold: take the last analysis of a step even where other steps before it have changed since.
        """

        def remembered(before: Edit, own: Step) -> Variant | None:
            found = self._find(source, before, own)
            if found is None and hold:
                with self._lock:
                    found = self._latest.get(self._latest_key(source, own))
            return None if found is None else Variant(own.parameters, found.analysis, found.digest)

        prepared: Prepared = ()
        for before, step in _in_turn(edit):
            variants = [remembered(before, own) for own in _variants(step)]
            complete = [variant for variant in variants if variant is not None]
            if len(complete) < len(variants):
                return None
            prepared = (*prepared, self._assembled(source, edit, step, complete))
        return prepared

    def estimating_step(self, source: SourceImage, edit: Edit, operation: str) -> tuple[Prepared, PreparedStep]:
        """The steps before an operation, and its own, which may do nothing or be switched off in the edit."""
        before = before_of(edit, operation)
        earlier = self.prepare(source, before)
        own = Step(operation, edit.stack.parameters(operation))
        return earlier, self._prepare_step(source, earlier, before, own)

    def prepared_mask(self, source: SourceImage, mask: Mask) -> PreparedMask:
        """A mask of a photo, whether steps use it or not."""
        return PreparedMask(mask, functools.partial(self._prepare_belief, source), self._painter)

    def forget(self, is_unwanted: Callable[[str], bool]) -> None:
        """Drop what is known of photos, by their fingerprints."""
        self._painter.forget(is_unwanted)
        with self._lock:
            for known in (self._found, self._latest):
                for key in [key for key in known if is_unwanted(key[0])]:
                    del known[key]

    def _prepare_step(
        self, source: SourceImage, earlier: Prepared, before: Edit, step: Step, edit: Edit = NOTHING
    ) -> PreparedStep:
        """A step, with all that it needs; its masks are those of the edit."""
        variants = [self._prepare_variant(source, earlier, before, own) for own in _variants(step)]
        return self._assembled(source, edit, step, variants)

    def _prepare_variant(self, source: SourceImage, earlier: Prepared, before: Edit, own: Step) -> Variant:
        def earlier_of_other() -> Prepared:
            assert source.other is not None
            return self.prepare(source.other.source, before)

        found = self._find(source, before, own)
        if found is None:
            full_image = SourceFullImage(source, self._engine, earlier, earlier_of_other)
            with torch.inference_mode():
                analysis = PROCESSES[own.operation].analyse(full_image, own.parameters, self._engine.context())
            key = self._key(source, before, own)
            found = Found(analysis, key[1])
            self._remember(self._found, key, found)
        self._remember(self._latest, self._latest_key(source, own), found)
        other = None
        if source.other is not None and needs_pair(own.parameters):
            other = EarlierOfOther(source.other.source, earlier_of_other())
        return Variant(own.parameters, found.analysis, found.digest, other)

    def _assembled(self, source: SourceImage, edit: Edit, step: Step, variants: Sequence[Variant]) -> PreparedStep:
        """A step out of its variants, the base first, and its masks."""
        count = mapped_locals(step)
        masks = [edit.mask(local.mask) for local in step.locals]
        prepared = tuple(
            PreparedLocal(variant, dict(local.changes), self.prepared_mask(source, mask), place < count)
            for place, (local, mask, variant) in enumerate(zip(step.locals, masks, variants[1:], strict=True))
            if mask is not None
        )
        return PreparedStep(step, PROCESSES[step.operation], variants[0], prepared)

    def _prepare_belief(self, source: SourceImage, shape: MapRange) -> PreparedStep:
        """The step whose map of the unedited photo a mask goes by."""
        return self._prepare_step(source, (), NOTHING, Step(shape.operation, map_parameters(shape)))

    def _find(self, source: SourceImage, before: Edit, step: Step) -> Found | None:
        """What is known of a step."""
        if PROCESSES[step.operation].analysis_key(step.parameters) is None:
            return UNSEEN
        with self._lock:
            return self._found.get(self._key(source, before, step))

    def _key(self, source: SourceImage, before: Edit, step: Step) -> Key:
        """Names an analysis by what it sees: the photo after all steps before its own, or those on tone of them."""
        sees_detail = shows_detail(source.facts.size, PROCESSES[step.operation].analysis_px(step.parameters))
        tone = tuple(step for step in before.stack.steps if find(step.operation).stage is not Stage.DETAIL)
        seen = before if sees_detail else part_of(before, tone)
        return source.facts.pixels, digest_of(seen, self._engine.precision.value, *_own_key(step))

    def _latest_key(self, source: SourceImage, step: Step) -> Key:
        return source.facts.pixels, digest_of(self._engine.precision.value, *_own_key(step))

    def _remember(self, known: dict[Key, Found], key: Key, found: Found) -> None:
        with self._lock:
            known[key] = found
            while len(known) > REMEMBERED:
                del known[next(iter(known))]


def shows_detail(size: Size, long_side_px: int) -> bool:
    """True where steps on detail count for a copy of that long side of a photo of that size."""
    return long_side_px > COARSE * max(size.width, size.height)


def without_detail(steps: Prepared) -> Prepared:
    """The steps on tone and colour."""
    return tuple(step for step in steps if find(step.operation).stage is not Stage.DETAIL)


def _in_turn(edit: Edit) -> Iterator[tuple[Edit, Step]]:
    """Every effective step of an edit, with the effective edit before it."""
    steps = effective(edit).stack.steps
    for count, step in enumerate(steps):
        yield part_of(edit, steps[:count]), step


def _variants(step: Step) -> list[Step]:
    """A step as it is outside of all masks, and as it is in each of them; what is off there needs to know nothing."""
    in_masks = [local.parameters(step.parameters) for local in step.locals]
    outside = step.parameters if step.enabled else in_masks[0]
    return [Step(step.operation, found) for found in (outside, *in_masks)]


def _own_key(step: Step) -> tuple[Hashable, ...]:
    return step.operation, PROCESSES[step.operation].analysis_key(step.parameters)
