"""Haze: how much of it lies over even the darkest places, and how thick DehazeNet finds it.

In a clear photo something near every place is dark (He, Sun and Tang, 2009); where nothing is, haze lifts it. Black
that is left anywhere says that there is none at least there, so what counts is the veil over the tenth of the dark
places that is darkest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.limits import severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.imaging.dark_channel import dark_channel
from pellucid.imaging.srgb import luma
from pellucid.operations.dehaze.methods import estimate

METHOD = "dehazenet"
COPY_PX, COPY_PX_DARK, PATCH_PX = 256, 384, 7
_MIXED = 1.7
"""Blur mixes what is dark with what is bright: so many times the veil is needed to say that it is haze."""

_GRAY = 0.09
_LIT = 0.35
"""What is darker than this where it is brightest is veiled by flare and noise, not by haze."""

_ASKED_FROM = 0.6
"""Times the limit of the veil: fainter ones are none, whatever the network says."""

_DARK_SHARE = 0.1


@dataclass(frozen=True)
class _Air:
    """What the network finds: the haze over a typical place, 0 to 1, and its colour."""

    thickness: float
    airlight: str


def measure(photo: Photo) -> Finding:
    """Measure the veil over the photo, and the airlight."""
    small = photo.full_image.overview(COPY_PX_DARK).clamp(0, 1)
    veil, limits = veil_percent(small), dict(photo.limits["haze"])
    if photo.blur.width_px >= photo.limits["blur"]["width_px"]:
        limits["veil_percent"] *= _MIXED
    is_lit = float(luma(small).flatten().quantile(0.99)) > _LIT
    if veil < _ASKED_FROM * limits["veil_percent"] or not is_lit or _is_gray(small):
        return _finding(veil, limits, None)  # there is none where the dark is dark, and the network is slow
    copy = photo.full_image.overview(COPY_PX).clamp(0, 1)
    found = estimate(copy, copy.shape[2] / photo.full_image.size.width, METHOD, photo.context)
    thickness = 1 - found.transmission(copy, unit_rect_of(None, (copy.shape[2], copy.shape[1])))
    return _finding(veil, limits, _Air(float(thickness.flatten().median()), _hex(found.airlight)))


def _finding(veil: float, limits: Mapping[str, float], air: _Air | None) -> Finding:
    # Both must see it: bright walls deceive the network, and a lifted black the dark places.
    is_thick = air is not None and air.thickness >= limits["thickness"]
    is_found = is_thick and veil >= limits["veil_percent"]
    percent = 100 * air.thickness if air else 0.0
    return Finding(
        Kind.HAZE,
        round(veil, 1),
        "%",
        round(min(1.0, 0.5 + abs(veil / limits["veil_percent"] - 1) / 2), 2),
        severity(veil, limits["veil_percent"]) if is_thick else 0.0,
        is_found,
        f"Haze: {veil:.0f} % over the clearest places, {percent:.0f} % over most." if is_found else "No haze.",
        (("Typical haze", f"{percent:.0f} %"), ("Airlight", air.airlight)) if air else (),
        ("dehaze", "transmission"),
        Proposal("dehaze", (("method", METHOD), ("strength", 0.9))) if is_found else None,
    )


def _is_gray(copy: Tensor) -> bool:
    """True for a photo of one hue, as black and white ones: that some channel is dark is not to be expected there."""
    smooth = F.avg_pool2d(copy[None], 4)[0]  # without the colour of noise
    balanced = smooth / smooth.mean(dim=(1, 2), keepdim=True).clamp_min(0.02) * smooth.mean()
    chroma = (balanced.amax(dim=0) - balanced.amin(dim=0)).flatten()
    return float(chroma.quantile(0.99)) < _GRAY


def _hex(color: Tensor) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in color.clamp(0, 1).tolist())


def veil_percent(copy: Tensor) -> float:
    """Brightness of the dark channel where it is darkest, in percent of the brightest; of a copy `(3, h, w)`."""
    dark = dark_channel(copy, PATCH_PX).flatten()
    low = float(dark.quantile(_DARK_SHARE))
    high = float(luma(copy).flatten().quantile(0.99))
    return 100 * low / max(high, 0.1)
