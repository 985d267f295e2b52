"""The recipe of the feature network: what is taken from a crop, what is asked for, how its weights are found."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from helpers.pictures import samples, waves
from pellucid.foundation.errors import UnreadableError
from pellucid.training.material import PhotoMaterial
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import features
from pellucid.training.recipes.features import blanked, trained_features

CPU = torch.device("cpu")


@pytest.fixture
def settings() -> dict[str, Any]:
    """The recipe with a small network and batch."""
    small = read_settings(find_settings("features"))
    small["network"]["widths"] = [4, 4, 8, 8, 8]
    small["batch"] |= {"crops": 3, "side_px": 64}
    return small


@pytest.fixture(scope="module")
def material() -> PhotoMaterial:
    return PhotoMaterial([samples(80, 90, noise_levels=10)], [samples(70, 64), samples(64, 64, seed=2)])


def test_the_values_of_a_network_that_is_not_shipped_stand_beside_its_recipe() -> None:
    assert find_settings("features") == Path(features.__file__).with_suffix(".toml")


def test_blocks_are_blanked_up_to_the_stated_share(settings: dict[str, Any]) -> None:
    damage = settings["damage"] | {"block_px": [8], "gray_share": 0.0, "noise_max_levels": 0}
    clean, generator = waves(64, 64) * 0.4, torch.Generator().manual_seed(1)
    shares = []
    for _ in range(60):
        damaged = blanked(clean, damage, generator)
        blank = (damaged != clean).all(dim=0)
        assert (damaged[:, blank] == features.BLANK).all()
        assert torch.equal(blank[::8, ::8].repeat_interleave(8, 0).repeat_interleave(8, 1), blank)
        shares.append(blank.float().mean().item())
    assert 0.5 < max(shares) < 0.75
    assert sum(shares) / len(shares) == pytest.approx(0.3, abs=0.08)


def test_some_crops_lose_their_colours(settings: dict[str, Any]) -> None:
    damage = settings["damage"] | {"blank_most": 0.0, "noise_max_levels": 0}
    generator = torch.Generator().manual_seed(1)
    colors = [blanked(waves(32, 32), damage, generator).std(dim=0).max().item() > 1e-3 for _ in range(100)]
    assert 0.15 < 1 - sum(colors) / 100 < 0.45


def test_the_loss_is_the_mean_distance_over_the_five_maps(material: PhotoMaterial, settings: dict[str, Any]) -> None:
    network = features.build(settings)
    batch = features.draw_batch(material, settings, 0)
    for head in network.heads:
        for parameter in head.parameters():
            torch.nn.init.zeros_(parameter)
    found, notes = features.loss(network, batch, settings)
    assert found.item() == pytest.approx(batch.clean.mean().item(), rel=1e-5)
    assert not notes


def test_it_measures_each_map_on_pictures_of_any_size_and_learns(
    material: PhotoMaterial, settings: dict[str, Any]
) -> None:
    network = features.build(settings)
    before = features.measure(network, material, CPU)
    assert before[features.CHIEF_FIGURE] == pytest.approx(sum(before[f"map_{k}_db"] for k in range(1, 6)) / 5)
    optimiser = torch.optim.Adam(network.parameters(), 1e-2)
    for step in range(50):
        optimiser.zero_grad()
        torch.autograd.backward(features.loss(network, features.draw_batch(material, settings, step), settings)[0])
        optimiser.step()
    assert features.measure(network, material, CPU)[features.CHIEF_FIGURE] > before[features.CHIEF_FIGURE] + 3


def test_other_recipes_get_the_feature_network_of_a_run_alone(tmp_path: Path, settings: dict[str, Any]) -> None:
    network = features.build(settings)
    save_file(network.state_dict(), tmp_path / "best.safetensors")
    found = trained_features(tmp_path / "best.safetensors", CPU)
    picture = waves(32, 32)[None]
    assert all(torch.equal(a, b) for a, b in zip(found(picture), network.features(picture), strict=True))
    assert not any(parameter.requires_grad for parameter in found.parameters())
    (tmp_path / "other.safetensors").write_bytes(b"nothing")
    with pytest.raises(UnreadableError, match="pellucid train features"):
        trained_features(tmp_path / "other.safetensors", CPU)
