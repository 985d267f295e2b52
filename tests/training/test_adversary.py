"""The game in the loop: both players learn, apart from each other, and a run that was stopped goes on exactly."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from pellucid.foundation.errors import UnreadableError
from pellucid.training.adversary import AdversarialRecipe, Adversary, Duel, find_adversary, held
from pellucid.training.recipes import dncnn, epdn
from pellucid.training.run_folder import BEST, CHECKPOINT
from pellucid.training.runs import TrainingPlan, train
from pellucid.training.schedule import Budget

CPU = torch.device("cpu")
STEPS = 8
BEGIN = 3
SETTINGS: dict[str, Any] = {
    "seed": 1,
    "adversary": {"rate": 1e-2, "momentum": 0.5},
    "optimiser": {
        "schedule": "cool_down",
        "cool_down_share": 0.3,
        "rate": 1e-2,
        "warmup_steps": 1,
        "weight_decay": 0.0,
        "gradient_norm": 1.0,
        "average_decay": 0.9,
    },
}


@dataclass(frozen=True)
class Numbers:
    """A batch."""

    given: Tensor


class Game(SimpleNamespace):
    """A recipe of two lines: the network wants a high score, the adversary gives it a low one from `BEGIN` on."""

    CHIEF_FIGURE = "score_db"

    def read_material(self, data: Path, settings: dict[str, Any]) -> Any:
        return SimpleNamespace(photos=[1], measured=[1], words=str)

    def build(self, settings: dict[str, Any]) -> nn.Module:
        torch.manual_seed(1)
        return nn.Linear(3, 2)

    def build_adversary(self, settings: dict[str, Any]) -> nn.Module | None:
        torch.manual_seed(2)
        return nn.Linear(2, 1) if settings["adversary"]["rate"] else None

    def draw_batch(self, material: Any, settings: dict[str, Any], step: int) -> Numbers:
        return Numbers(torch.rand(4, 3, generator=torch.Generator().manual_seed(step)))

    def loss(self, network: nn.Module, batch: Numbers, settings: dict[str, Any]) -> tuple[Tensor, dict[str, Tensor]]:
        return network(batch.given).square().mean(), {}

    def duel(
        self, network: nn.Module, adversary: nn.Module | None, batch: Numbers, settings: dict[str, Any], step: int
    ) -> Duel:
        made = network(batch.given)
        if adversary is None or step < BEGIN:
            return Duel(made.square().mean(), None, {})
        with held(adversary):
            told = adversary(made)
        return Duel(-told.mean(), adversary(made.detach()).square().mean(), {})

    def measure(self, network: nn.Module, material: Any, device: torch.device) -> dict[str, float]:
        return {self.CHIEF_FIGURE: 1.0}


def run(folder: Path, settings: dict[str, Any] | None = None, stop_after: int = 1000, **plan: Any) -> dict[str, Tensor]:
    asked = iter(range(1000))
    game = Game()
    planned = TrainingPlan("game", settings or SETTINGS, Budget(steps=STEPS), folder, CPU, **plan)
    material = game.read_material(folder, planned.settings)
    list(train(game, material, planned, lambda: next(asked) >= stop_after))
    path = folder / CHECKPOINT
    return load_file(path) if path.exists() else {}


@pytest.mark.parametrize("stop_after", [2, 5], ids=["before the game", "in the game"])
def test_a_game_that_was_stopped_and_resumed_has_the_weights_of_one_that_was_not(
    tmp_path: Path, stop_after: int
) -> None:
    whole = run(tmp_path / "whole")
    run(tmp_path / "parts", stop_after=stop_after)
    parts = run(tmp_path / "parts")
    assert whole.keys() == parts.keys()
    assert {"adversary.weight", "optimiser.exp_avg.adversary.weight"} < whole.keys()
    assert not [name for name in whole if not torch.equal(whole[name], parts[name])]


def test_the_adversary_rests_until_the_game_begins_and_then_learns(tmp_path: Path) -> None:
    begun = Game().build_adversary(SETTINGS)
    assert begun is not None
    rested = run(tmp_path, stop_after=BEGIN)
    assert torch.equal(rested["adversary.weight"], begun.state_dict()["weight"])
    assert "optimiser.exp_avg.adversary.weight" not in rested
    played = run(tmp_path)
    assert not torch.equal(played["adversary.weight"], rested["adversary.weight"])
    assert played["optimiser.step.adversary.weight"] == STEPS - BEGIN


def test_what_is_kept_as_best_is_the_network_alone(tmp_path: Path) -> None:
    run(tmp_path)
    assert load_file(tmp_path / BEST).keys() == {"weight", "bias"}


def test_in_small_files_the_game_travels_as_well(tmp_path: Path) -> None:
    run(tmp_path / "parts", stop_after=5, shard_mib=0.1)
    parts, whole = run(tmp_path / "parts"), run(tmp_path / "whole")
    assert torch.allclose(parts["adversary.weight"], whole["adversary.weight"], atol=1e-4)


def test_settings_may_leave_the_game_out_and_other_recipes_have_none(tmp_path: Path) -> None:
    alone = run(tmp_path / "alone", {**SETTINGS, "adversary": {"rate": 0.0, "momentum": 0.5}})
    assert not [name for name in alone if "adversary" in name]
    assert find_adversary(dncnn, {}, CPU) is None
    assert isinstance(epdn, AdversarialRecipe)
    with pytest.raises(UnreadableError, match="another network"):
        run(tmp_path / "with", resume=tmp_path / "alone" / CHECKPOINT)


def test_a_held_adversary_passes_gradients_on_and_keeps_none() -> None:
    judge, made = nn.Linear(2, 1), torch.ones(1, 2, requires_grad=True)
    with held(judge):
        judge(made).sum().backward()
    assert made.grad is not None
    assert judge.weight.grad is None
    assert judge.weight.requires_grad


def test_the_rate_of_the_adversary_falls_with_that_of_the_network() -> None:
    adversary = Adversary(nn.Linear(2, 1), SETTINGS, CPU)
    adversary.learn(adversary.network(torch.ones(1, 2)).sum(), 0.5)
    assert adversary.optimiser.param_groups[0]["lr"] == pytest.approx(0.5e-2)


def test_in_rounds_each_loss_is_computed_after_the_weights_of_the_one_before() -> None:
    adversary = Adversary(nn.Linear(2, 1), SETTINGS, CPU)
    seen: list[float] = []

    def judge() -> Tensor:
        loss: Tensor = adversary.network(torch.ones(1, 2)).sum()
        seen.append(loss.item())
        return loss

    adversary.learn([judge] * 3, 1.0)
    assert seen[0] > seen[1] > seen[2]
