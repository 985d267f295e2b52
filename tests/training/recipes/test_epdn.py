"""The recipe of EPDN: where it begins, what it is to learn, when the game begins, what it measures."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from helpers.pictures import samples
from pellucid.foundation.errors import UnreadableError
from pellucid.foundation.paths import models_dir
from pellucid.imaging.scattering import clear_of
from pellucid.networks.epdn import EPDN
from pellucid.networks.features import FillingNetwork
from pellucid.training.haze_batches import HazeMaterial, measured_cases
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import epdn
from pellucid.training.recipes.features import trained_features

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The shipped recipe, small, without the perceptual loss."""
    small = read_settings(find_settings("epdn"))
    small["network"] |= {"width": 4, "widest": 8, "blocks": 1, "enhancer_width": 4}
    small["batch"] |= {"crops": 2, "side_px": 64, "scales": [1.0]}
    small["adversary"] |= {"width": 4}
    small["loss"]["perceptual"] = 0
    small["game"] = {"first_step": 10, "rise_steps": 4}
    return small


@pytest.fixture(scope="module")
def material() -> HazeMaterial:
    photos = [samples(80, 90, noise_levels=10), samples(100, 80, seed=2)]
    measured = measured_cases([torch.from_numpy(photo).permute(2, 0, 1) / 255 for photo in photos])
    return HazeMaterial(photos, list(measured))


def test_values_stand_in_the_model_folder_or_beside_the_recipe_until_there_is_one() -> None:
    assert find_settings("dehazenet") == models_dir() / "dehazenet" / "recipe.toml"
    assert find_settings("features") == Path(epdn.__file__).with_name("features.toml")


def test_what_it_is_to_learn_is_what_the_bounded_model_gives_of_the_haze(
    material: HazeMaterial, settings: dict[str, Any]
) -> None:
    settings["batch"] |= {"noisy_share": 0.0, "jpeg_share": 0.0}
    batch = epdn.draw_batch(material, settings, 0)
    truth = epdn.visible_truth(batch, 0.1)
    rows = zip(batch.hazy, batch.transmitted, batch.airlight, truth, strict=True)
    for hazy, transmitted, airlight, wanted in rows:
        assert torch.allclose(clear_of(hazy, transmitted, airlight, 0.1), wanted, atol=1e-5)


def test_it_begins_as_the_identity_and_so_gains_nothing(material: HazeMaterial, settings: dict[str, Any]) -> None:
    figures = epdn.measure(epdn.build(settings), material, CPU)
    assert figures == pytest.approx(dict.fromkeys(figures, 0.0), abs=1e-4)
    assert epdn.CHIEF_FIGURE in figures


def test_a_network_that_knows_the_answer_gains_much(material: HazeMaterial, settings: dict[str, Any]) -> None:
    class Knowing(EPDN):
        def forward(self, hazy: torch.Tensor) -> torch.Tensor:
            clear = material.measured[0].clear
            return hazy + (clear - hazy) * 0.9

    one = HazeMaterial(material.photos, material.measured[:1])
    figures = epdn.measure(Knowing(4, 8, 1, 4), one, CPU)
    assert figures["mean_gain_db"] == pytest.approx(20.0, abs=0.1)
    assert figures["least_gain_db"] == pytest.approx(figures["mean_gain_db"])
    assert figures["clear_change_levels"] == pytest.approx(0, abs=1e-3)


def test_the_game_begins_late_and_rises(settings: dict[str, Any]) -> None:
    shares = [epdn.share_of_game(settings["game"], step) for step in (0, 9, 10, 11, 13, 50)]
    assert shares == [0.0, 0.0, 0.25, 0.5, 1.0, 1.0]


def test_before_the_game_there_are_only_distances_and_then_both_players_learn(
    material: HazeMaterial, settings: dict[str, Any]
) -> None:
    network, judge = epdn.build(settings), epdn.build_adversary(settings)
    assert judge is not None
    batch = epdn.draw_batch(material, settings, 0)
    early, late = (epdn.duel(network, judge, batch, settings, step) for step in (9, 13))
    assert early.adversary_loss is None
    assert late.adversary_loss is not None
    assert early.notes.keys() == late.notes.keys()
    assert early.loss.item() == pytest.approx(epdn.loss(network, batch, settings)[0].item())
    weights = settings["loss"]
    wanted = sum(
        weights[name] * late.notes[name].item() for name in ("distance", "fidelity", "adversarial", "matching")
    )
    assert late.loss.item() == pytest.approx(wanted, rel=1e-5)
    torch.autograd.backward(late.loss)
    assert not [parameter for parameter in judge.parameters() if parameter.grad is not None]
    network.zero_grad()
    torch.autograd.backward(late.adversary_loss)
    assert all(parameter.grad is not None for parameter in judge.parameters())
    assert not [parameter for parameter in network.parameters() if parameter.grad is not None]


def test_without_weight_there_is_no_game(settings: dict[str, Any]) -> None:
    settings["loss"]["adversarial"] = 0
    assert epdn.build_adversary(settings) is None


def test_the_perceptual_loss_looks_through_the_trained_features(
    tmp_path: Path, material: HazeMaterial, settings: dict[str, Any]
) -> None:
    settings["loss"]["perceptual"] = 0.5
    settings["features"]["weights"] = str(tmp_path / "best.safetensors")
    with pytest.raises(UnreadableError, match="pellucid train features"):
        epdn.build(settings)
    torch.manual_seed(1)
    save_file(FillingNetwork([4, 4, 8, 8, 8]).state_dict(), tmp_path / "best.safetensors")
    network, batch = epdn.build(settings), epdn.draw_batch(material, settings, 0)
    total, notes = epdn.loss(network, batch, settings)
    assert notes["perceptual"] > 0
    settings["loss"]["perceptual"] = 0
    plain, _ = epdn.loss(network, batch, settings)
    assert (total - plain).item() == pytest.approx(0.5 * notes["perceptual"].item(), rel=1e-4)
    trained_features.cache_clear()


def test_the_published_form_can_be_trained_as_well(material: HazeMaterial, settings: dict[str, Any]) -> None:
    settings["network"]["anchored"] = False
    network = epdn.build(settings)
    total, _ = epdn.loss(network, epdn.draw_batch(material, settings, 0), settings)
    torch.autograd.backward(total)
    assert all(parameter.grad is not None for parameter in network.parameters())
