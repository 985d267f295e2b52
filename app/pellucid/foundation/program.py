"""How this program starts itself once more."""

import sys


def program() -> list[str]:
    """The words that start this program again, as it is installed or frozen."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "pellucid"]
