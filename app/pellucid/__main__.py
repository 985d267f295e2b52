"""The entry of the program: no argument or files open the editor, a verb runs the command line.

It stands above all rooms, because the command line itself knows no window.
"""

import gc
import os
import signal
import sys
from types import FrameType

from pellucid.cli.main import main as run_command_line
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.log import start_logging

TERMINATED = 143

WAITING_ROUNDS = 2000
"""How often a thread of torch looks whether the others have done their part before it sleeps: a tenth of a millisecond.

libgomp's own 300 000 are several milliseconds. Where other programs have the other cores, that is most of what is
computed: of small strips, as those of low light and retouch are, ten times as much as the work itself."""


def main() -> None:
    """Run and leave with the exit code."""
    if getattr(sys, "frozen", False):
        _become_worker_if_asked()
    wait_briefly()
    start_logging()
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(run_command_line(sys.argv[1:], _open_editor))


def wait_briefly() -> None:
    """Let threads that wait for each other sleep soon; before torch is loaded. What the person has set stays."""
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", str(WAITING_ROUNDS))


def _become_worker_if_asked() -> None:
    """In the frozen program the workers of `batch` are started as this program, and do not come back from here."""
    import multiprocessing  # noqa: PLC0415 -- the editor starts without

    multiprocessing.freeze_support()


def _open_editor(start: EditorStart) -> int:
    from pellucid.ui.plain_imports import import_plainly  # noqa: PLC0415 -- no verb may load Qt

    import_plainly()
    gc.disable()  # what is made for the window stays; the editor collects again once that is painted
    try:
        from pellucid import editor  # noqa: PLC0415 -- as above

        return editor.run(start)
    finally:
        gc.enable()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Leave as after an exception, so that no half-written file stays."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
