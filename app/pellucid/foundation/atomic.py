"""The only way to write a file: whole or not at all.

A temporary file in the same folder is written, flushed to the disk and renamed over the target, then the
folder is flushed. On any failure the temporary file goes away and the old target stays.
"""

import contextlib
import errno
import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from pellucid.foundation.errors import UnwritableError
from pellucid.foundation.translation import mark, tr

_REASONS = {
    errno.ENOSPC: mark("there is no space left on the disk"),
    errno.EDQUOT: mark("your quota of disk space is used up"),
    errno.EFBIG: mark("the file would be larger than allowed"),
    errno.EACCES: mark("writing is not allowed there"),
    errno.EPERM: mark("writing is not allowed there"),
    errno.EROFS: mark("the disk is read-only"),
    errno.ENOENT: mark("the folder does not exist"),
    errno.ENOTDIR: mark("the folder does not exist"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.EIO: mark("the disk reported an error"),
}


_TEMPORARY = ".pellucid-"
_ABANDONED_AFTER_S = 1.0
"""A file is made a moment before it is locked."""

_unfinished: set[Path] = set()


def discard_unfinished() -> None:
    """Take away what is only half written, for a program that is about to end without waiting for who writes it."""
    for temporary in tuple(_unfinished):
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def discard_abandoned(folder: Path) -> None:
    """Take away what programs that were killed left half written in a folder; what is being written stays."""
    for temporary in folder.glob(f"{_TEMPORARY}*.tmp"):
        with contextlib.suppress(OSError), temporary.open("r+b") as file:
            if time.time() - temporary.stat().st_mtime > _ABANDONED_AFTER_S and _locked(file):
                temporary.unlink()


def atomic_write(path: Path, write: Callable[[BinaryIO], None], *, durable: bool = True) -> None:
    """Write a file through a temporary one.

    Args:
        path: the target; a symbolic link is followed, so that the link stays.
        write: is given the open temporary file.
        durable: wait until it is on the disk; not worth it for what can be made again.

    Raises:
        UnwritableError: the target cannot be written; it is as it was before.
    """
    target = Path(os.path.realpath(path))
    temporary = target.parent / f"{_TEMPORARY}{secrets.token_hex(4)}.tmp"
    _unfinished.add(temporary)
    try:
        if target.exists() and not target.is_file():
            raise (
                IsADirectoryError(errno.EISDIR, tr("not a regular file"))
                if target.is_dir()
                else OSError(errno.EPERM, tr("not a regular file"))
            )
        _write_new(temporary, write, _mode_of(target), flush=durable)
        os.replace(temporary, target)
    except OSError as error:
        raise UnwritableError(
            tr("{path}: cannot be written, because {reason}.", path=path, reason=write_reason(error))
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        _unfinished.discard(temporary)
    if durable:
        _flush_folder(target.parent)


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file of these bytes, see `atomic_write`."""

    def write(file: BinaryIO) -> None:
        file.write(data)

    atomic_write(path, write, durable=durable)


def write_json(path: Path, content: Any) -> None:
    """Write JSON that people can read, likewise."""
    write_bytes(path, json.dumps(content, indent=1).encode())


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none.

    Raises:
        UnwritableError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(
            tr("{folder}: cannot be made, because {reason}.", folder=folder, reason=write_reason(error))
        ) from error


def write_reason(error: OSError) -> str:
    """Say in words why writing failed."""
    return tr(_REASONS.get(error.errno or 0, error.strerror or str(error)))


def _mode_of(target: Path) -> int:
    """Permissions of the file to replace, or what a new file gets under the present umask."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write_new(temporary: Path, write: Callable[[BinaryIO], None], mode: int, *, flush: bool) -> None:
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        _locked(file)
        write(file)
        file.flush()
        if flush:
            os.fsync(file.fileno())
    os.chmod(temporary, mode)


def _locked(file: BinaryIO) -> bool:
    """Hold a file while it is open, if nobody else does; the system lets go of it with a program that is killed."""
    if sys.platform == "win32":  # a file that is open cannot be taken away there
        return True
    import fcntl  # noqa: PLC0415 -- not on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be flushed (not on Windows and some network disks)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
