"""With which precision networks compute: float32, or bfloat16 where that is worth it.

*Automatic* measures once a machine and network: bfloat16 is taken where it is at least `WORTH` times as fast. *Full* is
float32 always. What was measured is remembered in the cache folder.
"""

import json
import logging
import os
import platform
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import torch
from torch import nn

from pellucid.foundation.atomic import make_folder, write_bytes
from pellucid.foundation.digest import digest_of
from pellucid.foundation.errors import UnwritableError, UsageError
from pellucid.foundation.machine import processor
from pellucid.foundation.paths import cache_dir
from pellucid.networks.loading import find_model, load_network
from pellucid.networks.precision import in_bfloat16

log = logging.getLogger("pellucid.engine")

WORTH = 1.3
"""A smaller gain is not worth other pixels than those of a machine beside this one."""

MEASURED_S = 1.0
MEASURED_PX = 192
MEASURED_MODEL = "cbdnet"
"""The network that most photos are made with; its convolutions are those of the others."""


class Precision(Enum):
    """How networks compute."""

    FULL = "full"
    BFLOAT16 = "bfloat16"

    __hash__ = object.__hash__  # members are single, and every key of a remembered tile has one


AUTOMATIC = "automatic"
CHOICES = (AUTOMATIC, Precision.FULL.value)


def wanted_precision() -> str:
    """What `PELLUCID_PRECISION` asks for; automatic where it says nothing.

    Raises:
        UsageError: an unknown word.
    """
    wanted = os.environ.get("PELLUCID_PRECISION") or AUTOMATIC
    if wanted not in CHOICES:
        raise UsageError(f"“{wanted}” is no precision; known are {' and '.join(CHOICES)}")
    return wanted


def best_precision(measure: Callable[[], float] | None = None) -> Precision:
    """Find out which precision is best on this processor, or remember it.

    Args:
        measure: how many times as fast as float32 bfloat16 is, else `gain`.
    """
    if not has_bfloat16():
        return Precision.FULL
    known, name = _read(), _name()
    if name not in known:
        try:
            known[name] = round((measure or gain)(), 3)
        except RuntimeError as error:
            log.info("no bfloat16 here: %s", error)
            known[name] = 0.0
        _write(known)
    log.info("bfloat16 is %s times as fast as float32", known[name])
    return Precision.BFLOAT16 if known[name] >= WORTH else Precision.FULL


def has_bfloat16() -> bool:
    """True where the processor may have instructions for it; what emulates them need not be measured."""
    if platform.machine().lower() in {"aarch64", "arm64"}:
        return True
    features = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")  # private to torch: another may not have them
    return any(getattr(torch.cpu, feature, lambda: False)() for feature in features)


@torch.inference_mode()
def gain() -> float:
    """How many times as fast as float32 bfloat16 is, measured in turn for about a second."""
    cpu = torch.device("cpu")
    networks = (load_network(MEASURED_MODEL, cpu), in_bfloat16(load_network(MEASURED_MODEL, cpu)))
    picture = torch.rand(1, 3, MEASURED_PX, MEASURED_PX)
    for network in networks:
        network(picture)  # the first run chooses kernels
    best = [float("inf"), float("inf")]
    begun = time.perf_counter()
    while time.perf_counter() - begun < MEASURED_S:
        for place, network in enumerate(networks):
            best[place] = min(best[place], _seconds(network, picture))
    return best[0] / best[1]


def _seconds(network: nn.Module, picture: torch.Tensor) -> float:
    started = time.perf_counter()
    network(picture)
    return time.perf_counter() - started


def _name() -> str:
    """All that the gain depends on."""
    weights = find_model(MEASURED_MODEL).sha256
    return digest_of(processor(), str(torch.__version__), torch.get_num_threads(), weights)


def _file() -> Path:
    return cache_dir() / "precision.json"


def _read() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_bytes())
    except (OSError, ValueError):
        return {}
    is_sound = isinstance(found, dict) and all(isinstance(value, int | float) for value in found.values())
    return found if is_sound else {}


def _write(known: dict[str, Any]) -> None:
    try:
        make_folder(_file().parent)
        write_bytes(_file(), json.dumps(known).encode())
    except UnwritableError as error:
        log.info("the gain of bfloat16 is not remembered: %s", error)
