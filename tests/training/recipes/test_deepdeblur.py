"""The recipe of DeepDeblur: where it begins, what it is to learn, the game, and what it measures."""

from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import samples
from pellucid.networks.deepdeblur import DeepDeblur, ResidualBlock
from pellucid.training import losses
from pellucid.training.blur_batches import BlurMaterial, measured_cases
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import deepdeblur
from pellucid.training.runs import Run, TrainingPlan
from pellucid.training.schedule import Budget

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The shipped recipe, small."""
    small = read_settings(find_settings("deepdeblur"))
    small["network"] |= {"widths": [6, 5, 4], "blocks": [1, 1, 1], "kernel_px": 3}
    small["batch"] |= {"crops": 2, "side_px": 64, "scales": [1.0]}
    small["adversary"] |= {"width": 4}
    return small


@pytest.fixture(scope="module")
def material() -> BlurMaterial:
    photos = [samples(130, 140, noise_levels=15), samples(120, 130, noise_levels=15, seed=2)]
    return BlurMaterial(photos, list(measured_cases(photos)))


def test_it_begins_as_the_identity_and_so_gains_nothing(material: BlurMaterial, settings: dict[str, Any]) -> None:
    figures = deepdeblur.measure(deepdeblur.build(settings), material, CPU)
    assert figures == pytest.approx({"mean_gain_db": 0, "least_gain_db": 0, "sharp_psnr_db": deepdeblur.UNCHANGED_DB})
    assert deepdeblur.CHIEF_FIGURE in figures


def test_the_same_seed_builds_the_same_network_and_blocks_begin_tame(settings: dict[str, Any]) -> None:
    first, again = deepdeblur.build(settings), deepdeblur.build(settings)
    for one, other in zip(first.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, other)
    block = next(module for module in first.modules() if isinstance(module, ResidualBlock))
    entry = block.first[0]
    assert isinstance(entry, nn.Conv2d)
    assert block.last.weight.std() < 0.5 * entry.weight.std()


def test_a_network_that_knows_the_answer_gains_much(material: BlurMaterial) -> None:
    class Knowing(DeepDeblur):
        def forward(self, blurred: Tensor) -> Tensor:
            return blurred + (material.measured[0].clean - blurred) * 0.9

    one = BlurMaterial(material.photos, material.measured[:1])
    figures = deepdeblur.measure(Knowing((4,), (1,)), one, CPU)
    assert figures["mean_gain_db"] == pytest.approx(20.0, abs=0.1)
    assert figures["least_gain_db"] == figures["mean_gain_db"]


def test_all_scales_are_to_come_near_the_sharp_pyramid(material: BlurMaterial, settings: dict[str, Any]) -> None:
    network, batch = deepdeblur.build(settings), deepdeblur.draw_batch(material, settings, 0)
    total, notes = deepdeblur.loss(network, batch, settings)
    pairs = zip(network.pyramid(batch.damaged), network.pyramid(batch.clean), strict=True)
    distances = [losses.charbonnier(blurred, sharp).item() for blurred, sharp in pairs]
    assert notes["distance"].item() == pytest.approx(sum(distances) / 3, rel=1e-5)
    assert notes["finest"].item() == pytest.approx(distances[-1], rel=1e-5)
    assert total.item() == pytest.approx(notes["distance"].item(), rel=1e-5)
    settings["loss"] |= {"distance": 0.0, "square": 0.5}
    assert deepdeblur.loss(network, batch, settings)[0].item() == pytest.approx(notes["square"].item() / 2, rel=1e-5)


def test_without_weight_there_is_no_game(settings: dict[str, Any]) -> None:
    assert settings["loss"]["adversarial"] == 0
    assert deepdeblur.build_adversary(settings) is None


def test_in_the_game_each_player_learns_by_its_own_loss(material: BlurMaterial, settings: dict[str, Any]) -> None:
    settings["loss"]["adversarial"] = 0.01
    network, judge = deepdeblur.build(settings), deepdeblur.build_adversary(settings)
    assert judge is not None
    duel = deepdeblur.duel(network, judge, deepdeblur.draw_batch(material, settings, 0), settings, 0)
    assert duel.adversary_loss is not None
    wanted = duel.notes["distance"] + 0.01 * duel.notes["adversarial"]
    assert duel.loss.item() == pytest.approx(wanted.item(), rel=1e-5)
    torch.autograd.backward(duel.loss)
    assert not [parameter for parameter in judge.parameters() if parameter.grad is not None]
    network.zero_grad()
    torch.autograd.backward(duel.adversary_loss)
    assert all(parameter.grad is not None for parameter in judge.parameters())
    assert not [parameter for parameter in network.parameters() if parameter.grad is not None]


@pytest.mark.parametrize("adversarial", [0.0, 0.01])
def test_a_run_takes_steps_and_comes_nearer(
    tmp_path: Any, material: BlurMaterial, settings: dict[str, Any], adversarial: float
) -> None:
    settings["loss"]["adversarial"] = adversarial
    settings["optimiser"] |= {"warmup_steps": 1, "rate": 3e-3}
    plan = TrainingPlan("deepdeblur", settings, Budget(steps=100), tmp_path, CPU)
    run = Run(deepdeblur, plan)
    batch = deepdeblur.draw_batch(material, settings, 0)
    batch = replace(batch, damaged=batch.damaged * 0.8)
    distances = [float(run.step(batch, 0.0)["distance"]) for _ in range(8)]
    assert distances[-1] < 0.9 * distances[0]
    assert (run.learner.adversary is None) == (adversarial == 0)
