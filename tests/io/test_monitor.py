"""The profile that the platform has for a display."""

import ctypes
import ctypes.util
import os
import sys

import pytest

from pellucid.io import monitor
from pellucid.io.monitor import system_profile

PROFILE = bytes(range(256)) * 3


def test_without_a_display_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert system_profile(0) is None


def test_a_platform_that_cannot_be_asked_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_screen: int) -> bytes:
        raise OSError("no such library")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(monitor, "_of_x11", fail)
    assert system_profile(0) is None


@pytest.mark.gui
@pytest.mark.skipif(sys.platform != "linux" or not os.environ.get("DISPLAY"), reason="needs X11")
@pytest.mark.parametrize(("screen", "name"), [(0, b"_ICC_PROFILE"), (1, b"_ICC_PROFILE_1")])
def test_what_a_color_manager_has_set_is_found(screen: int, name: bytes) -> None:
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XDefaultRootWindow.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    atom, cardinal = (ctypes.c_ulong(x11.XInternAtom(display, word, 0)) for word in (name, b"CARDINAL"))
    x11.XChangeProperty(display, root, atom, cardinal, 8, 0, PROFILE, len(PROFILE))
    x11.XSync(display, 0)
    try:
        assert system_profile(screen) == PROFILE
    finally:
        x11.XDeleteProperty(display, root, atom)
        x11.XCloseDisplay(display)
    assert system_profile(screen) is None
