"""Logging: one named logger a room (`pellucid.engine`, `pellucid.io` …), written to a file.

Debug tells decisions (cache hit, tile size); warnings can be acted upon. Nothing is printed to the terminal,
because the terminal belongs to the command line's answers: not even that the log cannot be written.
"""

import logging
import os
from functools import cached_property
from pathlib import Path

from pellucid.foundation.paths import state_dir

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"


def start_logging() -> None:
    """Send the log to `PELLUCID_LOG` or to the state folder; without a writable place there is no log."""
    root = logging.getLogger("pellucid")
    root.setLevel(logging.DEBUG if os.environ.get("PELLUCID_DEBUG") else logging.INFO)
    root.propagate = False
    root.handlers[:] = [_LateFile()]
    logging.raiseExceptions = False  # else a full disk is told as a traceback on stderr


class _LateFile(logging.Handler):
    """A file that is found and opened at the first record: what rotates it loads sockets, which hold up every start."""

    def emit(self, record: logging.LogRecord) -> None:
        self._file.handle(record)

    def close(self) -> None:
        if "_file" in vars(self):
            self._file.close()
        super().close()

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 -- see above

        try:
            path = Path(os.environ.get("PELLUCID_LOG") or state_dir() / "pellucid.log")
            path.parent.mkdir(parents=True, exist_ok=True)
            file = RotatingFileHandler(
                path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", errors="backslashreplace"
            )
        except (OSError, ImportError):  # a machine that only trains may lack the library that knows the folders
            return logging.NullHandler()
        file.setFormatter(logging.Formatter(_FORMAT))
        return file
