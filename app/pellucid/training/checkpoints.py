"""Checkpoints that resume exactly: weights, their moving average, optimiser moments and counters, of all players.

A checkpoint is one safetensors file, so that reading it can never run code: `checkpoint.safetensors`. Where files must
stay small it is a set instead: `checkpoint.index.json` names a folder of safetensors files of a stated size at most.
A set keeps the moments in half precision. The index is replaced as one file and points at one of two folders by
turns, so the old set stays whole until the new one is. How values turn into such files and back is in `shards`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save
from torch import Tensor

from pellucid.foundation.atomic import write_bytes
from pellucid.foundation.errors import UnreadableError
from pellucid.training import shards
from pellucid.training.adversary import Adversary
from pellucid.training.recipe import NetworkT
from pellucid.training.run_folder import index_of

ADVERSARY = "adversary."
"""What the names of an adversary's weights and moments begin with."""

DAMAGED = "this checkpoint is damaged, cut, or of another network. Go on from another one, or start anew"


@dataclass(frozen=True)
class Counters:
    """Counters of a run.

    `step` is the number of finished steps, `seconds` the time spent in training, `best_db` the best figure
    on the measured pictures so far, `is_cooling` whether the last part of the schedule has begun.
    """

    step: int = 0
    seconds: float = 0.0
    best_db: float = float("-inf")
    is_cooling: bool = False


class MovingAverage:
    """Exponential moving average of a network's weights; evaluated and shipped instead of the raw ones.

    Args:
        network: whose weights are followed.
        decay: at full length; shorter at the start, so that the random beginning is forgotten.
    """

    def __init__(self, network: torch.nn.Module, decay: float = 0.999) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: torch.nn.Module, step: int) -> None:
        """Move towards the network's present weights; counts, which have no mean, are copied."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                self.weights[name].lerp_(value.float(), 1 - decay)
            else:
                self.weights[name].copy_(value)


@dataclass(frozen=True)
class Learner(Generic[NetworkT]):
    """What learns: a network, its moving average, and an optimiser whose parameters are those of the network.

    A game has an adversary as well.
    """

    network: NetworkT
    average: MovingAverage
    optimiser: torch.optim.Optimizer
    adversary: Adversary | None = None

    def moments(self) -> Iterator[tuple[str, torch.nn.Parameter, dict[str, Any]]]:
        """Name, parameter and moments of everything that learns; a dictionary to fill where there are none."""
        for name, parameter in self.network.named_parameters():
            yield name, parameter, self.optimiser.state[parameter]
        if self.adversary:
            for name, parameter in self.adversary.network.named_parameters():
                yield f"{ADVERSARY}{name}", parameter, self.adversary.optimiser.state[parameter]


def save_checkpoint(path: Path, learner: Learner[NetworkT], counters: Counters, shard_mib: float | None = None) -> None:
    """Write a checkpoint; the old one stays whole until the new one is, and goes then.

    Args:
        path: of the file `NAME.safetensors`; a set is `NAME.index.json` beside it.
        learner: what to keep.
        counters: of the run.
        shard_mib: write a set of files of at most this size instead, the moments in half precision.

    Raises:
        UnwritableError: there is no room, or writing is not allowed.
    """
    tensors = _tensors(learner)
    words = {name: repr(value) for name, value in vars(counters).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    if shard_mib is None:
        write_bytes(path, save(tensors, words))
        shards.remove(index_of(path))
    else:
        shards.write(index_of(path), shards.halved(tensors), words, shard_mib)
        path.unlink(missing_ok=True)


def load_checkpoint(path: Path, learner: Learner[NetworkT]) -> Counters:
    """Read a checkpoint into what learns.

    Args:
        path: a safetensors file, or the index of a set.
        learner: takes the weights and moments, on the device of its network.

    Returns:
        The counters of the run.

    Raises:
        UnreadableError: the checkpoint is damaged or of another network.
    """
    try:
        tensors, words = shards.read(path) if path.suffix == ".json" else _read(path)
        _restore(learner, tensors)
        return Counters(
            int(words["step"]), float(words["seconds"]), float(words["best_db"]), words.get("is_cooling") == "True"
        )
    except (SafetensorError, OSError, RuntimeError, KeyError, ValueError) as error:
        raise UnreadableError(f"{path}: {DAMAGED}.") from error


def load_start(path: Path, network: torch.nn.Module) -> None:
    """Let a network begin with the weights of another run: its best ones, shipped ones, or those of a checkpoint.

    Raises:
        UnreadableError: the weights are damaged or of another network.
    """
    try:
        tensors = load_file(path)
        weights = _part(tensors, "average.") or tensors
        network.load_state_dict({name: value.float() for name, value in weights.items()})
    except (SafetensorError, OSError, RuntimeError) as error:
        raise UnreadableError(f"{path}: holds no weights of this network to start from.") from error


def _tensors(learner: Learner[NetworkT]) -> dict[str, Tensor]:
    tensors = {f"network.{name}": value for name, value in learner.network.state_dict().items()}
    tensors |= {f"average.{name}": value for name, value in learner.average.weights.items()}
    if learner.adversary:
        tensors |= {f"{ADVERSARY}{name}": value for name, value in learner.adversary.network.state_dict().items()}
    for name, _, state in learner.moments():
        tensors |= {f"{shards.MOMENT}{moment}.{name}": value for moment, value in state.items()}
    return {name: value.detach().cpu().contiguous() for name, value in tensors.items()}


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}  # noqa: SIM118


def _restore(learner: Learner[NetworkT], tensors: dict[str, Tensor]) -> None:
    learner.network.load_state_dict(_part(tensors, "network."))
    for name, value in _part(tensors, "average.").items():
        learner.average.weights[name].copy_(value)
    if learner.adversary:
        learner.adversary.network.load_state_dict(_part(tensors, ADVERSARY))
    kept = _part(tensors, shards.MOMENT)
    for name, parameter, state in learner.moments():
        found = {key.split(".", 1)[0]: value for key, value in kept.items() if key.split(".", 1)[1] == name}
        state.update({key: _beside(parameter, value) for key, value in found.items()})


def _beside(parameter: Tensor, value: Tensor) -> Tensor:
    """A moment lies where its parameter lies, in the same order if it has its shape; counts stay on the CPU."""
    if value.shape == parameter.shape:
        return torch.empty_like(parameter).copy_(value)
    return value.to(parameter.device) if value.dim() else value


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
