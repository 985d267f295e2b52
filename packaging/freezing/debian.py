"""The Debian package: a tree of files and the facts for `dpkg`, put together by `dpkg-deb`.

What the package depends on is read out of the frozen program (`system_libraries`), never written down by hand.
"""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from freezing.desktop import copy_program, install_desktop_files, packed, write
from freezing.system_libraries import depends, outside

NO_ADDRESS = "nobody@pellucid.invalid"
"""Debian asks for an address. The project has none, and names under `.invalid` belong to nobody."""
# Qt looks for a font and for the keyboard's tables when the window opens; drivers draw without a graphics card.
ALSO_NEEDED = ("fontconfig-config", "xkb-data")
RECOMMENDED = ("fonts-dejavu-core | fonts-noto-core", "libgl1-mesa-dri", "shared-mime-info", "xdg-desktop-portal")

DESCRIPTION = """photo editor for restoration
 Pellucid takes noise, haze and the traces of strong compression out of photos.
 Neural networks find what does not belong into the picture, and sliders say how
 much of it goes, while the whole canvas follows.
 .
 Everything runs on this computer, with or without a graphics card. Photos are
 never written over. All of it works from the command line, too."""

COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Pellucid
Comment: The licences of the parts that the program brings along are in
 /usr/share/doc/pellucid/licences-of-parts.txt.gz.

Files: *
Copyright: {year} The Pellucid project
License: Apache-2.0
 On Debian systems, the text of the Apache License, version 2.0, is in
 /usr/share/common-licenses/Apache-2.0.
"""


@dataclass(frozen=True)
class Release:
    """What is packed: the checkout, the frozen folder, where icons and licences lie, version, date, pressure of xz."""

    root: Path
    frozen: Path
    made: Path
    version: str
    date: str
    pressure: int


def make_package(release: Release, tree: Path, target: Path) -> None:
    """Lay the tree out and pack it.

    Args:
        release: what is packed.
        tree: folder to work in; what is there is replaced.
        target: the package to write.
    """
    keeper = maintainer(release.root)
    copy_program(release.frozen, tree / "usr/lib/pellucid")
    install_desktop_files(release.root, tree / "usr/share", release.made, release.version, release.date)
    command = tree / "usr/bin/pellucid"
    command.parent.mkdir(parents=True, exist_ok=True)
    command.unlink(missing_ok=True)
    command.symlink_to("../lib/pellucid/pellucid")
    documents = tree / "usr/share/doc/pellucid"
    write(documents / "copyright", COPYRIGHT.format(year=release.date[:4]).encode())
    write(documents / "licences-of-parts.txt.gz", packed((release.made / "licences-of-parts.txt").read_bytes()))
    write(documents / "NEWS.md.gz", packed((release.root / "CHANGELOG.md").read_bytes()))
    write(documents / "changelog.gz", packed(changelog(release.version, release.date, keeper).encode()))
    overrides = release.root / "packaging/linux/lintian-overrides"
    write(tree / "usr/share/lintian/overrides/pellucid", overrides.read_bytes())
    set_modes(tree)
    needs = depends(outside(release.frozen))
    write(tree / "DEBIAN/control", control(release.version, needs, installed_kib(tree), keeper).encode())
    write(tree / "DEBIAN/md5sums", md5sums(tree).encode())
    words = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        f"-z{release.pressure}",
        "--threads-max=2",
        "--build",
        str(tree),
        str(target),
    ]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def maintainer(root: Path) -> str:
    """Name the first author in `pyproject.toml` as Debian writes names."""
    authors = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["authors"]
    return f"{authors[0]['name']} <{authors[0].get('email', NO_ADDRESS)}>"


def control(version: str, needs: list[str], size_kib: int, keeper: str) -> str:
    """Write the control file; `keeper` is the maintainer."""
    return (
        f"Package: pellucid\n"
        f"Version: {debian_version(version)}\n"
        f"Section: graphics\n"
        f"Priority: optional\n"
        f"Architecture: amd64\n"
        f"Installed-Size: {size_kib}\n"
        f"Maintainer: {keeper}\n"
        f"Depends: {', '.join(sorted({*needs, *ALSO_NEEDED}))}\n"
        f"Recommends: {', '.join(RECOMMENDED)}\n"
        f"Description: {DESCRIPTION}\n"
    )


def changelog(version: str, date: str, keeper: str) -> str:
    """Write the one entry that `dpkg` wants; what is new stands in NEWS.

    Args:
        version: of this release.
        date: year-month-day.
        keeper: the maintainer.
    """
    day = format_datetime(datetime.fromisoformat(date).replace(tzinfo=UTC))
    return (
        f"pellucid ({debian_version(version)}) unstable; urgency=medium\n\n"
        f"  * Release {version}; what is new is in /usr/share/doc/pellucid/NEWS.md.gz.\n\n"
        f" -- {keeper}  {day}\n"
    )


def debian_version(version: str) -> str:
    """Write a version so that a release candidate comes before its release: 1.0.0rc1 is 1.0.0~rc1."""
    end = next((place for place, letter in enumerate(version) if not (letter.isdigit() or letter == ".")), len(version))
    number, rest = version[:end].rstrip("."), version[end:]
    return f"{number}~{rest}" if rest else number


def installed_kib(tree: Path) -> int:
    """Room that the package takes, as `dpkg` counts it."""
    files = [path for path in tree.rglob("*") if "DEBIAN" not in path.parts]
    return sum(1 if path.is_symlink() or path.is_dir() else -(-path.stat().st_size // 1024) for path in files)


def set_modes(tree: Path) -> None:
    """Folders and programs 755, everything else 644; libraries are no programs."""
    for path in tree.rglob("*"):
        if path.is_symlink():
            continue
        is_program = path.name in {"pellucid", "torch_shm_manager"} and path.is_file() and "usr/lib" in path.as_posix()
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)


def md5sums(tree: Path) -> str:
    """Write the checksums that `dpkg --verify` compares with."""
    import hashlib  # noqa: PLC0415 -- only for this; dpkg knows no other sum

    lines = []
    for path in sorted((tree / "usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'md5').hexdigest()}  {path.relative_to(tree).as_posix()}\n")
    return "".join(lines)
