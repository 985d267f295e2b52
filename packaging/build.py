"""Builds the program that people install: `python3 packaging/build.py`.

It makes a clean environment with the pinned packages and the wheel of this checkout, freezes that with PyInstaller
into one folder, takes away what nobody asks for, holds the rest to its budget (`freezing.size_budget`), and packs it
for the system it runs on:

    Linux    dist/pellucid-VERSION-linux-x86_64.tar.xz, dist/pellucid_VERSION_amd64.deb, build/Pellucid.AppDir
    Windows  dist/Pellucid-VERSION-windows-setup.exe
    macOS    dist/Pellucid-VERSION-macos.dmg

with a list of the contents by size, a bill of materials, and SHA-256 sums. `--only STAGE` repeats single stages.
Standard library only; `smoke_test.py` then runs what was built.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freezing.appdir import make_appdir
from freezing.debian import Release, debian_version, make_package
from freezing.environment import Environment, make_environment
from freezing.parts_list import BILL, LICENCES
from freezing.photo_formats import windows_endings
from freezing.size_budget import MIB, file_sizes, overruns, report
from freezing.trimming import trim
from freezing.version import project_version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
MADE = BUILD / "freeze"
FROZEN = MADE / "dist" / "pellucid"
BUNDLE = MADE / "dist" / "Pellucid.app"
PRESSURE = 6
"""Of xz; 9 needs ten times the memory for some percent. `PELLUCID_XZ` names another, such as 1 for a trial."""


def main(arguments: Sequence[str]) -> int:
    """Read the options and go through the stages."""
    parser = argparse.ArgumentParser(prog="build.py", description="Build what people install, for this system.")
    parser.add_argument("--only", nargs="+", choices=[*STAGES], metavar="STAGE", help=f"of {', '.join(STAGES)}")
    chosen = parser.parse_args(arguments).only
    DIST.mkdir(exist_ok=True)
    MADE.mkdir(parents=True, exist_ok=True)
    for name in chosen or stages_here(sys.platform):
        started = time.monotonic()
        print(f"— {name}", flush=True)
        STAGES[name]()
        print(f"  {name}: {time.monotonic() - started:.0f} s", flush=True)
    return 0


def stages_here(system: str) -> list[str]:
    """Name the stages of a system, in order."""
    packing = {"linux": ["tar", "deb", "appdir"], "win32": ["setup"], "darwin": ["dmg"]}[system]
    return ["environment", "parts", "freeze", "sizes", *packing, "sums"]


def make_clean_environment() -> None:
    """Make the environment."""
    make_environment(ROOT, BUILD / "environment")


def write_parts() -> None:
    """Write the bill of materials, the licences and the icons, all of which the environment knows how to make."""
    environment().run("-m", "freezing.parts_list", MADE)
    environment().run("-m", "freezing.icons", ROOT / "resources" / "icons" / "pellucid.svg", MADE)
    shutil.copy2(MADE / BILL, DIST / f"pellucid-{version()}-{tag()}.cdx.json")


def freeze() -> None:
    """Freeze, and take away what nobody asks for."""
    words: list[str | Path] = [
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        FROZEN.parent,
        "--workpath",
        MADE / "work",
    ]
    environment().run("-m", "PyInstaller", *words, ROOT / "packaging" / "pellucid.spec")
    if sys.platform == "linux":
        gone = trim(FROZEN / "_internal")
        print(f"  {len(gone)} libraries that nothing asks for were left out", flush=True)
    for name in ("LICENSE", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, FROZEN / name)
    shutil.copy2(MADE / LICENCES, FROZEN / LICENCES)


def check_sizes() -> None:
    """Write the list of what is inside, and end where the program grew beyond its budget."""
    sizes = file_sizes(FROZEN)
    listing = DIST / f"pellucid-{version()}-{tag()}-contents.txt"
    listing.write_text(report(sizes), encoding="utf-8")
    print(f"  {sum(sizes.values()) / MIB:.1f} MiB in {len(sizes)} files; the list is {listing.relative_to(ROOT)}")
    _end_if(overruns(sizes))


def make_tar() -> None:
    """Pack the folder for every Linux."""
    target = DIST / f"pellucid-{version()}-{tag()}.tar.xz"
    folder = f"pellucid-{version()}"
    words = ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", f"--mtime=@{release_time()}"]
    words += [f"--transform=s,^{FROZEN.name},{folder},S", "-C", str(FROZEN.parent), "-c", FROZEN.name]
    with target.open("wb") as file, subprocess.Popen(words, stdout=subprocess.PIPE) as packing:
        subprocess.run(["xz", "-T2", f"-{pressure()}", "--stdout"], stdin=packing.stdout, stdout=file, check=True)
    if packing.returncode:
        sys.exit("tar failed; it says above why.")
    print(f"  {target.relative_to(ROOT)}: {target.stat().st_size / MIB:.1f} MiB", flush=True)
    _end_if(overruns(file_sizes(FROZEN), target.stat().st_size))


def make_deb() -> None:
    """Pack for Debian and its relatives, where their tools are."""
    if not shutil.which("dpkg-deb"):
        print("  dpkg-deb is not here, so there is no Debian package")
        return
    target = DIST / f"pellucid_{debian_version(version())}_amd64.deb"
    shutil.rmtree(BUILD / "deb", ignore_errors=True)
    make_package(release(), BUILD / "deb", target)
    print(f"  {target.relative_to(ROOT)}: {target.stat().st_size / MIB:.1f} MiB", flush=True)


def make_app_folder() -> None:
    """Lay the AppDir out; `appimagetool build/Pellucid.AppDir` makes an AppImage of it."""
    shutil.rmtree(BUILD / "Pellucid.AppDir", ignore_errors=True)
    make_appdir(release(), BUILD / "Pellucid.AppDir")


def make_setup() -> None:
    """Compile the installer for Windows."""
    setup = DIST / f"Pellucid-{version()}-windows-setup.exe"
    endings = MADE / "endings.nsh"
    endings.write_text(windows_endings(), encoding="utf-8")
    facts = {"VERSION": version(), "PAYLOAD": FROZEN, "ICON": MADE / "pellucid.ico", "ENDINGS": endings, "SETUP": setup}
    script = ROOT / "packaging" / "windows" / "pellucid.nsi"
    subprocess.run(
        ["makensis", "-WX", *(f"-D{name}={value}" for name, value in facts.items()), str(script)], check=True
    )


def make_image() -> None:
    """Pack the bundle into a disk image, with a link to Applications; signing is in `macos/NOTARISING.md`."""
    subprocess.run(
        ["sh", str(ROOT / "packaging" / "macos" / "make_dmg.sh"), str(BUNDLE), version(), str(DIST)], check=True
    )


def write_sums() -> None:
    """Write the SHA-256 of everything that was packed."""
    sums = DIST / f"SHA256SUMS-{tag()}"
    lines = []
    for path in sorted(DIST.iterdir()):
        if path.is_file() and not path.name.startswith("SHA256SUMS"):
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    sums.write_text("".join(lines), encoding="utf-8")


def environment() -> Environment:
    """The environment of the build."""
    return Environment(BUILD / "environment")


def release() -> Release:
    """What is packed."""
    date = datetime.fromtimestamp(release_time(), UTC).strftime("%Y-%m-%d")
    return Release(ROOT, FROZEN, MADE, version(), date, pressure())


def pressure() -> int:
    """How hard xz presses, 0 to 9."""
    return int(os.environ.get("PELLUCID_XZ", PRESSURE))


def release_time() -> int:
    """Seconds since 1970 that stand for this release, so that two builds of one commit agree."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    said = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(said.stdout) if said.returncode == 0 and said.stdout.strip() else int(time.time())


def version() -> str:
    """The version of the checkout."""
    return project_version(ROOT)


def tag() -> str:
    """System and processor, as in names of files."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    return f"{system}-{platform.machine().lower()}"


def _end_if(complaints: list[str]) -> None:
    if complaints:
        sys.exit("Over budget: " + "; ".join(complaints))


STAGES: dict[str, Callable[[], None]] = {
    "environment": make_clean_environment,
    "parts": write_parts,
    "freeze": freeze,
    "sizes": check_sizes,
    "tar": make_tar,
    "deb": make_deb,
    "appdir": make_app_folder,
    "setup": make_setup,
    "dmg": make_image,
    "sums": write_sums,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
