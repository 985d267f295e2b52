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

from pellucid.findings.certainty import certainty
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

_DARK_SHARE, _DARKEST_SHARE, _BLACK_SHARE = 0.1, 0.02, 0.05
_MUCH_CONTRAST, _NEAR_PX = 0.75, 15
_SMOOTH_PX = 4
_FLOOR, _LEAST_BRIGHT = 0.02, 0.1


@dataclass(frozen=True)
class Air:
    """What was measured.

    Attributes:
        veil_percent: see `veil_percent`.
        darkest_percent: the same over the fiftieth that is darkest.
        thickness: haze over a typical place, 0 to 1, as the network sees it.
        paleness: 1 where a typical place has no colour, 0 where a channel of it is black.
        contrast: of the neighbourhood of a place that has more of it than most, beside its brightness.
        black_percent: how bright the darkest channel is where a photo without haze is nearly black, as the veil.
        brightest: luma where it is brightest.
        airlight: its colour as people write it; empty where nobody looked for it.
    """

    veil_percent: float
    darkest_percent: float = 0.0
    thickness: float = 0.0
    paleness: float = 0.0
    contrast: float = 0.0
    black_percent: float = 0.0
    brightest: float = 0.0
    airlight: str = ""

    @property
    def signs(self) -> Mapping[str, float]:
        """What tells haze from blur, casts and pale things."""
        return {
            "veil": self.veil_percent / 100,
            "darkest": self.darkest_percent / 100,
            "thickness": self.thickness,
            "paleness": self.paleness,
            "contrast": self.contrast,
            "black": self.black_percent / 100,
            "brightest": self.brightest,
            "air_tint": _saturation(self.airlight) if self.airlight else 0.0,
        }


def measure(photo: Photo) -> Air:
    """Measure the veil over the photo, and the airlight."""
    small = photo.full_image.overview(COPY_PX_DARK).clamp(0, 1)
    veil = veil_percent(small)
    brightest = _brightest(small)
    if veil < _ASKED_FROM_PERCENT or brightest < _LIT or _is_gray(small):
        return Air(veil)
    copy = photo.full_image.overview(COPY_PX).clamp(0, 1)
    found = estimate(copy, copy.shape[2] / photo.full_image.size.width, METHOD, photo.context)
    thickness = 1 - found.transmission(copy, unit_rect_of(None, (copy.shape[2], copy.shape[1])))
    smooth = F.avg_pool2d(small[None], _SMOOTH_PX)[0]  # without the colour and the blacks of noise
    return Air(
        veil,
        veil_percent(small, _DARKEST_SHARE),
        float(thickness.median()),
        float((smooth.amin(dim=0) / smooth.amax(dim=0).clamp_min(_FLOOR)).median()),
        _contrast(small),
        100 * float(smooth.amin(dim=0).quantile(_BLACK_SHARE)) / max(brightest, _LEAST_BRIGHT),
        brightest,
        _hex(found.airlight),
    )


def tell(air: Air, limits: Limits, *, is_spoilt: bool = False) -> Finding:
    """Say what it means.

    Args:
        air: what was measured.
        limits: from where on it is told.
        is_spoilt: noise, JPEG or blur was found, which lift blacks and take colours away as well: more is asked for
            then.
    """
    own = limits["haze"]
    veil, limit = air.veil_percent, own["veil_percent"]
    sure = certainty(air.signs, limits["haze_signs"]) if air.airlight else 0.0
    is_found = veil >= limit and sure >= own["spoilt_certainty" if is_spoilt else "certainty"]
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
        Proposal("dehaze", (("method", METHOD), ("strength", own["strength"]))) if is_found else None,
    )


def _is_gray(copy: Tensor) -> bool:
    """True for a photo of one hue, as black and white ones: that some channel is dark is not to be expected there."""
    smooth = F.avg_pool2d(copy[None], _SMOOTH_PX)[0]  # without the colour of noise
    balanced = smooth / smooth.mean(dim=(1, 2), keepdim=True).clamp_min(_FLOOR) * smooth.mean()
    chroma = (balanced.amax(dim=0) - balanced.amin(dim=0)).flatten()
    return float(chroma.quantile(0.99)) < _GRAY


def _contrast(copy: Tensor) -> float:
    gray = luma(copy)[None]
    side = min(_NEAR_PX, *gray.shape[2:])
    mean = F.avg_pool2d(gray, side, 1)
    variance = (F.avg_pool2d(gray.square(), side, 1) - mean.square()).clamp_min(0)
    return float((variance.sqrt() / mean.clamp_min(0.05)).quantile(_MUCH_CONTRAST))


def _hex(color: Tensor) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in color.clamp(0, 1).tolist())


def _saturation(color: str) -> float:
    """Of a colour as people write it, 0 for gray to 1."""
    channels = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return 1 - min(channels) / max(1, *channels)


def veil_percent(copy: Tensor, share: float = _DARK_SHARE) -> float:
    """Brightness of the dark channel over the darkest share of a copy `(3, h, w)`, in percent of the brightest."""
    low = float(dark_channel(copy, PATCH_PX).flatten().quantile(share))
    return 100 * low / max(_brightest(copy), _LEAST_BRIGHT)


def _brightest(copy: Tensor) -> float:
    return float(luma(copy).flatten().quantile(0.99))
