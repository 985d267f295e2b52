"""One job after the other, one sentence for every error, a clean end at any moment."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pellucid.foundation.errors import Cancelled, UnreadableError, UserFacingError
from pellucid.workers.load_worker import LoadJob, LoadWorker
from pellucid.workers.worker import Worker


class Calls(Worker[Callable[[], None]]):
    def __init__(self) -> None:
        super().__init__("calls")

    def do(self, job: Callable[[], None]) -> None:
        job()


class Heard:
    """What a worker told; its signals come on its own thread, so they are only noted here."""

    def __init__(self, worker: Worker, qtbot: QtBot) -> None:
        self.failures: list[UserFacingError] = []
        self.finished = 0
        self._qtbot = qtbot
        worker.failed.connect(self.failures.append, Qt.ConnectionType.DirectConnection)
        worker.finished.connect(self._on_finished, Qt.ConnectionType.DirectConnection)

    def _on_finished(self) -> None:
        self.finished += 1

    def wait(self, finished: int = 1) -> None:
        self._qtbot.waitUntil(lambda: self.finished >= finished)


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Calls]:
    started = Calls()
    started.start()
    yield started
    assert started.stop()


@pytest.fixture
def heard(worker: Calls, qtbot: QtBot) -> Heard:
    return Heard(worker, qtbot)


def fail() -> None:
    raise UnreadableError("a.jpg: the file is empty.")


def test_a_job_runs_on_another_thread(worker: Calls, heard: Heard) -> None:
    threads: list[int] = []
    worker.post(lambda: threads.append(threading.get_ident()))
    heard.wait()
    assert threads
    assert threads[0] != threading.get_ident()


def test_an_error_for_people_comes_as_its_sentence(worker: Calls, heard: Heard) -> None:
    worker.post(fail)
    heard.wait()
    assert heard.failures == [UserFacingError("a.jpg: the file is empty.", 4)]


def test_after_an_error_the_next_job_is_done(worker: Calls, heard: Heard) -> None:
    worker.post(fail)
    heard.wait()
    done: list[bool] = []
    worker.post(lambda: done.append(True))
    heard.wait(2)
    assert done == [True]


def test_a_cancelled_job_is_silent(worker: Calls, heard: Heard) -> None:
    running = threading.Event()

    def until_cancelled() -> None:
        running.set()
        while not worker.is_cancelled:
            threading.Event().wait(0.005)
        raise Cancelled

    worker.post(until_cancelled)
    assert running.wait(5)
    worker.cancel()
    heard.wait()
    assert heard.failures == []


def test_cancelling_does_not_reach_the_job_after(worker: Calls, heard: Heard) -> None:
    worker.cancel()
    seen: list[bool] = []
    worker.post(lambda: seen.append(worker.is_cancelled))
    heard.wait()
    assert seen == [False]


def test_a_job_that_only_just_began_hears_of_the_end(worker: Calls, heard: Heard) -> None:
    """The request to stop may come between taking a job and beginning it, when no cancelling reaches it."""
    seen: list[bool] = []

    def look() -> None:
        worker.mailbox.close()
        seen.append(worker.is_cancelled)

    worker.post(look)
    heard.wait()
    assert seen == [True]


def test_a_missing_photo_is_told_and_the_worker_lives(qtbot: QtBot, tmp_path: Path) -> None:
    loader = LoadWorker()
    heard = Heard(loader, qtbot)
    loader.start()
    try:
        loader.post(LoadJob(tmp_path / "gone.jpg"))
        heard.wait()
        assert "gone.jpg" in heard.failures[0].sentence
        assert heard.failures[0].exit_code == 4
    finally:
        assert loader.stop()
