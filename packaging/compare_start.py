"""How long the frozen editor takes to a painted window, beside the unfrozen one: `compare_start.py PROGRAM [RUNS]`.

Both are started in turn with the sample photo, each with empty folders of its own, and medians are told; the first
start of each is left out, because it reads the files from the disk. Ends with 1 where the frozen one takes more than
1.5 times as long. Run it with the Python of the build.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from pellucid.bench import editor_child
from pellucid.bench.startup import sample_photo
from pellucid.foundation.program import program as program_words

LIMIT = 1.5


def main(program: str, runs: int) -> int:
    """Measure and compare."""
    ways = {"frozen": [str(Path(program).resolve())], "unfrozen": program_words()}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    with editor_child.display() as place:
        for _ in range(runs + 1):
            for name, words in ways.items():
                with patch.object(editor_child, "program", lambda words=words: words):
                    seconds[name].append(painted_after(place))
    frozen, unfrozen = (statistics.median(seconds[name][1:]) for name in ways)
    ratio = frozen / unfrozen
    print(f"frozen {frozen:.3f} s, unfrozen {unfrozen:.3f} s, ratio {ratio:.2f} ({runs} starts, {place.name})")
    print(f"first starts: frozen {seconds['frozen'][0]:.3f} s, unfrozen {seconds['unfrozen'][0]:.3f} s")
    return int(ratio > LIMIT)


def painted_after(place: editor_child.Display) -> float:
    """Seconds from the start of the process until its window was painted."""
    with (
        tempfile.TemporaryDirectory(prefix="pellucid-start-") as folder,
        editor_child.editor(place, Path(folder), sample_photo(), "cpu") as child,
    ):
        while child.ask("state")["torch_at_first_paint"] is None:
            time.sleep(editor_child.POLL_S)
        return time.perf_counter() - child.started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9))
