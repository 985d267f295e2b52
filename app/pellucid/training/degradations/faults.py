"""What goes wrong with light and colour of photos, for many pictures at once, on any device.

`tone` damages one picture as `splits.json` says, for measuring; here are more kinds, drawn as often as photos have
them, and cheap enough for a GPU: numbers are drawn on the CPU, `with_faults` computes where the network learns.

Light is too little or too much, differs from place to place, falls off to the corners, scatters in the lens, or has
another colour than the camera was set to: a black body, daylight, or a tube with its green (`imaging.illuminants`).
What cameras and programs do to the numbers follows: a veil, contrast, gamma, a curve, saturation. All of it is clipped
and rounded to whole levels as in a file.
"""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from pellucid.imaging.illuminants import D65_MIRED, miscast
from pellucid.imaging.srgb import luma, to_linear, to_srgb
from pellucid.training.degradations.draws import uniform
from pellucid.training.degradations.levels import to_whole_levels
from pellucid.training.degradations.tone import (
    CONTRAST_RANGE,
    EXPOSURE_EV_RANGE,
    GAMMA_RANGE,
    LOCAL_DODGE_EV_RANGE,
    SATURATION_RANGE,
    VEIL_RANGE,
)

NEUTRAL = {
    "exposure_ev": 0.0,
    "spot_ev": 0.0,
    "spot_right": 0.5,
    "spot_down": 0.5,
    "spot_radius": 0.3,
    "corner_ev": 0.0,
    "slope_ev": 0.0,
    "slope_angle": 0.0,
    "flare": 0.0,
    "light_mired": D65_MIRED,
    "light_duv": 0.0,
    "balance_mired": D65_MIRED,
    "red_stops": 0.0,
    "blue_stops": 0.0,
    "veil": 0.0,
    "contrast": 1.0,
    "gamma": 1.0,
    "curve": 0.0,
    "saturation": 1.0,
}
"""The numbers of a picture without fault, in the order in which they stand in a tensor.

`exposure_ev`, `spot_ev` (in a round spot), `corner_ev` and `slope_ev` (from one side to the other) are stops of light.
The scene is lit by `light_mired` and `light_duv`, and the camera balanced for `balance_mired`; `red_stops` and
`blue_stops` are what a program did to the balance. `flare` is the share of the light that scatters over the picture,
`veil` of white laid over the numbers. `contrast` turns about the middle, `curve` bends about it.
"""

Faults = dict[str, float]

_TINY = 1e-6


def draw_faults(kind: str, generator: torch.Generator) -> Tensor:
    """Draw the faults of one picture.

    Args:
        kind: of `KINDS`.
        generator: source of all chances.

    Returns:
        `(19,)`, see `NEUTRAL`.
    """
    return torch.tensor(list({**NEUTRAL, **KINDS[kind](generator)}.values()))


def _none(generator: torch.Generator) -> Faults:
    del generator
    return {}


def _all(generator: torch.Generator) -> Faults:
    """All at once, as much as `retouch_val` has it."""
    temperature = uniform(-0.25, 0.25, generator)
    return {
        "exposure_ev": uniform(*EXPOSURE_EV_RANGE, generator),
        "red_stops": temperature,
        "blue_stops": -temperature,
        "contrast": uniform(*CONTRAST_RANGE, generator),
        "gamma": uniform(*GAMMA_RANGE, generator),
        "saturation": uniform(*SATURATION_RANGE, generator),
        "veil": uniform(*VEIL_RANGE, generator),
        **_spot(generator),
    }


def _flat(generator: torch.Generator) -> Faults:
    """As cameras deliver it who leave the rest to the person: flat, pale, rather dark."""
    return {
        "exposure_ev": uniform(-1.0, 0.2, generator),
        "veil": uniform(0.0, 0.14, generator),
        "contrast": uniform(0.75, 1.0, generator),
        "saturation": uniform(0.5, 0.95, generator),
        "flare": uniform(0.0, 0.06, generator),
        **_chosen({"light": 0.5, "corners": 0.3}, generator),
    }


def _taste(generator: torch.Generator) -> Faults:
    """No fault, but what people finish differently."""
    return {
        "exposure_ev": uniform(-0.15, 0.1, generator),
        "balance_mired": D65_MIRED + uniform(-9, 9, generator),
        "curve": uniform(-0.12, 0.12, generator),
        "saturation": uniform(0.9, 1.1, generator),
    }


def _few(generator: torch.Generator) -> Faults:
    """One fault or some, each as strong as it gets."""
    shares = dict.fromkeys(_SINGLE, 0.22)
    found = _chosen(shares, generator)
    return found or _SINGLE["exposure"](generator)


def _chosen(shares: dict[str, float], generator: torch.Generator) -> Faults:
    """Each fault as often as its share says."""
    found: Faults = {}
    for name, share in shares.items():
        if uniform(0, 1, generator) < share:
            found.update(_SINGLE[name](generator))
    return found


def _exposure(generator: torch.Generator) -> Faults:
    return {"exposure_ev": uniform(-2.2, 1.3, generator)}


def _light(generator: torch.Generator) -> Faults:
    """A light that the camera did not know: warm lamps, shade, tubes."""
    light = uniform(110, 400, generator)
    # Cameras come part of the way.
    kept = uniform(0.15, 0.6, generator)
    duv = uniform(-0.005, 0.016, generator) if uniform(0, 1, generator) < 0.3 else 0.0
    return {"light_mired": light, "light_duv": duv, "balance_mired": light + kept * (D65_MIRED - light)}


def _tones(generator: torch.Generator) -> Faults:
    return {"curve": uniform(-0.6, 0.6, generator), "gamma": uniform(0.7, 1.5, generator)}


def _contrast(generator: torch.Generator) -> Faults:
    return {"contrast": uniform(0.5, 1.4, generator)}


def _veil(generator: torch.Generator) -> Faults:
    return {"veil": uniform(0.0, 0.3, generator), "flare": uniform(0.0, 0.1, generator)}


def _color(generator: torch.Generator) -> Faults:
    return {"saturation": uniform(0.35, 1.4, generator)}


def _spot(generator: torch.Generator) -> Faults:
    return {
        "spot_ev": uniform(*LOCAL_DODGE_EV_RANGE, generator),
        "spot_right": uniform(0, 1, generator),
        "spot_down": uniform(0, 1, generator),
        "spot_radius": uniform(0.15, 0.5, generator),
    }


def _corners(generator: torch.Generator) -> Faults:
    return {"corner_ev": uniform(-1.2, 0.0, generator)}


def _slope(generator: torch.Generator) -> Faults:
    return {"slope_ev": uniform(0.0, 1.2, generator), "slope_angle": uniform(0, 2 * math.pi, generator)}


_SINGLE: dict[str, Callable[[torch.Generator], Faults]] = {
    "exposure": _exposure,
    "light": _light,
    "tones": _tones,
    "contrast": _contrast,
    "veil": _veil,
    "color": _color,
    "spot": _spot,
    "corners": _corners,
    "slope": _slope,
}

KINDS: dict[str, Callable[[torch.Generator], Faults]] = {
    "none": _none,
    "taste": _taste,
    "all": _all,
    "flat": _flat,
    "few": _few,
}
"""How faults come together."""


def with_faults(pictures: Tensor, faults: Tensor) -> Tensor:
    """Damage good pictures.

    Args:
        pictures: `(N, 3, H, W)`, sRGB, 0 to 1.
        faults: `(N, 19)`, drawn by `draw_faults`, on the same device.

    Returns:
        `(N, 3, H, W)`, sRGB, 0 to 1, whole levels of 255.
    """
    values: dict[str, Any] = dict(zip(NEUTRAL, faults.view(len(faults), -1, 1, 1, 1).unbind(1), strict=True))
    height, width = pictures.shape[-2:]
    matrices = _balance(faults)
    light = torch.einsum("nij,njhw->nihw", matrices, to_linear(pictures)) * torch.exp2(_stops(values, height, width))
    light = torch.lerp(light, light.mean((1, 2, 3), keepdim=True), values["flare"])
    seen = to_srgb(light.clamp(0, 1))
    veiled = seen * (1 - values["veil"]) + values["veil"]
    steep = (0.5 + values["contrast"] * (veiled - 0.5)).clamp(_TINY, 1)
    toned = steep ** values["gamma"]
    # An S about the middle: positive is harsher, negative flatter; both ends stay.
    toned = toned + values["curve"] * 2 * toned * (1 - toned) * (toned - 0.5)
    gray = luma(toned)
    return to_whole_levels((gray + values["saturation"] * (toned - gray)).clamp(0, 1))


def _balance(faults: Tensor) -> Tensor:
    """What lights and balances do to linear light, `(N, 3, 3)`."""
    values = dict(zip(NEUTRAL, faults.cpu().unbind(1), strict=True))
    nothing = torch.zeros_like(values["light_duv"])
    cast = miscast(values["light_mired"], values["light_duv"], values["balance_mired"], nothing)
    stops = torch.stack((values["red_stops"], nothing, values["blue_stops"]), dim=1)
    return (torch.exp2(stops)[:, :, None] * cast).to(faults.device)


def _stops(values: dict[str, Any], height: int, width: int) -> Tensor:
    """Stops of light at every place, `(N, 1, H, W)`."""
    like = values["exposure_ev"]
    right = (torch.arange(width, device=like.device) + 0.5) / width
    down = ((torch.arange(height, device=like.device) + 0.5) / height)[:, None]
    away = (right - values["spot_right"]).square() + (down - values["spot_down"]).square()
    spot = torch.exp(-away / (2 * values["spot_radius"].square()))
    across, along = right - 0.5, down - 0.5
    corners = 2 * (across.square() + along.square())
    slope = torch.cos(values["slope_angle"]) * across + torch.sin(values["slope_angle"]) * along
    stops: Tensor = like + values["spot_ev"] * spot + values["corner_ev"] * corners + values["slope_ev"] * slope
    return stops
