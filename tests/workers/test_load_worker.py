"""What is told of a photo before it is open."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.geometry import Size
from pellucid.workers.load_worker import FIRST_LOOK_PX, LoadJob, LoadWorker


def test_the_first_look_is_reduced_but_tells_the_size_of_the_whole_photo(qtbot: QtBot, tmp_path: Path) -> None:
    full_size = Size(2 * FIRST_LOOK_PX, FIRST_LOOK_PX)
    Image.new("RGB", (full_size.width, full_size.height), (90, 120, 60)).save(tmp_path / "large.jpg")
    loader = LoadWorker()
    told: list[tuple[Any, Any]] = []
    opened: list[Any] = []
    direct = Qt.ConnectionType.DirectConnection
    loader.glimpsed.connect(lambda _path, pixels, size: told.append((pixels, size)), direct)
    loader.opened.connect(opened.append, direct)
    loader.do(LoadJob(tmp_path / "large.jpg"))
    pixels, size = told[0]
    assert pixels.shape == (FIRST_LOOK_PX // 2, FIRST_LOOK_PX, 3)
    assert pixels.dtype == np.uint8
    assert size == opened[0].facts.size == full_size
