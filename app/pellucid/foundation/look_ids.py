"""What edits call the looks that people taught. The looks themselves are in `foundation.looks`."""

import re

PREFIX = "look:"
"""Before the name of a look's file."""

_ID = re.compile(r"look:[a-z0-9-]{1,40}-[0-9a-f]{8}")


def is_look(value: object) -> bool:
    """True for a text that has the form of a look's id, installed or not."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None
