"""Visible texts in the language of the window. No Qt: the window installs a language, the command line installs none.

A text is written in English where it is used, with names for what it holds: `tr("“{name}” is saved.", name=name)`.
Constants are read before there is a language, so they are only marked, `_EMPTY = mark("No looks yet.")`, and translated
where they are shown, `tr(_EMPTY)`. What lies in files stays English and says how it is translated: `Said`.
`packaging/translations.py` finds all of them.
"""

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Value = str | int | float


@dataclass(frozen=True)
class Language:
    """What texts are shown in.

    Attributes:
        translate: the translation of a text; its arguments are the English text, a word that tells it from the same
            text elsewhere, or empty, and the number that decides its form, -1 where none does.
        figures: what is written for the point and the comma of an English number.
    """

    translate: Callable[[str, str, int], str]
    figures: Mapping[str, str]


_spoken: Language | None = None


def speak(language: Language | None) -> None:
    """Show all texts in a language from now on; None for English."""
    global _spoken  # noqa: PLW0603 -- a person reads one language at a time, in every room
    _spoken = language


def mark(text: str, _meaning: str = "") -> str:
    """Name a text that is translated where it is shown; `_meaning` tells it from the same text elsewhere."""
    return text


def tr(text: str, meaning: str = "", /, **values: Any) -> str:
    """A text in the language of the window.

    Args:
        text: in English, with the values' names in braces; a `Said` says them itself.
        meaning: tells it from the same English text that other languages say otherwise.
        values: what stands at the names; numbers with a format are written as the language does.
    """
    if isinstance(text, Said):
        return text.shown
    if _spoken is not None:
        translated = _spoken.translate(text, meaning, -1) if text else ""
        return _Formatter(_spoken).vformat(translated, (), values) if values else translated
    return text.format(**values) if values else text


def plural(one: str, many: str, /, count: int, **values: Any) -> str:
    """A text in the form that a number wants; the number is its value `count`."""
    if _spoken is not None:
        return _Formatter(_spoken).vformat(_spoken.translate(many, "", count), (), {"count": count, **values})
    return (one if count == 1 else many).format(count=count, **values)


def within(text: str) -> str:
    """A title in the middle of a sentence: small in English, as it is where nouns keep their capitals."""
    return text.lower() if _spoken is None else text


def figures(text: str) -> str:
    """A number in English notation as the language writes it."""
    return text.translate(_table(_spoken)) if _spoken is not None else text


def joint(unit: str) -> str:
    """What stands between a number and its unit: a space, but before degrees."""
    return "" if unit in ("", "°") else " "


class Said(str):
    """A sentence in English that can be shown in any language; as a text it is the English one.

    Attributes:
        text: what is translated, with the names of its values.
        values: what stands at these names.
        one: the text for a `count` of 1, or empty where the number changes nothing.
        is_within: it stands in a sentence, see `within`.
    """

    __slots__ = ("is_within", "one", "text", "values")

    text: str
    values: dict[str, Value]
    one: str
    is_within: bool

    def __new__(
        cls, text: str, values: Mapping[str, Value] | None = None, one: str = "", *, is_within: bool = False
    ) -> "Said":
        """Word it in English."""
        form = one if one and values and values.get("count") == 1 else text
        english = form.format(**values) if values else form
        made = super().__new__(cls, english.lower() if is_within else english)
        made.text, made.values, made.one, made.is_within = text, dict(values or {}), one, is_within
        return made

    @property
    def shown(self) -> str:
        """In the language of the window."""
        if _spoken is None:
            return str(self)
        return plural(self.one, self.text, **self.values) if self.one else tr(self.text, **self.values)  # type: ignore[arg-type]


def say(text: str, /, **values: Value) -> Said:
    """A sentence that is kept, as an entry of a history is: English in files, any language in the window."""
    return Said(text, values)


def say_count(one: str, many: str, /, count: int, **values: Value) -> Said:
    """Likewise, in the form that a number wants."""
    return Said(many, {"count": count, **values}, one)


def say_within(title: str) -> Said:
    """A title in the middle of a sentence that is kept; the title is marked elsewhere."""
    return Said(title, is_within=True)


def listed(words: Iterable[str]) -> Said:
    """Several, with commas between."""
    values = {f"word{place}": word for place, word in enumerate(words)}
    return Said(", ".join(f"{{{name}}}" for name in values), values)


def _table(language: Language) -> dict[int, str]:
    return {ord(character): written for character, written in language.figures.items()}


class _Formatter(string.Formatter):
    """Puts values into a text, numbers as the language writes them."""

    def __init__(self, language: Language) -> None:
        self._figures = _table(language)

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Said):
            return value.shown
        text = format(value, format_spec)
        return text.translate(self._figures) if isinstance(value, int | float) and format_spec else text
