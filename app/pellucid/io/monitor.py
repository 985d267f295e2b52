"""The profile of a display, where the platform tells it: X11, Windows. macOS converts by itself (see `ui.theme`)."""

import contextlib
import ctypes
import ctypes.util
import logging
import os
import sys
from collections.abc import Iterator

log = logging.getLogger("pellucid.io")

_MOST_BYTES = 4 * 2**20
_ANY_TYPE, _SUCCESS = 0, 0
_LONGEST_PATH = 1024


def system_profile(screen: int) -> bytes | None:
    """The ICC profile that the platform has for a display; None where it has none, or cannot be asked.

    Args:
        screen: number of the display, 0 being the first.
    """
    try:
        if sys.platform == "win32":
            return _of_windows()
        return _of_x11(screen) if os.environ.get("DISPLAY") and sys.platform != "darwin" else None
    except (OSError, AttributeError) as error:
        log.info("the profile of the display is not known: %s", error)
        return None


def _of_x11(screen: int) -> bytes | None:
    """The property of the root window that colour managers set: `_ICC_PROFILE`, `_ICC_PROFILE_1` and so on."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    x11.XFree.argtypes = [ctypes.c_void_p]
    name = "_ICC_PROFILE" if screen == 0 else f"_ICC_PROFILE_{screen}"
    with _opened(x11) as display:
        atom = x11.XInternAtom(display, name.encode(), 1) if display else 0
        return _property(x11, display, atom) if atom else None


@contextlib.contextmanager
def _opened(x11: ctypes.CDLL) -> Iterator[int | None]:
    display: int | None = x11.XOpenDisplay(None)
    try:
        yield display
    finally:
        if display:
            x11.XCloseDisplay(display)


def _property(x11: ctypes.CDLL, display: int | None, atom: int) -> bytes | None:
    kind, form, count, left, data = (
        ctypes.c_ulong(),
        ctypes.c_int(),
        ctypes.c_ulong(),
        ctypes.c_ulong(),
        ctypes.POINTER(ctypes.c_ubyte)(),
    )
    asked = (ctypes.c_long(0), ctypes.c_long(_MOST_BYTES // 4), ctypes.c_int(0), ctypes.c_ulong(_ANY_TYPE))
    answers = (ctypes.byref(part) for part in (kind, form, count, left, data))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    status = x11.XGetWindowProperty(ctypes.c_void_p(display), root, ctypes.c_ulong(atom), *asked, *answers)
    if status != _SUCCESS or not data:
        return None
    found = bytes(data[: count.value]) if form.value == 8 and not left.value else None
    x11.XFree(data)
    return found or None


def _of_windows() -> bytes | None:
    """The file that Windows names for the primary display."""
    libraries = ctypes.windll  # type: ignore[attr-defined,unused-ignore]  # only where there is Windows
    context = libraries.user32.GetDC(0)
    path, length = ctypes.create_unicode_buffer(_LONGEST_PATH), ctypes.c_ulong(_LONGEST_PATH)
    try:
        if not libraries.gdi32.GetICMProfileW(context, ctypes.byref(length), path):
            return None
    finally:
        libraries.user32.ReleaseDC(0, context)
    with open(path.value, "rb") as file:  # noqa: PTH123 -- a path of the system, not of a person
        return file.read(_MOST_BYTES)
