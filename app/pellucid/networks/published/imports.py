"""What all imports of published weights share: refusing bad files in words for people, and making a model folder.

How the authors of one network laid out their file is not here; see `imports` (DnCNN) and `imports_dehazenet`.
"""

import hashlib
import pickle
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from safetensors.torch import save
from torch import Tensor, nn

from pellucid.foundation.atomic import make_folder, write_bytes
from pellucid.foundation.errors import ModelError, RefusedError, UnreadableError, UnsupportedError
from pellucid.networks.card import ModelCard, read_card

MOST_BYTES = 64 * 2**20
"""Larger files are none of the published ones, which have less than 3 MiB."""

Network = TypeVar("Network", bound=nn.Module)
Content = TypeVar("Content")


@dataclass(frozen=True)
class Imported:
    """A network with the weights of its authors, and what its card says of it.

    Attributes:
        network: with its weights.
        title: name for people.
        architecture: key of `loading.ARCHITECTURES`.
        configuration: arguments of the network's class.
        receptive_radius_px: pixels that a tile needs around it.
    """

    network: nn.Module
    title: str
    architecture: str
    configuration: Mapping[str, int]
    receptive_radius_px: int


def write_folder(imported: Imported, path: Path, folder: Path) -> ModelCard:
    """Write a model folder.

    Args:
        imported: the network.
        path: the authors' file, whose digest goes into the card.
        folder: new folder.

    Raises:
        RefusedError: a network lies in the folder already.
        UnwritableError: the folder cannot be written.
    """
    if (folder / "model.toml").exists():
        raise RefusedError(f"{folder}: holds a network already; name another folder with --out.")
    make_folder(folder)
    data = save({name: value.contiguous() for name, value in imported.network.state_dict().items()})
    # The card comes last: a folder with a card is whole.
    write_bytes(folder / "weights.safetensors", data)
    write_bytes(folder / "model.toml", _card(imported, data, path).encode())
    return read_card(folder)


def reader_of(path: Path, readers: Mapping[str, Callable[[Path], Content]]) -> Callable[[Path], Content]:
    """The reader of a kind of file, by its suffix.

    Raises:
        UnsupportedError: there is none.
    """
    read = readers.get(path.suffix.lower())
    if read is None:
        known = ", ".join(readers)
        raise UnsupportedError(f"{path}: weights are read from {known}; this is another kind of file.")
    return read


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tell of everything that can go wrong while a file of weights is read, in words for people.

    Raises:
        UnreadableError: the file is missing, damaged, or holds more than numbers.
        ModelError: it is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path)
        yield
    except OSError as error:
        raise UnreadableError(
            f"{path}: cannot be read: {error.strerror or 'it is damaged or of another kind'}."
        ) from error
    except pickle.UnpicklingError as error:
        raise UnreadableError(
            f"{path}: holds more than plain weights. Such files are not opened, since they could run code."
        ) from error
    except (
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        EOFError,
        MemoryError,
        RuntimeError,
        zipfile.BadZipFile,
    ) as error:
        raise UnreadableError(f"{path}: is damaged, or not a file of weights.") from error


def too_large(path: Path) -> ModelError:
    """The error about a file that is larger, or grows larger, than any published one."""
    return ModelError(f"{path}: is too large for the weights of this network.")


def filled(network: Network, weights: Mapping[str, Tensor], otherwise: str, path: Path) -> Network:
    """Give a network its weights.

    Args:
        network: is changed.
        weights: by the names of its state.
        otherwise: what is wrong where they are not exactly those of the network.
        path: where they come from, for the message.

    Returns:
        The network in evaluation mode, without gradients.

    Raises:
        ModelError: the weights do not fit, or are not finite.
    """
    expected = {name: value.shape for name, value in network.state_dict().items()}
    if {name: value.shape for name, value in weights.items()} != expected:
        raise ModelError(f"{path}: {otherwise}")
    if not all(bool(value.isfinite().all()) for value in weights.values()):
        raise ModelError(f"{path}: some of its weights are not numbers.")
    network.load_state_dict(weights)
    return network.eval().requires_grad_(requires_grad=False)


def _card(imported: Imported, data: bytes, path: Path) -> str:
    configuration = "\n".join(f"{name} = {value}" for name, value in imported.configuration.items())
    parameters = sum(value.numel() for value in imported.network.parameters())
    return f"""title = "{imported.title}"
architecture = "{imported.architecture}"

[configuration]
{configuration}

[weights]
file = "weights.safetensors"
bytes = {len(data)}
sha256 = "{hashlib.sha256(data).hexdigest()}"
dtype = "float32"
parameters = {parameters}

[behaviour]
receptive_radius_px = {imported.receptive_radius_px}
range = [0.0, 1.0]

[imported]                 # read from the authors' file with this digest
sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"
"""
