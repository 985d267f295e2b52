"""Weights that the authors of a network published, read into our definition of it.

Three kinds of files are read: MATLAB v7.3 (`.mat`, with h5py out of the extra `import`), NumPy archives (`.npz`
with w00, b00, w01 ...) and PyTorch state dicts (`.pth`). None of them can run code: archives are opened without
pickles, state dicts with `weights_only`. Layers and channels are read off the file. What comes out is a model folder
like a shipped one, but in float32, so that its figures are those of the authors.

Here is DnCNN; `imports_dehazenet` has DehazeNet, and `imported` what they share.

MATLAB keeps kernels as (H, W, I, O), column by column; seen from HDF5 the axes are (O, I, W, H), and a last axis of
length one is lost.
"""

import re
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pellucid.foundation.errors import ModelError, UnsupportedError
from pellucid.networks.card import ModelCard
from pellucid.networks.dncnn import DnCNN
from pellucid.networks.published.imports import (
    MOST_BYTES,
    Imported,
    filled,
    reader_of,
    reading,
    too_large,
    write_folder,
)

Convolution = tuple[Tensor, Tensor]
"""Kernel `(O, I, 3, 3)` and bias `(O,)` of one layer."""


def import_dncnn(path: Path, folder: Path) -> ModelCard:
    """Make a model folder out of a published DnCNN.

    Args:
        path: the authors' file, `.mat`, `.npz` or `.pth`, batch norms merged.
        folder: new folder, gets `model.toml` and `weights.safetensors`.

    Returns:
        The card of the new model.

    Raises:
        UnreadableError: the file is missing, damaged, or holds more than numbers.
        UnsupportedError: another kind of file, or one whose reader is not installed.
        ModelError: its weights are not those of a DnCNN.
        RefusedError: a network lies in the folder already.
        UnwritableError: the folder cannot be written.
    """
    network = dncnn_of(read_convolutions(path), path)
    configuration = {"layers": network.layers, "width": network.width, "channels": network.channels}
    return write_folder(Imported(network, "DnCNN, imported", "dncnn", configuration, network.layers), path, folder)


def read_convolutions(path: Path) -> list[Convolution]:
    """Read the layers of a plain chain of convolutions, first to last, as float32.

    Raises:
        UnreadableError: the file is missing, damaged, or holds more than numbers.
        UnsupportedError: another kind of file, or one whose reader is not installed.
        ModelError: it holds no such chain.
    """
    with reading(path):
        layers = reader_of(path, READERS)(path)
        return [(torch.as_tensor(kernel).float(), torch.as_tensor(bias).float()) for kernel, bias in layers]


def dncnn_of(layers: Sequence[Convolution], path: Path) -> DnCNN:
    """Make the network of a chain of convolutions.

    Args:
        layers: kernels and biases, first to last.
        path: where they come from, for the message.

    Raises:
        ModelError: they do not make a DnCNN.
    """
    if len(layers) < 2:
        raise ModelError(f"{path}: holds {len(layers)} convolutions; a DnCNN has at least two.")
    width, channels = layers[0][0].shape[:2]
    if channels not in {1, 3} or layers[-1][0].shape[0] != channels:
        raise ModelError(f"{path}: this is no DnCNN, since it does not take and give pictures of 1 or 3 channels.")
    network = DnCNN(len(layers), width, channels)
    weights = {}
    for index, (kernel, bias) in enumerate(layers):
        weights[f"body.conv{index}.weight"], weights[f"body.conv{index}.bias"] = kernel, bias
    otherwise = f"this is no DnCNN, since its layers are not {len(layers)} equal 3x3 convolutions."
    return filled(network, weights, otherwise, path)


def _read_npz(path: Path) -> list[tuple[Any, Any]]:
    """Kernels w00, w01 ... as (O, I, H, W), biases b00, b01 ..."""
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise too_large(path)
    with np.load(path, allow_pickle=False) as arrays:
        names = sorted((name for name in arrays.files if re.fullmatch(r"w\d+", name)), key=lambda name: int(name[1:]))
        return [(arrays[name], arrays[f"b{name[1:]}"].ravel()) for name in names]


def _read_pth(path: Path) -> list[tuple[Any, Any]]:
    """A state dict whose names end in NUMBER.weight and NUMBER.bias, as KAIR writes them."""
    with warnings.catch_warnings():
        # It warns of unusual pickles and then refuses them; the refusal is enough.
        warnings.simplefilter("ignore")
        content = torch.load(path, map_location="cpu", weights_only=True)
    while isinstance(content, Mapping) and isinstance(inner := _inner(content), Mapping):
        content = inner
    if not isinstance(content, Mapping) or not all(isinstance(value, Tensor) for value in content.values()):
        raise ValueError("no state dict")
    if any("running_mean" in name for name in content):
        raise ModelError(f"{path}: has batch norms of its own; only files whose norms were merged can be imported.")
    numbers = {int(found[1]): name for name in content if (found := re.search(r"(\d+)\.weight$", name))}
    kernels = [name for _, name in sorted(numbers.items())]
    return [(content[name], content[f"{name.removesuffix('weight')}bias"]) for name in kernels]


def _inner(content: Mapping[str, Any]) -> Any:
    """The state dict inside a training checkpoint, or None."""
    return content.get("state_dict", content.get("params"))


def _read_mat(path: Path) -> list[tuple[Any, Any]]:
    """`net.layers` of MatConvNet: convolutions have a cell `weights` with kernel and bias."""
    try:
        import h5py  # noqa: PLC0415 -- an extra, which most people do not have
    except ImportError as error:
        raise UnsupportedError(f"{path}: reading .mat files needs h5py: pip install 'pellucid[import]'.") from error
    with h5py.File(path, "r") as file:
        layers = [file[reference] for reference in file["net/layers"][()].ravel()]
        cells = [layer["weights"][()].ravel() for layer in layers if "weights" in layer]
        # An empty cell is written as numbers instead of references: layers without weights have such ones.
        found = [[np.asarray(file[part]) for part in cell] for cell in cells if cell.dtype == h5py.ref_dtype]
    return [(_from_matlab(kernel), bias.ravel()) for kernel, bias in found]


def _from_matlab(kernel: np.ndarray) -> np.ndarray:
    """(O, I, W, H), or (I, W, H) where O is one, to (O, I, H, W)."""
    whole = kernel if kernel.ndim == 4 else kernel[None]
    return np.ascontiguousarray(whole.swapaxes(-1, -2))


READERS: dict[str, Callable[[Path], list[tuple[Any, Any]]]] = {".mat": _read_mat, ".npz": _read_npz, ".pth": _read_pth}
"""Reads the layers of one kind of file, by its suffix."""
