"""A whole photo as one tensor, for work that is on photos and not on tiles."""

from pathlib import Path

from torch import Tensor

from pellucid.engine.planes import as_tensor
from pellucid.foundation.geometry import Rect
from pellucid.io.decode import open_photo


def open_picture(path: Path) -> Tensor:
    """Open a photo: working pixels `(3, H, W)`, a fresh tensor.

    Raises:
        PellucidError: see `io.decode.open_photo`.
    """
    source = open_photo(path)
    return as_tensor(source.working(Rect.of(source.facts.size)))
