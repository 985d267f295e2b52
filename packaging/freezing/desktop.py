"""How a Linux desktop gets to know the program: entry, icons, kinds of files, facts for software centres, manual.

The files stand in `packaging/linux`. What changes with a release is filled in here.
"""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING

from freezing.photo_formats import with_media_elements, with_media_types

if TYPE_CHECKING:
    from pathlib import Path

APP_ID = "org.pellucid.Pellucid"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def install_desktop_files(root: Path, share: Path, icons: Path, version: str, date: str) -> None:
    """Put everything that a desktop looks for below a folder `share`.

    Args:
        root: of the checkout.
        share: as `/usr/share`.
        icons: has `pellucid-N.png` for every size.
        version: of this release.
        date: of this release, year-month-day.
    """
    source = root / "packaging" / "linux"
    metainfo = (source / f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    entry = (source / f"{APP_ID}.desktop").read_text(encoding="utf-8")
    files = {
        f"applications/{APP_ID}.desktop": with_media_types(entry).encode(),
        f"metainfo/{APP_ID}.metainfo.xml": with_media_elements(metainfo_of(metainfo, version, date)).encode(),
        f"mime/packages/{APP_ID}.xml": (source / f"{APP_ID}.mime.xml").read_bytes(),
        "man/man1/pellucid.1.gz": packed((source / "pellucid.1").read_bytes()),
        f"icons/hicolor/scalable/apps/{APP_ID}.svg": (root / "resources" / "icons" / "pellucid.svg").read_bytes(),
    }
    for size in ICON_SIZES:
        files[f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png"] = (icons / f"pellucid-{size}.png").read_bytes()
    for name, content in files.items():
        write(share / name, content)


def metainfo_of(template: str, version: str, date: str) -> str:
    """Fill the present release in.

    Raises:
        ValueError: the template has no place for it.
    """
    place = "<releases/>"
    if place not in template:
        raise ValueError(f"the metainfo file has no {place}")
    return template.replace(
        place, f'<releases>\n    <release version="{version}" date="{date}" type="{_kind(version)}"/>\n  </releases>'
    )


def packed(content: bytes) -> bytes:
    """Compress for `/usr/share`, the same bytes every time."""
    return gzip.compress(content, 9, mtime=0)


def write(path: Path, content: bytes) -> None:
    """Write a file with its folders, readable by everybody."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)


def copy_program(frozen: Path, target: Path) -> None:
    """Copy the frozen folder with its links."""
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(frozen, target, symlinks=True)


def _kind(version: str) -> str:
    return "stable" if version.replace(".", "").isdigit() else "development"
