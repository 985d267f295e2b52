"""Imports as Python makes them, in a program that has loaded Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 -- puts an import of its own in the place of Python's


def import_plainly() -> None:
    """Give Python its own import back, which PySide keeps as `__orig_import__`.

    PySide's reads the source of every module that is loaded after Qt, to find out whether `__feature__` may matter to
    it. Nothing here uses `__feature__`, and the reading costs a twentieth of a start and a tenth of loading torch.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
