"""Where the first window of a configuration folder listens for later starts, found without loading anything.

The name comes from the configuration folder, so that programs with settings of their own, as those of tests and
measurements, are first ones, too.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from pellucid.foundation.paths import config_dir

_PIPES = r"\\.\pipe"


def address() -> str:
    """The path of a socket, or on Windows of a named pipe."""
    name = f"pellucid-{hashlib.sha256(os.fsencode(config_dir().resolve())).hexdigest()[:24]}"
    if sys.platform == "win32":
        return rf"{_PIPES}\{name}"
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(own if own and Path(own).is_dir() else tempfile.gettempdir()) / name)


def may_listen(place: str) -> bool:
    """True where a window of this person may listen: others may write into the common folder, too."""
    if sys.platform == "win32":
        return Path(place) in Path(_PIPES).iterdir()
    try:
        return os.lstat(place).st_uid == os.getuid()
    except OSError:
        return False
