"""The recipes of stereo deblurring: one eye and two see the same crops, and what measures tells what two gain."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from helpers.pictures import samples
from pellucid.foundation.errors import UnreadableError
from pellucid.networks.davanet import DAVANet, DeblurNet
from pellucid.networks.davanet_parts import DISPARITY_UNIT_PX, DispBiNet, Match
from pellucid.networks.features import FillingNetwork
from pellucid.training.degradations import StereoPair
from pellucid.training.recipe import Recipe, find_settings, read_settings
from pellucid.training.recipes import davanet, deblurnet, dispbinet
from pellucid.training.recipes.features import trained_features
from pellucid.training.stereo_batches import StereoBatch, StereoMaterial, batch_of, layered_pairs

CPU = torch.device("cpu")
SIDE_PX = 32
RECIPES: dict[str, Recipe[Any, Any, Any]] = {"davanet": davanet, "deblurnet": deblurnet, "dispbinet": dispbinet}


def small(name: str) -> dict[str, Any]:
    found = read_settings(find_settings(name))
    found["network"] |= {"width": 6} if name == "dispbinet" else {"width": 4}
    if name == "davanet":
        found["network"] |= {"disparity_width": 6}
        found["start"] = {"disparity": "", "deblur": ""}
    found["batch"] |= {"crops": 1, "side_px": SIDE_PX, "scales": [1.0], "length_px": [2, 6], "largest_px": 8}
    found["batch"]["lessons"] = []
    return found


@pytest.fixture(scope="module")
def pairs() -> list[StereoPair]:
    return layered_pairs([samples(60, 70, noise_levels=5)], 2, 7, (24, 40), 8.0)


@pytest.fixture(scope="module")
def material(pairs: list[StereoPair]) -> StereoMaterial:
    return StereoMaterial([samples(60, 70, noise_levels=5)], pairs)


def test_one_eye_and_two_learn_from_the_same_crops_by_the_same_losses() -> None:
    shipped = [read_settings(find_settings(name)) for name in ("davanet", "deblurnet", "dispbinet")]
    assert {**shipped[0]["batch"], "lessons": shipped[1]["batch"]["lessons"]} == shipped[1]["batch"]
    assert shipped[0]["seed"] == shipped[1]["seed"]
    assert shipped[0]["optimiser"] == shipped[1]["optimiser"]
    assert shipped[0]["network"]["width"] == shipped[1]["network"]["width"]
    assert shipped[0]["network"]["disparity_width"] == shipped[2]["network"]["width"]
    assert {**shipped[1]["loss"], "disparity": 0.0} == shipped[0]["loss"]


@pytest.mark.parametrize("name", RECIPES)
def test_a_few_steps_bring_the_loss_of_one_batch_down(name: str, material: StereoMaterial) -> None:
    settings, recipe = small(name), RECIPES[name]
    settings["batch"] |= {"blank_share": 0.0, "still_share": 0.0}
    network = recipe.build(settings)
    batch = recipe.draw_batch(material, settings, 3)
    optimiser = torch.optim.Adam(network.parameters(), 1e-3)
    found = []
    for _ in range(6):
        value, notes = recipe.loss(network, batch, settings)
        optimiser.zero_grad()
        torch.autograd.backward(value)
        optimiser.step()
        found.append(float(value.detach()))
    assert min(found[-2:]) < found[0]
    assert all(not note.requires_grad for note in notes.values())
    figures = recipe.measure(network.eval(), material, CPU)
    assert recipe.CHIEF_FIGURE in figures


@pytest.mark.parametrize("name", ["davanet", "deblurnet"])
def test_it_begins_as_the_identity_and_so_gains_nothing(name: str, material: StereoMaterial) -> None:
    recipe = RECIPES[name]
    figures = recipe.measure(recipe.build(small(name)).eval(), material, CPU)
    assert figures["mean_gain_db"] == pytest.approx(0.0, abs=1e-4)
    assert figures.get("blank_gain_db", 0.0) == pytest.approx(0.0, abs=1e-4)
    assert figures["sharp_psnr_db"] > 90


def test_disparity_is_handed_up_bilinearly_at_first() -> None:
    network = dispbinet.build(small("dispbinet"))
    row = torch.arange(8.0).expand(1, 2, 8, 8)
    doubled = network.levels[1].enlarge(row)  # type: ignore[operator]
    assert torch.allclose(doubled[0, 0, 4, 2:-2], torch.arange(16.0)[2:-2] / 2 - 0.25, atol=1e-5)


def test_the_end_point_error_counts_where_both_eyes_see(pairs: list[StereoPair]) -> None:
    batch = batch_of(pairs)
    wrong = batch.disparity_px + 3 + 50 * (1 - batch.visible)
    assert float(dispbinet.end_point_error_px(wrong, batch)) == pytest.approx(3.0, abs=1e-4)
    nothing = StereoBatch(batch.blurred, batch.sharp, batch.disparity_px, batch.visible * 0)
    assert float(dispbinet.end_point_error_px(wrong, nothing)) == 0


def test_a_network_that_knows_the_disparity_measures_no_error(material: StereoMaterial) -> None:
    class Knowing(DispBiNet):
        calls = 0

        def match(self, pair: torch.Tensor) -> Match:
            truth = material.measured[self.calls].disparity_px[None] + 1
            self.calls += 1
            return Match(truth / DISPARITY_UNIT_PX, truth)

    figures = dispbinet.measure(Knowing(6), material, CPU)
    assert figures["end_point_error_px"] == pytest.approx(1.0, abs=1e-4)
    assert figures["disparity_db"] == pytest.approx(30.1, abs=0.1)


def test_what_two_eyes_find_gains_and_a_black_one_gains_nothing(material: StereoMaterial) -> None:
    class Knowing(DAVANet):
        def forward(self, pair: torch.Tensor) -> torch.Tensor:
            for known in material.measured:
                truth = batch_of([known])
                if torch.equal(truth.blurred, pair):
                    return pair + (truth.sharp - pair) * 0.9
            return pair

    figures = davanet.measure(Knowing(4, 6), material, CPU)
    assert figures["mean_gain_db"] == pytest.approx(20.0, abs=0.1)
    assert figures["blank_gain_db"] == pytest.approx(0.0, abs=1e-3)


def test_the_picture_does_not_teach_disparity(material: StereoMaterial) -> None:
    settings = small("davanet")
    settings["loss"]["disparity"] = 0.0
    network = davanet.build(settings)
    value, _ = davanet.loss(network, davanet.draw_batch(material, settings, 3), settings)
    torch.autograd.backward(value)
    assert all(p.grad is None or not p.grad.any() for p in network.disparity.parameters())
    assert any(p.grad is not None and bool(p.grad.any()) for p in network.deblur.parameters())


def test_it_begins_with_the_disparity_of_another_run(tmp_path: Path) -> None:
    torch.manual_seed(9)
    trained = DispBiNet(6)
    path = tmp_path / "best.safetensors"
    save_file(trained.state_dict(), path)
    settings = small("davanet")
    settings["start"]["disparity"] = str(path)
    begun = davanet.build(settings).disparity.state_dict()
    assert all(torch.equal(value, begun[name]) for name, value in trained.state_dict().items())
    settings["start"]["disparity"] = str(tmp_path / "missing.safetensors")
    with pytest.raises(UnreadableError, match="pellucid train dispbinet"):
        davanet.build(settings)


def test_the_perceptual_loss_joins_where_it_has_a_weight(tmp_path: Path, material: StereoMaterial) -> None:
    settings = small("deblurnet")
    batch = deblurnet.draw_batch(material, settings, 3)
    without, notes = deblurnet.loss(deblurnet.build(settings), batch, settings)
    assert "perceptual" not in notes
    settings["loss"]["perceptual"] = 0.5
    settings["features"]["weights"] = str(tmp_path / "best.safetensors")
    with pytest.raises(UnreadableError, match="pellucid train features"):
        deblurnet.build(settings)
    torch.manual_seed(5)
    save_file(FillingNetwork((4, 4, 6, 6, 8)).state_dict(), tmp_path / "best.safetensors")
    trained_features.cache_clear()
    found, notes = deblurnet.loss(deblurnet.build(settings), batch, settings)
    expected = without.detach() + 0.5 * notes["perceptual"]
    assert float(found.detach()) == pytest.approx(float(expected), rel=1e-4)
    assert notes["perceptual"] > 0


def test_eyes_are_taken_apart_pair_by_pair() -> None:
    both = torch.arange(12.0).view(2, 6, 1, 1)
    assert deblurnet.eyes(both)[:, 0, 0, 0].tolist() == [0.0, 3.0, 6.0, 9.0]
    assert isinstance(deblurnet.build(small("deblurnet")), DeblurNet)


@torch.inference_mode()
def test_two_eyes_begin_with_what_one_alone_has_learned(tmp_path: Path) -> None:
    torch.manual_seed(9)
    single = DeblurNet(4).eval()
    path = tmp_path / "best.safetensors"
    save_file(single.state_dict(), path)
    settings = small("davanet")
    settings["start"]["deblur"] = str(path)
    pair = torch.rand(1, 6, 32, 48)
    both = davanet.build(settings).eval()(pair)
    alone = torch.cat([single(eye) for eye in pair.chunk(2, dim=1)], dim=1)
    assert torch.allclose(both, alone, atol=1e-5)
    assert not torch.allclose(both, pair, atol=1e-2)


def test_lessons_come_first_and_know_no_disparity(material: StereoMaterial) -> None:
    settings = small("deblurnet")
    settings["batch"] |= {
        "lessons": [{"until_step": 4, "directions": 2, "length_px": [6, 6]}],
        "still_share": 1.0,
        "blank_share": 0.0,
        "noisy_share": 0.0,
        "jpeg_share": 0.0,
    }
    during, after = (deblurnet.draw_batch(material, settings, step) for step in (3, 4))
    assert not during.visible.any()
    assert (during.blurred - during.sharp).abs().mean() > 2 * (after.blurred - after.sharp).abs().mean()
