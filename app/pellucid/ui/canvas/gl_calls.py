"""States of GL that the canvas sets and takes back."""

from PySide6.QtGui import QOpenGLFunctions

from pellucid.foundation.geometry import Rect

_GL_BLEND = 0x0BE2
_GL_ONE = 1
_GL_ONE_MINUS_SRC_ALPHA = 0x0303
_GL_SCISSOR_TEST = 0x0C11
_GL_SRC_ALPHA = 0x0302
_GL_ZERO = 0


def keep_to(functions: QOpenGLFunctions, patch: Rect | None, height: int) -> None:
    """Paint and clear nothing beyond a patch of a buffer of some height, whose rows GL counts from below; or all."""
    if patch is None:
        functions.glDisable(_GL_SCISSOR_TEST)
        return
    functions.glEnable(_GL_SCISSOR_TEST)
    functions.glScissor(patch.x, height - patch.bottom, patch.width, patch.height)


def blend(functions: QOpenGLFunctions, *, wanted: bool) -> None:
    """Let the alpha of a picture say how much of it is seen, or paint over what lies below."""
    if not wanted:
        functions.glDisable(_GL_BLEND)
        return
    functions.glEnable(_GL_BLEND)
    functions.glBlendFuncSeparate(_GL_SRC_ALPHA, _GL_ONE_MINUS_SRC_ALPHA, _GL_ZERO, _GL_ONE)
