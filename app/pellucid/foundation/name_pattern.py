"""Names of exports by a pattern: `{name}-{number}` with what is known of each photo.

{name}       the name of the photo's file, without its ending
{date}       the day on which it was taken, 2026-11-27; empty where that is not known
{time}       the time on that day, 18-04-59
{number}     counts up from 1, with as many digits as the last one has; {number:4} with at least four
{version}    the name of the version that is exported
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from pellucid.foundation.errors import UsageError
from pellucid.foundation.translation import tr

NAME_ONLY = "{name}"
"""The pattern that keeps names."""

WORDS = ("name", "date", "time", "number", "version")

LONGEST_BYTES = 200
"""Of a name without its ending: file systems hold 255, and a number may have to be added."""

_PART = re.compile(r"\{(\w*)(?::(\d{1,2}))?\}")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_SEPARATORS = " -_."
_SEPARATOR = f"[{re.escape(_SEPARATORS)}]"
_HOLE = re.compile(rf"^(?:\0{_SEPARATOR}?)+|{_SEPARATOR}?\0")
"""What is left of a word that has nothing to say (NUL, which no name has), with the character that sets it apart."""
_DAY = slice(0, 10)
_TIME = slice(11, 19)


@dataclass(frozen=True)
class NameParts:
    """What a name is made of.

    Attributes:
        name: of the photo's file, without its ending.
        taken: as `PhotoSummary.taken`.
        number: its place among the photos that are exported together, from 1.
        count: how many these are.
        version: the name of the exported version, or empty.
    """

    name: str
    taken: str = ""
    number: int = 1
    count: int = 1
    version: str = ""


@dataclass(frozen=True)
class NamePattern:
    """A pattern that makes names.

    Attributes:
        text: with the words of `WORDS` in braces.

    Raises:
        UsageError: the text makes no names; says why.
    """

    text: str = NAME_ONLY

    def __post_init__(self) -> None:
        rest = _PART.sub("", self.text)
        if "{" in rest or "}" in rest:
            raise UsageError(tr("The pattern “{text}” has a brace without its other half.", text=self.text))
        if _FORBIDDEN.search(rest):
            raise UsageError(tr("The pattern “{text}” has a character that no file name may have.", text=self.text))
        for word, digits in _PART.findall(self.text):
            if word not in WORDS:
                known = ", ".join(f"{{{name}}}" for name in WORDS)
                raise UsageError(
                    tr(
                        "The pattern “{text}” has “{word}”, but there are only {known}.",
                        text=self.text,
                        word=f"{{{word}}}",
                        known=known,
                    )
                )
            if digits and word != "number":
                raise UsageError(
                    tr(
                        "The pattern “{text}” gives digits to “{word}”; only {number} has them.",
                        text=self.text,
                        word=f"{{{word}}}",
                        number="{number:4}",
                    )
                )
        digits_of_numbers = sum(int(digits or 0) for _, digits in _PART.findall(self.text))
        if _bytes(rest) + digits_of_numbers > LONGEST_BYTES:
            raise UsageError(tr("The pattern is too long: a name has at most {bytes} bytes.", bytes=LONGEST_BYTES))
        if not self.text.strip(_SEPARATORS):
            raise UsageError(tr("The pattern is empty. Use {name} to keep the names."))

    def uses(self, word: str) -> bool:
        """True where that word is in the pattern."""
        return any(found == word for found, _ in _PART.findall(self.text))

    def name(self, parts: NameParts) -> str:
        """A name without its ending, which every system takes for a file.

        Where a word has nothing to say, the character that sets it apart goes with it: the one before it, and at the
        beginning of a name the one behind. A name that is too long loses the
        end of the photo's own name, and then that of the version's; one of which nothing is left is the photo's own.
        """
        made = self._filled(parts)
        if (surplus := _bytes(made) - LONGEST_BYTES) > 0:
            parts = replace(parts, name=_shortened(parts.name, surplus))
            made = self._filled(parts)
        if (surplus := _bytes(made) - LONGEST_BYTES) > 0:
            made = self._filled(replace(parts, version=_shortened(parts.version, surplus)))
        return made or _shortened(_safe(parts.name), _bytes(parts.name) - LONGEST_BYTES) or "photo"

    def _filled(self, parts: NameParts) -> str:
        values = {
            "name": parts.name,
            "date": parts.taken[_DAY],
            "time": parts.taken[_TIME],
            "version": parts.version,
        }

        def value(match: re.Match[str]) -> str:
            if match[1] == "number":
                return str(parts.number).zfill(int(match[2] or len(str(parts.count))))
            return _FORBIDDEN.sub("-" if match[1] == "time" else "_", values[match[1]]) or "\0"

        return _safe(_HOLE.sub("", _PART.sub(value, self.text)))


def _shortened(name: str, bytes_less: int) -> str:
    """The beginning of a name; no character is cut in two."""
    if bytes_less <= 0:
        return name
    coded = name.encode("utf-8", "surrogateescape")
    return coded[: max(1, len(coded) - bytes_less)].decode("utf-8", "ignore")


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _safe(name: str) -> str:
    """A name without what systems refuse or hide: controls, a dot or a blank at an end, names of devices."""
    printable = "".join(char for char in _FORBIDDEN.sub("_", name) if unicodedata.category(char) != "Cc")
    trimmed = printable.rstrip(". ").lstrip(" ").lstrip(".")
    return f"_{trimmed}" if _RESERVED.match(trimmed) else trimmed
