"""What the panel edits: the whole photo, or the photo where one mask is.

A target is the id of a mask, empty for the whole photo. In a mask a step has the values that it has there; a value that
is set there is kept only where it is another one than that of the whole photo, and follows it otherwise. An operation
that is set in a mask first is off for the whole photo.
"""

from dataclasses import replace
from typing import Any

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack, Local, Step, changed_fields
from pellucid.operations.catalogue import find
from pellucid.operations.fields import Number, declarations

WHOLE_PHOTO = ""
"""The target that is no mask."""


def parameters(edit: Edit, target: str, operation: str) -> Any:
    """All parameters of an operation as they are for a target."""
    base, local = edit.stack.parameters(operation), _local(edit, target, operation)
    return local.parameters(base) if local else base


def value(edit: Edit, target: str, operation: str, field: str) -> Any:
    """One of them."""
    return getattr(parameters(edit, target, operation), field)


def is_enabled(edit: Edit, target: str, operation: str) -> bool:
    """True where an operation is on for a target."""
    step, local = edit.stack.step(operation), _local(edit, target, operation)
    if step is None:
        return False
    if local is None or not local.enabled:
        return step.enabled
    is_neutral = find(operation).is_neutral
    is_silenced = is_neutral(local.parameters(step.parameters)) and not is_neutral(step.parameters)
    return not (step.enabled and is_silenced)


def differing(edit: Edit, target: str, operation: str) -> tuple[str, ...]:
    """Fields that do not follow the whole photo in a mask; for the whole photo those that are no defaults."""
    if target == WHOLE_PHOTO:
        return changed_fields(find(operation).parameters(), edit.stack.parameters(operation))
    local = _local(edit, target, operation)
    return tuple(name for name, _ in local.changes) if local else ()


def is_set(edit: Edit, target: str, operation: str) -> bool:
    """True where an edit says something of its own about an operation for a target."""
    return edit.stack.step(operation) is not None and (
        target == WHOLE_PHOTO or _local(edit, target, operation) is not None
    )


def seen(edit: Edit, target: str) -> EditStack:
    """The steps as they are for a target, without locals in a mask."""
    if target == WHOLE_PHOTO:
        return edit.stack
    operations = (step.operation for step in edit.stack.steps)
    return EditStack(
        tuple(Step(name, parameters(edit, target, name), is_enabled(edit, target, name)) for name in operations)
    )


def resting(edit: Edit, target: str) -> EditStack:
    """What values of a target go back to: the defaults, or in a mask those of the whole photo."""
    return EditStack() if target == WHOLE_PHOTO else edit.stack


def with_value(edit: Edit, target: str, operation: str, field: str, wanted: Any) -> Edit:
    """Set a value for a target, and switch the operation on there."""
    return with_parameters(edit, target, operation, replace(parameters(edit, target, operation), **{field: wanted}))


def with_parameters(edit: Edit, target: str, operation: str, wanted: Any) -> Edit:
    """Set all parameters of an operation for a target, and switch it on there."""
    if target == WHOLE_PHOTO:
        return edit.with_stack(edit.stack.with_parameters(operation, wanted).with_enabled(operation, True))
    step = _step(edit, operation)
    changes = {name: getattr(wanted, name) for name in changed_fields(step.parameters, wanted)}
    return _with_local(edit, step, _made(target, changes))


def following(edit: Edit, target: str, operation: str, field: str) -> Edit:
    """Let a value follow the whole photo again; for the whole photo, be its default."""
    if target == WHOLE_PHOTO:
        return with_value(edit, target, operation, field, getattr(find(operation).parameters(), field))
    step, local = _step(edit, operation), _local(edit, target, operation)
    return _with_local(edit, step, local.without_change(field)) if local else edit


def with_enabled(edit: Edit, target: str, operation: str, enabled: bool) -> Edit:
    """Switch an operation on or off for a target.

    Off in a mask, while it is on for the whole photo, are values that do nothing there; once it is on again, these
    follow the whole photo, and what else differs there is as it was.
    """
    if target == WHOLE_PHOTO:
        return edit.with_stack(edit.stack.with_enabled(operation, enabled))
    step = _step(edit, operation)
    local = step.local(target) or Local(target)
    if not step.enabled:
        return _with_local(edit, step, replace(local, enabled=enabled))
    changes = dict(local.changes)
    if not enabled:
        return _with_local(edit, step, _made(target, changes | silencing(operation, local.parameters(step.parameters))))
    silent = silencing(operation, step.parameters) | {nodes.field: 0.0 for nodes in find(operation).nodes}
    heard = {name: differing for name, differing in changes.items() if (name, differing) not in silent.items()}
    return _with_local(edit, step, _made(target, heard))


def reset(edit: Edit, target: str, operation: str) -> Edit:
    """Take out what is set of an operation for a target; what masks have of it stays for the whole photo."""
    step = edit.stack.step(operation)
    if step is None:
        return edit
    if target == WHOLE_PHOTO:
        return _settled(edit, replace(step, parameters=find(operation).parameters(), enabled=False))
    return _settled(edit, step.without_local(target))


def silencing(operation: str, given: Any) -> dict[str, Any]:
    """Fields of parameters with the values by which the operation does nothing.

    They are its sliders that the canvas follows, where these can do it, since one run takes them as maps; else any
    number that can do it alone, else all fields.
    """
    spec = find(operation)
    silent: dict[str, Any] = {}
    for nodes in spec.nodes:
        silent[nodes.field] = 0.0
        if spec.is_neutral(replace(given, **silent)):
            return silent
    for name, declared in declarations(given).items():
        if isinstance(declared, Number) and spec.is_neutral(replace(given, **{name: 0.0})):
            return {name: 0.0}
    defaults = type(given)()
    return {name: getattr(defaults, name) for name in declarations(given)}


def _local(edit: Edit, target: str, operation: str) -> Local | None:
    step = edit.stack.step(operation)
    return step.local(target) if step and target != WHOLE_PHOTO else None


def _step(edit: Edit, operation: str) -> Step:
    """A step of the edit, or one that is off for the whole photo."""
    return edit.stack.step(operation) or Step(operation, edit.stack.parameters(operation), enabled=False)


def _made(target: str, changes: dict[str, Any]) -> Local:
    return Local(target, changes=tuple(sorted(changes.items())))


def _with_local(edit: Edit, step: Step, local: Local) -> Edit:
    """An edit with a local, unless that says nothing."""
    says_nothing = not local.changes and local.enabled == step.enabled
    return _settled(edit, step.without_local(local.mask) if says_nothing else step.with_local(local))


def _settled(edit: Edit, step: Step) -> Edit:
    """An edit with a step, unless that says nothing any more."""
    is_needed = step.enabled or step.locals or step.parameters != find(step.operation).parameters()
    stack = edit.stack.with_step(step) if is_needed else edit.stack.without(step.operation)
    return edit.with_stack(stack)
