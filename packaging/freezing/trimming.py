"""Making the frozen folder smaller after PyInstaller: libraries that nobody asks for any more, and symbol tables.

PyInstaller collects what a plugin asks for before the plugin itself is left out. So every library at the top of the
folder that no remaining file asks for is taken away, until nothing changes. Linux only.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from freezing.system_libraries import is_elf, needed_by

if TYPE_CHECKING:
    from pathlib import Path

# The program itself opens these by name.
_OPENED_BY_NAME = ("libpython", "libQt6Svg")
# A quarter of it is a table of symbols that only a debugger reads.
_STRIPPED = ("libtorch_cpu.so", "libtorch_python.so")


def trim(internal: Path) -> list[str]:
    """Take away what is not asked for and strip torch; returns the names of what went."""
    gone: list[str] = []
    while left := unasked(internal):
        for name in left:
            (internal / name).unlink()
        gone += left
    for name in _STRIPPED:
        if (library := internal / "torch" / "lib" / name).exists() and shutil.which("strip"):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    return gone


def unasked(internal: Path) -> list[str]:
    """Names of libraries at the top of the folder that no file in it asks for."""
    binaries = [path for path in internal.rglob("*") if path.is_file() and not path.is_symlink() and is_elf(path)]
    asked = {library for libraries in needed_by(binaries).values() for library in libraries}
    top = [path.name for path in internal.iterdir() if ".so" in path.name and path.name.startswith("lib")]
    return sorted(name for name in top if name not in asked and not name.startswith(_OPENED_BY_NAME))
