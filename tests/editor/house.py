"""A running editor: what tests ask of it, and what must hold whenever and however it ends."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pellucid.bench import editor_child
from pellucid.bench.editor_child import Display, EditorChild

PATIENCE_S = 40.0
LEAVING_S = 20.0
"""For the end, which takes a second or two where nothing else runs: shorter than any work that is given up."""

_KNOWN_WORDS = "This plugin does not support propagateSizeHints()"
"""Said by Qt's off-screen platform about every window; it concerns nobody."""


class Editor:
    """A child, its own folder, and shorthands."""

    def __init__(self, child: EditorChild, folder: Path) -> None:
        self.child = child
        self.folder = folder

    def ask(self, command: str, **arguments: Any) -> dict[str, Any]:
        return self.child.ask(command, **arguments)

    def state(self) -> dict[str, Any]:
        return self.ask("state")

    def settle(self) -> None:
        assert self.ask("wait_idle", timeout_s=PATIENCE_S)["idle"]

    def wait_until(self, holds: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < until, f"not within {PATIENCE_S} s; {self.state()}"
            time.sleep(0.02)

    def wait_until_open(self, photo: Path) -> None:
        self.wait_until(lambda: self.state()["photo"] == str(photo))
        self.settle()

    def gammas(self) -> list[float]:
        return [operation["gamma"] for operation in self.state()["ops"] if operation["enabled"]]

    def quit(self) -> None:
        self.child.quit()

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.child.process.pid, number)

    def check_clean_end(self) -> None:
        """It is gone within seconds, with 0, and neither the terminal nor the log tells of trouble."""
        assert self.child.process.wait(LEAVING_S) == 0
        said = (self.folder / "stderr").read_text().splitlines()
        unasked = [line for line in said if line != _KNOWN_WORDS]
        assert not unasked, unasked
        log = self.folder / "log"  # made by its first line, and a start that went well has none
        lines = log.read_text().splitlines() if log.exists() else []
        complaints = [line for line in lines if " WARNING " in line or " ERROR " in line]
        assert not complaints, complaints


@contextmanager
def opened_editor(folder: Path, photo: Path) -> Iterator[Editor]:
    """Start the editor off screen and on the CPU; folders of an earlier start in `folder` are found again."""
    place = Display("offscreen", dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"})
    with editor_child.editor(place, folder, photo, "cpu") as child:
        yield Editor(child, folder)
