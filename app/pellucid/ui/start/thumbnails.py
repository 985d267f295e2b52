"""Small pictures of photos that were open: kept while a photo is shown, found again on the page without one.

They lie in the cache under the digest of the photo's path, so that no photo has to be read to show them.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from pellucid.foundation.paths import cache_dir

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIDE = QSize(320, 240)
_KEPT = 40
_QUALITY = 85


def find_thumbnail(photo: Path) -> Path | None:
    """The small picture of a photo, or None."""
    file = _file(photo)
    return file if file.is_file() else None


def keep_thumbnail(photo: Path, pixels: "NDArray[np.uint8]") -> None:
    """Keep a small picture of a photo; where it cannot be written, there is none.

    Args:
        photo: its path.
        pixels: `(h, w, 4)` uint8 RGBA of the whole photo, at any size.
    """
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888)
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    small = image.scaled(_SIDE, mode, Qt.TransformationMode.SmoothTransformation)
    file = _file(photo)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _forget_oldest(file.parent)
    except OSError:
        return
    small.save(str(file), "JPG", _QUALITY)  # type: ignore[call-overload]  # the stub wants bytes


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.jpg"), key=lambda file: file.stat().st_mtime)
    for file in files[: max(0, len(files) - _KEPT)]:
        file.unlink(missing_ok=True)


def _file(photo: Path) -> Path:
    return cache_dir() / "thumbnails" / f"{hashlib.sha256(str(photo).encode()).hexdigest()[:32]}.jpg"
