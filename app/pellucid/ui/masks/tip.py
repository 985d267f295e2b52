"""The brush of the hand: its settings, as the panel declares its sliders, and what keys make of them. No Qt."""

from dataclasses import replace
from typing import Any

from pellucid.document.brushing import BrushTip
from pellucid.operations.fields import Number, percentage

SMALLEST, LARGEST = 0.001, 0.2
"""Ends of the radius, in long sides of the photo."""

GROWTH = 1.15
"""Factor of the radius for one press of a key."""

HARDENING = 0.1
"""Share of the hardness for one press of a key."""

SETTINGS: dict[str, Number] = {
    "size": Number(
        "Size",
        "Width of the brush, in long sides of the photo. Keys [ and ].",
        2 * SMALLEST,
        2 * LARGEST,
        0.001,
        1,
        "%",
        100.0,
    ),
    "feather": percentage("Feather", "How softly the brush ends. Keys Shift+[ and Shift+]."),
    "flow": percentage("Flow", "How much one stroke covers: several build up. A pen's pressure scales it.", 0.01),
    "density": percentage("Density", "The most that strokes can cover, however many there are.", 0.01),
}

FIRST_TIP = BrushTip(radius=0.03, hardness=0.5, flow=1.0, density=1.0, erases=False)


def shown(tip: BrushTip) -> dict[str, float]:
    """The settings of a tip, by the names of `SETTINGS`."""
    return {"size": 2 * tip.radius, "feather": 1 - tip.hardness, "flow": tip.flow, "density": tip.density}


def with_setting(tip: BrushTip, name: str, value: float) -> BrushTip:
    """A tip with one of its settings."""
    changed: dict[str, Any] = {"size": {"radius": value / 2}, "feather": {"hardness": 1 - value}}.get(
        name, {name: value}
    )
    return replace(tip, **changed)


def resized(tip: BrushTip, steps: float) -> BrushTip:
    """A tip larger or smaller by presses of a key."""
    return replace(tip, radius=min(max(tip.radius * GROWTH**steps, SMALLEST), LARGEST))


def hardened(tip: BrushTip, steps: int) -> BrushTip:
    """A tip harder or softer by presses of a key."""
    return replace(tip, hardness=min(max(round(tip.hardness + steps * HARDENING, 3), 0.0), 1.0))
