"""What became of a photo: plain values, the same from this process, from another one and from another machine."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pellucid.foundation.errors import Cancelled, PellucidError, UserFacingError, named

log = logging.getLogger("pellucid.engine")

CANCELLED = 130
"""The exit code of what somebody stopped."""


@dataclass(frozen=True)
class Outcome:
    """The answer to a job.

    Attributes:
        code: exit code of its kind, 0 where it is done.
        message: a sentence where it failed.
        seconds: of decoding, computing and coding.
        warnings: sentences about losses.
        is_skipped: nothing was made, because the result is there.
    """

    code: int = 0
    message: str = ""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    is_skipped: bool = False

    @classmethod
    def of_failure(cls, photo: Path, error: BaseException, seconds: float = 0.0) -> "Outcome":
        """Word whatever went wrong with a photo; what nobody expected goes to the log."""
        if isinstance(error, Cancelled):
            return cls(CANCELLED, f"{photo}: cancelled.", seconds)
        if not isinstance(error, PellucidError):
            log.error("internal error with %s", photo, exc_info=error)
        failure = UserFacingError.of(error)
        return cls(failure.exit_code, named(photo, failure.sentence), seconds)

    def as_json(self) -> dict[str, Any]:
        """Content for `of_json`, which also is the answer of `pellucid serve`."""
        content: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "seconds": round(self.seconds, 3),
            "warnings": list(self.warnings),
        }
        return content | ({"skipped": True} if self.is_skipped else {})

    @classmethod
    def of_json(cls, content: dict[str, Any]) -> "Outcome":
        """The same out of content that came from another process of this program."""
        return cls(
            int(content["code"]),
            str(content["message"]),
            float(content["seconds"]),
            tuple(map(str, content["warnings"])),
            is_skipped=bool(content.get("skipped", False)),
        )


class AlreadyMade(Exception):  # noqa: N818 -- no error: there is nothing to do
    """The result is there already, made by a run before this one or by another worker."""


def stamp_of(target: Path) -> str:
    """What tells whether a file was replaced; empty where there is none."""
    try:
        facts = target.lstat()
    except OSError:
        return ""
    return f"{facts.st_mtime_ns:x}-{facts.st_size:x}-{facts.st_ino:x}"


def require_unmade(target: Path, stamp: str | None) -> None:
    """Find out whether a result was made since its batch was planned.

    Args:
        target: the file.
        stamp: as `stamp_of` told it then; None does not ask.

    Raises:
        AlreadyMade: it is another one, or is there now.
    """
    if stamp is not None and stamp_of(target) != stamp:
        raise AlreadyMade(os.fspath(target))
