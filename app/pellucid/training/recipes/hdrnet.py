"""The recipe of HDRNet for automatic retouch: photos with the faults that photos have, and the photos themselves.

Gharbi et al., SIGGRAPH 2017, Section 4, with the mean square of the result as loss. The authors learn from pairs that
people retouched; here good photos get faults (`degradations.faults`), and good ones without a fault, which count more,
are to stay as they are. The network is `networks.enhancer`, of which HDRNet is the greater part. Its facts may learn
first, alone and quickly (`facts.toml` beside the recipe's settings), and all of it goes on from there with `--start`.
"""

from functools import partial

import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.networks.enhancer import Enhancer
from pellucid.networks.hdrnet import thinned
from pellucid.training import fault_batches, tone_batches
from pellucid.training.fault_batches import FaultBatch
from pellucid.training.material import DamagedPictures
from pellucid.training.metrics import delta_e_2000, lab, psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.tone_batches import ToneMaterial

CHIEF_FIGURE = "mean_gain_db"

_ROUNDING = 1e-3

read_material = tone_batches.read_material
draw_batch = fault_batches.draw_batch


build = partial(seeded, Enhancer)
"""Make the network of a recipe, ready to learn; it begins near the identity."""


def loss(network: Enhancer, batch: FaultBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The paper's mean square of the result, and beside it a smooth mean error; pictures without a fault count more.

    Returns:
        The loss, and the mean squares of pictures with faults and without.
    """
    weights = settings["loss"]
    with torch.autocast(batch.pictures.device.type, enabled=False):
        pair = batch.damaged()
    error = _error_of_facts(network, pair) if weights.get("facts_alone") else _error(network, pair, weights["every_px"])
    square = error.square().mean(dim=(1, 2))
    absolute = (error.square() + _ROUNDING**2).sqrt().mean(dim=(1, 2))
    whole = batch.is_whole().to(square)
    importance = 1 + (weights["identity"] - 1) * whole
    total = (importance * (weights["square"] * square + weights["absolute"] * absolute)).mean()
    apart = {"mean_square": 1 - whole, "whole_square": whole}
    return total, {name: (share * square).detach().sum() / share.sum().clamp_min(1) for name, share in apart.items()}


def _error(network: Enhancer, pair: DamagedPictures, every: int) -> Tensor:
    """What is wrong of some pixels of each result, `(N, n, 3)`."""
    (damaged, place), clean = thinned(pair.damaged, every), thinned(pair.clean, every)[0]
    points = _points(place, damaged.shape[2], damaged.shape[3]).to(damaged)
    result = network.at_points(pair.damaged, points.expand(len(damaged), -1, -1), damaged.flatten(2).mT)
    return result - clean.flatten(2).mT


def _error_of_facts(network: Enhancer, pair: DamagedPictures) -> Tensor:
    """The same where the facts alone learn, of pictures that are thin already; a step costs a twentieth."""
    return (network.corrected(pair.damaged) - pair.clean).flatten(2).mT


def _points(place: UnitRect, rows: int, columns: int) -> Tensor:
    """Middles of pixels across and down, `(rows * columns, 2)`, as shares of the picture."""
    left, top, right, bottom = place.edges
    across = left + (torch.arange(columns) + 0.5) / columns * (right - left)
    down = top + (torch.arange(rows) + 0.5) / rows * (bottom - top)
    return torch.stack((across.repeat(rows), down.repeat_interleave(columns)), dim=1)


@torch.inference_mode()
def measure(network: Enhancer, material: ToneMaterial, device: torch.device) -> Figures:
    """Gain of PSNR over the damaged pictures.

    Returns:
        The mean gain, the least gain, and the mean colour difference CIEDE2000 that whole photos get.
    """
    cases = material.measured
    gains = [
        psnr_db(restored(network, case.damaged, device), case.clean) - psnr_db(case.damaged, case.clean)
        for case in cases
    ]
    # Cases of one photo share it, so each photo is retouched once.
    whole = list({id(case.clean): case.clean for case in cases}.values())
    changes = [_change(restored(network, photo, device), photo) for photo in whole]
    return {
        CHIEF_FIGURE: sum(gains) / len(gains),
        "least_gain_db": min(gains),
        "whole_delta_e": sum(changes) / len(changes),
    }


def _change(after: Tensor, before: Tensor) -> float:
    """Mean colour difference on every fourth pixel of every fourth row."""
    return float(delta_e_2000(lab(after[:, ::4, ::4]), lab(before[:, ::4, ::4])).mean())
