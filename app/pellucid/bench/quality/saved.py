"""JPEG artefacts on pictures whose state before saving is known: what is gained, and whether good JPEGs lose.

The operation runs as the editor runs it on a JPEG file, which tells the quality that it was saved with.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from pellucid.bench.quality.cases import Case, jpeg_cases, untouched_cases
from pellucid.bench.quality.operations import method_of, with_network
from pellucid.bench.quality.scoring import Outcome, measure, plain_method, summary
from pellucid.operations.deartifact import process
from pellucid.operations.deartifact.parameters import Parameters

SET = "live1"
GOOD_QUALITIES = (60, 75, 85, 90, 95)
SUBSAMPLINGS = {"halved": "4:2:0", "full": "4:4:4"}

Tracked = Callable[[Sequence[Case]], Iterable[Case]]
"""Hands cases on and tells how many are done."""


def saved_figures(
    data: Path, plan: Mapping[str, Any], network: nn.Module, device: torch.device, tracked: Tracked
) -> Any:
    """Figures at the qualities of `splits.json`."""
    rule = plan.get("jpeg_val", {})
    wanted = {f"quality_{quality}": (quality, rule["subsampling"]) for quality in rule.get("quality", ())}
    outcomes = _outcomes(data, wanted, network, device, tracked)
    return {name: summary(found) for name, found in outcomes.items()}


def good_figures(data: Path, network: nn.Module, device: torch.device, tracked: Tracked) -> Any:
    """Figures at good qualities, with halved and with full colour, and the least gain of any picture."""
    wanted = {
        f"{name}_{quality}": (quality, subsampling)
        for name, subsampling in SUBSAMPLINGS.items()
        for quality in GOOD_QUALITIES
    }
    return {
        name: {**summary(found), "least_gain_db": round(min(one.gain_db for one in found), 3)}
        for name, found in _outcomes(data, wanted, network, device, tracked).items()
    }


def untouched_figures(data: Path, network: nn.Module, device: torch.device, tracked: Tracked) -> dict[str, Any]:
    """By how much the network changes pictures that never were JPEGs, in 8-bit levels."""
    method = plain_method(network, device)
    changes = []
    for case in tracked(untouched_cases(data, SET)):
        picture = case.make()[0]
        changes.append((method(picture).clamp(0, 1) - picture).abs() * 255)
    if not changes:
        return {}
    mean = sum(float(change.mean()) for change in changes) / len(changes)
    return {
        "pictures": len(changes),
        "mean_change_levels": round(mean, 3),
        "largest_change_levels": round(max(float(change.max()) for change in changes), 1),
    }


def _outcomes(
    data: Path, wanted: Mapping[str, tuple[int, str]], network: nn.Module, device: torch.device, tracked: Tracked
) -> dict[str, list[Outcome]]:
    """Outcomes by name; of what the folder has no pictures for, none."""
    context = with_network(network, device)
    found = {}
    for name, (quality, subsampling) in wanted.items():
        method = method_of(process, Parameters(), context, quality)
        found[name] = [measure(method, case) for case in tracked(jpeg_cases(data, SET, quality, subsampling))]
    return {name: outcomes for name, outcomes in found.items() if outcomes}
