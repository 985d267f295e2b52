"""A look is taught on a thread of its own, and a teaching that is cancelled leaves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from helpers.pairs import write_pairs
from pellucid.foundation.errors import UserFacingError
from pellucid.foundation.looks import looks_dir
from pellucid.foundation.teaching_request import TeachingRequest, TeachingResult
from pellucid.training.looks import developing, teaching
from pellucid.workers.look_worker import LookWorker


@pytest.fixture(autouse=True)
def _quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "person"))
    monkeypatch.setattr(teaching, "CONFIGURATION", {"multiplier": 0.125, "guide": "curves"})
    monkeypatch.setattr(developing, "_POINTS", 2048)  # of pictures of 7000 pixels
    monkeypatch.setattr(developing, "STEPS", 200)


class Heard:
    """What the worker told; its signals come on its own thread, so they are only noted here."""

    def __init__(self, worker: LookWorker) -> None:
        self.shares: list[float] = []
        self.taught: list[tuple[TeachingRequest, TeachingResult]] = []
        self.failures: list[UserFacingError] = []
        self.finished: list[bool] = []
        direct = Qt.ConnectionType.DirectConnection
        worker.progressed.connect(lambda share, _remaining: self.shares.append(share), direct)
        worker.taught.connect(lambda request, result: self.taught.append((request, result)), direct)
        worker.failed.connect(self.failures.append, direct)
        worker.finished.connect(lambda: self.finished.append(True), direct)


@pytest.fixture
def worker() -> Iterator[LookWorker]:
    started = LookWorker()
    started.start()
    yield started
    assert started.stop()


def test_pairs_become_a_look(worker: LookWorker, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching.teach, "__defaults__", (0.1,))
    heard, pairs = Heard(worker), write_pairs(tmp_path / "pairs", 5)
    (pairs / "before" / "alone.png").touch()
    request = TeachingRequest("Warm", pairs, None)
    worker.post(request)
    qtbot.waitUntil(lambda: bool(heard.finished))
    ((asked, result),) = heard.taught
    assert asked is request
    assert result.taught_db > result.untouched_db + 10
    assert result.shown[0].taught.shape == (72, 96, 3)
    assert [name for name, _ in result.left_out] == ["alone.png"]
    assert not looks_dir().exists()


def test_a_cancelled_teaching_ends_and_leaves_nothing(
    worker: LookWorker, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching.teach, "__defaults__", (30.0,))
    heard = Heard(worker)
    worker.post(TeachingRequest("Warm", write_pairs(tmp_path / "pairs", 5), None))
    qtbot.waitUntil(lambda: bool(heard.shares) and heard.shares[-1] > 0.1)
    worker.cancel()
    qtbot.waitUntil(lambda: bool(heard.finished))
    assert not heard.taught
    assert not heard.failures
    assert not looks_dir().exists()


def test_a_folder_that_is_gone_is_a_sentence(worker: LookWorker, tmp_path: Path, qtbot: QtBot) -> None:
    heard = Heard(worker)
    worker.post(TeachingRequest("Warm", tmp_path / "gone", None))
    qtbot.waitUntil(lambda: bool(heard.finished))
    assert "cannot be listed" in heard.failures[0].sentence
