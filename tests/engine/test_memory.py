"""Freed memory is kept while there is work and given back after it."""

import threading

import pytest

from pellucid.engine import heap


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    event = threading.Event()
    monkeypatch.setattr(heap, "IDLE_S", 0.05)
    monkeypatch.setattr(heap, "_glibc", object)
    monkeypatch.setattr(heap, "give_back", event.set)
    return event


def test_memory_is_given_back_after_a_moment(given_back: threading.Event) -> None:
    heap.give_back_when_idle()
    assert given_back.wait(5)


def test_memory_is_kept_for_work_that_begins_before(given_back: threading.Event) -> None:
    heap.give_back_when_idle()
    heap.keep_for_work()
    assert not given_back.wait(0.3)


def test_waiting_again_starts_the_moment_anew(given_back: threading.Event) -> None:
    before = threading.active_count()
    for _ in range(20):
        heap.give_back_when_idle()
    assert threading.active_count() <= before + 20
    assert given_back.wait(5)
    heap.keep_for_work()
