"""The recipe of DeepDeblur: distances at all scales, and beside them a game with a judge of sharpness.

Nah, Kim and Lee, CVPR 2017, Section 3.3. The authors' later code found the mean absolute error better than the mean
square; here it is the smooth one. The game is left out where its weight is 0. A residual network begins as the
identity, and some crops are sharp already, so it learns to leave alone what is not blurred.
"""

import torch
from torch import Tensor, nn

from pellucid.networks.deepdeblur import DeepDeblur, ResidualBlock
from pellucid.networks.discriminators import SharpnessDiscriminator
from pellucid.training import blur_batches, losses
from pellucid.training.adversary import Duel, held, seeded_adversary
from pellucid.training.blur_batches import BlurMaterial
from pellucid.training.material import DamagedPictures
from pellucid.training.metrics import psnr_db
from pellucid.training.photo_batches import restored
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.starts import draw_weights

CHIEF_FIGURE = "mean_gain_db"

UNCHANGED_DB = 60.0
"""Sharp pictures count as unchanged from here on; the identity would be infinitely good."""

BRANCH_PART = 0.3
"""Of the usual spread of weights, for the last convolution of a residual block: chains without norms start tame."""

read_material = blur_batches.read_material
draw_batch = blur_batches.draw_batch


def build(settings: Settings) -> DeepDeblur:
    """Make the network of a recipe, ready to learn; a residual one begins as the identity."""
    network = seeded(DeepDeblur, settings)
    draw_weights(network, slope=1.0)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, ResidualBlock):
                module.last.weight.mul_(BRANCH_PART)
    if network.residual:
        network.begin_as_identity()
    return network


def build_adversary(settings: Settings) -> nn.Module | None:
    """Make the discriminator; none if the game has no weight."""
    width, side_px = settings["adversary"]["width"], settings["batch"]["side_px"]
    return seeded_adversary(settings, lambda: SharpnessDiscriminator(width, side_px))


def loss(network: DeepDeblur, batch: DamagedPictures, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The network's loss without a game."""
    found = duel(network, None, batch, settings, 0)
    return found.loss, found.notes


def duel(
    network: DeepDeblur, adversary: nn.Module | None, batch: DamagedPictures, settings: Settings, _step: int
) -> Duel:
    """The losses of both players.

    Returns:
        For the network its distance from the sharp picture, in the mean over the scales, the published content loss,
        and what the discriminator says of the finest picture; for that its cross entropy. The notes are the terms
        before weighing, and the distance at the finest scale.
    """
    weights = settings["loss"]
    made = network.stages(batch.damaged)
    truths = network.pyramid(network.padded(batch.clean))
    distances = [losses.charbonnier(picture, truth) for picture, truth in zip(made, truths, strict=True)]
    terms = {
        "distance": torch.stack(distances).mean(),
        "square": losses.multi_scale_content(made, truths),
        "adversarial": batch.clean.new_zeros(()),
    }
    adversary_loss = None
    if adversary is not None:
        with held(adversary):
            terms["adversarial"] = losses.cross_entropy_generator(adversary(made[-1]).float())
        verdicts = adversary(batch.clean).float(), adversary(made[-1].detach()).float()
        adversary_loss = losses.cross_entropy_discriminator(*verdicts)
    total = torch.stack([weights[name] * term for name, term in terms.items()]).sum()
    notes = {name: term.detach() for name, term in terms.items()} | {"finest": distances[-1].detach()}
    notes["adversary"] = batch.clean.new_zeros(()) if adversary_loss is None else adversary_loss.detach()
    return Duel(total, adversary_loss, notes)


@torch.inference_mode()
def measure(network: DeepDeblur, material: BlurMaterial, device: torch.device) -> Figures:
    """Mean and least gain of PSNR over the blurred pictures, and how near sharp pictures stay to themselves."""
    gains, kept = [], []
    for case in material.measured:
        found = restored(network, case.damaged, device)
        gains.append(psnr_db(found, case.clean) - psnr_db(case.damaged, case.clean))
        kept.append(min(UNCHANGED_DB, psnr_db(restored(network, case.clean, device), case.clean)))
    return {
        CHIEF_FIGURE: sum(gains) / len(gains),
        "least_gain_db": min(gains),
        "sharp_psnr_db": sum(kept) / len(kept),
    }
