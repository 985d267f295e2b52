"""Exact results on the disk, so that a photo that is opened again shows them at once.

A tile is a PNG, which carries its own checksums, under a name that holds all it depends on: the photo's content, the
digest of the edit, the weights, the kind of device, its precision, the place. So nothing is ever out of date, it only
goes unused, and what was unused longest leaves first. The folder may be deleted at any time.
"""

import dataclasses
import hashlib
import io
import json
import logging
import os
from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import Image

from pellucid import __version__
from pellucid.document.edit import Edit
from pellucid.engine.display import Display
from pellucid.engine.effective import models_of
from pellucid.engine.engine import Engine
from pellucid.engine.planes import Plane
from pellucid.foundation.bounded_folder import BoundedFolder
from pellucid.foundation.geometry import Rect
from pellucid.foundation.paths import cache_dir

log = logging.getLogger("pellucid.engine")

LIMIT_BYTES = 512 * 2**20
"""About four photos of 24 megapixels, each exact everywhere."""

QUICKEST_PNG = 1


def default_folder() -> Path:
    """Where results are kept."""
    return cache_dir() / "results"


class ResultFolder:
    """Remembers tiles across runs of the program; a folder that cannot be used remembers nothing.

    Args:
        folder: made when first needed.
        limit_bytes: the files together stay at or under this.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._files = BoundedFolder(folder, limit_bytes, ".png")

    def get(self, name: str) -> Display | None:
        """The tile of a name, or None; one that is damaged goes away."""
        path = self._files.path(name)
        try:
            with Image.open(io.BytesIO(path.read_bytes()), formats=["PNG"]) as picture:
                pixels = np.array(picture.convert("RGB"))
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, SyntaxError, ValueError) as error:
            log.info("%s is not used: %s", path, error)
            with suppress(OSError):
                path.unlink()
            return None
        shown = np.full((*pixels.shape[:2], 4), 255, np.uint8)
        shown[..., :3] = pixels
        return shown

    def put(self, name: str, shown: Display) -> None:
        """Keep a tile; where that fails, nothing is kept any more."""
        if not self._files.is_usable:
            return
        coded = io.BytesIO()
        Image.fromarray(shown[..., :3]).save(coded, "PNG", compress_level=QUICKEST_PNG)
        self._files.keep(name, coded.getvalue(), "results")


def name_of(engine: Engine, plane: Plane, edit: Edit, tile: Rect) -> str:
    """Name a tile by all that its pixels depend on.

    Args:
        engine: its device and networks count.
        plane: whose tile it is.
        edit: effective.
        tile: of the plane's grid.

    Raises:
        ModelError: a network of the edit is not installed.
    """
    weights = [engine.digest(model) for model in models_of(edit)]
    place = (plane.divisor, *dataclasses.astuple(tile.intersect(Rect.of(plane.size))))
    device = engine.device.torch_device.type
    content = [__version__, plane.source.facts.pixels, device, engine.precision.value, place, edit.digest, weights]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
