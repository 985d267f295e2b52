"""How long all exports will take, from those before."""

from pathlib import Path

from pellucid.foundation.job_entry import JobEntry, JobState
from pellucid.ui.export_pace import ExportPace


def test_those_that_wait_take_as_long_as_those_before() -> None:
    now = [0.0]
    pace = ExportPace(lambda: now[0])

    def note(number: int, state: JobState, at: float) -> None:
        now[0] = at
        pace.note(JobEntry(number, Path("a"), state))

    note(1, JobState.RUNNING, 0)
    assert pace.remaining_s(3.0, 5) == 3.0
    assert pace.remaining_s(None, 5) is None
    note(1, JobState.DONE, 10)
    note(2, JobState.RUNNING, 10)
    note(2, JobState.CANCELLED, 11)
    note(3, JobState.RUNNING, 11)
    note(3, JobState.DONE, 31)
    assert pace.remaining_s(4.0, 2) == 4.0 + 2 * 15
    assert pace.remaining_s(None, 2) == 3 * 15
    assert pace.remaining_s(4.0, 0) == 4.0
