"""A second player in the loop of `runs`: a discriminator that learns beside the network.

A recipe that plays a game offers `build_adversary` and `duel` besides the functions of `recipe.Recipe`. In each step
the network learns from its part of the duel as ever, and after it the adversary, by an Adam of its own, from the other
part, in one step or in several. Its state travels in the checkpoint, so a run that goes on is the run that never
stopped; what ships is the network alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor, nn

from pellucid.networks.layout import in_channels_last
from pellucid.training.recipe import BatchT, MaterialT, NetworkT, Recipe, Settings

RATE_SETTINGS = "adversary"
"""The table of `recipe.toml` with the adversary's `rate` and `momentum`."""


Rounds = Sequence[Callable[[], Tensor]]
"""Losses of an adversary that learns several times in a step; each is computed after the weights of the one before."""


@dataclass(frozen=True)
class Duel:
    """What both players are to bring down in one step; `adversary_loss` is None while the adversary rests."""

    loss: Tensor
    adversary_loss: Tensor | Rounds | None
    notes: dict[str, Tensor]


@runtime_checkable
class AdversarialRecipe(Recipe[NetworkT, MaterialT, BatchT], Protocol[NetworkT, MaterialT, BatchT]):
    """The functions of the module of a recipe that plays a game."""

    def build_adversary(self, settings: Settings, /) -> nn.Module | None:
        """Make the discriminator, the same every time; None where the settings leave the game out."""
        ...

    def duel(
        self, network: NetworkT, adversary: nn.Module | None, batch: BatchT, settings: Settings, step: int, /
    ) -> Duel:
        """Judge a step; no gradient of `loss` may reach the adversary (see `held`), none of its loss the network."""
        ...


def seeded_adversary(settings: Settings, make: Callable[[], nn.Module]) -> nn.Module | None:
    """Make a discriminator, the same every time; none if the game has no weight."""
    if not settings["loss"]["adversarial"]:
        return None
    torch.manual_seed(settings["seed"] + 1)
    return make()


class Adversary:
    """A discriminator and the Adam that it learns by.

    Args:
        network: the discriminator.
        settings: of the recipe, with a table `[adversary]`.
        device: where it computes.
    """

    def __init__(self, network: nn.Module, settings: Settings, device: torch.device) -> None:
        own = settings[RATE_SETTINGS]
        self.network = in_channels_last(network).to(device)
        self.rate = float(own["rate"])
        self.gradient_norm = float(settings["optimiser"]["gradient_norm"])
        self.optimiser = torch.optim.Adam(self.network.parameters(), betas=(own["momentum"], 0.999))

    def learn(self, loss: Tensor | Rounds, factor: float) -> None:
        """Take one step, or one for each round.

        Args:
            loss: of the adversary.
            factor: on its rate, that of the network's schedule.
        """
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * factor
        if isinstance(loss, Tensor):
            self._descend(loss)
            return
        for judge in loss:
            self._descend(judge())

    def _descend(self, loss: Tensor) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.gradient_norm)
        self.optimiser.step()


def find_adversary(
    recipe: Recipe[NetworkT, MaterialT, BatchT], settings: Settings, device: torch.device
) -> Adversary | None:
    """The adversary of a run, fresh; None for a recipe, or settings, without a game."""
    network = recipe.build_adversary(settings) if isinstance(recipe, AdversarialRecipe) else None
    return None if network is None else Adversary(network, settings, device)


def play(
    recipe: Recipe[NetworkT, MaterialT, BatchT],
    network: NetworkT,
    adversary: Adversary | None,
    batch: BatchT,
    settings: Settings,
    step: int,
) -> Duel:
    """Judge a step by the recipe; without a game only the network has something to bring down."""
    if isinstance(recipe, AdversarialRecipe):
        return recipe.duel(network, adversary.network if adversary else None, batch, settings, step)
    loss, notes = recipe.loss(network, batch, settings)
    return Duel(loss, None, notes)


@contextmanager
def held(adversary: nn.Module) -> Iterator[None]:
    """While it judges for the network it does not learn: gradients pass through it and stay out of its weights."""
    learning = [parameter for parameter in adversary.parameters() if parameter.requires_grad]
    for parameter in learning:
        parameter.requires_grad = False
    try:
        yield
    finally:
        for parameter in learning:
            parameter.requires_grad = True
