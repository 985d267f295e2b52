"""First in, first out; each listed, each cancellable, and none lost."""

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.workers.job_queue import JobQueue


@dataclass(frozen=True)
class Job:
    target: Path
    source: Path | None = None


@pytest.fixture
def notes() -> list[JobEntry]:
    return []


@pytest.fixture
def queue(notes: list[JobEntry]) -> JobQueue[Job]:
    return JobQueue(notes.append)


def post(queue: JobQueue[Job], *names: str) -> None:
    for name in names:
        queue.post(Job(Path(name)))


def taken(queue: JobQueue[Job]) -> str:
    job = queue.take()
    assert job is not None
    return job.target.name


def states(notes: list[JobEntry]) -> list[tuple[str, JobState]]:
    return [(entry.target.name, entry.state) for entry in notes]


def test_jobs_come_in_the_order_of_asking_and_none_is_dropped(queue: JobQueue[Job]) -> None:
    names = [f"{number}.png" for number in range(200)]
    post(queue, *names)
    assert queue.has_message
    made = []
    for _ in names:
        made.append(taken(queue))
        queue.finish(JobState.DONE)
    assert made == names
    assert not queue.is_busy


def test_each_tells_what_becomes_of_it(queue: JobQueue[Job], notes: list[JobEntry]) -> None:
    post(queue, "a", "b")
    taken(queue)
    queue.report(0.25, 12.0)
    queue.finish(JobState.FAILED, "The disk is full.")
    taken(queue)
    queue.finish(JobState.DONE, "The alpha channel was left out.")
    assert notes == [
        JobEntry(1, Path("a")),
        JobEntry(2, Path("b")),
        JobEntry(1, Path("a"), JobState.RUNNING),
        JobEntry(1, Path("a"), JobState.RUNNING, 0.25, 12.0),
        JobEntry(1, Path("a"), JobState.FAILED, 0.25, None, "The disk is full."),
        JobEntry(2, Path("b"), JobState.RUNNING),
        JobEntry(2, Path("b"), JobState.DONE, None, None, "The alpha channel was left out."),
    ]


def test_one_that_waits_is_taken_out_and_the_others_stay(queue: JobQueue[Job], notes: list[JobEntry]) -> None:
    post(queue, "a", "b", "c")
    queue.cancel(2)
    assert states(notes)[-1] == ("b", JobState.CANCELLED)
    assert taken(queue) == "a"
    assert not queue.is_stopping
    queue.finish(JobState.DONE)
    assert taken(queue) == "c"


def test_the_one_in_work_is_asked_to_stop_and_the_next_one_is_not(queue: JobQueue[Job]) -> None:
    post(queue, "a", "b")
    taken(queue)
    queue.cancel(1)
    assert queue.is_stopping
    queue.finish(JobState.CANCELLED)
    taken(queue)
    assert not queue.is_stopping
    queue.cancel_running()
    assert queue.is_stopping


def test_what_is_over_is_not_cancelled(queue: JobQueue[Job], notes: list[JobEntry]) -> None:
    post(queue, "a")
    taken(queue)
    queue.finish(JobState.DONE)
    queue.cancel(1)
    queue.cancel(99)
    assert states(notes)[-1] == ("a", JobState.DONE)


def test_emptying_takes_out_all_that_wait_and_says_so(queue: JobQueue[Job], notes: list[JobEntry]) -> None:
    post(queue, "a", "b", "c")
    taken(queue)
    queue.empty()
    assert states(notes)[-2:] == [("b", JobState.CANCELLED), ("c", JobState.CANCELLED)]
    assert not queue.has_message
    assert queue.is_busy


def test_a_waiting_worker_is_woken_and_a_closed_queue_sends_it_home(queue: JobQueue[Job]) -> None:
    seen: list[Job | None] = []
    thread = threading.Thread(target=lambda: seen.extend((queue.take(), queue.take())))
    thread.start()
    post(queue, "a")
    queue.close()
    thread.join(5)
    assert not thread.is_alive()
    assert seen[-1] is None
    assert queue.is_stopping


def test_nothing_is_made_twice_or_lost_while_others_ask_and_cancel(queue: JobQueue[Job]) -> None:
    made: list[str] = []

    def work() -> None:
        while (job := queue.take()) is not None:
            made.append(job.target.name)
            queue.finish(JobState.DONE)

    worker = threading.Thread(target=work)
    worker.start()
    names = [f"{number}" for number in range(500)]
    post(queue, *names)
    while queue.is_busy:
        threading.Event().wait(0.001)
    queue.close()
    worker.join(5)
    assert made == names


def test_while_it_is_paused_none_begins_and_none_is_lost(queue: JobQueue[Job]) -> None:
    queue.pause(True)
    post(queue, "a", "b")
    taken_names: list[str] = []
    worker = threading.Thread(target=lambda: taken_names.append(taken(queue)))
    worker.start()
    worker.join(0.05)
    assert taken_names == []
    queue.pause(False)
    worker.join(5)
    assert taken_names == ["a"]
    assert queue.has_message


def test_one_in_work_goes_on_while_others_are_held_back(queue: JobQueue[Job], notes: list[JobEntry]) -> None:
    post(queue, "a", "b")
    taken(queue)
    queue.pause(True)
    queue.finish(JobState.DONE)
    assert states(notes)[-1] == ("a", JobState.DONE)
    queue.cancel(2)
    assert states(notes)[-1] == ("b", JobState.CANCELLED)
