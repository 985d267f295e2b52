"""The recipe of PMS-Net: where it begins, what its loss compares, that it learns, what it measures."""

from typing import Any

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, samples, waves
from pellucid.imaging.patch_map import SIZES, airlight_of_patches, composed_transmission, refined
from pellucid.imaging.scattering import clear_of
from pellucid.imaging.srgb import luma
from pellucid.networks.pmsnet import PMSNet
from pellucid.training.haze_batches import HazeMaterial, HazyCase, measured_cases
from pellucid.training.metrics import psnr_db
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import pmsnet

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The shipped recipe with few small crops and a narrow network."""
    shipped = read_settings(find_settings("pmsnet"))
    shipped["batch"] |= {"crops": 3, "side_px": 64}
    shipped["network"] |= {"context": 4}
    return shipped


@pytest.fixture(scope="module")
def material() -> HazeMaterial:
    textured = [(waves(72, 96) + noise(3, 72, 96, seed=seed) * 0.1).clamp(0, 1) for seed in (1, 2)]
    return HazeMaterial([samples(80, 90, noise_levels=25)], list(measured_cases(textured)))


class Told(PMSNet):
    """Answers with one patch size."""

    def __init__(self, answer: float) -> None:
        super().__init__(1, 4)
        self.answer = answer

    def forward(self, hazy: Tensor) -> Tensor:
        return torch.full_like(hazy[:, :1], self.answer)

    def scores(self, hazy: Tensor) -> Tensor:
        chosen = torch.tensor(SIZES) == self.answer
        return (chosen.float() * 50).view(1, -1, 1, 1).expand(len(hazy), -1, *hazy.shape[-2:])


def test_it_begins_with_patches_of_a_middling_size_everywhere(material: HazeMaterial, settings: dict[str, Any]) -> None:
    batch = pmsnet.draw_batch(material, settings, 0)
    with torch.inference_mode():
        patches = pmsnet.build(settings)(batch.hazy)
    assert 8 < patches.min() < patches.max() < 32


def test_the_same_seed_builds_the_same_network(settings: dict[str, Any]) -> None:
    one, again = (pmsnet.build(settings).state_dict() for _ in range(2))
    assert all(torch.equal(value, again[name]) for name, value in one.items())
    assert not torch.equal(one["dense.weight"], pmsnet.build(settings | {"seed": 2}).dense.weight)


def test_the_loss_compares_size_picture_and_transmission(material: HazeMaterial, settings: dict[str, Any]) -> None:
    batch = pmsnet.draw_batch(material, settings, 0)
    settings["loss"] = {"choice": 0.0, "restored": 2.0, "transmission": 3.0}
    total, notes = pmsnet.loss(Told(7), batch, settings)
    restored, transmission = [], []
    for hazy, clear, transmitted, airlight in zip(*vars(batch).values(), strict=True):
        composed = composed_transmission(hazy, airlight, torch.full_like(hazy[:1], 7.0))
        found = refined(hazy, composed).at(luma(hazy))
        restored.append((clear_of(hazy, found, airlight) - clear).abs().mean())
        transmission.append((found - transmitted).abs().mean())
    means = [torch.stack(errors).mean().item() for errors in (restored, transmission)]
    assert [notes["restored_error"].item(), notes["transmission_error"].item()] == pytest.approx(means, rel=1e-4)
    assert total.item() == pytest.approx(2 * means[0] + 3 * means[1], rel=1e-4)


def test_scores_are_taught_by_the_best_size(
    material: HazeMaterial, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pmsnet, "best_patches", lambda hazy, clear, airlight: torch.full_like(hazy[:1], 21.0))
    batch = pmsnet.draw_batch(material, settings, 0)
    right, wrong = (pmsnet.loss(Told(size), batch, settings)[1]["choice_error"].item() for size in (21, 15))
    assert right == pytest.approx(0, abs=1e-5)
    assert wrong == pytest.approx(50, rel=1e-3)


def test_it_learns(material: HazeMaterial, settings: dict[str, Any]) -> None:
    network, batch = pmsnet.build(settings), pmsnet.draw_batch(material, settings, 0)
    optimiser = torch.optim.AdamW(network.parameters(), 1e-3)
    losses = []
    for _ in range(12):
        total, _ = pmsnet.loss(network, batch, settings)
        optimiser.zero_grad()
        torch.autograd.backward(total)
        optimiser.step()
        losses.append(total.item())
    assert losses[-1] < 0.9 * losses[0]


def gain(case: HazyCase, size: float) -> float:
    patches = torch.full_like(case.transmitted, size)
    airlight = airlight_of_patches(case.hazy, patches)
    found = refined(case.hazy, composed_transmission(case.hazy, airlight, patches)).at(luma(case.hazy))
    restored = clear_of(case.hazy, found, airlight).clamp(0, 1)
    return psnr_db(restored, case.clear) - psnr_db(case.hazy, case.clear)


def test_the_gain_is_that_of_the_restored_picture_and_stands_beside_fixed_sizes(material: HazeMaterial) -> None:
    figures = pmsnet.measure(Told(31), material, CPU)
    cases = material.measured
    assert figures[pmsnet.CHIEF_FIGURE] == pytest.approx(sum(gain(case, 31) for case in cases) / 2, abs=1e-3)
    assert figures["fixed_15_gain_db"] == pytest.approx(sum(gain(case, 15) for case in cases) / 2, abs=1e-3)
    best = max(sum(gain(case, size) for case in cases) / 2 for size in SIZES)
    assert figures["best_fixed_gain_db"] == pytest.approx(best, abs=1e-3)
