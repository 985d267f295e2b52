"""A look that is there without teaching: small, and exactly one colour matrix."""

import torch

from pellucid.foundation.looks import Look, add_look
from pellucid.networks import look
from pellucid.networks.card import Figure
from pellucid.networks.look_file import look_bytes

CONFIGURATION = {"multiplier": 0.125, "guide": "curves"}


def made_look(title: str = "Tea time", gain: float = 0.5) -> bytes:
    """The file of a look that multiplies all colours."""
    torch.manual_seed(3)
    network = look.Look(**CONFIGURATION)  # type: ignore[arg-type]
    with torch.no_grad():
        network.development.last[:, :3] *= gain
    return look_bytes(network, title, CONFIGURATION, (Figure("2 held-out pairs", "psnr_db", 40.5, "2026-01-31"),))


def installed_look(title: str = "Tea time", gain: float = 0.5) -> Look:
    """The same, installed."""
    return add_look(made_look(title, gain))
