"""A bug on the main thread becomes a sentence and a log entry; the program goes on."""

import logging
from collections.abc import Callable
from types import TracebackType

from pellucid.foundation.errors import UserFacingError
from pellucid.ui.main_window import MainWindow

log = logging.getLogger("pellucid.application")

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def bug_reporter(window: MainWindow) -> ExceptHook:
    """Make what `sys.excepthook` calls."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("error on the main thread", exc_info=(kind, error, trace))
        window.show_failed("bug", UserFacingError.of(error))

    return report
