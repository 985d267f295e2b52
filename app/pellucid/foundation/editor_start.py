"""What a start of the editor asks for, as words on a command line and as a line from one program to another."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class EditorStart:
    """How the editor is opened.

    Attributes:
        files: photos; the first is shown.
        right: the right eye's photo where the one file is a left eye's.
        driver: name of a local socket on which tests may drive the window, or None.
        is_new_window: a window of its own is wanted, even where one is open.
    """

    files: tuple[Path, ...] = ()
    right: Path | None = None
    driver: str | None = None
    is_new_window: bool = False

    def to_line(self) -> bytes:
        """Its photos as a line for another program, which may stand in another folder."""
        import json  # noqa: PLC0415 -- the first window starts without

        right = None if self.right is None else str(self.right.absolute())
        return json.dumps({"files": [str(file.absolute()) for file in self.files], "right": right}).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "EditorStart":
        """What `to_line` gave.

        Raises:
            ValueError: it is no such line.
        """
        import json  # noqa: PLC0415 -- as above

        said: Any = json.loads(line)
        files: Any = said.get("files") if isinstance(said, dict) else None
        right: Any = said.get("right") if isinstance(said, dict) else None
        is_list = isinstance(files, list) and all(isinstance(file, str) for file in files)
        if not is_list or not (right is None or (isinstance(right, str) and len(files) == 1)):
            raise ValueError(f"no start of the editor: {line!r}")
        return cls(tuple(Path(file) for file in files), None if right is None else Path(right))
