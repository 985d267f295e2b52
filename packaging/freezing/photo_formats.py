"""What installers offer by its kind: the endings and types of the program's own table of formats.

The table is loaded from its file, because the program's packages are not where installers are built.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

TABLE = Path(__file__).resolve().parents[2] / "app" / "pellucid" / "foundation" / "formats.py"


@cache
def table() -> ModuleType:
    """The module `pellucid.foundation.formats`."""
    spec = importlib.util.spec_from_file_location("pellucid_formats", TABLE)
    if spec is None or spec.loader is None:
        raise ImportError(f"{TABLE} is no module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def apple_types() -> tuple[str, ...]:
    """Uniform type identifiers, for macOS."""
    return tuple(table().APPLE_TYPES)


def with_media_types(desktop_entry: str) -> str:
    """Fill the MIME types into a desktop entry.

    Raises:
        ValueError: it has no place for them.
    """
    return _filled(desktop_entry, "MimeType=\n", f"MimeType={';'.join(table().MEDIA_TYPES)};\n")


def with_media_elements(metainfo: str) -> str:
    """Fill the MIME types into the facts for software centres.

    Raises:
        ValueError: they have no place for them.
    """
    elements = "\n    ".join(f"<mediatype>{kind}</mediatype>" for kind in table().MEDIA_TYPES)
    return _filled(metainfo, "<mediatypes/>", elements)


def windows_endings() -> str:
    """A macro for the script of the Windows installer that does something for every ending."""
    lines = [f'  !insertmacro ${{DO}} "{ending}"' for ending in table().PHOTO_ENDINGS]
    return "\n".join(("!macro ForEveryEnding DO", *lines, "!macroend", ""))


def _filled(text: str, place: str, content: str) -> str:
    if place not in text:
        raise ValueError(f"there is no {place.strip()}")
    return text.replace(place, content)
