"""Programs that stand in for workers of a batch: they answer JSON lines, and some die on the way."""

import json
import os
import signal
import sys
import time
from pathlib import Path


def work(line: str) -> str:
    """Write a result; where the job says so, die the first time, or every time."""
    request = json.loads(line)
    photo, target = Path(request["in"]), Path(request["out"])
    if target.exists():
        return json.dumps({"code": 0, "message": "", "seconds": 0.0, "warnings": [], "skipped": True})
    marker = target.with_suffix(".tried")
    is_first = not marker.exists()
    with marker.open("a") as file:
        file.write("x")
    if request.get("dies") == "always" or (request.get("dies") == "once" and is_first):
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGKILL)
    if request.get("breaks"):
        raise ValueError("broken")
    target.write_text(photo.name)
    return json.dumps({"code": 0, "message": "", "seconds": 0.0, "warnings": [str(os.getpid())]})


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(work(line) + "\n")
        sys.stdout.flush()
