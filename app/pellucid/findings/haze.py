"""Haze: how much of it lies over even the darkest places, how thick DehazeNet finds it, and how pale the colours are.

In a clear photo something near every place is dark (He, Sun and Tang, 2009); where nothing is, haze lifts it. Black
that is left anywhere says that there is none at least there, so what counts is the veil over the tenth of the dark
places that is darkest. Blur lifts the dark places too, and colours of the light deceive the network; but only haze
takes the colours away with the dark (Zhu, Mai and Shao, "A fast single image haze removal algorithm using color
attenuation prior", 2015).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.certainty import SURE, certainty
from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import tr
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.imaging.dark_channel import dark_channel
from pellucid.imaging.srgb import luma
from pellucid.operations.dehaze.methods import estimate

METHOD = "dehazenet"
COPY_PX, COPY_PX_DARK, PATCH_PX = 256, 384, 7

_GRAY = 0.03
_LIT = 0.35
"""What is darker than this where it is brightest is veiled by flare and noise, not by haze."""

_ASKED_FROM_PERCENT = 5.0
"""Fainter veils are none, whatever the network says, and the network is slow."""

_DARK_SHARE = 0.1
_FLOOR = 0.02


@dataclass(frozen=True)
class Air:
    """What was measured.

    Attributes:
        veil_percent: see `veil_percent`.
        thickness: haze over a typical place, 0 to 1, as the network sees it.
        paleness: 1 where a typical place has no colour, 0 where a channel of it is black.
        contrast: of the neighbourhood of a typical place, beside its brightness.
        airlight: its colour as people write it; empty where nobody looked for it.
    """

    veil_percent: float
    thickness: float = 0.0
    paleness: float = 0.0
    contrast: float = 0.0
    airlight: str = ""

    @property
    def signs(self) -> Mapping[str, float]:
        """What tells haze from blur, casts and pale things."""
        return {
            "veil": self.veil_percent / 100,
            "thickness": self.thickness,
            "paleness": self.paleness,
            "contrast": self.contrast,
            "air_tint": _saturation(self.airlight) if self.airlight else 0.0,
        }


def measure(photo: Photo) -> Air:
    """Measure the veil over the photo, and the airlight."""
    small = photo.full_image.overview(COPY_PX_DARK).clamp(0, 1)
    veil = veil_percent(small)
    is_lit = float(luma(small).flatten().quantile(0.99)) > _LIT
    if veil < _ASKED_FROM_PERCENT or not is_lit or _is_gray(small):
        return Air(veil)
    copy = photo.full_image.overview(COPY_PX).clamp(0, 1)
    found = estimate(copy, copy.shape[2] / photo.full_image.size.width, METHOD, photo.context)
    thickness = 1 - found.transmission(copy, unit_rect_of(None, (copy.shape[2], copy.shape[1])))
    return Air(veil, float(thickness.median()), _paleness(small), _contrast(small), _hex(found.airlight))


def tell(air: Air, limits: Limits) -> Finding:
    """Say what it means."""
    veil, limit = air.veil_percent, limits["haze"]["veil_percent"]
    sure = certainty(air.signs, limits["haze_signs"]) if air.airlight else 0.0
    is_found = veil >= limit and sure >= SURE
    percent = 100 * air.thickness
    return Finding(
        Kind.HAZE,
        round(veil, 1),
        "%",
        round(sure if is_found else 1 - sure, 2),
        severity(veil, limit, is_sure=is_found) if air.airlight else 0.0,
        is_found,
        tr("Haze: {clearest:.0f} % over the clearest places, {most:.0f} % over most.", clearest=veil, most=percent)
        if is_found
        else tr("No haze."),
        ((tr("Typical haze"), f"{percent:.0f} %"), (tr("Airlight"), air.airlight)) if air.airlight else (),
        ("dehaze", "transmission"),
        Proposal("dehaze", (("method", METHOD), ("strength", limits["haze"]["strength"]))) if is_found else None,
    )


def _is_gray(copy: Tensor) -> bool:
    """True for a photo of one hue, as black and white ones: that some channel is dark is not to be expected there."""
    smooth = F.avg_pool2d(copy[None], 4)[0]  # without the colour of noise
    balanced = smooth / smooth.mean(dim=(1, 2), keepdim=True).clamp_min(_FLOOR) * smooth.mean()
    chroma = (balanced.amax(dim=0) - balanced.amin(dim=0)).flatten()
    return float(chroma.quantile(0.99)) < _GRAY


def _paleness(copy: Tensor) -> float:
    return float((copy.amin(dim=0) / copy.amax(dim=0).clamp_min(_FLOOR)).median())


def _contrast(copy: Tensor) -> float:
    gray = luma(copy)[None]
    side = min(_NEAR_PX, *gray.shape[2:])
    mean = F.avg_pool2d(gray, side, 1)
    variance = (F.avg_pool2d(gray.square(), side, 1) - mean.square()).clamp_min(0)
    return float((variance.sqrt() / mean.clamp_min(0.05)).median())


_NEAR_PX = 15


def _hex(color: Tensor) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in color.clamp(0, 1).tolist())


def _saturation(color: str) -> float:
    """Of a colour as people write it, 0 for gray to 1."""
    channels = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return 1 - min(channels) / max(1, *channels)


def veil_percent(copy: Tensor) -> float:
    """Brightness of the dark channel where it is darkest, in percent of the brightest; of a copy `(3, h, w)`."""
    dark = dark_channel(copy, PATCH_PX).flatten()
    low = float(dark.quantile(_DARK_SHARE))
    high = float(luma(copy).flatten().quantile(0.99))
    return 100 * low / max(high, 0.1)
