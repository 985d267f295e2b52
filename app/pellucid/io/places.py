"""What tells a place: names of fields, whole vocabularies, keywords, and coordinates in texts.

Decided by meaning, never by the prefix or the program that wrote it. In doubt a text counts as telling a place, since
the person has asked that none leaves the house.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FIELD_WORDS = frozenset((
    "geo", "lat", "lon", "lng", "altitude", "location", "locations", "sublocation", "city", "town", "village", "county",
    "state", "province", "country", "place", "places", "postcode", "zip", "adr", "address", "landmark", "venue",
    "coordinates", "coverage", "district", "suburb",
))  # fmt: skip
_FIELD_PARTS = ("gps", "latitude", "longitude", "longtitude", "geoloc", "geotag", "geohash", "worldregion")
# Where in the frame the subject is.
_NOT_PLACES = frozenset(("subjectlocation",))
_VOCABULARY = re.compile(r"\b(geo|gps|georss|wgs84\w*|geonames|geotag\w*|opengis|kml|location)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")

# Keywords that say of themselves that places are meant; and what a path of keywords begins with.
_ALONE = frozenset((
    "places", "place", "locations", "location", "geotag", "geotagged", "geo", "orte", "lieux", "lugares", "luoghi",
    "plaatsen",
))  # fmt: skip
_ROOTS = _ALONE | frozenset((
    "ort", "lieu", "country", "countries", "city", "cities", "region", "regions", "world", "where", "europe", "asia",
    "africa", "america", "oceania", "australia", "antarctica", "geography",
))  # fmt: skip
_PATH = re.compile(r"[|/\\<>;]+")
_NAME_PATH = re.compile(r"[|/\\]+")
_SHORTEST_NAME = 3

_COORDINATES = re.compile(
    r"""
      [+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?/            # ISO 6709
    | [+-]\d{2,6}\.\d+[+-]\d{3,7}\.\d+
    | \b\d{1,3},\d{1,2}(?:\.\d+|,\d{1,2}(?:\.\d+)?)?(?-i:[NSEW])\b                 # as in XMP
    | \b(?:gps\w*|lat(?:itude)?|lon(?:g|gitude|gtitude)?|lng)["']?\s*[=:]\s*["']?[-+]?\d
    | \d{1,3}\s*(?:[°º]|deg(?:rees?)?\b)\s*(?:\d{1,2}|(?-i:[NSEWO])\b)
    | \b\d{1,3}\.\d{3,}\s*(?-i:[NSEW])\b
    | (?<![\d.])[-+]?\d{1,2}\.\d{3,}\s*[,;]\s*[-+]?\d{1,3}\.\d+(?![\d.])           # a pair of decimals
    | (?<![\d.])[-+]?\d{1,2}\.\d+\s*[,;]\s*[-+]?\d{1,3}\.\d{3,}(?![\d.])
    | (?<![\d.])[-+]?\d{1,2}\.\d{4,}\s+[-+]?\d{1,3}\.\d{4,}(?![\d.])
    | \bgeo:[-+]?\d | \bmaps\.(?:google|apple)\.
    | \bgoogle\.\w+/maps | \bgoo\.gl/maps | \bopenstreetmap\. | \bwhat3words
    """,
    re.IGNORECASE | re.VERBOSE,
)


def names_place(field: str) -> bool:
    """True for the name of a field that holds a place: `GPSLatitude`, `Sub-location`, `exif:GpsLongtitude`."""
    lowered = field.lower()
    if lowered.rsplit(":", 1)[-1] in _NOT_PLACES:
        return False
    return any(part in lowered for part in _FIELD_PARTS) or any(
        word.lower() in _FIELD_WORDS for word in _WORD.findall(field)
    )


def is_place_vocabulary(uri: str) -> bool:
    """True for a namespace of which every word is about places."""
    return _VOCABULARY.search(uri) is not None


@dataclass(frozen=True)
class PlaceNames:
    """Names of the places that a photo's own fields and keywords tell, folded; to be known again in its texts."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "PlaceNames":
        """Names as they were told; those of one or two letters say nothing in a text."""
        folded = (" ".join(name.split()).casefold() for name in texts)
        return cls(frozenset(name for name in folded if len(name) >= _SHORTEST_NAME and not name.isdigit()))

    def are_named_in(self, text: str) -> bool:
        """True for a text that has coordinates, is a keyword for a place, or has one of the names in it."""
        if _COORDINATES.search(text) or _is_place_keyword(text):
            return True
        folded = " ".join(text.split()).casefold()
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in self.names if name in folded)


def names_in_keyword(keyword: str) -> tuple[str, ...]:
    """Names in a keyword that is a path of places, as `Places|England|Greenwich`; none in any other."""
    parts = [part.strip() for part in _NAME_PATH.split(keyword)]
    if len(parts) < 2 or not _is_place_keyword(keyword) or "<" in keyword or "://" in keyword:
        return ()
    return tuple(part for part in parts if part.casefold() not in _ROOTS)


def begins_places(keyword: str) -> bool:
    """True for a keyword of which all that stand below it are places: `Places`, `Europe`."""
    return keyword.strip().casefold() in _ROOTS


def _is_place_keyword(text: str) -> bool:
    parts = [part.strip().casefold() for part in _PATH.split(text)]
    return any(part in (_ROOTS if len(parts) > 1 else _ALONE) for part in parts)
