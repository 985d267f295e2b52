"""Run Python with a window system: `on_display.py -m pytest -m gui`.

The present display is used; where there is none, a virtual one is started for as long as the command runs.
"""

import subprocess
import sys

from pellucid.bench.editor_child import display


def main(words: list[str]) -> int:
    """Run the Python of this environment with these words; the return value is its exit code."""
    with display() as place:
        # The tests draw off screen unless they are told where a window can stand.
        platform = {"QT_QPA_PLATFORM": "xcb"} if "DISPLAY" in place.environment else {}
        return subprocess.call([sys.executable, *words], env=place.environment | platform)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
