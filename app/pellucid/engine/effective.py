"""What of an edit decides pixels in photo coordinates: the one value, and its digest, by which the engine goes.

Steps that are off or do nothing are left out, and with them masks that nothing refers to, the framing, and what
decoding was asked for: the last is part of the photo's fingerprint already. So two edits that give the same pixels
mostly have the same digest, and dragging a crop changes none.
"""

import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.foundation.masks import MapRange, Mask
from pellucid.operations.catalogue import find
from pellucid.operations.processes import PROCESSES
from pellucid.operations.spec import Stage

NOTHING = Edit()
"""The photo as it is."""


@functools.lru_cache(maxsize=64)  # one request asks a dozen times, and the digest of the very same value is kept
def effective(edit: Edit) -> Edit:
    """The same with nothing that does not change pixels of the photo.

    Steps on output stay only where no framing comes between the photo and the output.
    """
    masks = {mask.id: place for place, mask in enumerate(edit.masks) if not _covers_nothing(mask)}
    steps = tuple(
        acting
        for step in edit.stack.active
        if (edit.framing.is_neutral or find(step.operation).stage is not Stage.OUTPUT)
        and (acting := _acting(step, masks)) is not None
    )
    return part_of(edit, steps)


def part_of(edit: Edit, steps: tuple[Step, ...]) -> Edit:
    """Some steps of an effective edit, with the masks that they use."""
    used = {local.mask for step in steps for local in step.locals}
    return Edit(stack=EditStack(steps), masks=tuple(mask for mask in edit.masks if mask.id in used))


def acts(edit: Edit) -> bool:
    """True where any step of an edit changes pixels, of the photo or of the output."""
    return bool(effective(edit).stack.steps or on_output(edit).stack.steps)


def without_output(edit: Edit) -> Edit:
    """The edit without its steps on output."""
    steps = tuple(step for step in edit.stack.steps if find(step.operation).stage is not Stage.OUTPUT)
    return edit.with_stack(replace(edit.stack, steps=steps))


def without_networks(edit: Edit) -> Edit:
    """The edit without the steps for which a network runs, also where it runs for their masks."""
    steps = tuple(step for step in edit.stack.steps if not models_of(part_of(edit, (step,))))
    return edit.with_stack(replace(edit.stack, steps=steps))


def on_output(edit: Edit) -> Edit:
    """The effective steps on output."""
    steps = tuple(step for step in edit.stack.steps if find(step.operation).stage is Stage.OUTPUT)
    return effective(Edit(stack=EditStack(steps), masks=edit.masks))


def before_of(edit: Edit, operation: str) -> Edit:
    """The effective steps that come before an operation, which need not be among them."""
    return effective(edit.with_stack(edit.stack.before(operation)))


def models_of(edit: Edit) -> tuple[str, ...]:
    """The networks that run for an effective edit, also for its masks."""
    steps = (
        model
        for step in edit.stack.steps
        for parameters in (step.parameters, *(local.parameters(step.parameters) for local in step.locals))
        for model in PROCESSES[step.operation].models(parameters)
    )
    masks = (
        model
        for mask in edit.masks
        for shape in map_ranges(mask)
        for model in PROCESSES[shape.operation].models(map_parameters(shape))
    )
    return tuple(dict.fromkeys((*steps, *masks)))


def map_ranges(mask: Mask) -> Iterator[MapRange]:
    """The parts of a mask that ask a network."""
    return (part.shape for part in mask.components if isinstance(part.shape, MapRange))


def map_parameters(shape: MapRange) -> Any:
    """Parameters of the operation whose map a mask goes by.

    Raises:
        UsageError: there is no such operation.
    """
    spec = find(shape.operation)
    return spec.parameters(**{spec.method: shape.method}) if spec.method and shape.method else spec.parameters()


def mapped_locals(step: Step) -> int:
    """How many locals, from the first on, are part of the step's own run, as maps of the fields that they change."""
    if not step.enabled or not step.locals:
        return 0
    mappable = set(PROCESSES[step.operation].mappable(step.parameters))
    others = (place for place, local in enumerate(step.locals) if not {name for name, _ in local.changes} <= mappable)
    return next(others, len(step.locals))


def _covers_nothing(mask: Mask) -> bool:
    return mask.opacity == 0 or (not mask.components and not mask.inverted)


def _acting(step: Step, masks: dict[str, int]) -> Step | None:
    """A step with only those locals that act, in the order of the masks; None where nothing does.

    A local that does what the step does everywhere acts only where another one did something else before.
    """
    base = _doing(step.operation, step.parameters) if step.enabled else None
    acting: list[Local] = []
    for local in sorted((local for local in step.locals if local.mask in masks), key=lambda local: masks[local.mask]):
        if local.enabled and (acting or _doing(step.operation, local.parameters(step.parameters)) != base):
            acting.append(local)
    if base is None and not acting:
        return None
    return step if step.locals == tuple(acting) else replace(step, locals=tuple(acting))


def _doing(operation: str, parameters: Any) -> Any:
    """Parameters, or None where they do nothing."""
    return None if find(operation).is_neutral(parameters) else parameters
