"""The recipe of Deep Photo Enhancer: from plain photos to finished ones without a single pair (Chen et al., CVPR 2018).

Two generators, plain to finished and back, learn from photos with faults (`degradations.faults`) and from whole ones of
other scenes. Critics tell either kind from what the generators make; identity keeps changes small, cycles keep what is
in the picture. Losses are those of the paper (its code gave the critics opposite signs). Published are 512 pixels,
batches of 5 and 50 steps of the critics for each one of the generators, for days on a large GPU. Here pictures have 128
pixels, of which the critics see a half, a few times a step, and without instance norm, which hides tone from them.

`best.safetensors` holds both generators; `networks.dpe.shipped_weights` takes the one that ships out of it.
"""

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.networks.dpe import CRITIC_SLOPE, Critic, TwoWay
from pellucid.training import fault_batches, losses, tone_batches
from pellucid.training.adversary import Duel, held
from pellucid.training.fault_batches import UnpairedBatch
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import Figures, Settings, seeded, step_generator
from pellucid.training.starts import draw_weights
from pellucid.training.tone_batches import ToneMaterial

CHIEF_FIGURE = "mean_gain_db"

read_material = tone_batches.read_material
draw_batch = fault_batches.draw_unpaired


class GuardedCritic(nn.Module):
    """A critic with the weight of its gradient penalty, which travels in checkpoints.

    Args:
        critic: what judges.
        weight: of the penalty at the start.
        limits: between which the weight stays; without them it vanishes while the critic still knows nothing.
    """

    weight: Tensor
    norms: Tensor
    counted: Tensor

    def __init__(self, critic: Critic, weight: float, limits: tuple[float, float]) -> None:
        super().__init__()
        self.critic, self.limits = critic, limits
        self.register_buffer("weight", torch.tensor(weight))
        self.register_buffer("norms", torch.zeros(losses.PENALTY_WINDOW_STEPS))
        self.register_buffer("counted", torch.tensor(0))

    def forward(self, pictures: Tensor) -> Tensor:
        """Judge pictures; see `Critic.forward`."""
        scores: Tensor = self.critic(pictures)
        return scores

    def loss(self, real: Tensor, fake: Tensor, generator: torch.Generator) -> Tensor:
        """What the critic brings down in one round; the weight of its penalty goes one step on."""
        adaptive = losses.AdaptiveWeight(self.weight.item(), tuple(self.norms[: int(self.counted)].tolist()))
        penalty, norm = losses.gradient_penalty(self.critic, real, fake, generator)
        self._remember(adaptive.after(norm.item()))
        return losses.wasserstein_critic(self.critic(real), self.critic(fake)) + adaptive.value * penalty

    def _remember(self, adaptive: losses.AdaptiveWeight) -> None:
        low, high = self.limits
        self.weight.fill_(min(high, max(low, adaptive.value)))
        self.counted.fill_(len(adaptive.norms))
        self.norms[: len(adaptive.norms)] = torch.tensor(adaptive.norms)


class Judges(nn.Module):
    """Both critics: `finished` knows well-finished photos, `plain` knows plain ones."""

    def __init__(self, finished: GuardedCritic, plain: GuardedCritic) -> None:
        super().__init__()
        self.finished, self.plain = finished, plain


def build(settings: Settings) -> TwoWay:
    """Make both generators, ready to learn; they begin as the identity."""
    network = seeded(TwoWay, settings)
    network.enhancer.begin_as_identity()
    network.worsener.begin_as_identity()
    return network


def build_adversary(settings: Settings) -> Judges | None:
    """Make the critics; none if the game has no weight."""
    if not settings["loss"]["adversarial"]:
        return None
    torch.manual_seed(settings["seed"] + 1)
    return Judges(_critic(settings["adversary"]), _critic(settings["adversary"]))


def _critic(own: Settings) -> GuardedCritic:
    """A critic whose slope is about 1 from the start; a flat one would make its penalty vanish before it counts."""
    critic = Critic(own["width"], own["side_px"], norm=own["norm"])
    draw_weights(critic, CRITIC_SLOPE)
    low, high = own["penalty_limits"]
    return GuardedCritic(critic, own["penalty"], (low, high))


def loss(network: TwoWay, batch: UnpairedBatch, settings: Settings) -> tuple[Tensor, dict[str, Tensor]]:
    """The generators' loss without a game."""
    found = duel(network, None, batch, settings, 0)
    return found.loss, found.notes


def duel(network: TwoWay, adversary: nn.Module | None, batch: UnpairedBatch, settings: Settings, step: int) -> Duel:
    """The losses of both players.

    Returns:
        For the generators identity, cycles and what the critics say of what they made; for the critics as many rounds
        as `[adversary]` says. The notes are the terms before weighing, and how the critics are kept in bounds.
    """
    with torch.autocast(batch.pictures.device.type, enabled=False):
        plain, finished = batch.both()
    way = network.journey(plain, finished)
    terms = {
        "identity": losses.identity_mapping(plain, way.enhanced, finished, way.worsened),
        "cycle": losses.cycle_consistency(plain, way.plain_again, finished, way.finished_again),
    }
    rounds, kept, share = None, {}, min(1.0, (step + 1) / settings["game"]["rise_steps"])
    if isinstance(adversary, Judges):
        # Slopes of critics are differentiated twice, so all that they say is in float32.
        with held(adversary), torch.autocast(plain.device.type, enabled=False):
            scores = adversary.finished(way.enhanced), adversary.plain(way.worsened)
        terms["adversarial"] = losses.wasserstein_generator(scores[0]) + losses.wasserstein_generator(scores[1])
        kept = {"penalty_weight": adversary.finished.weight.clone(), "slope": adversary.finished.norms.mean()}
        made = way.enhanced.detach(), way.worsened.detach()
        judge = partial(_judged, adversary, (plain, finished), made, step_generator(settings, step))
        rounds = [judge] * settings["adversary"]["rounds"]
    factors = {"adversarial": share}
    total = torch.stack([settings["loss"][name] * factors.get(name, 1.0) * term for name, term in terms.items()]).sum()
    return Duel(total, rounds, {name: term.detach() for name, term in terms.items()} | kept)


def _judged(
    judges: Judges, given: tuple[Tensor, Tensor], made: tuple[Tensor, Tensor], generator: torch.Generator
) -> Tensor:
    """What both critics bring down in one round; the generator goes on from round to round."""
    (plain, finished), (enhanced, worsened) = given, made
    return judges.finished.loss(finished, enhanced, generator) + judges.plain.loss(plain, worsened, generator)


@torch.inference_mode()
def measure(network: TwoWay, material: ToneMaterial, device: torch.device) -> Figures:
    """Mean gain of PSNR over the damaged pictures, the least gain, and the mean change of whole pictures.

    Pictures are brought to the network's square, as in training; so the fitted grid has no part in it.
    """
    gains, changes = [], []
    for case in material.measured:
        damaged, clean = (_squared(picture, network.enhancer.side_px) for picture in (case.damaged, case.clean))
        gains.append(psnr_db(_enhanced(network, damaged, device), clean) - psnr_db(damaged, clean))
        changes.append((_enhanced(network, clean, device) - clean).abs().mean().item())
    count = len(gains)
    return {
        CHIEF_FIGURE: sum(gains) / count,
        "least_gain_db": min(gains),
        "clean_change_levels": 255 * sum(changes) / count,
    }


def _squared(picture: Tensor, side_px: int) -> Tensor:
    return F.adaptive_avg_pool2d(picture, side_px)


def _enhanced(network: TwoWay, picture: Tensor, device: torch.device) -> Tensor:
    enhanced: Tensor = network(picture[None].to(device))
    return enhanced[0].clamp(0, 1).cpu()
