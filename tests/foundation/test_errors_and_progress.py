"""What people are told when something fails, and how long something takes."""

import pytest

from pellucid.foundation import errors
from pellucid.foundation.errors import Cancelled, PellucidError, UserFacingError
from pellucid.foundation.progress import Progress


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UsageError", 2),
        ("UnsupportedError", 3),
        ("UnreadableError", 4),
        ("RefusedError", 5),
        ("UnwritableError", 6),
        ("MemoryShortError", 7),
        ("ModelError", 8),
    ],
)
def test_an_error_for_people_keeps_its_sentence_and_code(name: str, code: int) -> None:
    error = getattr(errors, name)("photo.jpg: is empty.")
    assert isinstance(error, PellucidError)
    assert UserFacingError.of(error) == UserFacingError("photo.jpg: is empty.", code)


def test_a_bug_is_worded_without_its_inner_life() -> None:
    failure = UserFacingError.of(ZeroDivisionError("x / 0 in line 12"))
    assert failure.exit_code == 1
    assert "x / 0" not in failure.sentence
    assert "log" in failure.sentence


def test_memory_that_ran_out_is_no_bug() -> None:
    assert UserFacingError.of(MemoryError()).exit_code == 7


def test_being_cancelled_is_no_error_for_people() -> None:
    assert not issubclass(Cancelled, PellucidError)


def test_progress_tells_the_share_and_stops_when_cancelled() -> None:
    failure: list[float] = []
    is_cancelled = False
    progress = Progress(lambda: is_cancelled, lambda share, _remaining: failure.append(share))
    progress.report(0.25)
    progress.report(0.5)
    is_cancelled = True
    with pytest.raises(Cancelled):
        progress.report(0.75)
    assert failure == [0.25, 0.5]


def test_the_remaining_time_is_unknown_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("pellucid.foundation.progress.time.monotonic", lambda: now)
    failure: list[float | None] = []
    progress = Progress(notify=lambda _share, remaining: failure.append(remaining))
    now = 110.0
    progress.report(0.01)
    progress.report(0.25)
    assert failure == [None, pytest.approx(30.0)]
