"""When two edits are the same edit, though they differ.

A step that does nothing does nothing whether it is switched on or off. So a switch that changes no pixel is no edit: it
is not recorded, and there is nothing to save.
"""

from dataclasses import replace

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Step
from pellucid.operations.catalogue import find


def says_same(first: Edit, second: Edit) -> bool:
    """True where two edits differ in nothing but switches of steps that do nothing."""
    return first == second or settled(first) == settled(second)


def settled(edit: Edit) -> Edit:
    """The edit with every step off that does nothing, and without those that say nothing either."""
    steps = tuple(kept for step in edit.stack.steps if not _says_nothing(kept := _settled_step(step)))
    return edit.with_stack(replace(edit.stack, steps=steps))


def is_switch(before: Edit, after: Edit) -> bool:
    """True where two edits differ in whether one step is on, and in nothing else."""
    changed = before.stack.touched_since(after.stack).operation
    if not changed:
        return False
    first, second = (edit.with_stack(edit.stack.with_enabled(changed, True)) for edit in (before, after))
    return first == second


def _settled_step(step: Step) -> Step:
    does_nothing = not step.locals and find(step.operation).is_neutral(step.parameters)
    return replace(step, enabled=False) if does_nothing else step


def _says_nothing(step: Step) -> bool:
    """Off, and as it was before anybody touched it."""
    return not (step.enabled or step.locals) and step.parameters == find(step.operation).parameters()
