"""The door of the program: no argument or files open the editor, a verb runs the command line.

It stands above all rooms, because the command line itself knows no window.
"""

import multiprocessing
import signal
import sys
from types import FrameType

from pellucid.cli.main import main as run_command_line
from pellucid.foundation.editor_start import EditorStart
from pellucid.foundation.log import start_logging

TERMINATED = 143


def main() -> None:
    """Run and leave with the exit code."""
    multiprocessing.freeze_support()  # workers of `batch` in the frozen program
    start_logging()
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(run_command_line(sys.argv[1:], _open_editor))


def _open_editor(start: EditorStart) -> int:
    from pellucid import editor  # noqa: PLC0415 -- no verb may load Qt

    return editor.run(start)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Leave as after an exception, so that no half-written file stays."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()
