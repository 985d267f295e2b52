"""A device with its networks: opened once, used for every picture, by several threads at once.

When the device fails for good, the session goes on with the CPU for the rest of the process and says so once.
"""

import functools
import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from pellucid.engine import heap
from pellucid.engine import precision as precisions
from pellucid.engine.devices import Device, choose_device, cpu
from pellucid.engine.precision import Precision
from pellucid.foundation.progress import Progress
from pellucid.foundation.translation import tr
from pellucid.networks.loading import find_model, load_network
from pellucid.networks.precision import ARCHITECTURES, in_bfloat16
from pellucid.operations.contract import Context

if TYPE_CHECKING:
    from pellucid.engine.analyses import Analyses
    from pellucid.engine.kept_pixels import KeptPixels

log = logging.getLogger("pellucid.engine")


class _Asked(threading.local):
    """Whom the layers of a network ask whether to stop: each thread its own work, so that none stops another's."""

    progress: Progress | None = None


class Engine:
    """What renders: a device and the networks loaded onto it. Threads may share one; each network is loaded once.

    Args:
        device: where to compute.
        precision: with which networks compute; None finds the best one at first use.
    """

    def __init__(self, device: Device, precision: Precision | None = Precision.FULL) -> None:
        self.device = device
        self._precision = precision
        self.analyses: Analyses | None = None
        """What all who share this engine know of photos; None where each piece of work finds it for itself."""
        self.kept_pixels: KeptPixels | None = None
        """What previews on this engine leave for its exports; None for nothing."""
        self._networks: dict[tuple[str, torch.device], nn.Module] = {}
        self._loading = threading.RLock()
        self._digests: dict[str, str] = {}
        self._asked = _Asked()

    @property
    def device_name(self) -> str:
        """The device, as the status bar names it."""
        return self.device.name

    @property
    def precision(self) -> Precision:
        """With which networks compute; what is measured for that takes a second, once a machine. Cards compute in full.

        Raises:
            ModelError: the network that is measured is missing or damaged.
        """
        if self.device.torch_device.type != "cpu":
            return Precision.FULL
        if self._precision is None:
            with self._loading:
                self._precision = self._precision or precisions.best_precision()
        return self._precision

    def network(self, model: str) -> nn.Module:
        """The network of a model id on the present device, loaded at its first use.

        Raises:
            ModelError: its weights are missing or damaged.
        """
        return self._network_on(self.device.torch_device, model)

    def digest(self, model: str) -> str:
        """SHA-256 of the weights of a model, as its card has it.

        Raises:
            ModelError: it is not installed.
        """
        if model not in self._digests:
            self._digests[model] = find_model(model).sha256
        return self._digests[model]

    @contextmanager
    def asking(self, progress: Progress) -> Iterator[None]:
        """Within this, networks that run on this thread ask before every layer whether to stop.

        They raise `Cancelled` where they are to. A tile takes a quarter of a second on a slow machine; a layer of it a
        hundredth.
        """
        before, self._asked.progress = self._asked.progress, progress
        try:
            yield
        finally:
            self._asked.progress = before

    def context(self, scale: float = 1.0) -> Context:
        """Where and how an operation computes now; its networks stay on that device if another thread leaves it."""
        device = self.device.torch_device
        return Context(device, functools.partial(self._network_on, device), scale)

    def fall_back_to_cpu(self, reason: str) -> None:
        """Leave a device that failed, if no other thread has; its networks are loaded onto the CPU when next used."""
        with self._loading:
            if self.device.torch_device.type == "cpu":
                return
            log.warning("%s is left for the CPU: %s", self.device.name, reason)
            note = tr(
                "{name} stopped working, so the CPU is used until Pellucid is started again: {reason}",
                name=self.device.name,
                reason=reason,
            )
            self._networks.clear()
            self.device = cpu(note)

    def _network_on(self, device: torch.device, model: str) -> nn.Module:
        """See `network`; a second thread waits for what a first one loads, and gets the same."""
        with self._loading:
            found = self._networks.get((model, device))
            if found is None:
                found = self._networks[model, device] = self._watched(self._load(model, device))
                log.info("loaded %s onto %s", model, device)
            return found

    def _load(self, model: str, device: torch.device) -> nn.Module:
        network = load_network(model, device)
        may_round = device.type == "cpu" and find_model(model).architecture in ARCHITECTURES
        return in_bfloat16(network) if may_round and self.precision is Precision.BFLOAT16 else network

    def _watched(self, network: nn.Module) -> nn.Module:
        def ask(_layer: nn.Module, _inputs: Any) -> None:
            if self._asked.progress is not None:
                self._asked.progress.check()

        for layer in network.modules():
            if next(layer.children(), None) is None:
                layer.register_forward_pre_hook(ask)
        return network

    def release_memory(self) -> None:
        """Give back what the device holds for later."""
        gc.collect()
        heap.give_back()
        if self.device.torch_device.type == "cuda":
            torch.cuda.empty_cache()
        elif self.device.torch_device.type == "mps":
            torch.mps.empty_cache()

    def release_later(self) -> None:
        """Say that a large piece of work is over: memory is kept for a moment, then given back."""
        if self.device.torch_device.type == "cpu":
            heap.give_back_when_idle()
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
        UsageError: the device that was asked for does not work, or there is no such precision.
    """
    heap.keep_freed_memory()
    precision = Precision.FULL if precisions.wanted_precision() == Precision.FULL.value else None
    return Engine(choose_device(device), precision)
