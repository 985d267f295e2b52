"""Content in which the same part stands many times, with each such part written once.

Two hundred entries of a history differ in little: nearly all their steps, masks and strokes are the same. What stands
in several places moves into a table, and `{"$": name}` stands for it. A list that goes on where another one ended, as
the strokes of a brush do, is `{"$": name, "+": [what follows]}`.
"""

import hashlib
import json
from typing import Any

from pellucid.document.strict_json import Refused
from pellucid.foundation.translation import tr

_REFERENCE = "$"
_REST = "+"

_WORTH_CHARACTERS = 64
"""Shorter parts are as short as the reference to them."""

_LONG_CHARACTERS = 1000
"""Of content that people may read, only longer parts move into the table."""

_WORTH_ITEMS = 4
"""A list of so many items is kept for others to go on from."""

_MOST_PARTS = 5_000_000
"""Of content that was put together again; a small file may stand for far too much."""


def fold(plain: Any, content: Any) -> tuple[Any, Any, dict[str, Any]]:
    """Write each repeated part once.

    Args:
        plain: content that people may read: it keeps all but long parts.
        content: more of it.

    Returns:
        Both with references, and the table of parts, which refer to each other too.
    """
    folding = _Folding()
    folding.count(content)
    folding.count(plain)
    folded = folding.fold(content)
    folding.worth = _LONG_CHARACTERS
    return folding.fold(plain), folded, folding.table


def unfold(content: Any, table: dict[str, Any]) -> Any:
    """Put content together again; a part that stands in several places is one object.

    Raises:
        Refused: parts hold each other in a circle, or together are far too much.
    """
    unfolding = _Unfolding(table)
    whole, parts = unfolding.unfold(content)
    if parts > _MOST_PARTS:
        raise Refused(tr("it stands for far too much"))
    return whole


class _Folding:
    def __init__(self) -> None:
        self.table: dict[str, Any] = {}
        self.worth = _WORTH_CHARACTERS
        self._lists: dict[str, tuple[str, list[Any]]] = {}
        self._names: dict[int, tuple[Any, str, int]] = {}
        self._seen: dict[str, int] = {}

    def count(self, content: Any) -> None:
        if not isinstance(content, dict | list):
            return
        name, _ = self._name(content)
        self._seen[name] = self._seen.get(name, 0) + 1
        if self._seen[name] == 1:
            for part in _parts(content):
                self.count(part)

    def fold(self, content: Any) -> Any:
        if not isinstance(content, dict | list):
            return content
        name, length = self._name(content)
        if isinstance(content, list) and len(content) >= _WORTH_ITEMS and length >= _LONG_CHARACTERS:
            if name not in self.table:
                self.table[name] = self._going_on(name, content)
        elif length < self.worth or self._seen[name] == 1:
            return self._fold_inside(content)
        elif name not in self.table:
            self.table[name] = self._fold_inside(content)
        return {_REFERENCE: name}

    def _going_on(self, name: str, content: list[Any]) -> Any:
        """A list, from where the last one ended that began like it."""
        first = str(self._name(content[0])) if isinstance(content[0], dict | list) else json.dumps(content[0])
        before, items = self._lists.get(first, ("", []))
        self._lists[first] = name, content
        if before and len(items) < len(content) and items == content[: len(items)]:
            return {_REFERENCE: before, _REST: [self.fold(part) for part in content[len(items) :]]}
        return self._fold_inside(content)

    def _fold_inside(self, content: Any) -> Any:
        if isinstance(content, dict):
            return {key: self.fold(part) for key, part in content.items()}
        return [self.fold(part) for part in content]

    def _name(self, content: Any) -> tuple[str, int]:
        """Name of a part by what it holds, and about how long it is when written."""
        known = self._names.get(id(content))
        if known is None:
            texts, length = [], 2
            for key, part in sorted(content.items()) if isinstance(content, dict) else enumerate(content):
                if isinstance(part, dict | list):
                    text, characters = self._name(part)
                else:
                    text = json.dumps(part)
                    characters = len(text)
                texts.append(f"{key if isinstance(content, dict) else ''}:{type(part).__name__}:{text}")
                length += characters + len(str(key)) + 4
            text = json.dumps([type(content).__name__, *texts])
            known = self._names[id(content)] = (content, hashlib.sha256(text.encode()).hexdigest()[:20], length)
        return known[1:]


class _Unfolding:
    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self._done: dict[str, tuple[Any, int]] = {}
        self._open: set[str] = set()

    def unfold(self, content: Any) -> tuple[Any, int]:
        """The whole content, and of how many parts it is."""
        if self._goes_on(content):
            return self._unfold_line(content)
        if isinstance(content, dict) and content.keys() == {_REFERENCE} and content[_REFERENCE] in self._table:
            return self._look_up(content[_REFERENCE])
        if not isinstance(content, dict | list):
            return content, 1
        pairs = [self.unfold(part) for part in _parts(content)]
        parts = 1 + sum(count for _, count in pairs)
        if isinstance(content, dict):
            return dict(zip(content, (whole for whole, _ in pairs), strict=True)), parts
        return [whole for whole, _ in pairs], parts

    def _goes_on(self, content: Any) -> bool:
        """True for a list that begins with another one."""
        if not isinstance(content, dict) or content.keys() != {_REFERENCE, _REST}:
            return False
        return content[_REFERENCE] in self._table and isinstance(content[_REST], list)

    def _unfold_line(self, content: Any) -> tuple[Any, int]:
        """A list out of those that it goes on from, which may be more than Python can call functions in each other."""
        rests, walked = [content[_REST]], {content[_REFERENCE]}
        base = content[_REFERENCE]
        while base not in self._done and self._goes_on(self._table[base]):
            rests.append(self._table[base][_REST])
            base = self._table[base][_REFERENCE]
            if base in walked:
                raise Refused(tr("a part of it holds itself"))
            walked.add(base)
        whole, parts = self._look_up(base)
        if not isinstance(whole, list):
            raise Refused(tr("a part of it has the wrong form"))
        for rest in reversed(rests):
            more, count = self.unfold(rest)
            whole, parts = [*whole, *more], parts + count
            if parts > _MOST_PARTS:
                raise Refused(tr("it stands for far too much"))
        return whole, parts

    def _look_up(self, name: str) -> tuple[Any, int]:
        if name in self._open:
            raise Refused(tr("a part of it holds itself"))
        if name not in self._done:
            self._open.add(name)
            self._done[name] = self.unfold(self._table[name])
            self._open.remove(name)
        return self._done[name]


def _parts(content: Any) -> Any:
    return content.values() if isinstance(content, dict) else content
