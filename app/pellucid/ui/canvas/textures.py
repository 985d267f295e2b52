"""Textures of the canvas by the key of their content: uploaded once, the least recently used go first.

Every call needs the surface's GL context to be current.
"""

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage, QOpenGLContext, Qt
from PySide6.QtOpenGL import QOpenGLTexture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 12
_GL_MAX_TEXTURE_SIZE = 0x0D33


class Textures:
    """A small store of textures on the graphics card."""

    def __init__(self) -> None:
        self._by_key: OrderedDict[str, QOpenGLTexture] = OrderedDict()

    def picture(self, key: str, pixels: "NDArray[np.uint8]") -> QOpenGLTexture:
        """Texture of `(h, w, 4)` uint8 RGBA."""
        return self._kept("p" + key) or self._keep("p" + key, _upload_picture(pixels))

    def values(self, key: str, values: "NDArray[np.float32]") -> QOpenGLTexture:
        """Texture with one float channel of `(h, w)` float32."""
        return self._kept("v" + key) or self._keep("v" + key, _upload_values(values))

    def clear(self) -> None:
        """Free everything."""
        for texture in self._by_key.values():
            texture.destroy()
        self._by_key.clear()

    def _kept(self, key: str) -> QOpenGLTexture | None:
        texture = self._by_key.get(key)
        if texture is not None:
            self._by_key.move_to_end(key)
        return texture

    def _keep(self, key: str, texture: QOpenGLTexture) -> QOpenGLTexture:
        self._by_key[key] = texture
        while len(self._by_key) > _KEPT:
            _, oldest = self._by_key.popitem(last=False)
            oldest.destroy()
        return texture


def set_filter(texture: QOpenGLTexture, smooth: bool) -> None:
    """Choose between smooth and pixel-sharp magnification."""
    chosen = QOpenGLTexture.Filter.Linear if smooth else QOpenGLTexture.Filter.Nearest
    texture.setMinMagFilters(chosen, chosen)


def _upload_picture(pixels: "NDArray[np.uint8]") -> QOpenGLTexture:
    height, width = pixels.shape[:2]
    limit = QOpenGLContext.currentContext().functions().glGetIntegerv(_GL_MAX_TEXTURE_SIZE)
    if max(width, height) > limit:
        # Only a very long, very narrow photo gets here: a first look is not limited by the canvas.
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        image = image.scaled(min(width, limit), min(height, limit), mode=Qt.TransformationMode.SmoothTransformation)
        return _upload(image.width(), image.height(), QOpenGLTexture.TextureFormat.RGBA8_UNorm, image.constBits())
    return _upload(width, height, QOpenGLTexture.TextureFormat.RGBA8_UNorm, _contiguous(pixels))


def _upload_values(values: "NDArray[np.float32]") -> QOpenGLTexture:
    height, width = values.shape
    return _upload(width, height, QOpenGLTexture.TextureFormat.R32F, _contiguous(values))


def _contiguous(values: "NDArray[Any]") -> "NDArray[Any]":
    return values if values.flags.c_contiguous else values.copy()


def _upload(width: int, height: int, stored: QOpenGLTexture.TextureFormat, data: object) -> QOpenGLTexture:
    is_float = stored is QOpenGLTexture.TextureFormat.R32F
    source = QOpenGLTexture.PixelFormat.Red if is_float else QOpenGLTexture.PixelFormat.RGBA
    kind = QOpenGLTexture.PixelType.Float32 if is_float else QOpenGLTexture.PixelType.UInt8
    texture = QOpenGLTexture(QOpenGLTexture.Target.Target2D)
    texture.setSize(width, height)
    texture.setFormat(stored)
    texture.setMipLevels(1)
    texture.allocateStorage(source, kind)
    texture.setData(source, kind, data)  # type: ignore[call-overload]  # the stubs do not know buffers
    texture.setWrapMode(QOpenGLTexture.WrapMode.ClampToEdge)
    set_filter(texture, smooth=True)
    return texture
