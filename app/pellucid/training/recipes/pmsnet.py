"""The recipe of PMS-Net: patch sizes of hazy crops, by the best size and by what becomes of the picture.

The best size of each pixel is known where the clear picture is (`patch_map.best_patches`), and the network's scores are
taught by it. But what is wanted is a good picture: sizes that are off by little may cost much or nothing. So the
composed transmission, refined as it will be in use, and the picture restored with it are compared with the truth too;
the gradient goes back through the dark channel into the patch sizes.
"""

import torch
from torch import Tensor, nn

from pellucid.imaging.guided_filter import guided_filter
from pellucid.imaging.patch_map import (
    REFINED_EPSILON,
    REFINED_RADIUS_PX,
    SIZES,
    airlight_of_patches,
    best_patches,
    composed_transmission,
)
from pellucid.imaging.scattering import clear_of
from pellucid.imaging.srgb import luma
from pellucid.networks.pmsnet import BoundaryRefinement, PMSNet, WideBlock
from pellucid.training import haze_batches
from pellucid.training.haze_batches import HazeBatch, HazeMaterial, HazyCase
from pellucid.training.losses import patch_size_cross_entropy
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "mean_gain_db"
USUAL_PX = 15
"""The fixed patch of the dark channel prior's paper."""

QUIET_PART = 0.1
BRANCH_PART = 0.5


read_material = haze_batches.read_material
draw_batch = haze_batches.draw_batch


def build(settings: Settings) -> PMSNet:
    """Make the network of a recipe, ready to learn without norms: signals keep their size, all scores begin alike."""
    network = seeded(PMSNet, settings)
    draw_weights(network)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, WideBlock):
                for branch in (module.branch1, module.branch3, module.branch5):
                    _last_convolution(branch).weight.mul_(BRANCH_PART)
            if isinstance(module, BoundaryRefinement):
                _last_convolution(module.body).weight.mul_(QUIET_PART)
        network.dense.weight.mul_(QUIET_PART)
    return network


def _last_convolution(body: nn.Sequential) -> nn.Conv2d:
    return [module for module in body if isinstance(module, nn.Conv2d)][-1]


def loss(network: PMSNet, batch: HazeBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """Cross-entropy of the best sizes, and the mean errors of the restored picture and of the refined transmission.

    Returns:
        The weighed sum, and each of the three.
    """
    scores = network.scores(batch.hazy).float()
    best = torch.stack([best_patches(*row) for row in zip(batch.hazy, batch.clear, batch.airlight, strict=True)])
    sizes = torch.tensor(SIZES, dtype=best.dtype, device=best.device)
    terms = {"choice": patch_size_cross_entropy(scores, torch.bucketize(best[:, 0].contiguous(), sizes))}
    composed = composed_transmission(batch.hazy, batch.airlight, network.expected(scores))
    refined = _refined(batch.hazy, composed)
    rows = zip(batch.hazy, refined, batch.airlight, strict=True)
    terms["restored"] = (torch.stack([clear_of(*row) for row in rows]) - batch.clear).abs().mean()
    terms["transmission"] = (refined - batch.transmitted).abs().mean()
    total = torch.stack([settings["loss"][name] * term for name, term in terms.items()]).sum()
    return total, {f"{name}_error": term.detach() for name, term in terms.items()}


@torch.inference_mode()
def measure(network: PMSNet, material: HazeMaterial, device: torch.device) -> Figures:
    """Gain of restored pictures over hazy ones, the airlight found by the same patches.

    Returns:
        The mean gain with the predicted map, with the best one patch size for all pictures, and with 15 x 15.
    """
    predicted, fixed = 0.0, dict.fromkeys(SIZES, 0.0)
    for case in material.measured:
        predicted += _gain_db(case, network(case.hazy[None].to(device))[0].float().cpu())
        for size in SIZES:
            fixed[size] += _gain_db(case, torch.full_like(case.transmitted, size))
    count = len(material.measured)
    return {
        CHIEF_FIGURE: predicted / count,
        "best_fixed_gain_db": max(fixed.values()) / count,
        f"fixed_{USUAL_PX}_gain_db": fixed[USUAL_PX] / count,
    }


def _gain_db(case: HazyCase, patches: Tensor) -> float:
    """What one patch map gains."""
    airlight = airlight_of_patches(case.hazy, patches)
    refined = _refined(case.hazy[None], composed_transmission(case.hazy, airlight, patches)[None])[0]
    restored = clear_of(case.hazy, refined, airlight).clamp(0, 1)
    return psnr_db(restored, case.clear) - psnr_db(case.hazy, case.clear)


def _refined(hazy: Tensor, composed: Tensor) -> Tensor:
    """Transmissions `(N, 1, H, W)` that follow the edges of their pictures `(N, 3, H, W)`."""
    return guided_filter(luma(hazy)[:, 0], composed[:, 0], REFINED_RADIUS_PX, REFINED_EPSILON)[:, None]
