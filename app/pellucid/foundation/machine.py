"""This machine, as far as what is measured on it depends on it."""

import platform
from pathlib import Path


def processor() -> str:
    """The name of the processor where the system tells it; its kind elsewhere."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
