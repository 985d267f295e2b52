"""IPTC records (IIM): which tell a place, which hold a reduced picture; and the texts in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pellucid.io.places import PlaceNames, names_in_keyword

# Content location, city, sublocation, state and country.
_PLACES = frozenset((26, 27, 90, 92, 95, 100, 101))
# Object name, categories, keywords, instructions, headline, contact and caption; never a person's name or a date.
_TEXTS = frozenset((5, 15, 20, 25, 40, 105, 118, 120))
_KEYWORDS = 25
_PREVIEWS = frozenset((200, 201, 202))
_MARK = 0x1C
_ENVELOPE, _APPLICATION = 1, 2
_HEAD_BYTES = 5
_EXTENDED = 0x8000


@dataclass(frozen=True)
class Record:
    """One record: its number within which group, its value, and all its bytes."""

    group: int
    number: int
    value: bytes
    coded: bytes

    @property
    def text(self) -> str:
        """The value as text; old programs write their own code page."""
        try:
            return self.value.decode("utf-8")
        except UnicodeDecodeError:
            return self.value.decode("latin-1")

    def is_one_of(self, numbers: frozenset[int]) -> bool:
        """True for an application record of one of these numbers."""
        return self.group == _APPLICATION and self.number in numbers


def without_previews(block: bytes) -> bytes | None:
    """Without reduced pictures, which an edit makes stale."""
    return b"".join(record.coded for record in records(block) if not record.is_one_of(_PREVIEWS)) or None


def place_names(block: bytes) -> set[str]:
    """Names of places in the records for them, and in keywords."""
    names: set[str] = set()
    for record in records(block):
        if record.is_one_of(_PLACES):
            names.add(record.text)
        elif record.is_one_of(frozenset((_KEYWORDS,))):
            names.update(names_in_keyword(record.text))
    return names


def without_places(block: bytes, names: PlaceNames) -> tuple[bytes | None, bool]:
    """Without the records that tell a place.

    Args:
        block: the records; from a damaged one on, nothing is kept.
        names: of places that other fields of the photo tell.

    Returns:
        The rest, and whether texts went because they have a place in them.
    """
    kept, lost_texts = [], False
    for record in records(block):
        tells = record.is_one_of(_TEXTS) and names.are_named_in(record.text)
        lost_texts |= tells and record.number != _KEYWORDS
        known = record.group in (_ENVELOPE, _APPLICATION) and not record.is_one_of(_PLACES | _PREVIEWS)
        if known and not tells:
            kept.append(record.coded)
    return b"".join(kept) or None, lost_texts


def records(block: bytes) -> Iterator[Record]:
    """Walk the records up to the first damaged one."""
    at = 0
    while at + _HEAD_BYTES <= len(block) and block[at] == _MARK:
        length, start = int.from_bytes(block[at + 3 : at + 5], "big"), at + _HEAD_BYTES
        if length & _EXTENDED:  # the length of the length
            start += length & ~_EXTENDED
            length = int.from_bytes(block[at + _HEAD_BYTES : start], "big")
        end = start + length
        if end > len(block):
            return
        yield Record(block[at + 1], block[at + 2], block[start:end], block[at:end])
        at = end
