"""A device with its networks: opened once, used for every picture.

When the device fails for good, the session goes on with the CPU for the rest of the process and says so once.
"""

import gc
import logging

import torch
from torch import nn

from pellucid.engine import memory
from pellucid.engine.devices import Device, choose_device, cpu
from pellucid.networks.loading import load_network
from pellucid.operations.contract import Context

log = logging.getLogger("pellucid.engine")


class Engine:
    """What renders: a device and the networks loaded onto it.

    Args:
        device: where to compute.
    """

    def __init__(self, device: Device) -> None:
        self.device = device
        self._networks: dict[str, nn.Module] = {}

    @property
    def device_name(self) -> str:
        """The device, as the status bar names it."""
        return self.device.name

    def network(self, model: str) -> nn.Module:
        """The network of a model id on the present device, loaded at its first use.

        Raises:
            ModelError: its weights are missing or damaged.
        """
        if model not in self._networks:
            self._networks[model] = load_network(model, self.device.torch_device)
            log.info("loaded %s onto %s", model, self.device.name)
        return self._networks[model]

    def context(self, scale: float = 1.0) -> Context:
        """Where and how an operation computes now."""
        return Context(self.device.torch_device, self.network, scale)

    def fall_back_to_cpu(self, reason: str) -> None:
        """Leave a device that failed; its networks are loaded again on the CPU when next used."""
        log.warning("%s is left for the CPU: %s", self.device.name, reason)
        note = f"{self.device.name} stopped working, so the CPU is used until Pellucid is started again: {reason}"
        self._networks.clear()
        self.device = cpu(note)

    def release_memory(self) -> None:
        """Give back what the device holds for later."""
        gc.collect()
        memory.give_back()
        if self.device.torch_device.type == "cuda":
            torch.cuda.empty_cache()
        elif self.device.torch_device.type == "mps":
            torch.mps.empty_cache()

    def rest(self) -> None:
        """Say that a large piece of work is over: memory is kept for a moment, then given back."""
        if self.device.torch_device.type == "cpu":
            memory.give_back_when_idle()
        else:
            self.release_memory()

    def close(self) -> None:
        """Let go of the networks."""
        self._networks.clear()
        self.release_memory()


def open_engine(device: str = "auto") -> Engine:
    """Choose a device and make a session on it.

    Args:
        device: see `choose_device`.

    Raises:
        UsageError: the device that was asked for does not work.
    """
    memory.keep_freed_memory()
    return Engine(choose_device(device))
