"""What a bench has measured already, in a file of one JSON object a line: a run that was stopped goes on with it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Kept:
    """Answers by key, in memory and, where a file is given, in that file.

    Whoever changes what is measured begins a new file: keys name the picture, not the program.

    Args:
        path: of the file, which need not be there; None keeps nothing for later.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[str, Any] = {}
        if path is not None and path.exists():
            self._read(path)

    def _read(self, path: Path) -> None:
        """Read what is whole: a run may have been stopped within a line."""
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                found = json.loads(line)
            except ValueError:
                continue
            self._known[found["key"]] = found["value"]

    def answer(self, key: str, find: Callable[[], Any]) -> Any:
        """What is known under a key; what is not is found, and kept."""
        if key not in self._known:
            self._known[key] = find()
            if self._path is not None:
                with self._path.open("a", encoding="utf-8") as file:
                    # Behind the end of a line, even where a run was stopped within it.
                    file.write("\n" + json.dumps({"key": key, "value": self._known[key]}) + "\n")
        return self._known[key]
