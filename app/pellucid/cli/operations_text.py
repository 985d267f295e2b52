"""Edits as words: `NAME[:key=value,...]`, as in `denoise:method=cbdnet,gamma=1.2`.

What is not named takes its default, or the value of the parameter that it follows. Ranges and names come from the
declarations of the operation; nothing about any operation is known here.
"""

from collections.abc import Iterable

from pellucid.document.edit_stack import EditStack, Step
from pellucid.foundation.errors import UsageError
from pellucid.operations.catalogue import find
from pellucid.operations.fields import parse


def parse_step(text: str) -> Step:
    """Read one operation.

    Raises:
        UsageError: an unknown operation or key, a key without or with two values, a value out of range.
    """
    name, _, settings = text.partition(":")
    spec = find(name.strip())
    try:
        return Step(spec.id, parse(spec.parameters, read_settings(settings)))
    except UsageError as error:
        raise UsageError(f"{spec.id}: {error}") from error


def parse_stack(texts: Iterable[str], base: EditStack | None = None) -> EditStack:
    """Read operations into a stack.

    Args:
        texts: the operations; their order does not matter, because the pipe has its own.
        base: edits to begin with; an operation that is named replaces its step there.

    Raises:
        UsageError: see `parse_step`; or an operation is named twice.
    """
    stack, named = base or EditStack(), set()
    for text in texts:
        step = parse_step(text)
        if step.operation in named:
            raise UsageError(f"the operation “{step.operation}” is named twice; it can be applied once")
        named.add(step.operation)
        stack = stack.with_step(step)
    return stack


def read_settings(text: str) -> dict[str, str]:
    """Read `key=value,...`.

    Raises:
        UsageError: a key without or with two values.
    """
    settings: dict[str, str] = {}
    for part in text.split(",") if text.strip() else ():
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not (key and equals and value):
            raise UsageError(f"“{part}” is no setting; write key=value, with commas between")
        if key in settings:
            raise UsageError(f"“{key}” is given twice")
        settings[key] = value
    return settings
