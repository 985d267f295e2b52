"""Carries out a plan with OpenGL: one program, one textured rectangle a picture.

The split between before and after is geometry (each side is its own rectangle), so no pixel is computed twice.
Written for GLSL 1.20, which every desktop driver and software GL understands. Its twin is `painter_surface`.
"""

import logging
from array import array

from PySide6.QtCore import Signal
from PySide6.QtGui import QOffscreenSurface, QOpenGLContext, QOpenGLFunctions, QVector2D, QVector4D
from PySide6.QtOpenGL import QOpenGLBuffer, QOpenGLShader, QOpenGLShaderProgram, QOpenGLVertexArrayObject
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from pellucid.foundation.paths import resources_dir
from pellucid.ui.canvas.color_maps import lookup_table
from pellucid.ui.canvas.plan import Draw, MapLook, Plan
from pellucid.ui.canvas.textures import Textures, set_filter

_GL_COLOR_BUFFER_BIT = 0x4000
_GL_FLOAT = 0x1406
_GL_TRIANGLE_STRIP = 0x0005
_UNITS = {"first": 0, "second": 1, "values": 2, "colours": 3}
_NUMBERS = ("clip", "target", "canvas", "share", "opacity")

_log = logging.getLogger("pellucid.ui")


def gl_works() -> bool:
    """Try to make a GL context and the program of the canvas; nothing on the screen is touched."""
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not (context.create() and context.makeCurrent(surface)):
        return False
    works = _make_program() is not None
    context.doneCurrent()
    return works


class GlSurface(QOpenGLWidget):
    """Signals: `painted(generation)` once a frame is on the screen, `failed(reason)` where the program won't link."""

    painted = Signal(int)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._painted: int | None = None
        self._program: QOpenGLShaderProgram | None = None
        self._textures = Textures()
        self._at: dict[str, int] = {}
        self._corners = QOpenGLBuffer()
        self._arrays = QOpenGLVertexArrayObject()
        self.frameSwapped.connect(self._on_frame_swapped)

    def show_plan(self, plan: Plan) -> None:
        """Paint this from now on."""
        self._plan = plan
        self.update()

    def release(self) -> None:
        """Give the card's memory back while its context still lives; only the background is painted after that."""
        if self._program is None:
            return
        self.makeCurrent()
        self._textures.clear()
        self._arrays.destroy()
        self._corners.destroy()
        self._program = None
        self.doneCurrent()

    def initializeGL(self) -> None:  # noqa: N802 -- Qt's name
        """Make the program and the unit square; called again when the widget gets a new context."""
        self.context().aboutToBeDestroyed.connect(self.release)
        program = _make_program()
        if program is None:
            self.failed.emit("the program of the canvas cannot be used")
            return
        self._program = program
        self._at = {name: program.uniformLocation(name) for name in (*_UNITS, *_NUMBERS)}
        self._make_corners(program)

    def paintGL(self) -> None:  # noqa: N802 -- Qt's name
        """Clear, then paint every picture of the plan."""
        functions = self.context().functions()
        plan = self._plan
        gray = plan.background / 255 if plan else 0.3
        functions.glClearColor(gray, gray, gray, 1.0)
        functions.glClear(_GL_COLOR_BUFFER_BIT)
        program = self._program
        if plan is None or program is None:
            return
        program.bind()
        self._arrays.bind()
        program.setUniformValue(self._at["canvas"], QVector2D(plan.canvas.width, plan.canvas.height))
        for name, unit in _UNITS.items():
            program.setUniformValue1i(self._at[name], unit)
        for draw in plan.draws:
            self._paint(functions, program, draw, plan.look)
        self._arrays.release()
        program.release()
        self._painted = plan.generation

    def _make_corners(self, program: QOpenGLShaderProgram) -> None:
        corners = array("f", [0, 0, 1, 0, 0, 1, 1, 1]).tobytes()
        self._arrays.create()
        self._arrays.bind()
        self._corners.create()
        self._corners.bind()
        self._corners.allocate(corners, len(corners))
        program.bind()
        location = program.attributeLocation("corner")
        program.enableAttributeArray(location)
        program.setAttributeBuffer(location, _GL_FLOAT, 0, 2)
        program.release()
        self._corners.release()
        self._arrays.release()

    def _paint(self, functions: QOpenGLFunctions, program: QOpenGLShaderProgram, draw: Draw, look: MapLook) -> None:
        pictures = [self._textures.picture(layer.key, layer.pixels) for layer in draw.layers]
        for unit, texture in enumerate((pictures[0], pictures[-1])):
            set_filter(texture, draw.smooth)
            texture.bind(unit)
        opacity = look.opacity if draw.overlay else 0.0
        if draw.overlay and opacity:
            self._textures.values(draw.overlay.key, draw.overlay.values).bind(_UNITS["values"])
            table = lookup_table(look.color_map)[None]
            self._textures.picture(look.color_map, table).bind(_UNITS["colours"])
        clip, target = draw.clip, draw.target
        program.setUniformValue(self._at["clip"], QVector4D(clip.x, clip.y, clip.width, clip.height))
        program.setUniformValue(self._at["target"], QVector4D(target.x, target.y, target.width, target.height))
        program.setUniformValue1f(self._at["share"], draw.mix if len(draw.layers) > 1 else 0.0)
        program.setUniformValue1f(self._at["opacity"], opacity)
        functions.glDrawArrays(_GL_TRIANGLE_STRIP, 0, 4)

    def _on_frame_swapped(self) -> None:
        if self._painted is not None:
            self.painted.emit(self._painted)


def _make_program() -> QOpenGLShaderProgram | None:
    """Link the program of the canvas in the present context; None, with a word in the log, where that fails."""
    program = QOpenGLShaderProgram()
    shaders = resources_dir() / "shaders"
    kinds = QOpenGLShader.ShaderTypeBit
    linked = (
        program.addShaderFromSourceFile(kinds.Vertex, str(shaders / "canvas.vert"))
        and program.addShaderFromSourceFile(kinds.Fragment, str(shaders / "canvas.frag"))
        and program.link()
    )
    if not linked:
        _log.warning("the canvas program cannot be used, painting without GL: %s", program.log())
    return program if linked else None
