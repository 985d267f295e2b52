"""Settings of one photo for another: what of an edit is taken, and what that makes of the other's edit. Pure.

Masks and crop belong to one photo and are taken only where the person says so. A step that is taken comes as a whole:
where the copied edit does not have it, the other photo loses its own.
"""

from dataclasses import dataclass, replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step
from pellucid.document.sameness import settled
from pellucid.foundation.translation import say
from pellucid.operations.catalogue import CATALOGUE


@dataclass(frozen=True)
class Parts:
    """What is taken of an edit.

    Attributes:
        operations: ids; the others stay as they are.
        masks: what is different of them in masks, with the masks; else the other photo keeps its own.
        framing: how it is turned, straightened and cropped.
        source: how the file is developed; never which of its pictures.
        resets_others: steps of all other operations are taken out.
    """

    operations: tuple[str, ...] = ()
    masks: bool = False
    framing: bool = False
    source: bool = False
    resets_others: bool = False


@dataclass(frozen=True)
class Paste:
    """Settings on their way to other photos.

    Attributes:
        settings: the edit they come from.
        parts: what is taken of it.
        label: name of the undo step.
    """

    settings: Edit
    parts: Parts
    label: str = say("Paste settings")

    def over(self, edit: Edit) -> Edit:
        """The edit of a photo with them."""
        return transferred(edit, self.settings, self.parts)


def usual_parts(edit: Edit) -> Parts:
    """What is taken of an edit unless the person says otherwise: every step that says something, no masks, no crop."""
    said = {step.operation for step in settled(edit).stack.steps}
    return Parts(tuple(spec.id for spec in CATALOGUE if spec.id in said))


def transferred(onto: Edit, settings: Edit, parts: Parts) -> Edit:
    """The edit of a photo once settings of another are laid over it.

    Args:
        onto: the photo's own edit; what it says of a newer version stays.
        settings: the other photo's.
        parts: what is taken of it.
    """
    stack = _without_others(onto.stack, parts.operations) if parts.resets_others else onto.stack
    edit = onto.with_stack(stack)
    for operation in parts.operations:
        edit = _with_step_of(edit, settings, operation, with_masks=parts.masks)
    if parts.framing:
        edit = replace(edit, framing=settings.framing)
    if parts.source:
        edit = replace(edit, source=replace(settings.source, page=onto.source.page))
    return edit


def _without_others(stack: EditStack, kept: tuple[str, ...]) -> EditStack:
    return replace(stack, steps=tuple(step for step in stack.steps if step.operation in kept))


def _with_step_of(edit: Edit, settings: Edit, operation: str, *, with_masks: bool) -> Edit:
    step = settings.stack.step(operation)
    if step is None:
        return edit.with_stack(edit.stack.without(operation))
    if not with_masks:
        return edit.with_stack(edit.stack.with_base(step))
    edit = edit.with_stack(edit.stack.without(operation))
    locals_: list[Local] = []
    for local in step.locals:
        edit, mask = _with_mask_of(edit, settings, local.mask)
        if mask:
            locals_.append(replace(local, mask=mask))
    return edit.with_stack(edit.stack.with_step(Step(operation, step.parameters, step.enabled, tuple(locals_))))


def _with_mask_of(edit: Edit, settings: Edit, name: str) -> tuple[Edit, str]:
    """The edit with a mask of other settings, and the id it has there; empty where the settings do not know it.

    It takes the place of one of the same id, unless a step that is not taken still needs that one.
    """
    mask = settings.mask(name)
    if mask is None:
        return edit, ""
    number, free = 1, name
    while (known := edit.mask(free)) is not None and known != replace(mask, id=free) and _is_used(edit, free):
        number += 1
        free = f"{name}-{number}"
    return edit.with_mask(replace(mask, id=free)), free


def _is_used(edit: Edit, mask: str) -> bool:
    return any(step.local(mask) is not None for step in edit.stack.steps)
