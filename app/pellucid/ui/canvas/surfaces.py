"""Chooses how the canvas paints: with GL where it works, else with QPainter."""

import os
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from pellucid.ui.canvas.painter_surface import PainterSurface

if TYPE_CHECKING:
    from pellucid.ui.canvas.gl_surface import GlSurface

_WITHOUT_GL = ("offscreen", "minimal", "vnc", "linuxfb")


def make_surface(canvas: QWidget) -> "GlSurface | PainterSurface":
    """Make the surface of a canvas; `PELLUCID_NO_GL` asks for the one without GL."""
    if os.environ.get("PELLUCID_NO_GL") or QGuiApplication.platformName() in _WITHOUT_GL:
        return PainterSurface(canvas)
    # GL libraries are not loaded where they are not used.
    from pellucid.ui.canvas.gl_surface import GlSurface, gl_works  # noqa: PLC0415

    return GlSurface(canvas) if gl_works() else PainterSurface(canvas)
