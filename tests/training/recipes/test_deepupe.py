"""The recipe of DeepUPE: its losses, what is measured, and that it learns."""

from typing import Any

import pytest
import torch
from torch import Tensor

from helpers.pictures import samples
from pellucid.networks.deepupe import DeepUPE
from pellucid.training import losses
from pellucid.training.degradations import from_bytes
from pellucid.training.light_batches import LightBatch, LightMaterial
from pellucid.training.material import DamagedPictures
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import deepupe

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The recipe, with a small network and small pictures."""
    small = read_settings(find_settings("deepupe"))
    small["network"] |= {"multiplier": 0.25, "more_global": 1, "linear_local": 1}
    small["batch"] |= {"crops": 2, "side_px": 32, "long_side_px": 48}
    small["loss"] |= {"every_px": 1}
    return small


def unevenly_lit(picture: Tensor) -> Tensor:
    """Half of it in the shade."""
    shady = picture.clone()
    shady[..., : picture.shape[-1] // 2] *= 0.4
    return shady


@pytest.fixture
def batch() -> LightBatch:
    truth = torch.stack([from_bytes(samples(32, 32, seed=seed)) for seed in (1, 2)])
    return LightBatch(unevenly_lit(truth), torch.zeros(2), truth, torch.zeros(2))


@pytest.fixture
def material() -> LightMaterial:
    photos = [samples(48, 64), samples(40, 40, seed=2)]
    cases = [DamagedPictures(unevenly_lit(from_bytes(photo)), from_bytes(photo)) for photo in photos]
    return LightMaterial(photos=photos, scenes=(), curves=torch.linspace(0, 1, 1024)[None], measured=cases)


def test_it_begins_as_the_identity_and_gains_nothing(material: LightMaterial, settings: dict[str, Any]) -> None:
    figures = deepupe.measure(deepupe.build(settings), material, CPU)
    assert figures[deepupe.CHIEF_FIGURE] == pytest.approx(0, abs=1e-3)
    assert figures["least_gain_db"] == pytest.approx(0, abs=1e-3)


def test_one_light_for_all_of_a_picture_gains_nothing_either(material: LightMaterial, settings: dict[str, Any]) -> None:
    network = deepupe.build(settings)
    bias = network.coefficients.prediction.bias
    assert bias is not None
    with torch.no_grad():
        bias.mul_(0.9999)
    assert deepupe.measure(network, material, CPU)[deepupe.CHIEF_FIGURE] == pytest.approx(0, abs=0.05)


def test_the_loss_is_the_sum_of_its_weighed_terms(batch: LightBatch, settings: dict[str, Any]) -> None:
    network: DeepUPE = deepupe.build(settings)
    total, notes = deepupe.loss(network, batch, settings)
    assert total.item() == pytest.approx(sum(settings["loss"][name] * notes[name].item() for name in notes), rel=1e-4)
    assert notes["smoothness"].item() == pytest.approx(0, abs=1e-4)
    assert notes["result"].item() == pytest.approx((batch.taken - batch.truth).square().mean().item(), rel=1e-3)
    wanted = losses.illumination_reconstruction(torch.ones_like(batch.taken), batch.taken, batch.truth)
    assert notes["reconstruction"].item() == pytest.approx(wanted.item(), rel=1e-3)


def test_grays_of_the_result_have_no_colour(settings: dict[str, Any]) -> None:
    network = deepupe.build(settings)
    network.coefficients.begin_at((0, 0, 0, 0.3, 0, 0, 0, 0.6, 0, 0, 0, 0.9))
    gray = torch.full((1, 3, 32, 32), 0.2)
    _, notes = deepupe.loss(network, LightBatch(gray, torch.zeros(1), gray, torch.zeros(1)), settings)
    light = 0.299 * 0.3 + 0.587 * 0.6 + 0.114 * 0.9
    assert notes["result"].item() == pytest.approx((0.2 / light - 0.2) ** 2, rel=1e-3)


def test_it_learns_to_lift_in_a_few_steps(batch: LightBatch, settings: dict[str, Any]) -> None:
    network = deepupe.build(settings)
    optimiser = torch.optim.Adam(network.parameters(), 3e-3)
    seen = []
    for _ in range(25):
        found, _ = deepupe.loss(network, batch, settings)
        optimiser.zero_grad()
        found.backward()
        optimiser.step()
        seen.append(found.item())
    assert min(seen[-3:]) < 0.8 * seen[0]
