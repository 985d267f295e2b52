"""Progress that only a terminal sees: one line, written over and over."""

import sys

from pellucid.foundation.progress import Progress


def remaining_words(seconds: float) -> str:
    """Word a remaining time, like “2 min 5 s left”."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min left"
    return f"{minutes} min {rest} s left" if minutes else f"{rest} s left"


def terminal_progress() -> Progress:
    """Progress on one line of the terminal; nothing where stderr is a file or a pipe."""
    return Progress(notify=_notify) if sys.stderr.isatty() else Progress()


def _notify(share: float, remaining_s: float | None) -> None:
    words = "" if remaining_s is None else f"  {remaining_words(remaining_s)}"
    ending = "" if share < 1 else "\r\033[K"
    sys.stderr.write(f"\r\033[K{share:4.0%}{words}{ending}")
    sys.stderr.flush()
