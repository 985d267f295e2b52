"""Draw the icon in every size and wrapping: PNG for Linux, ICO for Windows, ICNS for macOS.

Runs in the environment of the build, with its Qt and its Pillow: `python -m freezing.icons DRAWING FOLDER`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from freezing.desktop import ICON_SIZES

_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def main(drawing: Path, folder: Path) -> None:
    """Draw all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(drawing))
    for size in (*ICON_SIZES, 1024):
        _draw(renderer, size).save(str(folder / f"pellucid-{size}.png"))
    with Image.open(folder / "pellucid-256.png") as picture:
        smaller = [Image.open(folder / f"pellucid-{size}.png") for size in _ICO_SIZES[:-1]]
        sizes = [(size, size) for size in _ICO_SIZES]
        picture.save(folder / "pellucid.ico", sizes=sizes, append_images=smaller)
    with Image.open(folder / "pellucid-1024.png") as picture:
        picture.save(folder / "pellucid.icns")
    application.quit()


def _draw(renderer: QSvgRenderer, size: int) -> QImage:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
