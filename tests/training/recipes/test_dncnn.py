"""The recipes of the two DnCNNs: what they draw, where they begin, what they measure."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from helpers.pictures import samples
from pellucid.foundation.paths import models_dir
from pellucid.networks.dncnn import DnCNN
from pellucid.training.degradations import jpeg
from pellucid.training.material import DamagedPictures, PhotoMaterial
from pellucid.training.photo_batches import draw_damaged
from pellucid.training.recipe import read_settings
from pellucid.training.recipes import deartifact, dncnn

CPU = torch.device("cpu")
CROPS = 120


@pytest.fixture
def denoising() -> dict[str, Any]:
    """The shipped recipe of the denoiser, with many small crops."""
    settings = read_settings(models_dir() / "dncnn" / "recipe.toml")
    settings["batch"] |= {"crops": CROPS, "side_px": 24}
    return settings


@pytest.fixture
def white(denoising: dict[str, Any]) -> dict[str, Any]:
    """The same with white noise alone."""
    denoising["noise"] |= {"clean_share": 0.0}
    denoising["grain"] |= {"share": 0.0}
    return denoising


@pytest.fixture
def coding() -> dict[str, Any]:
    """The shipped recipe of the remover of artefacts, with many small crops."""
    settings = read_settings(models_dir() / "deartifact" / "recipe.toml")
    settings["batch"] |= {"crops": CROPS, "side_px": 24}
    return settings


@pytest.fixture
def saved_once(coding: dict[str, Any]) -> dict[str, Any]:
    """The same without grain, and nothing is saved twice."""
    coding["jpeg"] |= {"grainy_share": 0.0, "twice_share": 0.0}
    return coding


@pytest.fixture(scope="module")
def material() -> PhotoMaterial:
    return PhotoMaterial([samples(64, 48, noise_levels=20)], [samples(64, 64, noise_levels=3, seed=k) for k in (1, 2)])


def test_the_network_begins_as_the_identity_and_passes_signals_on(denoising: dict[str, Any]) -> None:
    network = dncnn.build(denoising)
    noisy = torch.rand(1, 3, 12, 12)
    assert torch.equal(network(noisy), noisy)
    middle = network.body.conv9.weight
    assert middle[5, 5, 1, 1].item() == pytest.approx(0.9, abs=0.1)
    off = middle.clone()
    off[range(64), range(64), 1, 1] = 0
    assert off.std().item() == pytest.approx(0.3 * (2 / (64 * 9)) ** 0.5, rel=0.05)


def test_levels_are_even_up_to_the_highest_and_half_of_the_crops_are_clipped(
    material: PhotoMaterial, white: dict[str, Any]
) -> None:
    batch = dncnn.draw_batch(material, white, 0)
    whole_levels = ((batch.damaged * 255).round() / 255 == batch.damaged).flatten(1).all(dim=1)
    assert 0.35 < whole_levels.float().mean() < 0.65
    assert 0 <= batch.damaged[whole_levels].min() <= batch.damaged[whole_levels].max() <= 1
    levels = (batch.damaged - batch.clean)[~whole_levels].flatten(1).std(dim=1) * 255
    assert 50 < levels.max() < 60
    assert levels.mean().item() == pytest.approx(27.5, abs=6)


def test_a_step_draws_the_same_batch_again_and_the_next_step_another(
    material: PhotoMaterial, denoising: dict[str, Any]
) -> None:
    first, again, other = (dncnn.draw_batch(material, denoising, step).damaged for step in (3, 3, 4))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_faint_noise_counts_as_much_in_the_loss_as_loud_noise(
    material: PhotoMaterial, denoising: dict[str, Any]
) -> None:
    clean = dncnn.draw_batch(material, denoising, 0).clean[:2]
    batch = DamagedPictures(clean + torch.tensor([2.0, 40.0]).view(2, 1, 1, 1) / 255, clean)
    denoising["loss"]["floor_levels"] = 1.0
    found, notes = dncnn.loss(dncnn.build(denoising), batch, denoising)
    assert found.item() == pytest.approx((2 / 3 + 40 / 41) / 2, abs=1e-4)
    assert not notes


def test_some_crops_have_grain_that_neighbours_share_and_some_have_nothing(
    material: PhotoMaterial, denoising: dict[str, Any]
) -> None:
    denoising["noise"] |= {"sigma_max_levels": 0, "clipped_share": 0.0, "clean_share": 0.2}
    denoising["grain"] |= {"jpeg_share": 0.0}
    batch = dncnn.draw_batch(material, denoising, 0)
    added = batch.damaged - batch.clean
    grainy = added.flatten(1).std(dim=1) * 255 > 2
    assert 0.1 < grainy.float().mean() < 0.4  # the recipe's share, without the faintest
    alike = (added[grainy][..., 1:] * added[grainy][..., :-1]).mean() / added[grainy].square().mean()
    assert alike > 0.2
    assert (added[~grainy].abs().amax(dim=(1, 2, 3)) == 0).float().mean() > 0.6


def test_scans_are_saved_as_jpeg_at_the_qualities_of_the_recipe(
    material: PhotoMaterial, denoising: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    denoising["grain"] |= {"share": 1.0, "jpeg_share": 1.0}
    denoising["noise"] |= {"clean_share": 0.0}
    seen: list[int] = []

    def record(picture: torch.Tensor, quality: int, *, subsampling: str) -> torch.Tensor:
        seen.append(quality)
        assert subsampling in {"4:2:0", "4:4:4"}
        return picture

    monkeypatch.setattr(dncnn, "jpeg", record)
    dncnn.draw_batch(material, denoising, 0)
    assert len(seen) == CROPS
    assert (min(seen), max(seen)) == tuple(denoising["grain"]["jpeg_quality"])


def test_a_network_that_does_nothing_measures_the_noise_itself(
    material: PhotoMaterial, denoising: dict[str, Any]
) -> None:
    figures = dncnn.measure(dncnn.build(denoising), material, CPU)
    assert figures["sigma_15_db"] == pytest.approx(24.6, abs=0.3)  # 20 log10(255 / 15), a little more when clamped
    assert figures["sigma_15_db"] > figures["sigma_25_db"] > figures["sigma_50_db"]
    assert figures["grain_db"] > figures["sigma_15_db"]
    assert dncnn.CHIEF_FIGURE in figures


def test_the_network_for_one_known_level_is_a_matter_of_settings(denoising: dict[str, Any]) -> None:
    denoising["network"] |= {"layers": 17, "norm": True}
    network = dncnn.build(denoising)
    assert len([module for module in network.body if isinstance(module, torch.nn.Conv2d)]) == 17
    assert len([module for module in network.body if isinstance(module, torch.nn.BatchNorm2d)]) == 15


def test_material_has_scaled_copies_and_the_middles_of_what_measures(tmp_path: Path, denoising: dict[str, Any]) -> None:
    (tmp_path / "splits.json").write_text('{"clean": {"val": ["b.png"]}}')
    for name in ("a.png", "b.png"):
        Image.fromarray(samples(300, 280)).save(tmp_path / name)
    material = dncnn.read_material(tmp_path, denoising)
    assert [photo.shape[:2] for photo in material.photos] == [
        (300, 280),
        (210, 196),
        (150, 140),
        (105, 98),
        (75, 70),
    ]
    assert [photo.shape for photo in material.measured] == [(256, 256, 3)]
    assert "5 photos" in material.words()


def test_most_crops_go_through_jpeg_and_some_stay_untouched(
    material: PhotoMaterial, saved_once: dict[str, Any]
) -> None:
    batch = deartifact.draw_batch(material, saved_once, 0)
    untouched = (batch.damaged == batch.clean).flatten(1).all(dim=1)
    assert 0.02 < untouched.float().mean() < 0.25  # plain graphics come through JPEG as they are
    assert batch.damaged.shape[-2:] == (24, 24)


def test_qualities_reach_from_the_lowest_to_the_highest_in_both_ways_to_keep_colour(
    material: PhotoMaterial, saved_once: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_once["batch"]["crops"] = 600
    seen: list[tuple[int, str]] = []

    def record(picture: torch.Tensor, quality: int, *, subsampling: str) -> torch.Tensor:
        seen.append((quality, subsampling))
        return picture

    monkeypatch.setattr(deartifact, "jpeg", record)
    deartifact.draw_batch(material, saved_once, 0)
    qualities = np.array([quality for quality, _ in seen])
    assert (qualities.min(), qualities.max()) == (5, 98)
    assert qualities.mean() == pytest.approx(51.5, abs=4)
    assert np.mean([subsampling == "4:2:0" for _, subsampling in seen]) == pytest.approx(0.6, abs=0.08)


def test_blocks_begin_anywhere_in_a_crop(material: PhotoMaterial, saved_once: dict[str, Any]) -> None:
    saved_once["jpeg"] |= {"quality": [5, 5], "untouched_share": 0.0}
    saved_once["batch"]["drawn_share"] = 0.0
    damaged = deartifact.draw_batch(material, saved_once, 0).damaged
    steps = (damaged[..., 1:] - damaged[..., :-1]).abs().mean(dim=(1, 2))  # (crops, columns)
    edges = torch.stack([steps[:, start::8].mean(dim=1) for start in range(7)])
    assert len(set(edges.argmax(dim=0).tolist())) == 7


def test_grain_of_a_crop_is_to_stay(material: PhotoMaterial, saved_once: dict[str, Any]) -> None:
    saved_once["jpeg"] |= {"grainy_share": 1.0, "untouched_share": 1.0, "grain_max_levels": 30}
    plain = {**saved_once, "jpeg": {**saved_once["jpeg"], "grain_max_levels": 0}}
    grainy, smooth = (deartifact.draw_batch(material, settings, 0) for settings in (saved_once, plain))
    assert torch.equal(grainy.damaged, grainy.clean)
    assert (grainy.clean - smooth.clean).std() > 3 / 255


def test_some_crops_were_saved_before_with_other_blocks(material: PhotoMaterial, coding: dict[str, Any]) -> None:
    coding["jpeg"] |= {"quality": [98, 98], "first_quality": [5, 5], "untouched_share": 0.0, "grainy_share": 0.0}
    coding["batch"]["drawn_share"] = 0.0
    once, twice = (
        deartifact.draw_batch(material, {**coding, "jpeg": {**coding["jpeg"], "twice_share": share}}, 0)
        for share in (0.0, 1.0)
    )
    assert (once.damaged - once.clean).abs().mean() < 0.3 * (twice.damaged - twice.clean).abs().mean()


def test_the_gain_over_jpeg_is_measured_and_the_change_of_clean_pictures(
    material: PhotoMaterial, coding: dict[str, Any]
) -> None:
    idle = deartifact.measure(deartifact.build(coding), material, CPU)
    assert idle == pytest.approx(dict.fromkeys(idle, 0.0))
    assert {"quality_10_gain_db", "quality_40_gain_db", deartifact.CHIEF_FIGURE, "clean_change_levels"} < idle.keys()

    class Perfect(DnCNN):
        """Knows the answer to every question about the first picture."""

        def forward(self, noisy: torch.Tensor) -> torch.Tensor:
            return (torch.from_numpy(material.measured[0]).permute(2, 0, 1).float() / 255)[None].expand_as(
                noisy
            ) * 0.999

    one = PhotoMaterial(material.photos, material.measured[:1])
    assert deartifact.measure(Perfect(2, 4), one, CPU)["quality_10_gain_db"] > 10


def test_damage_draws_from_the_generator_of_the_step(material: PhotoMaterial, coding: dict[str, Any]) -> None:
    coding["batch"]["margin_px"] = 0
    batch = draw_damaged(material, coding, 3, lambda clean, _: jpeg(clean, 30))
    assert torch.equal(batch.damaged[0], jpeg(batch.clean[0], 30))
