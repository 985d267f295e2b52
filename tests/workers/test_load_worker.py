"""What is told of a photo before it is open."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.geometry import Size
from pellucid.workers.load_worker import FIRST_LOOK_PX, LoadJob, LoadWorker


def opened_with(job: LoadJob) -> tuple[list[tuple[Any, Any]], list[Any], list[str]]:
    """What is told of a photo, in which order: its first looks, and the open photo."""
    loader, looks, opened, order = LoadWorker(), [], [], []
    direct = Qt.ConnectionType.DirectConnection
    loader.glimpsed.connect(lambda _path, pixels, size: (looks.append((pixels, size)), order.append("look")), direct)
    loader.opened.connect(lambda document: (opened.append(document), order.append("open")), direct)
    loader.do(job)
    return looks, opened, order


@pytest.mark.parametrize("side", [30, 3 * FIRST_LOOK_PX])
def test_a_format_without_a_quick_way_is_seen_as_soon_as_it_is_decoded(qtbot: QtBot, tmp_path: Path, side: int) -> None:
    Image.new("RGB", (side, 20), (90, 120, 60)).save(tmp_path / "photo.png")
    ((pixels, size),), (document,), order = opened_with(LoadJob(tmp_path / "photo.png"))
    assert order == ["look", "open"]
    assert size == document.facts.size
    assert pixels.shape[1] == min(side, FIRST_LOOK_PX)
    assert (pixels == (90, 120, 60, 255)).all()


def test_of_two_eyes_side_by_side_the_left_one_is_seen_first(qtbot: QtBot, tmp_path: Path) -> None:
    both = np.zeros((20, 60, 3), np.uint8)
    both[:, 30:] = (0, 0, 240)  # crossed, as such files are: the left eye's photo is at the right
    Image.fromarray(both).save(tmp_path / "pair.pns", "PNG")
    ((pixels, size),), _, _ = opened_with(LoadJob(tmp_path / "pair.pns"))
    assert size == Size(30, 20)
    assert (pixels == (0, 0, 240, 255)).all()


def test_the_first_look_is_reduced_but_tells_the_size_of_the_whole_photo(qtbot: QtBot, tmp_path: Path) -> None:
    full_size = Size(2 * FIRST_LOOK_PX, FIRST_LOOK_PX)
    Image.new("RGB", (full_size.width, full_size.height), (90, 120, 60)).save(tmp_path / "large.jpg")
    ((pixels, size),), opened, _ = opened_with(LoadJob(tmp_path / "large.jpg"))
    assert pixels.shape == (FIRST_LOOK_PX // 2, FIRST_LOOK_PX, 3)
    assert pixels.dtype == np.uint8
    assert size == opened[0].facts.size == full_size
