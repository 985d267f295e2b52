"""The AppDir: the program with its desktop files, ready for `appimagetool`, and runnable as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freezing.desktop import APP_ID, copy_program, install_desktop_files

if TYPE_CHECKING:
    from pathlib import Path

    from freezing.debian import Release

# `APPDIR` is set by the runtime of AppImage; without it the folder of this file is taken.
APP_RUN = """#!/bin/sh
here="${APPDIR:-$(dirname "$(readlink -f "$0")")}"
exec "$here/usr/lib/pellucid/pellucid" "$@"
"""


def make_appdir(release: Release, folder: Path) -> None:
    """Lay an AppDir out; what is there is replaced."""
    copy_program(release.frozen, folder / "usr/lib/pellucid")
    share = folder / "usr/share"
    install_desktop_files(release.root, share, release.made, release.version, release.date)
    links = {
        f"{APP_ID}.desktop": f"usr/share/applications/{APP_ID}.desktop",
        f"{APP_ID}.png": f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png",
        ".DirIcon": f"{APP_ID}.png",
        "usr/bin/pellucid": "../lib/pellucid/pellucid",
    }
    for name, goal in links.items():
        link = folder / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(goal)
    run = folder / "AppRun"
    run.write_text(APP_RUN, encoding="utf-8")
    run.chmod(0o755)
