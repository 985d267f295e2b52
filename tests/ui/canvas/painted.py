"""What a surface has painted, and GL where the machine has it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pellucid.foundation.geometry import Size

if TYPE_CHECKING:
    from pellucid.ui.canvas.gl_surface import GlSurface


def gl_surface_class() -> type["GlSurface"]:
    """The surface that paints with GL; the test is skipped where GL does not work."""
    if QGuiApplication.platformName() == "offscreen":
        pytest.skip("there is no GL on this platform")
    from pellucid.ui.canvas.gl_surface import GlSurface, gl_works

    if not gl_works():
        pytest.skip("GL does not work here")
    return GlSurface


def pixels_of(surface: QWidget) -> NDArray[np.int16]:
    """The pixels of a surface, `(h, w, 3)`."""
    image = surface.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[..., :3].astype(np.int16)


def shown_surface(qtbot: QtBot, size: Size) -> Iterator["GlSurface"]:
    """A surface of a size in a window of its own, until the generator goes on."""
    gl_class = gl_surface_class()
    parent = QWidget()
    qtbot.addWidget(parent)
    surface = gl_class(parent)
    surface.resize(size.width, size.height)
    parent.show()
    qtbot.waitExposed(parent)
    yield surface
    parent.hide()
    surface.release()
