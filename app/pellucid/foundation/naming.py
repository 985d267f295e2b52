"""Names that people give to things, and names of files that follow them."""

import re
import unicodedata
from collections.abc import Iterable

from pellucid.foundation.errors import UsageError
from pellucid.foundation.translation import tr

LONGEST_NAME = 60

_NUMBERED = re.compile(r"(.*\S) (\d{1,6})")


def checked_name(text: str, of: str) -> str:
    """A name without spaces around it.

    Args:
        text: as it was given.
        of: what is named, as in “a preset”.

    Raises:
        UsageError: it is empty, too long or has characters that cannot be shown.
    """
    name = text.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(
            tr("{what} needs a name of 1 to {most} letters.", what=f"{of[0].upper()}{of[1:]}", most=LONGEST_NAME)
        )
    return name


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that nothing else has: the wanted one, or the same with the next free number behind it."""
    others = {name.casefold() for name in taken}
    numbered = _NUMBERED.fullmatch(wanted)
    stem, number = (numbered[1], int(numbered[2])) if numbered else (wanted, 1)
    name = wanted
    while name.casefold() in others:
        number += 1
        name = f"{stem[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name


def slug(name: str, otherwise: str) -> str:
    """A name as part of a file's name on any system: small letters, digits and hyphens.

    Args:
        name: in any script.
        otherwise: where nothing of it is left.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or otherwise
