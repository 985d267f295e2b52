"""Checkpoints that resume exactly: weights, their moving average, optimiser moments and counters.

A checkpoint is one safetensors file, so that reading it can never run code.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn


@dataclass(frozen=True)
class Progress:
    """Counters of a run.

    `step` is the number of finished steps, `seconds` the time spent in training, `best_db` the best figure
    on the validation pictures so far.
    """

    step: int = 0
    seconds: float = 0.0
    best_db: float = float("-inf")


class MovingAverage:
    """Exponential moving average of a network's weights; evaluated and shipped instead of the raw ones.

    Args:
        network: whose weights are followed.
        decay: at full length; shorter at the start, so that the random beginning is forgotten.
    """

    def __init__(self, network: nn.Module, decay: float = 0.999) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Move towards the network's present weights."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in network.state_dict().items():
            self.weights[name].lerp_(value.float(), 1 - decay)


def save(
    path: Path, network: nn.Module, average: MovingAverage, optimiser: torch.optim.Optimizer, progress: Progress
) -> None:
    """Write a checkpoint; the old file stays whole until the new one is.

    Args:
        path: of the checkpoint.
        network: its weights.
        average: its moving average.
        optimiser: an Adam whose parameters are those of `network`, in order.
        progress: counters.
    """
    tensors = {f"network.{name}": value.contiguous() for name, value in network.state_dict().items()}
    tensors |= {f"average.{name}": value.contiguous() for name, value in average.weights.items()}
    for name, parameter in network.named_parameters():
        for moment, value in optimiser.state.get(parameter, {}).items():
            tensors[f"optimiser.{moment}.{name}"] = value.contiguous()
    counters = {"step": str(progress.step), "seconds": repr(progress.seconds), "best_db": repr(progress.best_db)}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    save_file(tensors, unfinished, metadata=counters)
    os.replace(unfinished, path)


def load(path: Path, network: nn.Module, average: MovingAverage, optimiser: torch.optim.Optimizer) -> Progress:
    """Read a checkpoint into a network, its average and its optimiser.

    Returns:
        The counters of the run.
    """
    with safe_open(path, framework="pt") as file:
        counters = file.metadata()
        tensors: dict[str, Tensor] = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    network.load_state_dict(_part(tensors, "network."))
    average.weights = _part(tensors, "average.")
    moments = _part(tensors, "optimiser.")
    for name, parameter in network.named_parameters():
        state = {key.split(".", 1)[0]: value for key, value in moments.items() if key.split(".", 1)[1] == name}
        if state:
            optimiser.state[parameter] = state
    return Progress(int(counters["step"]), float(counters["seconds"]), float(counters["best_db"]))


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
