"""The recipe of DehazeNet: where it begins, what it learns from, what it measures."""

from typing import Any

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, samples, waves
from pellucid.foundation.paths import models_dir
from pellucid.networks.dehazenet import DehazeNet
from pellucid.training.haze_batches import HazeMaterial, HazyCase, measured_cases
from pellucid.training.recipe import read_settings
from pellucid.training.recipes import dehazenet

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The shipped recipe with few small crops."""
    shipped = read_settings(models_dir() / "dehazenet" / "recipe.toml")
    shipped["batch"] |= {"crops": 4, "side_px": 40}
    return shipped


@pytest.fixture(scope="module")
def material() -> HazeMaterial:
    textured = [(waves(72, 96) + noise(3, 72, 96, seed=seed) * 0.1).clamp(0, 1) for seed in (1, 2)]
    return HazeMaterial([samples(80, 90, noise_levels=25)], list(measured_cases(textured)))


class Told(DehazeNet):
    """Answers with a given t."""

    def __init__(self, answer: Tensor) -> None:
        super().__init__()
        self.answer = answer

    def forward(self, hazy: Tensor) -> Tensor:
        return self.answer.expand(len(hazy), 1, *hazy.shape[-2:])


def only(material: HazeMaterial, case: HazyCase) -> HazeMaterial:
    return HazeMaterial(material.photos, [case])


def test_it_begins_near_one_half_and_clips_nothing(material: HazeMaterial, settings: dict[str, Any]) -> None:
    batch = dehazenet.draw_batch(material, settings, 0)
    with torch.inference_mode():
        found = dehazenet.build(settings)(batch.hazy)
    assert 0 < found.min() < found.max() < 1
    assert found.mean().item() == pytest.approx(0.5, abs=0.2)


def test_the_same_seed_builds_the_same_network(settings: dict[str, Any]) -> None:
    one, again = (dehazenet.build(settings).state_dict() for _ in range(2))
    assert all(torch.equal(value, again[name]) for name, value in one.items())
    other = dehazenet.build(settings | {"seed": 2})
    assert not torch.equal(one["features.weight"], other.features.weight)


def test_the_loss_falls_as_it_learns_from_a_batch(material: HazeMaterial, settings: dict[str, Any]) -> None:
    settings["batch"] |= {"crops": 2, "side_px": 24}
    network, batch = dehazenet.build(settings), dehazenet.draw_batch(material, settings, 0)
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-3)
    losses = []
    for _ in range(20):
        found, notes = dehazenet.loss(network, batch, settings)
        optimiser.zero_grad()
        found.backward()
        optimiser.step()
        losses.append(found.item())
    assert losses[-1] < losses[0] * 0.75
    assert not notes["transmission_error"].requires_grad


def test_the_loss_weighs_the_square_of_the_error_and_its_size(material: HazeMaterial, settings: dict[str, Any]) -> None:
    network, batch = dehazenet.build(settings), dehazenet.draw_batch(material, settings, 1)
    error = network.leaky(batch.hazy) - batch.transmitted
    settings["loss"] = {"square": 2.0, "absolute": 0.5}
    found, notes = dehazenet.loss(network, batch, settings)
    assert found.item() == pytest.approx(2 * error.square().mean().item() + 0.5 * error.abs().mean().item(), rel=1e-5)
    assert notes["transmission_error"].item() == pytest.approx(error.abs().mean().item(), rel=1e-5)


def test_the_true_transmission_measures_well(material: HazeMaterial) -> None:
    case = material.measured[0]
    figures = dehazenet.measure(Told(case.transmitted), only(material, case), CPU)
    assert figures["gain_db"] > 3
    assert figures["transmission_error"] < 0.1
    assert dehazenet.CHIEF_FIGURE in figures


def test_the_best_constant_is_the_measure_of_one_and_clear_air_gains_nothing(material: HazeMaterial) -> None:
    case = material.measured[1]
    best = dehazenet.measure(Told(case.transmitted.median()), only(material, case), CPU)
    assert best["share_of_constant_error"] == pytest.approx(1, abs=1e-3)
    worse = dehazenet.measure(Told(torch.tensor(1.0)), only(material, case), CPU)
    assert worse["share_of_constant_error"] > 1
    assert worse["gain_db"] == pytest.approx(0, abs=1e-3)


def test_only_what_was_measured_counts(material: HazeMaterial) -> None:
    case = material.measured[0]
    near = case.transmitted > case.transmitted.median()
    known = HazyCase(case.hazy, case.clear, case.transmitted, case.airlight, near)
    constant = Told(case.transmitted[near].median())
    figures = dehazenet.measure(constant, only(material, known), CPU)
    assert figures["share_of_constant_error"] == pytest.approx(1, abs=1e-3)
    assert figures["transmission_error"] < dehazenet.measure(constant, only(material, case), CPU)["transmission_error"]


def test_some_crops_are_divided_by_nearly_their_airlight(material: HazeMaterial, settings: dict[str, Any]) -> None:
    settings["batch"] |= {"noisy_share": 0, "jpeg_share": 0, "crops": 12, "white_share": 0.6}
    with_air = dehazenet.draw_batch(material, settings | {"batch": settings["batch"] | {"white_share": 0}}, 3)
    white = dehazenet.draw_batch(material, settings, 3)
    levels = [float(hazy.mean() / given.mean()) for hazy, given in zip(white.hazy, with_air.hazy, strict=True)]
    divided = [level > 1.001 for level in levels]
    assert 4 <= sum(divided) < 12
    for row, is_divided in enumerate(divided):
        seen = white.hazy[row]
        again = with_air.hazy[row] / with_air.airlight[row, :, None, None]
        assert (not is_divided) or (seen - again.clamp(0, 1)).abs().max() < 0.08
