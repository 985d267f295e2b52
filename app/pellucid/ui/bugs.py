"""What the window does about a bug on the main thread."""

import logging
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from pellucid.foundation.errors import UserFacingError

if TYPE_CHECKING:
    from pellucid.ui.main_window import MainWindow

log = logging.getLogger("pellucid.ui")
ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def bug_reporter(window: "MainWindow") -> ExceptHook:
    """A bug on the main thread becomes a sentence and a log entry; the program goes on."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("error on the main thread", exc_info=(kind, error, trace))
        window.show_failed("bug", UserFacingError.of(error))

    return report
