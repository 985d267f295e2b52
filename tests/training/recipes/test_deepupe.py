"""The recipe of DeepUPE: dark shots beside well-lit photos, the paper's losses, and what is measured."""

from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.networks.deepupe import DeepUPE
from pellucid.training import losses
from pellucid.training.contract import find_settings, read_settings
from pellucid.training.degradations import from_bytes
from pellucid.training.recipes import deepupe
from pellucid.training.tone_batches import ToneCase, ToneMaterial

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The recipe, with a small network and small pictures."""
    small = read_settings(find_settings("deepupe"))
    small["network"] |= {"multiplier": 0.25, "more_global": 1, "linear_local": 1}
    small["batch"] |= {"crops": 2, "side_px": 32, "long_side_px": 48}
    return small


@pytest.fixture
def material() -> ToneMaterial:
    photos = [samples(48, 64), samples(40, 40, seed=2)]
    return ToneMaterial(photos, [ToneCase(from_bytes(photo) * 0.2, from_bytes(photo)) for photo in photos])


def test_pictures_are_dark_shots_of_their_photos(material: ToneMaterial, settings: dict[str, Any]) -> None:
    settings["batch"]["untouched_share"] = 0.0
    batch = deepupe.draw_batch(material, settings, 0)
    assert batch.damaged.shape == (2, 3, 32, 32)
    assert bool((batch.damaged.mean((1, 2, 3)) < 0.75 * batch.clean.mean((1, 2, 3))).all())


def test_it_begins_as_the_identity_and_gains_nothing(material: ToneMaterial, settings: dict[str, Any]) -> None:
    figures = deepupe.measure(deepupe.build(settings), material, CPU)
    assert figures[deepupe.CHIEF_FIGURE] == pytest.approx(0, abs=1e-3)
    assert figures["least_gain_db"] == pytest.approx(0, abs=1e-3)


def test_the_right_light_gains_much(material: ToneMaterial, settings: dict[str, Any]) -> None:
    network = deepupe.build(settings)
    bias = network.coefficients.prediction.bias
    assert bias is not None
    with torch.no_grad():
        bias.mul_(0.2)
    figures = deepupe.measure(network, material, CPU)
    assert figures["mean_gain_db"] > 60
    assert figures["relit_db"] > 60


def test_the_loss_is_the_sum_of_its_weighed_terms(material: ToneMaterial, settings: dict[str, Any]) -> None:
    settings["loss"] |= {"every_px": 1}
    batch = deepupe.draw_batch(material, settings, 0)
    network: DeepUPE = deepupe.build(settings)
    total, notes = deepupe.loss(network, batch, settings)
    assert total.item() == pytest.approx(sum(settings["loss"][name] * notes[name].item() for name in notes), rel=1e-4)
    assert notes["smoothness"].item() == pytest.approx(0, abs=1e-4)
    assert notes["result"].item() == pytest.approx((batch.damaged - batch.clean).square().mean().item(), rel=1e-4)
    light = torch.ones_like(batch.damaged)
    wanted = losses.illumination_reconstruction(light, batch.damaged, batch.clean)
    assert notes["reconstruction"].item() == pytest.approx(wanted.item(), rel=1e-4)


def test_it_learns_to_lift_in_a_few_steps(material: ToneMaterial, settings: dict[str, Any]) -> None:
    network, batch = deepupe.build(settings), deepupe.draw_batch(material, settings, 1)
    optimiser = torch.optim.Adam(network.parameters(), 3e-3)
    seen = []
    for _ in range(15):
        found, _ = deepupe.loss(network, batch, settings)
        optimiser.zero_grad()
        found.backward()
        optimiser.step()
        seen.append(found.item())
    assert min(seen[-3:]) < 0.8 * seen[0]


def test_a_folder_gives_several_dark_shots_of_each_measured_photo(tmp_path: Path, settings: dict[str, Any]) -> None:
    Image.fromarray(samples(40, 48)).save(tmp_path / "a.png")
    Image.fromarray(samples(40, 48, seed=3)).save(tmp_path / "b.png")
    (tmp_path / "splits.json").write_text('{"clean": {"val": ["b.png"]}}', encoding="utf-8")
    found = deepupe.read_material(tmp_path, settings)
    assert len(found.photos) == 1
    assert len(found.measured) == deepupe.MEASURED_SHOTS
    assert not torch.equal(found.measured[0].damaged, found.measured[1].damaged)
