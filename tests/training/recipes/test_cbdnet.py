"""The recipe of CBDNet on a tiny network and formula photos: what it draws, what it learns, how it resumes."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from helpers.pictures import samples
from pellucid.foundation.paths import models_dir
from pellucid.imaging.camera_response import formula_curves
from pellucid.imaging.luma_chroma import luma_chroma_levels, to_luma_chroma
from pellucid.training.datasets import Pair
from pellucid.training.noisy_batches import Batch, NoisyMaterial, local_level
from pellucid.training.recipe import read_settings
from pellucid.training.recipes import cbdnet
from pellucid.training.recipes.cbdnet import build, draw_batch, loss, measure
from pellucid.training.runs import Report, TrainingPlan, train
from pellucid.training.schedule import Budget

CPU = torch.device("cpu")
STEPS = 6


@pytest.fixture
def recipe() -> dict[str, Any]:
    """The shipped recipe with a tiny network and batch."""
    shipped = read_settings(models_dir() / "cbdnet" / "recipe.toml")
    tiny = copy.deepcopy(shipped)
    tiny["network"] = {"widths": [4, 4, 4], "estimator_width": 4, "map_kind": "luma_chroma"}
    tiny["batch"] |= {"crops": 2, "side_px": 32}
    tiny["optimiser"]["warmup_steps"] = 2
    return tiny


@pytest.fixture(scope="module")
def material() -> NoisyMaterial:
    pair = Pair(samples(280, 270, noise_levels=12), samples(280, 270))
    curves = formula_curves(4, torch.Generator().manual_seed(1))
    return NoisyMaterial(
        photos=[samples(40, 48), samples(64, 40, seed=2)], pairs=[pair], measured=[pair], curves=curves
    )


def run(
    material: NoisyMaterial, recipe: dict[str, Any], folder: Path, *, steps: int, stop_after: int = STEPS
) -> list[Report]:
    asked = iter(range(steps + 1))
    plan = TrainingPlan("cbdnet", recipe, Budget(steps=steps), folder, CPU)
    return list(train(cbdnet, material, plan, lambda: next(asked) >= stop_after))


def weights(folder: Path) -> dict[str, Tensor]:
    return load_file(folder / "checkpoint.safetensors")


def test_a_run_that_was_stopped_and_resumed_has_the_weights_of_one_that_was_not(
    tmp_path: Path, material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    run(material, recipe, tmp_path / "whole", steps=STEPS)
    run(material, recipe, tmp_path / "parts", steps=STEPS, stop_after=STEPS // 2)
    stopped = weights(tmp_path / "parts")
    run(material, recipe, tmp_path / "parts", steps=STEPS)
    whole, parts = weights(tmp_path / "whole"), weights(tmp_path / "parts")
    assert whole.keys() == parts.keys()
    assert not [name for name in whole if not torch.equal(whole[name], parts[name])]
    assert [name for name in whole if not torch.equal(whole[name], stopped[name])]


def test_a_checkpoint_is_left_when_a_run_is_stopped_at_once(
    tmp_path: Path, material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    run(material, recipe, tmp_path, steps=STEPS, stop_after=0)
    assert weights(tmp_path)
    assert not list(tmp_path.glob("*.tmp"))


def test_a_run_reports_its_figures_and_keeps_the_best_weights(
    tmp_path: Path, material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    report = run(material, recipe, tmp_path, steps=STEPS)[-1]
    assert (report.step, report.share) == (STEPS, 1.0)
    assert report.loss > 0
    assert report.notes["map_error"] > 0
    assert report.figures["noisy_db"] == pytest.approx(26.6, abs=0.5)  # 12 levels
    logged = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert logged[-1]["step"] == STEPS
    assert {"map_error", "noisy_db", "denoised_db", "soft_db", "balanced_db"} < logged[-1].keys()
    assert load_file(tmp_path / "best.safetensors").keys() == build(recipe).state_dict().keys()


def test_the_network_begins_as_the_identity_with_a_moderate_map(
    material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    network = build(recipe)
    figures = measure(network, material, CPU)
    assert figures["denoised_db"] == pytest.approx(figures["noisy_db"], abs=1e-3)
    assert 5 < network.estimate(torch.full((1, 3, 16, 16), 0.5)).mean().item() * 255 < 30


def test_a_step_draws_the_same_batch_again_and_the_next_step_another(
    material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    first, again, other = (draw_batch(material, recipe, step) for step in (3, 3, 4))
    assert all(torch.equal(value, vars(again)[name]) for name, value in vars(first).items())
    assert not torch.equal(first.noisy, other.noisy)


def test_batches_mix_real_clean_and_synthetic_and_all_ways_to_be_told(
    material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    recipe["batch"] |= {"crops": 300, "jpeg_share": 0.0}  # which can take all of faint noise
    batch = draw_batch(material, recipe, 0)
    clean = ~batch.truth.flatten(1).any(dim=1)
    assert 0.1 < clean.float().mean() < 0.35
    assert torch.equal(batch.noisy[clean], batch.target[clean])
    luma, color = batch.factor.T
    for factor in (luma, color):
        assert {0.0, 1.0} <= set(factor.tolist())
        assert ((factor > 0) & (factor < 1)).any()
        assert ((factor > 1) & (factor <= 2)).any()
    assert {(0.0, 1.0), (1.0, 0.0)} <= {(each[0], each[1]) for each in batch.factor.tolist()}
    assert 0.2 < batch.is_given.float().mean() < 0.6


def test_a_part_of_the_noise_that_is_told_as_none_stays_in_the_target(
    material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    recipe["batch"] |= {"crops": 60, "apart_share": 1.0, "silence_share": 0.0, "less_share": 0.0, "clean_share": 0.0}
    batch = draw_batch(material, recipe, 0)
    left = to_luma_chroma(batch.noisy - batch.target)
    luma, color = batch.factor.T
    assert left[luma == 0][:, :1].abs().max() < 1e-5
    assert left[color == 0][:, 1:].abs().max() < 1e-5
    assert left[luma == 1][:, :1].abs().mean() > 1e-3


def test_the_noise_of_a_real_pair_is_measured_around_each_pixel(
    material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    recipe["batch"] |= {"crops": 8, "side_px": 96, "real_share": 1.0, "rescaled_share": 0.0, "transplanted_share": 0.0}
    batch = draw_batch(material, recipe, 0)
    assert not batch.is_given.any()
    expected = luma_chroma_levels(torch.full((3, 1, 1), 12.0)).flatten().tolist()
    assert (batch.truth.mean(dim=(0, 2, 3)) * 255).tolist() == pytest.approx(expected, rel=0.06)
    left, right = torch.full((3, 96, 48), 0.02), torch.full((3, 96, 48), 0.1)
    level = local_level(torch.cat((left, right), dim=2))
    assert level[:, :, :20].mean().item() == pytest.approx(0.02, rel=0.02)
    assert level[:, :, -20:].mean().item() == pytest.approx(0.1, rel=0.02)


def test_a_crop_of_an_enlarged_photo_is_as_soft_as_its_noise(material: NoisyMaterial, recipe: dict[str, Any]) -> None:
    recipe["batch"] |= {
        "crops": 40,
        "real_share": 0.0,
        "clean_share": 0.0,
        "gaussian_share": 0.0,
        "jpeg_share": 0.0,
    }  # which can take all of faint noise
    sharp, processed = (
        draw_batch(material, {**recipe, "batch": recipe["batch"] | {"processed_share": share}}, 0)
        for share in (0.0, 1.0)
    )

    def roughness(batch: Batch) -> Tensor:
        noise = batch.noisy - batch.target
        return (noise[..., 1:] - noise[..., :-1]).square().mean() / noise.square().mean()

    assert roughness(processed) < 0.5 * roughness(sharp)


def test_a_crop_told_of_no_noise_must_come_back_unchanged(material: NoisyMaterial, recipe: dict[str, Any]) -> None:
    recipe["batch"] |= {"crops": 40, "silence_share": 1.0, "clean_share": 0.0}
    batch = draw_batch(material, recipe, 0)
    assert not batch.factor.any()
    assert torch.allclose(batch.target, batch.noisy, atol=1e-6)


def test_a_told_map_goes_into_the_denoiser_times_its_factor(
    material: NoisyMaterial, recipe: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe["batch"] |= {"crops": 30, "more_share": 0.0}
    network, batch = build(recipe), draw_batch(material, recipe, 0)
    given: list[Tensor] = []
    monkeypatch.setattr(network.denoiser, "forward", lambda noisy, noise_map: given.append(noise_map) or noisy)
    loss(network, batch, recipe)
    factor = batch.factor[:, [0, 1, 1]].view(-1, 3, 1, 1)
    expected = torch.where(batch.is_given.view(-1, 1, 1, 1), batch.truth, network.estimator(batch.noisy)) * factor
    assert torch.equal(given[-1], expected)


def test_the_map_loss_teaches_the_estimator_the_noise_of_a_batch(
    material: NoisyMaterial, recipe: dict[str, Any]
) -> None:
    recipe["batch"] |= {"crops": 4, "real_share": 0.0, "clean_share": 0.0}
    recipe["loss"] |= {"reconstruction": 0.0, "drift": 0.0, "total_variation": 0.0}
    network, batch = build(recipe), draw_batch(material, recipe, 1)
    optimiser = torch.optim.Adam(network.estimator.parameters(), lr=5e-3)
    found = []
    for _ in range(40):
        total, _ = loss(network, batch, recipe)
        optimiser.zero_grad()
        total.backward()
        optimiser.step()
        found.append(total.item())
    assert found[-1] < 0.8 * found[0]


def test_faint_noise_counts_nearly_as_much_as_loud_noise(material: NoisyMaterial, recipe: dict[str, Any]) -> None:
    recipe["loss"] |= {"map_ratios": 0.0, "map_excess": 0.0, "drift": 0.0, "total_variation": 0.0}
    network, clean = build(recipe), torch.full((1, 3, 32, 32), 0.5)
    noise = torch.randn(clean.shape, generator=torch.Generator().manual_seed(1))
    faint, loud = (
        loss(network, _batch_of(clean + sigma * noise, clean, sigma), recipe)[0].item() for sigma in (0.04, 0.16)
    )
    assert 0.5 * loud < faint < loud  # the loud one is four times as far from the truth


def _batch_of(noisy: Tensor, clean: Tensor, sigma: float) -> Batch:
    truth = torch.full_like(clean, sigma)
    return Batch(noisy, clean, truth, noisy, torch.tensor([True]), torch.ones(1, 2))


def test_a_map_above_what_a_crop_can_hold_costs_more(material: NoisyMaterial, recipe: dict[str, Any]) -> None:
    recipe["loss"] |= dict.fromkeys(("reconstruction", "drift", "map_ratios", "total_variation"), 0.0)
    network, clean = build(recipe), torch.full((1, 3, 32, 32), 0.5)
    even, noisy = (
        loss(network, _batch_of(clean + sigma * torch.randn(clean.shape), clean, sigma), recipe)[0].item()
        for sigma in (0.0, 0.2)
    )
    assert even > 0.5
    assert noisy == 0
