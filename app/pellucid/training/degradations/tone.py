"""Damage to tone and colour: good photos are taken apart, so that a network learns to put them together again.

This is how `splits.json` has it, for measuring; `faults` has what networks learn from. What light does is done in
linear light (exposure, local dodging, white balance); what an editor does to the numbers is done in sRGB (veil,
contrast, gamma, saturation), in this order.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from pellucid.imaging.srgb import luma, to_linear, to_srgb
from pellucid.training.degradations.draws import uniform

EXPOSURE_EV_RANGE = (-1.6, 1.2)
TEMPERATURE_RANGE = (-0.25, 0.25)
CONTRAST_RANGE = (0.55, 1.35)
GAMMA_RANGE = (0.7, 1.5)
SATURATION_RANGE = (0.45, 1.3)
VEIL_RANGE = (0.0, 0.25)
LOCAL_DODGE_EV_RANGE = (-0.7, 0.7)


@dataclass(frozen=True)
class ToneDamage:
    """One damage; the defaults change nothing.

    `exposure_ev` and `local_dodge_ev` are in stops; `temperature` raises red and lowers blue by as many stops; `veil`
    is the share of white laid over the picture; `contrast`, `gamma` and `saturation` are 1 where nothing happens. The
    dodge is a round spot about `dodge_centre` (right, down, 0 to 1 of the sides) that fades over `dodge_radius` (of
    the longer side).
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
    balance = torch.tensor([damage.temperature, 0.0, -damage.temperature]).view(3, 1, 1)
    seen = to_srgb((to_linear(good) * torch.exp2(stops + balance)).clamp(0, 1))
    veiled = seen * (1 - damage.veil) + damage.veil
    steepened = (0.5 + damage.contrast * (veiled - 0.5)).clamp(0, 1)
    toned = steepened**damage.gamma
    gray = luma(toned)
    return (gray + damage.saturation * (toned - gray)).clamp(0, 1)


def _spot(height: int, width: int, damage: ToneDamage) -> Tensor:
    """The dodged spot, `(H, W)`: 1 in its centre, exp(-1/2) at its radius."""
    longer = max(height, width)
    right = (torch.arange(width) + 0.5 - damage.dodge_centre[0] * width) / longer
    down = (torch.arange(height) + 0.5 - damage.dodge_centre[1] * height)[:, None] / longer
    return torch.exp(-(right.square() + down.square()) / (2 * damage.dodge_radius**2))
