"""Freed memory is kept while there is work and given back after it."""

import threading

import pytest

from pellucid.engine import memory


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    event = threading.Event()
    monkeypatch.setattr(memory, "IDLE_S", 0.05)
    monkeypatch.setattr(memory, "_glibc", object)
    monkeypatch.setattr(memory, "give_back", event.set)
    return event


def test_memory_is_given_back_after_a_moment(given_back: threading.Event) -> None:
    memory.give_back_when_idle()
    assert given_back.wait(5)


def test_memory_is_kept_for_work_that_begins_before(given_back: threading.Event) -> None:
    memory.give_back_when_idle()
    memory.keep_for_work()
    assert not given_back.wait(0.3)


def test_waiting_again_starts_the_moment_anew(given_back: threading.Event) -> None:
    before = threading.active_count()
    for _ in range(20):
        memory.give_back_when_idle()
    assert threading.active_count() <= before + 20
    assert given_back.wait(5)
    memory.keep_for_work()
