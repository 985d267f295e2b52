"""The recipe of EPDN: near the clear picture first, then a game with discriminators for what looks true.

Qu et al., CVPR 2019, Section 3.3, weighed for short runs without a large GPU. In the paper the game alone guides the
coarse picture. Here distances guide both pictures from the start, and the game joins at `[game] first_step` and rises
slowly, when there is something to judge; a weight of 0 leaves it out, and so it is with the perceptual loss.

Where hardly any light comes through nothing can be found, only invented. So the truth to learn is what the scattering
model gives with its bound, J' = A + (J - A) min(1, t / t0): haze so dense stays what it is, as in a sky.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from pellucid.networks.discriminators import MultiScaleDiscriminator, Verdict
from pellucid.networks.epdn import EPDN
from pellucid.training import haze_batches, losses
from pellucid.training.adversary import Duel, held, seeded_adversary
from pellucid.training.haze_batches import HazeBatch, HazeMaterial, HazyCase
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded
from pellucid.training.recipes.features import trained_features

CHIEF_FIGURE = "mean_gain_db"

read_material = haze_batches.read_material
draw_batch = haze_batches.draw_batch


def build(settings: Settings) -> EPDN:
    """Make the network of a recipe, ready to learn; an anchored one begins as the identity.

    Raises:
        UnreadableError: the perceptual loss is to count and its feature network is not there.
    """
    if settings["loss"]["perceptual"]:
        trained_features(Path(settings["features"]["weights"]), torch.device("cpu"))  # told now, not at the first step
    network = seeded(EPDN, settings)
    if network.anchored:
        network.begin_as_identity()
    return network


def build_adversary(settings: Settings) -> nn.Module | None:
    """Make the discriminators; none if the game has no weight."""
    own = settings["adversary"]
    return seeded_adversary(settings, lambda: MultiScaleDiscriminator(own["scales"], own["width"], own["layers"]))


def loss(network: EPDN, batch: HazeBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The network's loss without a game."""
    found = duel(network, None, batch, settings, 0)
    return found.loss, found.notes


def duel(network: EPDN, adversary: nn.Module | None, batch: HazeBatch, settings: Settings, step: int) -> Duel:
    """The losses of both players.

    Returns:
        For the network the distance of both pictures, mean square and perceptual distance of the enhanced one, and
        what the discriminators say of the coarse one; for them least squares. The notes are the terms before weighing.
    """
    weights = settings["loss"]
    truth = visible_truth(batch, weights["least_transmission"])
    coarse, enhanced = network.stages(batch.hazy)
    terms = {
        "distance": losses.charbonnier(enhanced, truth) + losses.charbonnier(coarse, truth),
        "fidelity": losses.mean_square(enhanced, truth),
        "perceptual": _perceptual(enhanced, truth, settings),
        "adversarial": truth.new_zeros(()),
        "matching": truth.new_zeros(()),
    }
    share, adversary_loss = share_of_game(settings["game"], step), None
    if adversary is not None and share > 0:
        judged, adversary_loss = _game(adversary, batch.hazy, coarse, truth)
        terms |= judged
    factors = {"adversarial": share, "matching": share}
    total = torch.stack([weights[name] * factors.get(name, 1.0) * term for name, term in terms.items()]).sum()
    notes = {name: term.detach() for name, term in terms.items()}
    notes["adversary"] = truth.new_zeros(()) if adversary_loss is None else adversary_loss.detach()
    return Duel(total, adversary_loss, notes)


def visible_truth(batch: HazeBatch, least_transmission: float) -> Tensor:
    """The clear picture as far as it can be seen, J' = A + (J - A) min(1, t / t0), `(N, 3, H, W)`."""
    air = batch.airlight[:, :, None, None]
    return air + (batch.clear - air) * (batch.transmitted / least_transmission).clamp_max(1)


def share_of_game(game: Settings, step: int) -> float:
    """How much of its weight the game has at a step: none before `first_step`, all after `rise_steps` more."""
    first_step, rise_steps = int(game["first_step"]), int(game["rise_steps"])
    return min(1.0, max(0, step + 1 - first_step) / rise_steps)


def _perceptual(enhanced: Tensor, truth: Tensor, settings: Settings) -> Tensor:
    if not settings["loss"]["perceptual"]:
        return truth.new_zeros(())
    extract = trained_features(Path(settings["features"]["weights"]), truth.device)
    return losses.perceptual(enhanced, truth, extract, losses.EPDN_FEATURE_WEIGHTS, squared=False)


def _game(adversary: nn.Module, hazy: Tensor, coarse: Tensor, truth: Tensor) -> tuple[dict[str, Tensor], Tensor]:
    """What the discriminators tell the network, and what they themselves have to learn."""
    with held(adversary):
        made, wanted = adversary(hazy, coarse), adversary(hazy, truth)
    terms = {
        "adversarial": losses.least_squares_generator(_scores(made)),
        "matching": losses.feature_matching([found.layers for found in made], [found.layers for found in wanted]),
    }
    made, wanted = adversary(hazy, coarse.detach()), adversary(hazy, truth)
    return terms, losses.least_squares_discriminator(_scores(wanted), _scores(made))


def _scores(verdicts: Sequence[Verdict]) -> list[Tensor]:
    return [verdict.scores.float() for verdict in verdicts]


@torch.inference_mode()
def measure(network: EPDN, material: HazeMaterial, device: torch.device) -> Figures:
    """Mean gain of PSNR over the hazy pictures, the least gain, and the mean change of pictures without haze."""
    gains, changes = [], []
    for case in material.measured:
        gains.append(_db(_cleared(network, case.hazy, device), case) - _db(case.hazy, case))
        changes.append((_cleared(network, case.clear, device) - case.clear).abs().mean().item())
    count = len(gains)
    return {
        CHIEF_FIGURE: sum(gains) / count,
        "least_gain_db": min(gains),
        "clear_change_levels": 255 * sum(changes) / count,
    }


def _cleared(network: EPDN, picture: Tensor, device: torch.device) -> Tensor:
    cleared: Tensor = network(picture[None].to(device))
    return cleared[0].clamp(0, 1).cpu()


def _db(picture: Tensor, case: HazyCase) -> float:
    known = case.valid[0]
    return psnr_db(picture[:, known], case.clear[:, known])
