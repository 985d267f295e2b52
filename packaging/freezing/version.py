"""The version number. It stands in one place, `app/pellucid/__init__.py`; everything here reads it from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r'^__version__ = "(\d+\.\d+\.\d+\S*)"$', re.MULTILINE)


def project_version(root: Path) -> str:
    """Read the version of the checkout.

    Raises:
        ValueError: the line is not there.
    """
    found = _LINE.search((root / "app" / "pellucid" / "__init__.py").read_text(encoding="utf-8"))
    if not found:
        raise ValueError('app/pellucid/__init__.py holds no line like __version__ = "1.2.3"')
    return found.group(1)


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Write a version as Windows wants it: 1.2.3 is (1, 2, 3, 0); letters after the numbers are left out."""
    major, minor, patch = (int(part) for part in re.findall(r"\d+", version)[:3])
    return major, minor, patch, 0
