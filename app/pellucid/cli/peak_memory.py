"""How much memory this process has held at most."""

import sys
from pathlib import Path


def peak_resident_mib() -> float | None:
    """Peak resident memory of this process in MiB, None where the system does not tell.

    VmHWM on Linux: `getrusage` there counts what the parent held before the program was started.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
        return None
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 -- not there on Windows

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 1)  # bytes on macOS
