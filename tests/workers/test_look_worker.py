"""A look is taught on a thread of its own, and a teaching that is cancelled leaves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from helpers.pairs import write_pairs
from pellucid.foundation.looks import looks_dir
from pellucid.foundation.teaching import TeachingWish
from pellucid.training.looks import teaching
from pellucid.workers.look_worker import LookWorker


@pytest.fixture(autouse=True)
def _quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PELLUCID_DATA_DIR", str(tmp_path / "person"))
    monkeypatch.setattr(teaching, "CONFIGURATION", {"multiplier": 0.125, "guide": "curves"})


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[LookWorker]:
    started = LookWorker()
    started.start()
    yield started
    assert started.stop()


def test_pairs_become_a_look(worker: LookWorker, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching.teach, "__defaults__", (0.1,))
    pairs = write_pairs(tmp_path / "pairs", 5)
    (pairs / "before" / "alone.png").touch()
    wish = TeachingWish("Warm", pairs, None)
    with qtbot.waitSignal(worker.taught, timeout=60_000) as told:
        worker.post(wish)
    asked, result = told.args
    assert asked is wish
    assert result.taught_db > result.untouched_db + 10
    assert result.shown[0].taught.shape == (72, 96, 3)
    assert [name for name, _ in result.left_out] == ["alone.png"]
    assert not looks_dir().exists()


def test_a_cancelled_teaching_ends_and_leaves_nothing(worker: LookWorker, tmp_path: Path, qtbot: QtBot) -> None:
    wish = TeachingWish("Warm", write_pairs(tmp_path / "pairs", 5), None)
    with qtbot.waitSignal(worker.progressed, timeout=60_000, check_params_cb=lambda share, _left: share > 0.3):
        worker.post(wish)
    with qtbot.assertNotEmitted(worker.taught), qtbot.waitSignal(worker.finished, timeout=10_000):
        worker.cancel()
    assert not looks_dir().exists()


def test_a_folder_that_is_gone_is_a_sentence(worker: LookWorker, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.failed) as told:
        worker.post(TeachingWish("Warm", tmp_path / "gone", None))
    assert "cannot be listed" in told.args[0].sentence
