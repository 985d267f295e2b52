"""Labels of a history in files: the English sentence that every version reads, and beside it how others say it.

What a file says is shown, so its texts are not taken as formats before they are known to be plain: a name in braces, at
most with a number of decimals.
"""

import re
import string
from typing import Any

from pellucid.foundation.translation import Said, Value

_SPEC = re.compile(r"\+?(\.\d)?[fd]?")
_LONGEST = 2000
_DEEPEST = 4


def write_said(label: str) -> dict[str, Any] | None:
    """How a label is worded, with plain values; None where it says nothing but itself."""
    if not isinstance(label, Said) or (not label.values and not label.is_within):
        return None
    values = {
        name: write_said(value) or str(value) if isinstance(value, str) else value
        for name, value in label.values.items()
    }
    return {"text": label.text, "values": values, "one": label.one, "within": label.is_within}


def read_said(label: str, content: Any) -> Said:
    """A label as it was worded; where its wording is not plain or says something else, the label alone."""
    try:
        said = _read(content, 0)
    except (TypeError, ValueError, KeyError, IndexError):
        return Said(label)
    return said if said == label else Said(label)


def _read(content: Any, depth: int) -> Said:
    text, one, values = content["text"], content["one"], content["values"]
    if depth > _DEEPEST or not isinstance(text, str) or not isinstance(one, str) or not isinstance(values, dict):
        raise TypeError
    read = {str(name): _read_value(value, depth + 1) for name, value in values.items()}
    for form in (text, one):
        _check(form, read)
    return Said(text, read, one, is_within=content["within"] is True)


def _read_value(value: Any, depth: int) -> Value:
    if isinstance(value, dict):
        return _read(value, depth)
    if isinstance(value, str | float) or type(value) is int:
        return value
    raise TypeError


def _check(form: str, values: dict[str, Value]) -> None:
    """Refuse what is more than names of these values.

    Raises:
        ValueError: it is.
    """
    if len(form) > _LONGEST:
        raise ValueError(form[:20])
    for _, name, spec, conversion in string.Formatter().parse(form):
        if name is not None and (name not in values or conversion or not _SPEC.fullmatch(spec or "")):
            raise ValueError(name)
