"""What of an edit decides pixels in photo coordinates: the one value, and its digest, by which the engine goes.

Steps that are off or do nothing are left out, and with them masks that nothing refers to, the framing, and what
decoding was asked for: the last is part of the photo's fingerprint already. So two edits that give the same pixels
mostly have the same digest, and dragging a crop changes none.
"""

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.operations.processes import PROCESSES

NOTHING = Edit()
"""The photo as it is."""


def effective(edit: Edit) -> Edit:
    """The same with nothing that does not change pixels."""
    steps = tuple(step for step in edit.stack.active if not PROCESSES[step.operation].is_neutral(step.parameters))
    return Edit(stack=EditStack(steps))


def before_of(edit: Edit, operation: str) -> Edit:
    """The effective steps that come before an operation, which need not be among them."""
    return effective(edit.with_stack(edit.stack.before(operation)))
