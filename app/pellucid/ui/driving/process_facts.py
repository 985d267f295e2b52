"""What the running program takes of the machine, for tests that look for leaks."""

import os
import sys
import threading
from pathlib import Path


def process_facts() -> dict[str, float | int | None]:
    """Threads, resident memory in MiB and open files; None where the system does not tell."""
    return {"threads": _threads(), "rss_mb": _resident_mib(), "fds": _open_files()}


def _threads() -> int:
    tasks = Path("/proc/self/task")
    return sum(1 for _ in tasks.iterdir()) if tasks.is_dir() else threading.active_count()


def _resident_mib() -> float | None:
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return None
    return int(pages.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _open_files() -> int | None:
    files = Path("/proc/self/fd") if sys.platform == "linux" else Path("/dev/fd")
    return sum(1 for _ in files.iterdir()) if files.is_dir() else None
