"""Freed memory is kept while there is work and given back after it."""

from collections.abc import Callable

import pytest

from pellucid.engine import heap


class HandTimer:
    """A timer that goes off when the test says so."""

    made: list["HandTimer"] = []  # noqa: RUF012 -- emptied by the fixture

    def __init__(self, seconds: float, action: Callable[[], None]) -> None:
        self.seconds, self.action, self.runs = seconds, action, False
        HandTimer.made.append(self)

    def start(self) -> None:
        self.runs = True

    def cancel(self) -> None:
        self.runs = False


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by a word each time that memory is given back."""
    found: list[str] = []
    HandTimer.made.clear()
    monkeypatch.setattr(heap, "_glibc", object)
    monkeypatch.setattr(heap, "give_back", lambda: found.append("given back"))
    monkeypatch.setattr(heap, "_idle_timer", heap._IdleTimer(HandTimer))
    return found


def running() -> list[HandTimer]:
    return [timer for timer in HandTimer.made if timer.runs]


def test_memory_is_given_back_after_a_moment(given_back: list[str]) -> None:
    heap.give_back_when_idle()
    (timer,) = running()
    assert (timer.seconds, given_back) == (heap.IDLE_S, [])
    timer.action()
    assert given_back == ["given back"]


def test_memory_is_kept_for_work_that_begins_before(given_back: list[str]) -> None:
    heap.give_back_when_idle()
    heap.keep_for_work()
    assert running() == []
    assert given_back == []


def test_waiting_again_starts_the_moment_anew(given_back: list[str]) -> None:
    for _ in range(20):
        heap.give_back_when_idle()
    assert running() == [HandTimer.made[-1]]
    assert len(HandTimer.made) == 20
