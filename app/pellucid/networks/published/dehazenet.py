"""The weights that the authors of DehazeNet published, read into our definition of it.

They come as a MATLAB v5 file with arrays by name, which scipy out of the extra `import` reads; it runs no code of the
file. A kernel is (I, H * W, O) there, its places counted column by column, as MATLAB counts. For what every import
makes and refuses see `imported`.
"""

import math
import warnings
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from pellucid.foundation.errors import UnsupportedError
from pellucid.networks.card import ModelCard
from pellucid.networks.dehazenet import RECEPTIVE_RADIUS_PX, DehazeNet
from pellucid.networks.published.imports import (
    MOST_BYTES,
    Imported,
    filled,
    reader_of,
    reading,
    too_large,
    write_folder,
)

Arrays = Mapping[str, np.ndarray]
"""Float32 arrays by the names that the authors gave them."""

LAYERS = {
    "features": "conv1",
    "scales.0": "conv3x3",
    "scales.1": "conv5x5",
    "scales.2": "conv7x7",
    "regression": "ip",
}
"""The authors' name of each of our layers, without their `weights_` and `biases_`."""

_NAMES = [f"{kind}_{layer}" for layer in LAYERS.values() for kind in ("weights", "biases")]
_BYTES_OF_DOUBLE = 8


def import_dehazenet(path: Path, folder: Path) -> ModelCard:
    """Make a model folder out of the published DehazeNet.

    Args:
        path: the authors' file, `.mat`.
        folder: new folder, gets `model.toml` and `weights.safetensors`.

    Returns:
        The card of the new model.

    Raises:
        UnreadableError: the file is missing or damaged.
        UnsupportedError: another kind of file, or its reader is not installed.
        ModelError: its weights are not those of DehazeNet.
        RefusedError: a network lies in the folder already.
        UnwritableError: the folder cannot be written.
    """
    network = dehazenet_of(read_arrays(path), path)
    imported = Imported(network, "DehazeNet, imported", "dehazenet", {"width": network.width}, RECEPTIVE_RADIUS_PX)
    return write_folder(imported, path, folder)


def read_arrays(path: Path) -> Arrays:
    """Read those arrays of a file whose names are those of DehazeNet's; others stay unread.

    Raises:
        UnreadableError: the file is missing or damaged.
        UnsupportedError: another kind of file, or its reader is not installed.
        ModelError: it is too large.
    """
    with reading(path):
        return reader_of(path, READERS)(path)


def dehazenet_of(arrays: Arrays, path: Path) -> DehazeNet:
    """Make the network of the authors' arrays.

    Args:
        arrays: kernels `weights_...` as (I, H * W, O), where an O of one may be left out, and `biases_...`.
        path: where they come from, for the message.

    Raises:
        ModelError: they do not make a DehazeNet.
    """
    weights = {}
    for ours, theirs in LAYERS.items():
        kernel, bias = arrays.get(f"weights_{theirs}"), arrays.get(f"biases_{theirs}")
        if kernel is not None and bias is not None:
            weights[f"{ours}.weight"], weights[f"{ours}.bias"] = _from_matlab(kernel), torch.from_numpy(bias.ravel())
    otherwise = f"this is no DehazeNet, since its arrays are not {', '.join(_NAMES)} of the published sizes."
    return filled(DehazeNet(), weights, otherwise, path)


def _from_matlab(kernel: np.ndarray) -> Tensor:
    """(I, H * W, O), column by column, to (O, I, H, W); what is no square becomes one row, which fits nothing."""
    whole = np.atleast_3d(kernel)
    inputs, places, outputs = whole.shape[0], whole.shape[1], math.prod(whole.shape[2:])
    side = math.isqrt(places)
    height, width = (side, side) if side * side == places else (1, places)
    columns_first = whole.reshape(inputs, width, height, outputs)
    return torch.from_numpy(np.ascontiguousarray(columns_first.transpose(3, 0, 2, 1)))


def _read_mat(path: Path) -> Arrays:
    try:
        from scipy.io import loadmat, matlab, whosmat  # noqa: PLC0415 -- an extra, which most people do not have
    except ImportError as error:
        raise UnsupportedError(f"{path}: reading this file needs scipy: pip install 'pellucid[import]'.") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # names that stand in a file twice; the weights are checked later
            # Arrays may be packed, so their sizes are asked for before they are unpacked.
            values = sum(math.prod(shape) for name, shape, _ in whosmat(path) if name in _NAMES)
            if values * _BYTES_OF_DOUBLE > MOST_BYTES:
                raise too_large(path)
            found = loadmat(path, variable_names=_NAMES)
    except (matlab.MatReadError, zlib.error, NotImplementedError) as error:
        raise ValueError("no MATLAB file of version 5") from error
    return {name: np.asarray(found[name], np.float32) for name in _NAMES if name in found}


READERS: dict[str, Callable[[Path], Arrays]] = {".mat": _read_mat}
"""Reads the arrays of one kind of file, by its suffix."""
