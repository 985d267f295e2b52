"""Maps of what an operation found, as TIFF: one value a pixel, in the unit that the description names."""

import io
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from pellucid import __version__
from pellucid.foundation.atomic import atomic_write

_IN_ASCII = str.maketrans({"σ": "sigma", "×": "x"})
"""Descriptions in TIFF hold no other letters."""


def write_map(target: Path, values: NDArray[np.float32], title: str, unit: str) -> None:
    """Write a map, whole or not at all.

    Args:
        target: the file, which is replaced where it exists.
        values: `(H, W)` float32.
        title: of the map.
        unit: of its values.

    Raises:
        UnwritableError: the file cannot be written.
    """
    import tifffile  # noqa: PLC0415 -- only who asks for a map needs it

    coded = io.BytesIO()  # the writer of TIFF asks its file for a name, which a temporary file has not
    tifffile.imwrite(
        coded,
        values,
        photometric="minisblack",
        metadata=None,
        description=f"{title} ({unit})".translate(_IN_ASCII).encode("ascii", "replace").decode(),
        software=f"Pellucid {__version__}",
    )

    def write(file: BinaryIO) -> None:
        file.write(coded.getbuffer())

    atomic_write(target, write)
