"""Freed memory is kept while there is work and given back after it."""

from collections.abc import Callable

import pytest

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine import heap
from pellucid.engine.engine import open_engine
from pellucid.engine.planes import Plane
from pellucid.engine.tile_store import TILE_PX, TileStore
from pellucid.foundation.geometry import Rect
from pellucid.foundation.progress import Progress
from pellucid.io.source_image import SourceImage
from pellucid.operations.catalogue import find


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


@pytest.mark.parametrize(("over_bytes", "times"), [(1, 2), (0, 0)])
def test_a_view_that_is_computed_for_long_gives_back_what_its_heap_cannot_use(
    over_bytes: int, times: int, source: SourceImage, given_back: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heap, "keep_freed_memory", lambda: None)
    monkeypatch.setattr(heap, "_resident_bytes", lambda: heap.KEPT_BYTES + over_bytes)
    store, photo = TileStore(open_engine("cpu"), 2**20), Plane(source, 1)
    edit = Edit(stack=EditStack().with_parameters("tone", find("tone").parameters(exposure=1.0)))
    given_back.clear()
    store.compute(photo, edit, Rect(0, 0, TILE_PX, TILE_PX), Progress(), exact=True)
    store.cache.forget(lambda _key: True)
    store.ensure_block(photo, edit, Rect(0, 0, TILE_PX, TILE_PX))
    assert len(given_back) == times
