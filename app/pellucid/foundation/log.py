"""Logging: one named logger a room (`pellucid.engine`, `pellucid.io` …), written to a file.

Debug tells decisions (cache hit, tile size); warnings can be acted upon. Nothing is printed to the terminal,
because the terminal belongs to the command line's answers.
"""

import logging
import logging.handlers
import os
from pathlib import Path

from pellucid.foundation.paths import state_dir

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"


def start_logging() -> Path | None:
    """Send the log to `PELLUCID_LOG` or to the state folder; without a writable place there is no log.

    Returns:
        The file, or None.
    """
    root = logging.getLogger("pellucid")
    root.setLevel(logging.DEBUG if os.environ.get("PELLUCID_DEBUG") else logging.INFO)
    root.propagate = False
    path = Path(os.environ.get("PELLUCID_LOG") or state_dir() / "pellucid.log")
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        handler, path = logging.NullHandler(), Path()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.handlers[:] = [handler]
    return path if path.name else None
