"""The one family of errors whose text is written for the person.

The message says what happened, to which file, and what to do next. `exit_code` is what the command line
returns (`app/ARCHITECTURE.md`, Command line). `Cancelled` is no error: it is silent everywhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pellucid.foundation.paths import shown
from pellucid.foundation.translation import tr


class PellucidError(Exception):
    """Base of all errors shown to people."""

    exit_code = 1


class UsageError(PellucidError):
    """An option, an operation, a value or a target that makes no sense."""

    exit_code = 2


class UnsupportedError(PellucidError):
    """A format or a feature of a format that Pellucid does not read or write."""

    exit_code = 3


class UnreadableError(PellucidError):
    """A file that is missing, denied, damaged, cut, empty or not a regular file."""

    exit_code = 4


class RefusedError(PellucidError):
    """A file that is not opened or overwritten for safety."""

    exit_code = 5


class UnwritableError(PellucidError):
    """A target that cannot be written: full, read-only, denied, name too long."""

    exit_code = 6


class MemoryShortError(PellucidError):
    """A picture that does not fit into memory."""

    exit_code = 7


class ModelError(PellucidError):
    """Weights that are missing, damaged or give numbers that are not finite."""

    exit_code = 8


class Cancelled(Exception):  # noqa: N818 -- not an error: work that somebody stopped
    """Raised inside work that was cancelled; never shown."""


@dataclass(frozen=True)
class UserFacingError:
    """What a worker hands to the window: the sentence and the exit code of its kind."""

    sentence: str
    exit_code: int

    @classmethod
    def of(cls, error: BaseException) -> "UserFacingError":
        """Word any exception for a person; an unexpected one is a bug and says where the log is."""
        if isinstance(error, PellucidError):
            return cls(str(error), error.exit_code)
        if isinstance(error, MemoryError):
            return cls(tr("There is not enough memory for this picture. Close other programs and try again."), 7)
        return cls(
            tr("Something went wrong inside Pellucid ({kind}). The log has the details.", kind=type(error).__name__),
            1,
        )


@contextmanager
def about(path: Path) -> Iterator[None]:
    """Name the file in what is said of bytes that are read from it.

    Raises:
        UnreadableError: the same, with the name before its sentence.
    """
    try:
        yield
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from error


def named(file: Path | str, sentence: str) -> str:
    """Put the file's name before a sentence that does not begin with it."""
    name = shown(file)
    return sentence if sentence.startswith((str(file), name)) else f"{name}: {sentence}"
