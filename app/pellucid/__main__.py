"""The entry of the program: no argument or files open the editor, a verb runs the command line.

It stands above all rooms, because the command line itself knows no window.
"""

import signal
import sys
from types import FrameType

from pellucid.cli.main import main as run_command_line
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.log import start_logging

TERMINATED = 143


def main() -> None:
    """Run and leave with the exit code."""
    if getattr(sys, "frozen", False):
        _become_worker_if_asked()
    start_logging()
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(run_command_line(sys.argv[1:], _open_editor))


def _become_worker_if_asked() -> None:
    """In the frozen program the workers of `batch` are started as this program, and do not come back from here."""
    import multiprocessing  # noqa: PLC0415 -- the editor starts without

    multiprocessing.freeze_support()


def _open_editor(start: EditorStart) -> int:
    from pellucid.ui.plain_imports import import_plainly  # noqa: PLC0415 -- no verb may load Qt

    import_plainly()
    from pellucid import editor  # noqa: PLC0415 -- as above

    return editor.run(start)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Leave as after an exception, so that no half-written file stays."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
