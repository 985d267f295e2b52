"""Which device computes: CUDA, then MPS, then the CPU; taken only after it has computed something right.

torch speaks of CUDA for AMD cards, too, where it was built for ROCm. Where the CPU computes although the machine has a
card, the note says what stands in the way: the build, the driver, or what went wrong there.
"""

import logging
import os
import platform
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

from pellucid.foundation.errors import UsageError
from pellucid.foundation.translation import plural, tr

log = logging.getLogger("pellucid.engine")

_NVIDIA_CARDS = Path("/proc/driver/nvidia/gpus")
"""The driver of Linux has a folder in here for every card."""
_NVIDIA_DRIVERS = (
    Path("/usr/lib/wsl/lib/libcuda.so.1"),
    Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "nvcuda.dll"),
)
"""Windows, and Linux inside it, have these where NVIDIA's driver is installed."""
_AMD_CARD = Path("/dev/kfd")
"""What ROCm speaks with; only drivers of AMD make it."""


@dataclass(frozen=True)
class Device:
    """A device and how the status bar names it; `note` says why a better one was not taken, or is empty."""

    torch_device: torch.device
    name: str
    note: str = ""


def choose_device(preference: str = "auto") -> Device:
    """Choose the device to compute on.

    Args:
        preference: `auto`, `cpu`, `cuda`, `cuda:N` or `mps`; `auto` is replaced by `PELLUCID_DEVICE`, if set.

    Raises:
        UsageError: an unknown word, or a device that was asked for by name and does not work.
    """
    wanted = os.environ.get("PELLUCID_DEVICE", "auto") if preference == "auto" else preference
    if wanted == "auto":
        return _best()
    if wanted == "cpu":
        return cpu()
    try:
        device = torch.device(wanted)
    except RuntimeError as error:
        raise UsageError(
            tr("“{wanted}” is no device; known are auto, cpu, cuda, cuda:N and mps", wanted=wanted)
        ) from error
    reason = _unfit(device)
    if reason:
        raise UsageError(tr("the device “{wanted}” cannot be used: {reason}", wanted=wanted, reason=reason))
    return Device(device, _name(device))


def cpu(note: str = "") -> Device:
    """The processor, which always works."""
    threads = torch.get_num_threads()
    return Device(torch.device("cpu"), plural("CPU · {count} thread", "CPU · {count} threads", count=threads), note)


def _best() -> Device:
    note = ""
    for kind, is_there in (("cuda", torch.cuda.is_available()), ("mps", torch.backends.mps.is_available())):
        if is_there:
            device = torch.device(kind)
            reason = _unfit(device)
            if not reason:
                return Device(device, _name(device))
            note = tr("{device} is not used: {reason}", device=_name(device), reason=reason)
            log.warning(note)
    return cpu(note or _unused_card())


def _unused_card() -> str:
    """Say why a card that torch does not see is not used; nothing where the machine seems to have none."""
    makers = {"NVIDIA": _has_nvidia_card(), "AMD": _AMD_CARD.exists()}
    here = [maker for maker, is_here in makers.items() if is_here]
    known = _known_cards()
    if not here:
        return ""
    if not known:
        return tr("An {card} card is here, but this build computes on the CPU only.", card=here[0])
    if known in here:
        return tr("An {card} card is here, but its driver does not work with this build.", card=known)
    return tr("An {card} card is here, but this build knows {known} cards only.", card=here[0], known=known)


def _known_cards() -> str:
    """Whose cards this build of torch computes on: NVIDIA, AMD, or nobody's."""
    if torch.version.hip:
        return "AMD"
    return "NVIDIA" if torch.version.cuda else ""


def _has_nvidia_card() -> bool:
    listed = _NVIDIA_CARDS.is_dir() and any(_NVIDIA_CARDS.iterdir())
    return listed or any(path.exists() for path in _NVIDIA_DRIVERS)


def _unfit(device: torch.device) -> str:
    """Run one small convolution there; say in words why the device cannot be used, or nothing."""
    if device.type == "cuda" and not torch.cuda.is_available():
        known = _known_cards()
        return (
            tr("no {known} driver that works with this build was found", known=known)
            if known
            else tr("this build knows the CPU only")
        )
    if device.type == "mps" and not torch.backends.mps.is_available():
        return tr("this machine has no Apple GPU that works with this build")
    try:
        picture, kernel = torch.rand(1, 3, 16, 16), torch.rand(4, 3, 3, 3)
        there = F.conv2d(picture.to(device), kernel.to(device)).cpu()
    except (RuntimeError, AssertionError) as error:
        return str(error).splitlines()[0]
    return "" if torch.allclose(there, F.conv2d(picture, kernel), atol=1e-2) else tr("it computed a wrong result")


def _name(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device) if torch.cuda.is_available() else "CUDA"
    return f"Apple GPU · {platform.machine()}" if device.type == "mps" else "CPU"
