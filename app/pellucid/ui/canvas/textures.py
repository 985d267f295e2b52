"""Textures of the canvas by the key of their content: uploaded once, the least recently used go first.

Every call needs the surface's GL context to be current.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage, QOpenGLContext, Qt
from PySide6.QtOpenGL import QOpenGLPixelTransferOptions, QOpenGLTexture

from pellucid.foundation.display_lut import DisplayLut
from pellucid.foundation.frame import Grid, MaskTexture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 12
_GRIDS_KEPT = 4
_MASKS_KEPT = 5
_MATRIX_ROWS = 3
_GL_MAX_TEXTURE_SIZE = 0x0D33
_OF_ONE_CHANNEL = (QOpenGLTexture.TextureFormat.R32F, QOpenGLTexture.TextureFormat.R8_UNorm)
_OF_BYTES = (QOpenGLTexture.TextureFormat.RGBA8_UNorm, QOpenGLTexture.TextureFormat.R8_UNorm)


class Textures:
    """A small store of textures on the graphics card."""

    def __init__(self) -> None:
        self._pictures = _Recent(_KEPT)
        # On their own: a moving slider brings a new grid with every frame, which must not push pictures out.
        self._grids = _Recent(_GRIDS_KEPT)
        self._masks = _Recent(_MASKS_KEPT)
        self._displays = _Recent(1)

    def __len__(self) -> int:
        return len(self._pictures) + len(self._grids) + len(self._masks) + len(self._displays)

    def picture(self, key: str, pixels: "NDArray[np.uint8]") -> QOpenGLTexture:
        """Texture of `(h, w, 4)` uint8 RGBA."""
        return self._pictures.get("p" + key, lambda: _upload_picture(pixels))

    def values(self, key: str, values: "NDArray[np.float32]") -> QOpenGLTexture:
        """Texture with one float channel of `(h, w)` float32."""
        return self._pictures.get("v" + key, lambda: _upload_values(values))

    def grids(self, grids: Sequence[Grid]) -> QOpenGLTexture:
        """Texture of grids of one shape, one behind the other: of each all that makes red, then green, then blue.

        A texel has the four numbers of a row of a matrix. A picture needs one unit of the card for all its grids.
        """
        return self._grids.get(" ".join(grid.key for grid in grids), lambda: _upload_grids(grids))

    def masks(self, masks: Sequence[MaskTexture]) -> QOpenGLTexture:
        """Texture of up to four masks of one size, a channel each."""
        return self._masks.get(" ".join(mask.key for mask in masks), lambda: _upload_masks(masks))

    def display(self, display: DisplayLut) -> QOpenGLTexture:
        """Texture of the table of a display."""
        size = display.values.shape[2::-1]
        stored = QOpenGLTexture.TextureFormat.RGBA32F
        return self._displays.get(display.key, lambda: _upload(_contiguous(display.values), size, stored))

    def clear(self) -> None:
        """Free everything."""
        for kept in (self._pictures, self._grids, self._masks, self._displays):
            kept.clear()


class _Recent:
    """As many textures as it may keep."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._by_key: OrderedDict[str, QOpenGLTexture] = OrderedDict()

    def __len__(self) -> int:
        return len(self._by_key)

    def get(self, key: str, upload: Callable[[], QOpenGLTexture]) -> QOpenGLTexture:
        """Give the texture of a key, uploaded where it is not there yet."""
        texture = self._by_key.get(key)
        if texture is None:
            texture = self._by_key[key] = upload()
        self._by_key.move_to_end(key)
        while len(self._by_key) > self._kept:
            _, oldest = self._by_key.popitem(last=False)
            oldest.destroy()
        return texture

    def clear(self) -> None:
        """Free them all."""
        for texture in self._by_key.values():
            texture.destroy()
        self._by_key.clear()


def set_filter(texture: QOpenGLTexture, smooth: bool) -> None:
    """Choose between smooth and pixel-sharp magnification."""
    chosen = QOpenGLTexture.Filter.Linear if smooth else QOpenGLTexture.Filter.Nearest
    texture.setMinMagFilters(chosen, chosen)


def _upload_picture(pixels: "NDArray[np.uint8]") -> QOpenGLTexture:
    height, width = pixels.shape[:2]
    limit = QOpenGLContext.currentContext().functions().glGetIntegerv(_GL_MAX_TEXTURE_SIZE)
    if max(width, height) > limit:
        # Only a very long, very narrow photo gets here: a quick preview is not limited by the canvas.
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        image = image.scaled(min(width, limit), min(height, limit), mode=Qt.TransformationMode.SmoothTransformation)
        return _upload(image.constBits(), (image.width(), image.height()), QOpenGLTexture.TextureFormat.RGBA8_UNorm)
    return _upload(_contiguous(pixels), (width, height), QOpenGLTexture.TextureFormat.RGBA8_UNorm)


def _upload_values(values: "NDArray[np.float32]") -> QOpenGLTexture:
    height, width = values.shape
    return _upload(_contiguous(values), (width, height), QOpenGLTexture.TextureFormat.R32F)


def _upload_grids(grids: Sequence[Grid]) -> QOpenGLTexture:
    import numpy as np  # noqa: PLC0415 -- not needed to start

    _, depth, rows, columns = grids[0].cells.shape
    by_row = [grid.cells.reshape(_MATRIX_ROWS, 4, depth, rows, columns).transpose(0, 2, 3, 4, 1) for grid in grids]
    size = (columns, rows, depth * _MATRIX_ROWS * len(grids))
    return _upload(_contiguous(np.stack(by_row)), size, QOpenGLTexture.TextureFormat.RGBA32F)


def _upload_masks(masks: Sequence[MaskTexture]) -> QOpenGLTexture:
    import numpy as np  # noqa: PLC0415 -- not needed to start

    height, width = masks[0].values.shape
    if len(masks) == 1:  # with every move of a pen
        return _upload(_contiguous(masks[0].values), (width, height), QOpenGLTexture.TextureFormat.R8_UNorm)
    together = np.zeros((height, width, 4), np.uint8)
    for channel, mask in enumerate(masks):
        together[..., channel] = mask.values
    return _upload(together, (width, height), QOpenGLTexture.TextureFormat.RGBA8_UNorm)


def _contiguous(values: "NDArray[Any]") -> "NDArray[Any]":
    return values if values.flags.c_contiguous else values.copy()


def _upload(data: object, size: tuple[int, ...], stored: QOpenGLTexture.TextureFormat) -> QOpenGLTexture:
    """Make a texture of two or three sides; `size` is counted from the innermost one."""
    formats, kinds = QOpenGLTexture.PixelFormat, QOpenGLTexture.PixelType
    source = formats.Red if stored in _OF_ONE_CHANNEL else formats.RGBA
    kind = kinds.UInt8 if stored in _OF_BYTES else kinds.Float32
    targets = QOpenGLTexture.Target
    texture = QOpenGLTexture(targets.Target2D if len(size) == 2 else targets.Target3D)
    texture.setSize(*size)
    texture.setFormat(stored)
    texture.setMipLevels(1)
    texture.allocateStorage(source, kind)
    rows = QOpenGLPixelTransferOptions()
    rows.setAlignment(1)  # of any length: a mask has one byte a pixel
    texture.setData(source, kind, data, rows)  # type: ignore[call-overload]  # the stubs do not know buffers
    texture.setWrapMode(QOpenGLTexture.WrapMode.ClampToEdge)
    set_filter(texture, smooth=True)
    return texture
