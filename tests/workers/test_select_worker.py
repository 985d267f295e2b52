"""What was touched is found on a thread of its own; the answer comes with its request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpers.eyes import two_eyes, write_mpo
from pellucid.document.selecting import SelectRequest, Touch
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.masks import UNSELECTED, Raster
from pellucid.io.documents import Document
from pellucid.io.stereo import Pair, open_pair
from pellucid.workers.select_worker import SelectWorker


@pytest.fixture
def worker() -> Iterator[SelectWorker]:
    started = SelectWorker()
    started.start()
    yield started
    assert started.stop()


def answers(worker: SelectWorker) -> list[tuple[SelectRequest, Raster]]:
    heard: list[tuple[SelectRequest, Raster]] = []
    direct = Qt.ConnectionType.DirectConnection
    worker.selected.connect(lambda request, found: heard.append((request, found)), direct)
    return heard


@pytest.mark.parametrize("is_pair", [False, True])
def test_a_photo_and_the_left_eye_of_a_pair_are_looked_at(
    worker: SelectWorker, tmp_path: Path, qtbot: QtBot, is_pair: bool
) -> None:
    pair: Pair = open_pair(write_mpo(tmp_path / "pair.mpo", two_eyes(24, 40)))
    document: Document = pair if is_pair else pair.left
    heard = answers(worker)
    request = SelectRequest("m", 0, UNSELECTED, UNSELECTED, (Touch(((0.5, 0.5),), 0.01),))
    worker.post((document, request))
    qtbot.waitUntil(lambda: bool(heard), timeout=30_000)
    ((asked, found),) = heard
    assert asked is request
    assert (found.width, found.height) == (40, 24)


def test_what_is_damaged_is_told(worker: SelectWorker, tmp_path: Path, qtbot: QtBot) -> None:
    document = open_pair(write_mpo(tmp_path / "pair.mpo", two_eyes(24, 40)))
    request = SelectRequest("m", 0, UNSELECTED, Raster(2, 2, b"no picture"), (Touch(((0.5, 0.5),), 0.01),))
    failures: list[UserFacingError] = []
    worker.failed.connect(failures.append, Qt.ConnectionType.DirectConnection)
    worker.post((document, request))
    qtbot.waitUntil(lambda: bool(failures), timeout=30_000)
    assert "damaged" in failures[0].sentence
