"""Measured camera response curves: where they lie in training data, and how the published files are read.

They come as MATLAB files with the tables `I` (light) and `B` (brightness), both `(count, samples)`. Reading those needs
h5py or scipy from the optional extra `import`; a pack holds plain arrays and needs neither. The mathematics of curves
is in `imaging.camera_response`.
"""

from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from pellucid.foundation.errors import UnreadableError, UsageError
from pellucid.imaging.camera_response import formula_curves, regular_curves

PACKED = "curves.safetensors"
FORMULA_CURVES = 200
"""Response curves drawn where the data has no measured ones."""

_HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_HDF5_OFFSET = 512
"""A MATLAB file of version 7.3 is HDF5 behind a header of this length."""


def measured_curves(data: Path) -> Tensor | None:
    """Read the measured curves of a data folder (`train/crf`) or a pack.

    Returns:
        `(count, 1024)`, or None where there are none.

    Raises:
        UsageError: the optional library that reads the file is missing.
        UnreadableError: the file is damaged, or holds something else.
    """
    folder = data / "train" / "crf"
    for path in (data / PACKED, folder / PACKED):
        if path.is_file():
            return _packed(path)
    found = sorted(folder.glob("*.mat"))
    return _from_matlab(found[0]) if found else None


def read_curves(data: Path, seed: int) -> Tensor:
    """The measured curves, or plausible ones by formula where the data has none; `(count, 1024)`."""
    measured = measured_curves(data)
    return formula_curves(FORMULA_CURVES, torch.Generator().manual_seed(seed)) if measured is None else measured


def _packed(path: Path) -> Tensor:
    try:
        return load_file(path)["curves"]
    except (SafetensorError, OSError, KeyError) as error:
        raise UnreadableError(f"{path}: these response curves are damaged; pack the data again.") from error


def _from_matlab(path: Path) -> Tensor:
    try:
        with path.open("rb") as file:
            start = file.read(_HDF5_OFFSET + len(_HDF5_SIGNATURE))
        tables = _read_hdf5(path) if start[_HDF5_OFFSET:] == _HDF5_SIGNATURE else _read_version_5(path)
        irradiance, brightness = (torch.from_numpy(np.ascontiguousarray(tables[name], np.float32)) for name in "IB")
        return regular_curves(irradiance, brightness)
    except ImportError as error:
        raise UsageError(
            f"{path}: reading these response curves needs the library {error.name}; "
            'install it with pip install "pellucid[import]", or train on a pack made where it is installed'
        ) from error
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise UnreadableError(f"{path}: holds no response curves I and B that can be read.") from error


def _read_hdf5(path: Path) -> dict[str, np.ndarray]:
    import h5py  # noqa: PLC0415 -- from the optional extra `import`

    with h5py.File(path) as file:
        return {name: np.asarray(file[name]).T for name in "IB"}  # MATLAB stores columns first


def _read_version_5(path: Path) -> dict[str, np.ndarray]:
    from scipy.io import loadmat  # noqa: PLC0415 -- from the optional extra `import`

    tables: dict[str, np.ndarray] = loadmat(path, variable_names=("I", "B"))
    return tables
