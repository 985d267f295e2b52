"""Damage to tone and colour: good photos are taken apart, so that a network learns to put them together again.

What light does is done in linear light (exposure, local dodging, vignette, white balance); what an editor does to the
numbers is done in sRGB (veil, contrast, gamma, curve, saturation), in this order.
"""

from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma, to_linear, to_srgb
from pellucid.imaging.tone_curves import contrasted
from pellucid.training.degradations.draws import uniform

EXPOSURE_EV_RANGE = (-1.6, 1.2)
TEMPERATURE_RANGE = (-0.25, 0.25)
CONTRAST_RANGE = (0.55, 1.35)
GAMMA_RANGE = (0.7, 1.5)
SATURATION_RANGE = (0.45, 1.3)
VEIL_RANGE = (0.0, 0.25)
LOCAL_DODGE_EV_RANGE = (-0.7, 0.7)
"""Up to here as `retouch_val` of `splits.json` has it; what follows is drawn for training only."""

TINT_RANGE = (-0.12, 0.12)
VIGNETTE_EV_RANGE = (-1.2, 0.0)
CURVE_RANGE = (-0.6, 0.6)
WIDE_SHARE = 0.5
"""How often a wide damage has each of these three."""


@dataclass(frozen=True)
class ToneDamage:
    """One damage; the defaults change nothing.

    `exposure_ev` and `local_dodge_ev` are in stops; `temperature` raises red and lowers blue by as many stops; `veil`
    is the share of white laid over the picture; `contrast`, `gamma` and `saturation` are 1 where nothing happens. The
    dodge is a round spot about `dodge_centre` (right, down, 0 to 1 of the sides) that fades over `dodge_radius` (of
    the longer side). `tint` lowers green by so many stops, `vignette_ev` is the light in the corners, and `curve`
    bends the tones about middle gray, as `imaging.tone_curves.contrasted` does.
    """

    exposure_ev: float = 0.0
    temperature: float = 0.0
    contrast: float = 1.0
    gamma: float = 1.0
    saturation: float = 1.0
    veil: float = 0.0
    local_dodge_ev: float = 0.0
    dodge_centre: tuple[float, float] = (0.5, 0.5)
    dodge_radius: float = 0.3
    tint: float = 0.0
    vignette_ev: float = 0.0
    curve: float = 0.0


def draw_tone_damage(generator: torch.Generator) -> ToneDamage:
    """Draw one damage, each setting evenly from its range."""
    return ToneDamage(
        exposure_ev=uniform(*EXPOSURE_EV_RANGE, generator),
        temperature=uniform(*TEMPERATURE_RANGE, generator),
        contrast=uniform(*CONTRAST_RANGE, generator),
        gamma=uniform(*GAMMA_RANGE, generator),
        saturation=uniform(*SATURATION_RANGE, generator),
        veil=uniform(*VEIL_RANGE, generator),
        local_dodge_ev=uniform(*LOCAL_DODGE_EV_RANGE, generator),
        dodge_centre=(uniform(0, 1, generator), uniform(0, 1, generator)),
        dodge_radius=uniform(0.15, 0.5, generator),
    )


def draw_wide_tone_damage(generator: torch.Generator) -> ToneDamage:
    """Draw one damage of more kinds: what `draw_tone_damage` draws, and at times tint, vignette and a curve."""
    extra: dict[str, Any] = {
        name: uniform(*limits, generator) if uniform(0, 1, generator) < WIDE_SHARE else 0.0
        for name, limits in (("tint", TINT_RANGE), ("vignette_ev", VIGNETTE_EV_RANGE), ("curve", CURVE_RANGE))
    }
    return replace(draw_tone_damage(generator), **extra)


def damage_tone(good: Tensor, damage: ToneDamage) -> Tensor:
    """Damage the tone and colour of a good photo.

    Args:
        good: `(3, H, W)`, sRGB, 0 to 1.
        damage: settings.

    Returns:
        `(3, H, W)`, sRGB, 0 to 1; what leaves the range on the way is clipped, as in a file.
    """
    height, width = good.shape[-2:]
    stops = damage.exposure_ev + damage.local_dodge_ev * _spot(height, width, damage)
    if damage.vignette_ev:
        stops = stops + damage.vignette_ev * _corners(height, width)
    balance = torch.tensor([damage.temperature, -damage.tint, -damage.temperature]).view(3, 1, 1)
    seen = to_srgb((to_linear(good) * torch.exp2(stops + balance)).clamp(0, 1))
    veiled = seen * (1 - damage.veil) + damage.veil
    steepened = (0.5 + damage.contrast * (veiled - 0.5)).clamp(0, 1)
    toned = steepened**damage.gamma
    if damage.curve:
        toned = contrasted(toned, damage.curve)
    gray = luma(toned)
    return (gray + damage.saturation * (toned - gray)).clamp(0, 1)


def _spot(height: int, width: int, damage: ToneDamage) -> Tensor:
    """The dodged spot, `(H, W)`: 1 in its centre, exp(-1/2) at its radius."""
    longer = max(height, width)
    right = (torch.arange(width) + 0.5 - damage.dodge_centre[0] * width) / longer
    down = (torch.arange(height) + 0.5 - damage.dodge_centre[1] * height)[:, None] / longer
    return torch.exp(-(right.square() + down.square()) / (2 * damage.dodge_radius**2))


def _corners(height: int, width: int) -> Tensor:
    """What a lens takes from the corners, `(H, W)`: 0 in the middle, 1 in the corners, by the square of the way."""
    right = (torch.arange(width) + 0.5) / width * 2 - 1
    down = (torch.arange(height) + 0.5)[:, None] / height * 2 - 1
    return (right.square() + down.square()) / 2
