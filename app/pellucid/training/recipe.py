"""What a recipe offers to the loop of `runs`.

A recipe is one module of `recipes`, a readable script; its values stand in `models/<name>/recipe.toml` and travel as
`Settings`. The loop knows nothing of noise or haze: it asks for material, a network, batches, a loss and figures.
"""

import tomllib
from collections.abc import Callable, Sequence, Sized
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

import torch
from torch import Tensor, nn

from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.paths import models_dir

Settings = dict[str, Any]
"""The tables of a `recipe.toml`; every recipe has `seed` and `[optimiser]`."""

Figures = dict[str, float]
"""Figures by name; the name ends in the unit, as in `denoised_db`."""


class Material(Protocol):
    """Everything a run reads, decoded."""

    @property
    def photos(self) -> Sequence[Any]:
        """Photos to train on."""
        ...

    @property
    def measured(self) -> Sized:
        """What only measures; nothing is measured where it is empty."""
        ...

    def words(self) -> str:
        """Tell how much there is, like “264 photos”."""
        ...


class Batch(Protocol):
    """A dataclass of tensors, one row a crop."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


NetworkT = TypeVar("NetworkT", bound=nn.Module)
MaterialT = TypeVar("MaterialT", bound=Material)
BatchT = TypeVar("BatchT", bound=Batch)


class Recipe(Protocol[NetworkT, MaterialT, BatchT]):
    """The functions of a recipe's module."""

    CHIEF_FIGURE: str
    """Which figure of `measure`, in decibels, says which weights are the best."""

    def read_material(self, data: Path, settings: Settings, /) -> MaterialT:
        """Decode a folder or a pack."""
        ...

    def build(self, settings: Settings, /) -> NetworkT:
        """Make the network, ready to learn; the seed makes it the same every time."""
        ...

    def draw_batch(self, material: MaterialT, settings: Settings, step: int, /) -> BatchT:
        """Draw the crops of a step, on the CPU; the same step always draws the same crops, in any thread."""
        ...

    def loss(self, network: NetworkT, batch: BatchT, settings: Settings, /) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the loss to go down, and further figures of the batch for the log, without gradients."""
        ...

    def measure(self, network: NetworkT, material: MaterialT, device: torch.device, /) -> Figures:
        """Measure on pictures that never train."""
        ...


def find_settings(name: str) -> Path:
    """The `recipe.toml` of a model; beside the recipe's module, as `NAME.toml`, while its network is not shipped."""
    own = Path(__file__).with_name("recipes") / f"{name}.toml"
    return own if own.is_file() else models_dir() / name / "recipe.toml"


def read_settings(path: Path) -> Settings:
    """Read `recipe.toml`.

    Raises:
        UnreadableError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: is no recipe that can be read: {error}.") from error


def settings_of(name: str, path: Path | None = None) -> Settings:
    """The settings of a network's recipe, its own or those of another file.

    Raises:
        UnreadableError: it cannot be read, or lacks a setting that the network's own recipe has.
    """
    own = read_settings(find_settings(name))
    if path is None:
        return own
    given = read_settings(path)
    missing = _missing(own, given)
    if missing:
        raise UnreadableError(f"{path}: is no recipe for {name}: it does not say {', '.join(missing)}.")
    return given


def _missing(wanted: Settings, given: Settings, table: str = "") -> list[str]:
    """Settings that are wanted and not given, as `table.name`; what a network is made of has defaults of its own."""
    found = []
    for name, value in wanted.items():
        if name == "network":
            continue
        if name not in given:
            found.append(table + name)
        elif isinstance(value, dict) and isinstance(given[name], dict):
            found += _missing(value, given[name], f"{table}{name}.")
    return found


def seeded(network: Callable[..., NetworkT], settings: Settings) -> NetworkT:
    """Make a network by `[network]` of a recipe; the seed makes its weights the same every time."""
    torch.manual_seed(settings["seed"])
    return network(**settings["network"])


def step_generator(settings: Settings, step: int) -> torch.Generator:
    """The source of randomness of one step; a run that was resumed sees what an unbroken one would have seen."""
    return torch.Generator().manual_seed(settings["seed"] * 1_000_003 + step)
