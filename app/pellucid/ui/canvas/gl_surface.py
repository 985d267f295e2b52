"""Carries out a plan with OpenGL: one textured rectangle a picture, everything about its pixels in one pass.

The split between before and after is geometry (each side is its own rectangle), so no pixel is computed twice. Its twin
is `painter_surface`, which cannot slice grids. Software GL paints a coarse plan at half the width and height, and
enlarges that: see decision 0013.
"""

from array import array
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QMatrix3x3, QOffscreenSurface, QOpenGLContext, QOpenGLFunctions, QVector2D, QVector4D
from PySide6.QtOpenGL import QOpenGLBuffer, QOpenGLFramebufferObject, QOpenGLVertexArrayObject
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from pellucid.foundation.frame import GridMode, MaskTexture
from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.projective import Matrix, inverse
from pellucid.ui.canvas.color_maps import lookup_table
from pellucid.ui.canvas.gl_calls import blend, keep_to
from pellucid.ui.canvas.gl_programs import CORNER, EVERYTHING, PLAIN, UNITS, Needs, Program, Programs, needs_of
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.canvas.paint_list import Draw, PaintList
from pellucid.ui.canvas.patches import coarse_patches, patch_of
from pellucid.ui.canvas.textures import Textures, set_filter
from pellucid.ui.canvas.viewing import Target

_GL_COLOR_BUFFER_BIT = 0x4000
_GL_FLOAT = 0x1406
_GL_LINEAR = 0x2601
_GL_RENDERER = 0x1F01
_GL_TEXTURE_2D = 0x0DE1
_GL_TEXTURE_MAG_FILTER = 0x2800
_GL_TEXTURE0 = 0x84C0
_GL_TRIANGLE_STRIP = 0x0005

_NO_LIST_GRAY = 0.3
_SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "software", "mesa x11", "gdi generic", "basic render")


def gl_works() -> bool:
    """Try to make a GL context and the programs of the canvas; nothing on the screen is touched."""
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    if not (context.create() and context.makeCurrent(surface)):
        return False
    works = Programs().of(EVERYTHING) is not None
    context.doneCurrent()
    return works


def is_software(renderer: str) -> bool:
    """True where GL calls itself by the name of a renderer that has no graphics card."""
    return any(name in renderer.lower() for name in _SOFTWARE)


class _Drawn(NamedTuple):
    """What is in the buffer that Qt shows: a plan, and which buffer it is and of which size."""

    paint_list: PaintList | None
    where: tuple[int, QSize]


class GlSurface(QOpenGLWidget):
    """Signals: `painted(generation)` once a frame is on the screen, `failed(reason)` where a program won't link."""

    painted = Signal(int)
    failed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paint_list: PaintList | None = None
        self._painted: int | None = None
        self._drawn: _Drawn | None = None
        self._programs: Programs | None = None
        self._is_slow = False
        self._half: QOpenGLFramebufferObject | None = None
        self._textures = Textures()
        self._corners = QOpenGLBuffer()
        self._arrays = QOpenGLVertexArrayObject()
        self.setUpdateBehavior(QOpenGLWidget.UpdateBehavior.PartialUpdate)
        self.frameSwapped.connect(self._on_frame_swapped)

    def show_list(self, paint_list: PaintList) -> None:
        """Paint this from now on."""
        self._paint_list = paint_list
        self.update()

    def release(self) -> None:
        """Give the card's memory back while its context still lives; only the background is painted after that."""
        if self._programs is None:
            return
        self.makeCurrent()
        self._textures.clear()
        self._arrays.destroy()
        self._corners.destroy()
        self._half = None
        self._programs = None
        self.doneCurrent()

    def initializeGL(self) -> None:  # noqa: N802 -- Qt's name
        """Make the first program and the unit square; called again when the widget gets a new context."""
        self._drawn = None
        self.context().aboutToBeDestroyed.connect(self.release)
        self._programs = Programs()
        self._is_slow = is_software(str(self.context().functions().glGetString(_GL_RENDERER)))
        if (program := self._bound(PLAIN)) is not None:
            self._make_corners(program)

    def resizeGL(self, _width: int, _height: int) -> None:  # noqa: N802 -- Qt's name
        """What was painted is gone."""
        self._drawn = None

    def paintGL(self) -> None:  # noqa: N802 -- Qt's name
        """Clear, then paint every picture of the plan; nothing where it is there already.

        Qt asks again whenever something over the picture moves, as the outline of a brush. Where masks alone are others
        than before, what they change is painted.
        """
        functions = self.context().functions()
        paint_list = self._paint_list
        where = (self.defaultFramebufferObject(), self.size() * self.devicePixelRatioF())
        if self._drawn is not None and self._drawn.paint_list is paint_list and self._drawn.where == where:
            return
        before, self._drawn = self._drawn, _Drawn(paint_list, where)
        if paint_list is None or self._programs is None:
            functions.glClearColor(*_ground(paint_list), 1.0)
            functions.glClear(_GL_COLOR_BUFFER_BIT)
            return
        patch = _patch(before, paint_list, where)
        if patch is None or not patch.is_empty:
            self._paint_patch(functions, paint_list, patch)
        self._painted = paint_list.generation

    def _paint_patch(self, functions: QOpenGLFunctions, paint_list: PaintList, patch: Rect | None) -> None:
        functions.glClearColor(*_ground(paint_list), 1.0)
        self._arrays.bind()
        if paint_list.coarse and self._is_slow:
            self._paint_coarsely(functions, paint_list, patch)
        else:
            keep_to(functions, patch, paint_list.canvas.height)
            functions.glClear(_GL_COLOR_BUFFER_BIT)
            for draw in paint_list.draws:
                self._paint(functions, draw, paint_list, draw.smooth)
        keep_to(functions, None, 0)
        blend(functions, wanted=False)
        functions.glUseProgram(0)
        self._arrays.release()

    def _make_corners(self, program: Program) -> None:
        """Keep the unit square in the place where every program looks for it."""
        corners = array("f", [0, 0, 1, 0, 0, 1, 1, 1]).tobytes()
        self._arrays.create()
        self._arrays.bind()
        self._corners.create()
        self._corners.bind()
        self._corners.allocate(corners, len(corners))
        program.linked.enableAttributeArray(CORNER)
        program.linked.setAttributeBuffer(CORNER, _GL_FLOAT, 0, 2)
        self._corners.release()
        self._arrays.release()

    def _paint_coarsely(self, functions: QOpenGLFunctions, paint_list: PaintList, patch: Rect | None) -> None:
        """Paint beside the screen at half the width and height, and enlarge that smoothly."""
        half = self._half_of(functions, paint_list.canvas)
        coarse, smoothed = coarse_patches(patch, paint_list.canvas) if patch else (None, None)
        # Even, also where the canvas is not: a coarse pixel is four whole ones, so that nothing moves.
        doubled = Size(2 * half.width(), 2 * half.height())
        half.bind()
        functions.glViewport(0, 0, half.width(), half.height())
        keep_to(functions, coarse, half.height())
        functions.glClear(_GL_COLOR_BUFFER_BIT)
        for draw in paint_list.draws:
            self._paint(functions, draw, replace(paint_list, canvas=doubled), smooth=True)
        half.release()
        ratio = self.devicePixelRatioF()
        functions.glViewport(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        keep_to(functions, smoothed, paint_list.canvas.height)
        functions.glActiveTexture(_GL_TEXTURE0 + UNITS["first"])
        functions.glBindTexture(_GL_TEXTURE_2D, half.texture())
        # GL counts the rows of what it painted from below.
        upright = Target(0, doubled.height, doubled.width, -doubled.height)
        if (program := self._bound(PLAIN)) is not None:
            _paint_rectangle(functions, program, paint_list.canvas, Rect.of(paint_list.canvas), upright)

    def _half_of(self, functions: QOpenGLFunctions, canvas: Size) -> QOpenGLFramebufferObject:
        width, height = (canvas.width + 1) // 2, (canvas.height + 1) // 2
        half = self._half
        if half is None or (half.width(), half.height()) != (width, height):
            half = self._half = QOpenGLFramebufferObject(width, height)
            functions.glBindTexture(_GL_TEXTURE_2D, half.texture())
            functions.glTexParameteri(_GL_TEXTURE_2D, _GL_TEXTURE_MAG_FILTER, _GL_LINEAR)
        return half

    def _paint(self, functions: QOpenGLFunctions, draw: Draw, paint_list: PaintList, smooth: bool) -> None:
        opacity = paint_list.overlay_style.opacity if draw.overlay else 0.0
        style = paint_list.mask_style if draw.veil else None
        display = None if draw.marks else paint_list.display
        program = self._bound(needs_of(draw, opacity, display, has_veil=style is not None))
        if program is None:
            return
        for unit, layer in zip((UNITS["first"], UNITS["second"]), draw.picture.shown, strict=False):
            texture = self._textures.picture(layer.key, layer.pixels)
            set_filter(texture, smooth)
            texture.bind(unit)
        mix = draw.picture.mix
        if isinstance(mix, MaskTexture):
            self._textures.masks((mix,)).bind(UNITS["mask"])
        else:
            program.linked.setUniformValue1f(program.at["share"], mix)
        if draw.overlay and opacity:
            self._textures.values(draw.overlay.key, draw.overlay.values).bind(UNITS["values"])
            table = lookup_table(paint_list.overlay_style.color_map)[None]
            self._textures.picture(paint_list.overlay_style.color_map, table).bind(UNITS["colours"])
            program.linked.setUniformValue1f(program.at["opacity"], opacity)
        self._set_veil(program, draw, style)
        self._set_tail(program, draw)
        if display is not None:
            self._textures.display(display).bind(UNITS["display"])
            program.linked.setUniformValue1f(program.at["side"], display.values.shape[0])
        if draw.tilt is not None:
            program.linked.setUniformValue(program.at["back"], QMatrix3x3(_scaled(inverse(draw.tilt))))
        blend(functions, wanted=draw.marks)
        _paint_rectangle(functions, program, paint_list.canvas, draw.clip, draw.target)

    def _set_veil(self, program: Program, draw: Draw, style: MaskStyle | None) -> None:
        if draw.veil is None or style is None:
            return
        self._textures.masks((draw.veil,)).bind(UNITS["veil"])
        red, green, blue = (part / 255 for part in style.color)
        program.linked.setUniformValue(program.at["tint"], QVector4D(red, green, blue, style.shown_opacity))

    def _set_tail(self, program: Program, draw: Draw) -> None:
        tail = draw.picture.tail
        if tail is None:
            return
        self._textures.grids((tail.base, *(grid for grid, _ in tail.locals))).bind(UNITS["matrices"])
        if tail.locals:
            self._textures.masks(tuple(mask for _, mask in tail.locals)).bind(UNITS["masks"])
        program.linked.setUniformValue(program.at["edges"], QVector4D(*draw.edges))
        program.linked.setUniformValue1f(program.at["depth"], tail.base.cells.shape[1])
        program.linked.setUniformValue1f(program.at["divides"], float(tail.base.mode is GridMode.DIVIDE))

    def _bound(self, needs: Needs) -> Program | None:
        """The program for these needs, in use; where there is none, somebody else will have to paint."""
        program = self._programs.of(needs) if self._programs else None
        if program is None:
            self.failed.emit("a program of the canvas cannot be used")
            return None
        program.linked.bind()
        return program

    def _on_frame_swapped(self) -> None:
        if self._painted is not None:
            self.painted.emit(self._painted)


def _patch(before: _Drawn | None, now: PaintList, where: tuple[int, QSize]) -> Rect | None:
    """What is to be painted over what was painted before; None for the whole canvas."""
    is_there = before is not None and before.where == where and where[1] == QSize(now.canvas.width, now.canvas.height)
    return patch_of(before.paint_list, now) if is_there and before is not None and before.paint_list else None


def _ground(paint_list: PaintList | None) -> tuple[float, float, float]:
    if paint_list is None:
        return _NO_LIST_GRAY, _NO_LIST_GRAY, _NO_LIST_GRAY
    red, green, blue = paint_list.ground
    return red / 255, green / 255, blue / 255


def _scaled(matrix: Matrix) -> list[float]:
    """The same projective map with numbers that 32 bits hold well."""
    largest = max(abs(value) for value in matrix[6:])
    return [value / largest for value in matrix]


def _paint_rectangle(functions: QOpenGLFunctions, program: Program, canvas: Size, clip: Rect, target: Target) -> None:
    linked, at = program.linked, program.at
    linked.setUniformValue(at["canvas"], QVector2D(canvas.width, canvas.height))
    linked.setUniformValue(at["clip"], QVector4D(clip.x, clip.y, clip.width, clip.height))
    linked.setUniformValue(at["target"], QVector4D(target.x, target.y, target.width, target.height))
    functions.glDrawArrays(_GL_TRIANGLE_STRIP, 0, 4)
