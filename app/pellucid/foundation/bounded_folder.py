"""A folder of files that can be made again, which never grows beyond a limit: what was unused longest leaves first.

It may be deleted at any time.
"""

import contextlib
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from pellucid.foundation.errors import UnwritableError

log = logging.getLogger("pellucid.foundation")

KEPT_SHARE = 0.8
"""When the folder is full it is emptied to this share, so that it is not looked through for every file."""


class BoundedFolder:
    """Files by name. Threads may share it.

    Args:
        folder: made when first needed.
        limit_bytes: the files together stay at or under this.
        ending: of every file, with the dot.

    Attributes:
        is_usable: False once `keep` has failed.
    """

    def __init__(self, folder: Path, limit_bytes: int, ending: str) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._ending = ending
        self.is_usable = True
        self._bytes: int | None = None
        self._lock = threading.Lock()

    def path(self, name: str) -> Path:
        """Where a file of this name lies or would lie; no folder has too many of them."""
        return self._folder / name[:2] / f"{name[2:]}{self._ending}"

    def put(self, name: str, data: bytes) -> None:
        """Keep a file, and make room for it.

        Raises:
            OSError, UnwritableError: it is not kept.
        """
        from pellucid.foundation.atomic import write_bytes  # noqa: PLC0415 -- the window starts without

        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data, durable=False)
        with self._lock:
            self._make_room(len(data))

    def keep(self, name: str, data: bytes, contents: str) -> None:
        """Keep a file as `put` does; where that fails, the log says so of `contents`, and `is_usable` ends."""
        try:
            self.put(name, data)
        except (OSError, UnwritableError) as error:
            log.info("%s are not kept: %s", contents, error)
            self.is_usable = False

    def _make_room(self, added: int) -> None:
        if self._bytes is None:
            self._bytes = sum(size for _, size, _ in self._files())
        else:
            self._bytes += added
        if self._bytes <= self._limit_bytes:
            return
        files = sorted(self._files())
        self._bytes = sum(size for _, size, _ in files)
        for _, size, path in files:
            if self._bytes <= KEPT_SHARE * self._limit_bytes:
                return
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108 -- as below
            self._bytes -= size

    def _files(self) -> Iterator[tuple[float, int, str]]:
        """Last use, size and path of every file."""
        for folder, _, names in os.walk(self._folder):
            for name in names:
                if not name.endswith(self._ending):
                    continue
                path = os.path.join(folder, name)  # noqa: PTH118 -- there are tens of thousands
                try:
                    facts = os.stat(path)  # noqa: PTH116 -- as above
                except FileNotFoundError:  # another window made room meanwhile
                    continue
                yield facts.st_mtime, facts.st_size, path
