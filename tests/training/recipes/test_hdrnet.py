"""The recipes of HDRNet, both of them: where they begin, what they draw and measure, and that they learn."""

from typing import Any

import pytest
import torch

from helpers.pictures import samples
from pellucid.imaging.local_laplacian import local_laplacian
from pellucid.networks.hdrnet import HDRNet, thinned
from pellucid.training.contract import find_settings, read_settings
from pellucid.training.degradations import from_bytes, to_whole_levels
from pellucid.training.recipes import hdrnet, hdrnet_laplacian
from pellucid.training.recipes.hdrnet_laplacian import FilteredMaterial
from pellucid.training.tone_batches import ToneCase, ToneMaterial

CPU = torch.device("cpu")


def small(name: str) -> dict[str, Any]:
    """The recipe, with a small network and small pictures."""
    found = read_settings(find_settings(name))
    found["network"] |= {"multiplier": 0.25}
    found["batch"] |= {"crops": 2, "side_px": 32}
    return found


@pytest.fixture
def dark() -> ToneMaterial:
    photos = [samples(48, 64), samples(40, 40, seed=2)]
    cases = [ToneCase(from_bytes(photo) * 0.6, from_bytes(photo)) for photo in photos]
    return ToneMaterial(photos, cases)


@pytest.fixture
def filtered() -> FilteredMaterial:
    return FilteredMaterial([samples(90, 120, noise_levels=8), samples(100, 80, seed=2)], [])


def filter_settings() -> dict[str, Any]:
    settings = small("hdrnet_laplacian")
    settings["batch"] |= {"long_sides_px": [60, 90], "in_use": 2, "uses": 4, "damaged_share": 0.5}
    return settings


def test_retouch_begins_as_the_identity_and_gains_nothing(dark: ToneMaterial) -> None:
    figures = hdrnet.measure(hdrnet.build(small("hdrnet")), dark, CPU)
    assert figures[hdrnet.CHIEF_FIGURE] == pytest.approx(0, abs=1e-3)
    assert figures["least_gain_db"] == pytest.approx(0, abs=1e-3)
    assert figures["whole_db"] > 100


def test_retouch_measures_what_a_known_answer_gains(dark: ToneMaterial) -> None:
    class Knowing(HDRNet):
        def forward(self, picture: torch.Tensor) -> torch.Tensor:
            return picture / 0.6 * 0.96

    figures = hdrnet.measure(Knowing(0.25), dark, CPU)
    assert figures["mean_gain_db"] == pytest.approx(20, abs=0.05)  # a tenth of the error is left
    assert figures["whole_db"] < 13


def test_the_loss_of_a_retouch_is_that_of_every_second_pixel(dark: ToneMaterial) -> None:
    settings = small("hdrnet")
    settings["loss"] = {"every_px": 2, "square": 1.0, "absolute": 0.0}
    batch = hdrnet.draw_batch(dark, settings, 0)
    found, notes = hdrnet.loss(hdrnet.build(settings), batch, settings)
    wanted = (thinned(batch.damaged, 2)[0] - thinned(batch.clean, 2)[0]).square().mean()
    assert found.item() == pytest.approx(wanted.item(), rel=1e-3)
    assert notes["mean_square"].item() == pytest.approx(wanted.item(), rel=1e-3)


def test_a_retouch_learns_a_brightening_in_a_few_steps(dark: ToneMaterial) -> None:
    settings = small("hdrnet")
    network, batch = hdrnet.build(settings), hdrnet.draw_batch(dark, settings, 1)
    optimiser = torch.optim.Adam(network.parameters(), 3e-3)
    seen = []
    for _ in range(15):
        found, _ = hdrnet.loss(network, batch, settings)
        optimiser.zero_grad()
        found.backward()
        optimiser.step()
        seen.append(found.item())
    assert min(seen[-3:]) < 0.7 * seen[0]


def test_crops_are_filtered_as_parts_of_their_whole_picture(filtered: FilteredMaterial) -> None:
    settings = filter_settings()
    batch = hdrnet_laplacian.draw_batch(filtered, settings, 0)
    assert batch.whole.shape == (2, 3, 256, 256)
    assert batch.crops.shape == batch.filtered.shape == (2, 3, 32, 32)
    both = [[from_bytes(side) for side in pair] for pair in filtered.in_use.values()]
    for picture, result in both:
        assert (to_whole_levels(local_laplacian(picture, hdrnet_laplacian.OPERATOR)) - result).abs().max() < 0.05
    for crop, result, place in zip(batch.crops, batch.filtered, batch.places, strict=True):
        assert any(_lies_there(pair, crop, result, place) for pair in both)


def _lies_there(pair: list[torch.Tensor], crop: torch.Tensor, result: torch.Tensor, place: torch.Tensor) -> bool:
    height, width = pair[0].shape[1:]
    left, top, right, bottom = (place * torch.tensor([width, height, width, height])).round().int().tolist()
    return any(
        crop.shape == picture[:, top:bottom, left:right].shape
        and torch.equal(crop, picture[:, top:bottom, left:right])
        and torch.equal(result, wanted[:, top:bottom, left:right])
        for picture, wanted in (pair, [side.flip(2) for side in pair])
    )


def test_a_step_draws_the_same_again_after_others_and_old_pictures_go(filtered: FilteredMaterial) -> None:
    settings = filter_settings()
    first = hdrnet_laplacian.draw_batch(filtered, settings, 2)
    for step in range(20, 24):
        hdrnet_laplacian.draw_batch(filtered, settings, step)
    assert min(filtered.in_use) >= 23 * 2 // 4 - 2
    again = hdrnet_laplacian.draw_batch(filtered, settings, 2)
    assert torch.equal(first.crops, again.crops)
    assert torch.equal(first.filtered, again.filtered)


def test_the_filter_is_measured_beside_the_unfiltered_photo(filtered: FilteredMaterial) -> None:
    settings = filter_settings()
    photo = from_bytes(samples(40, 56))
    material = FilteredMaterial(filtered.photos, [ToneCase(photo, photo * 0.9)])
    network = hdrnet_laplacian.build(settings)
    figures = hdrnet_laplacian.measure(network, material, CPU)
    assert figures["filtered_db"] == pytest.approx(figures["unedited_db"], abs=1e-3)
    batch = hdrnet_laplacian.draw_batch(material, settings, 0)
    found, notes = hdrnet_laplacian.loss(network, batch, settings)
    assert notes["mean_square"].item() == pytest.approx((batch.crops - batch.filtered).square().mean().item(), rel=1e-3)
    found.backward()
    bias = network.coefficients.prediction.bias
    assert bias is not None
    assert bias.grad is not None
    assert bias.grad.abs().max() > 0
