"""JSON from anywhere, read strictly: no name twice, no number without a value, nothing that goes too deep or too long.

What is not right raises `Refused` with a reason that fits into “These edits cannot be read: …”; whoever reads a file
makes a sentence of it that names the file.
"""

import hashlib
import json
import math
from collections.abc import Iterable
from typing import Any, NoReturn

from pellucid.foundation.translation import tr


class Refused(Exception):  # noqa: N818 -- carries a reason from the checks to whoever reads the file
    """What was read is not what it should be; the reason is the text."""


def parse(data: bytes, longest_bytes: int) -> Any:
    """Read JSON.

    Raises:
        Refused: it is too long, no JSON, or holds a name twice or a number that is none.
    """
    if len(data) > longest_bytes:
        raise Refused(tr("the file is far too long for edits"))
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_float=_finite,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError) as error:  # a bad encoding is a ValueError too
        raise Refused(tr("it is damaged or was made by something else")) from error


def compact(content: Any) -> str:
    """JSON without a needless byte and in one order, so that equal contents are equal texts."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def checksum(content: Any) -> str:
    """SHA-256 of the compact text, in hex."""
    return hashlib.sha256(compact(content).encode()).hexdigest()


def check_keys(content: Any, required: Iterable[str], optional: Iterable[str] = ()) -> None:
    """Refuse what is no object, lacks a required name, or has one that is neither required nor optional."""
    required = set(required)
    require_keys(content, required)
    for name in sorted(content.keys() - required - set(optional)):
        raise Refused(f"“{name[:40]}” is unknown")


def require_keys(content: Any, required: Iterable[str]) -> None:
    """Refuse what is no object or lacks a name."""
    if not isinstance(content, dict):
        raise Refused(tr("a part of it has the wrong form"))
    for name in sorted(set(required) - content.keys()):
        raise Refused(f"“{name}” is missing")


def check_schema(schema: Any, known: int) -> None:
    """Refuse what was written by a newer version of the program."""
    if type(schema) is not int or schema != known:
        raise Refused(tr("it was written by a newer Pellucid; update to open it"))


def read_count(value: Any, name: str) -> int:
    """A whole number from 0 on."""
    if type(value) is not int or value < 0:
        raise Refused(tr("the {name} is no count", name=name))
    return value


def read_text(value: Any, name: str) -> str:
    """A text."""
    if not isinstance(value, str):
        raise Refused(tr("the {name} is not a text", name=name))
    return value


def read_list(value: Any, name: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise Refused(tr("the {name} are no list", name=name))
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise Refused(tr("a name stands in it twice"))
    return content


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        _refuse_constant(text)
    return value


def _refuse_constant(text: str) -> NoReturn:
    raise Refused(f"{text[:20]} is no number")
