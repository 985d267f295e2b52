"""Exact pixels before rounding, which the preview has made, for the export that follows.

They lie on the disk as they were computed, to the last bit: what a window exports is what the command line makes of the
same edit. Half floats would take half the room and move one pixel in fifty by a level. Names hold all that a tile
depends on, as those of `result_folder` do. A tile that is damaged or gone is computed.
"""

import os
import struct
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from pellucid.document.edit import Edit
from pellucid.engine.engine import Engine
from pellucid.engine.planes import Plane
from pellucid.engine.result_folder import name_of
from pellucid.foundation.bounded_folder import BoundedFolder
from pellucid.foundation.geometry import Rect
from pellucid.foundation.paths import cache_dir
from pellucid.imaging.tiles import plan_tiles

LIMIT_BYTES = 640 * 2**20
"""Two photos of 24 megapixels."""

KEPT_TILE_PX = 256
"""Side of the tiles: those of the canvas."""

_HEAD = struct.Struct("<3I")
"""Height, width, and the checksum of what follows."""


def default_folder() -> Path:
    """Where they are kept."""
    return cache_dir() / "pixels"


class KeptPixels:
    """Tiles by name. Threads may share it; a folder that cannot be used remembers nothing.

    Args:
        folder: made when first needed.
        limit_bytes: the files together stay at or under this.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._files = BoundedFolder(folder, limit_bytes, ".float")

    def keep(self, engine: Engine, photo: Plane, edit: Edit, tile: Rect, picture: Tensor) -> None:
        """Remember a tile of the photo, `(3, h, w)` working pixels on the CPU; its name is as `name_of` makes it."""
        if not self._files.is_usable:
            return
        data = np.ascontiguousarray(picture.numpy()).tobytes()
        head = _HEAD.pack(*picture.shape[1:], zlib.crc32(data))
        self._files.keep(name_of(engine, photo, edit, tile), head + data, "exact pixels")

    def area(self, engine: Engine, photo: Plane, edit: Edit, area: Rect) -> Tensor | None:
        """Working pixels of a part of the photo, `(3, h, w)` float32; None where one tile of it is not there."""
        whole = Rect.of(photo.size)
        names = {tile: name_of(engine, photo, edit, tile) for tile in plan_tiles(area, KEPT_TILE_PX)}
        if not all(self._files.path(name).exists() for name in names.values()):
            return None
        result = torch.empty(3, area.height, area.width)
        for tile, name in names.items():
            own = tile.intersect(whole)
            found = self._read(name, own)
            if found is None:
                return None
            seen = own.intersect(area)
            result[(slice(None), *seen.relative_to(area).slices)] = found[(slice(None), *seen.relative_to(own).slices)]
        return result

    def _read(self, name: str, tile: Rect) -> Tensor | None:
        path = self._files.path(name)
        try:
            content = path.read_bytes()
            height, width, checksum = _HEAD.unpack_from(content)
            os.utime(path)
        except (OSError, struct.error):
            return None
        data = content[_HEAD.size :]
        is_whole = len(data) == 12 * height * width and zlib.crc32(data) == checksum
        if not is_whole or (width, height) != (tile.width, tile.height):
            return None
        return torch.from_numpy(np.frombuffer(data, np.float32).reshape(3, height, width).copy())
