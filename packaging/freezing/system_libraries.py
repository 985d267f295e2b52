"""Shared libraries of Linux that the program takes from the machine, and the Debian packages that have them.

The line is drawn where a second copy would do harm: the C and C++ runtime, and what speaks with the graphics driver or
reads the machine's own settings (GL, X, fonts, D-Bus). Everything else that Qt asks for comes with the program.
`outside` looks into the frozen program itself for what it really asks for, so that the dependencies of the Debian
package cannot fall behind.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Shared library -> Debian package that has it.
PACKAGES = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# Loaded by name while the program runs, so no file asks for them.
LOADED_LATE = ("libGLX.so.0",)

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_FILE = re.compile(r"^File: (.+)$", re.MULTILINE)
_GLIBC = re.compile(r"Name: GLIBC_(\d+)\.(\d+)")
_ELF = b"\x7fELF"


@dataclass(frozen=True)
class Needs:
    """What a program asks of the machine: libraries that it does not bring, and the oldest C library that will do."""

    libraries: frozenset[str]
    glibc: tuple[int, int]


def outside(folder: Path) -> Needs:
    """Look into every program and library below a folder; `readelf` of binutils must be there."""
    binaries = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and is_elf(path)]
    inside = {path.name for path in folder.rglob("*")}
    asked = {library for libraries in needed_by(binaries).values() for library in libraries}
    return Needs(frozenset(asked - inside), newest_glibc(_readelf("--version-info", binaries)))


def needed_by(binaries: Sequence[Path]) -> dict[str, list[str]]:
    """Libraries that each file asks for, by the file's path."""
    said = _readelf("--dynamic", binaries)
    return {name: _NEEDED.findall(text) for name, text in split_by_file(said).items()}


def split_by_file(said: str) -> dict[str, str]:
    """Divide what `readelf` said of several files, by path."""
    names, texts = _FILE.findall(said), _FILE.split(said)[2::2]
    return dict(zip(names, texts, strict=True))


def newest_glibc(said: str) -> tuple[int, int]:
    """The newest version of the C library that `readelf` saw asked for."""
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(said)]
    return max(versions, default=(2, 0))


def _readelf(what: str, binaries: Sequence[Path]) -> str:
    """Ask `readelf` of many files; with two and more it writes a heading for each."""
    said = []
    for start in range(0, len(binaries), 100):
        words = ["readelf", "--wide", what, *map(str, binaries[start : start + 100]), os.devnull]
        said.append(subprocess.run(words, capture_output=True, text=True, errors="replace", check=False).stdout)
    return "".join(said)


def depends(needs: Needs) -> list[str]:
    """Name the Debian packages that have what a program needs, sorted.

    Raises:
        ValueError: a library is in no package of the list; it is to be added, or to be brought along.
    """
    libraries = {*needs.libraries, *LOADED_LATE}
    if unknown := sorted(libraries - PACKAGES.keys()):
        raise ValueError(f"no Debian package is known for {', '.join(unknown)}; see freezing/system_libraries.py")
    packages = {PACKAGES[library] for library in libraries} - {"libc6"}
    major, minor = needs.glibc
    return [f"libc6 (>= {major}.{minor})", *sorted(packages)]


def is_elf(path: Path) -> bool:
    """Say whether a file is a program or a library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == _ELF
