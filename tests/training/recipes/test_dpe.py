"""The recipe of Deep Photo Enhancer: two ways, two critics that are kept in bounds, and a run that goes on exactly."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from helpers.pictures import samples, waves
from pellucid.networks.dpe import DPE, Critic, IndividualNorm, shipped_weights
from pellucid.training import losses
from pellucid.training.adversary import AdversarialRecipe
from pellucid.training.material import DamagedPictures
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import dpe
from pellucid.training.run_folder import BEST, CHECKPOINT
from pellucid.training.runs import TrainingPlan, train
from pellucid.training.schedule import Budget
from pellucid.training.tone_batches import ToneMaterial

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The recipe, small."""
    small = read_settings(find_settings("dpe"))
    small["network"] |= {"width": 2, "side_px": 64}
    small["batch"] |= {"crops": 2, "side_px": 64}
    small["adversary"] |= {"width": 2, "side_px": 32, "rounds": 2}
    small["game"] = {"rise_steps": 4}
    return small


@pytest.fixture(scope="module")
def material() -> ToneMaterial:
    photos = [samples(80, 90, noise_levels=10), samples(100, 80, seed=2)]
    clean = waves(64, 64)
    return ToneMaterial(photos, [DamagedPictures(clean * 0.6, clean), DamagedPictures(0.5 + clean * 0.4, clean)])


def run(folder: Path, material: ToneMaterial, settings: dict[str, Any], stop_after: int = 100) -> dict[str, Tensor]:
    asked = iter(range(1000))
    plan = TrainingPlan("dpe", settings, Budget(steps=4), folder, CPU)
    list(train(dpe, material, plan, lambda: next(asked) >= stop_after))
    return load_file(folder / CHECKPOINT)


def guarded(slope: float) -> dpe.GuardedCritic:
    """A critic of known slope: it weighs the sum of all values."""

    class Plain(Critic):
        def forward(self, pictures: Tensor) -> Tensor:
            return pictures.flatten(1).sum(dim=1) * slope / pictures[0].numel() ** 0.5

    return dpe.GuardedCritic(Plain(2, 32), 40.0, (10.0, 1000.0))


def test_it_begins_as_the_identity_and_so_gains_nothing(material: ToneMaterial, settings: dict[str, Any]) -> None:
    figures = dpe.measure(dpe.build(settings).eval(), material, CPU)
    assert figures == pytest.approx(dict.fromkeys(figures, 0.0), abs=1e-4)
    assert dpe.CHIEF_FIGURE in figures


def test_a_network_that_knows_the_answer_gains_much(material: ToneMaterial, settings: dict[str, Any]) -> None:
    class Knowing(DPE):
        def forward(self, picture: Tensor, use: int = 0) -> Tensor:
            return picture + (material.measured[0].clean - picture) * 0.9

    network = dpe.build(settings)
    network.enhancer = Knowing(2, 64)
    figures = dpe.measure(network, material, CPU)
    assert figures["mean_gain_db"] == pytest.approx(20.0, abs=0.1)
    assert figures["least_gain_db"] == pytest.approx(20.0, abs=0.1)
    assert figures["clean_change_levels"] == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(("slope", "weight"), [(1.2, 80.0), (1.02, 40.0), (0.9, 20.0)])
def test_the_weight_of_the_penalty_doubles_and_halves_after_a_window(slope: float, weight: float) -> None:
    judge, generator = guarded(slope), torch.Generator().manual_seed(1)
    pictures = torch.stack([waves(8, 8), 1 - waves(8, 8)])
    for _ in range(losses.PENALTY_WINDOW_STEPS):
        assert judge.weight.item() == 40.0
        found = judge.loss(pictures, pictures, generator)
    assert found.item() == pytest.approx(40.0 * max(0.0, slope - 1), rel=1e-3, abs=1e-4)
    assert judge.weight.item() == weight
    assert judge.counted.item() == 0


@pytest.mark.parametrize(("slope", "weight"), [(2.0, 1000.0), (0.1, 10.0)])
def test_the_weight_of_the_penalty_stays_within_its_limits(slope: float, weight: float) -> None:
    judge, generator = guarded(slope), torch.Generator().manual_seed(1)
    for _ in range(6 * losses.PENALTY_WINDOW_STEPS):
        judge.loss(torch.ones(1, 3, 2, 2), torch.zeros(1, 3, 2, 2), generator)
    assert judge.weight.item() == weight


def test_the_penalty_alone_flattens_a_steep_critic() -> None:
    torch.manual_seed(1)
    critic = Critic(2, 32, norm=False)
    for layer in critic.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.normal_(layer.weight, std=0.5)
    judge = dpe.GuardedCritic(critic, 40.0, (10.0, 1000.0))
    pictures = torch.stack([waves(32, 32), 1 - waves(32, 32)])
    descent, norms = torch.optim.SGD(critic.parameters(), 1e-4), []
    for _ in range(3):
        penalty, norm = losses.gradient_penalty(judge, pictures, pictures, torch.Generator().manual_seed(1))
        descent.zero_grad()
        penalty.backward()
        descent.step()
        norms.append(norm.item())
    assert norms[0] > norms[1] > norms[2] > 1


def test_the_generators_lose_by_identity_cycles_and_critics_and_the_players_stay_apart(
    material: ToneMaterial, settings: dict[str, Any]
) -> None:
    network, judges = dpe.build(settings), dpe.build_adversary(settings)
    assert isinstance(dpe, AdversarialRecipe)
    assert judges is not None
    batch = dpe.draw_batch(material, settings, 0)
    early, late = (dpe.duel(network, judges, batch, settings, step) for step in (0, 3))
    weights, notes = settings["loss"], late.notes
    wanted = sum(weights[name] * notes[name].item() for name in ("identity", "cycle", "adversarial"))
    assert late.loss.item() == pytest.approx(wanted, rel=1e-4, abs=1e-7)
    assert early.loss.item() == pytest.approx(
        wanted - 0.75 * weights["adversarial"] * notes["adversarial"].item(), abs=1e-6
    )
    torch.autograd.backward(late.loss)
    assert not [parameter for parameter in judges.parameters() if parameter.grad is not None]
    network.zero_grad()
    assert isinstance(late.adversary_loss, list)
    assert len(late.adversary_loss) == 2
    torch.autograd.backward(late.adversary_loss[0]())
    assert all(parameter.grad is not None for parameter in judges.parameters())
    assert not [parameter for parameter in network.parameters() if parameter.grad is not None]


def test_without_weight_there_is_no_game(material: ToneMaterial, settings: dict[str, Any]) -> None:
    settings["loss"]["adversarial"] = 0
    assert dpe.build_adversary(settings) is None
    total, notes = dpe.loss(dpe.build(settings), dpe.draw_batch(material, settings, 0), settings)
    assert total.item() == pytest.approx(0, abs=1e-6)  # the identity is the best there is
    assert notes.keys() == {"identity", "cycle"}


@pytest.mark.slow
def test_a_run_that_was_stopped_goes_on_with_the_same_weights_and_penalties(
    tmp_path: Path, material: ToneMaterial, settings: dict[str, Any]
) -> None:
    whole = run(tmp_path / "whole", material, settings)
    run(tmp_path / "parts", material, settings, stop_after=2)
    parts = run(tmp_path / "parts", material, settings)
    assert int(whole["adversary.finished.counted"]) == 4 * 2
    assert whole["adversary.finished.norms"][:8].min() > 0
    assert not [name for name in whole if not torch.equal(whole[name], parts[name])]


def test_after_training_the_norms_for_photos_and_for_made_pictures_differ_and_the_first_ship(
    tmp_path: Path, material: ToneMaterial, settings: dict[str, Any]
) -> None:
    run(tmp_path, material, settings)
    network = dpe.build(settings)
    network.load_state_dict(load_file(tmp_path / BEST))
    for way in (network.enhancer, network.worsener):
        for norm in (module for module in way.modules() if isinstance(module, IndividualNorm)):
            given, made = (one.state_dict() for one in norm.sets)
            begun = nn.BatchNorm2d(len(given["weight"])).state_dict()
            for name in ("weight", "bias", "running_mean", "running_var"):
                assert not torch.equal(given[name], made[name])
                assert not torch.equal(begun[name], given[name])
                assert not torch.equal(begun[name], made[name])  # a set that is never used differs as well
    alone = DPE(**settings["network"])
    alone.load_state_dict(shipped_weights(load_file(tmp_path / BEST)))
    with torch.inference_mode():
        assert torch.equal(alone.eval()(waves(64, 64)[None]), network.eval()(waves(64, 64)[None]))
