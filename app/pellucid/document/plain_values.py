"""Frozen values as plain JSON content and back, led by their types alone: a new field is carried without a new line.

A dataclass is an object of its fields, a tuple a list, an enum its value, bytes are base64. Where a field may hold one
of several dataclasses, `kind` says which. A dataclass with a method `from_list` can be written as a list by hand.
Reading is strict: a field of the wrong type, an unknown one, or a value that its class refuses raises `Refused`; a
field that is missing takes its default.
"""

import base64
import binascii
import dataclasses
import enum
import re
import types
import typing
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeVar

from pellucid.document.strict_json import Refused, check_keys
from pellucid.foundation.translation import tr

T = TypeVar("T")

_KIND = "kind"


def to_plain(value: Any, hint: Any) -> Any:
    """Content of a value whose declared type is `hint`; equal dataclasses give the same object, not to be changed."""
    chosen = _alternatives(hint)
    if len(chosen) > 1:
        return {_KIND: _kind_name(type(value))} | to_plain(value, type(value))
    if value is None:
        return None
    if dataclasses.is_dataclass(value):
        return _fields_of(typing.cast("typing.Hashable", value))
    if isinstance(value, tuple):
        return [to_plain(part, inner) for part, inner in zip(value, _part_hints(chosen[0], len(value)), strict=True)]
    if isinstance(value, enum.Enum):
        return value.value
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


@lru_cache(maxsize=4096)
def _fields_of(value: Any) -> dict[str, Any]:
    hints = _hints(typing.cast("typing.Hashable", type(value)))
    return {field.name: to_plain(getattr(value, field.name), hints[field.name]) for field in dataclasses.fields(value)}


class PlainReader:
    """Reads values out of content; a part that is the same object in several places is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Any], tuple[Any, Any]] = {}

    def read(self, kind: type[T], content: Any) -> T:
        """A value of a type.

        Raises:
            Refused: the content is not as `to_plain` writes it.
        """
        return typing.cast("T", self._read(kind, content))

    def _read(self, hint: Any, content: Any) -> Any:
        if dataclasses.is_dataclass(hint):
            key = (id(content), hint)
            if key not in self._known:  # the content is kept with it, so that its id stays its own
                self._known[key] = (content, self._read_fields(hint, content))
            return self._known[key][1]
        chosen = _alternatives(hint)
        if content is None and _is_optional(hint):
            return None
        if len(chosen) > 1:
            return self._read_one_of(chosen, content)
        if chosen[0] is not hint:
            return self._read(chosen[0], content)
        if typing.get_origin(hint) is tuple:
            return self._read_tuple(hint, content)
        return _read_scalar(hint, content)

    def _read_fields(self, kind: Any, content: Any) -> Any:
        if isinstance(content, list) and hasattr(kind, "from_list"):
            return _made(lambda: kind.from_list(content))
        fields = dataclasses.fields(kind)
        needed = [
            field.name
            for field in fields
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        ]
        check_keys(content, needed, [field.name for field in fields])
        hints = _hints(kind)
        values = {name: self._read(hints[name], part) for name, part in content.items()}
        return _made(lambda: kind(**values))

    def _read_one_of(self, kinds: tuple[Any, ...], content: Any) -> Any:
        if not isinstance(content, dict) or _KIND not in content:
            raise Refused(f"“{_KIND}” is missing")
        for kind in kinds:
            if _kind_name(kind) == content[_KIND]:
                return self._read_fields(kind, {name: part for name, part in content.items() if name != _KIND})
        raise Refused(f"“{str(content[_KIND])[:40]}” is unknown")

    def _read_tuple(self, hint: Any, content: Any) -> tuple[Any, ...]:
        if not isinstance(content, list):
            raise Refused(tr("a part of it is no list"))
        inner = typing.get_args(hint)
        if Ellipsis not in inner and len(content) != len(inner):
            raise Refused(tr("a list in it has the wrong length"))
        return tuple(
            self._read(part_hint, part)
            for part_hint, part in zip(_part_hints(hint, len(content)), content, strict=True)
        )


def _made(make: Callable[[], Any]) -> Any:
    try:
        return make()
    except (ValueError, OverflowError, TypeError) as error:
        raise Refused(str(error)) from error


def _read_scalar(hint: Any, content: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        try:
            return hint(content)
        except ValueError:
            raise Refused(f"“{str(content)[:40]}” is unknown") from None
    if hint is bytes and isinstance(content, str):
        try:
            return base64.b64decode(content, validate=True)
        except binascii.Error:
            raise Refused(tr("a part of it is damaged")) from None
    if hint is float and type(content) is int:
        try:
            return float(content)
        except OverflowError:
            raise Refused(tr("a number in it is too large")) from None
    if type(content) is not hint:
        raise Refused(tr("a part of it has the wrong type"))
    return content


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    """What a hint allows besides None."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return tuple(part for part in typing.get_args(hint) if part is not types.NoneType)
    return (hint,)


def _is_optional(hint: Any) -> bool:
    return types.NoneType in typing.get_args(hint)


def _part_hints(hint: Any, length: int) -> tuple[Any, ...]:
    inner = typing.get_args(hint)
    return (inner[0],) * length if Ellipsis in inner else inner


def _kind_name(kind: type) -> str:
    """`LinearGradient` is written `linear_gradient`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
