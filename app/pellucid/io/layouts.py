"""What programs of science write into the description of a TIFF: how it is stored. It is untrue of any other file.

tifffile reads its own words back and trusts them, so that a photo with those of another size cannot be opened there.
"""

import json

_OF_OTHERS = (b"ImageJ=", b"shape=(", b"<?xml", b"<OME ")
_OME = b"openmicroscopy.org"
_LAYOUT = frozenset(("shape", "axes", "truncated"))


def without_layout(description: bytes) -> bytes:
    """A description without such words, never longer than it was; as it was where it has none."""
    text = description.split(b"\0")[0]
    if text.startswith(_OF_OTHERS) and (not text.startswith(b"<") or _OME in text):
        return b""
    try:
        layout = json.loads(text) if text.startswith(b"{") else None
    except (ValueError, RecursionError):
        layout = None
    if not isinstance(layout, dict) or "shape" not in layout:
        return description
    rest = {key: value for key, value in layout.items() if key not in _LAYOUT}
    words = json.dumps(rest).encode() if rest else b""
    return words if len(words) <= len(text) else b""
