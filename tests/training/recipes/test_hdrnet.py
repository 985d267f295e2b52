"""The recipes of HDRNet, both of them: where they begin, what they draw and measure, and that they learn."""

from typing import Any

import pytest
import torch

from helpers.pictures import samples
from pellucid.imaging.local_laplacian import local_laplacian
from pellucid.imaging.srgb import luma
from pellucid.networks.enhancer import Enhancer
from pellucid.networks.hdrnet import HDRNet, thinned
from pellucid.training.degradations import from_bytes
from pellucid.training.material import DamagedPictures
from pellucid.training.recipe import find_settings, read_settings
from pellucid.training.recipes import hdrnet, hdrnet_laplacian
from pellucid.training.tone_batches import ToneMaterial

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
    cases = [DamagedPictures(from_bytes(photo) * 0.6, from_bytes(photo)) for photo in photos]
    return ToneMaterial(photos, cases)


@pytest.fixture
def filtered() -> ToneMaterial:
    return ToneMaterial([samples(90, 120, noise_levels=8), samples(100, 80, seed=2)], [])


def filter_settings() -> dict[str, Any]:
    settings = small("hdrnet_laplacian")
    settings["batch"] |= {"pictures": 4, "points": 64, "long_sides_px": [60, 90], "damaged_share": 0.5}
    return settings


def test_retouch_begins_as_part_of_automatic_levels(dark: ToneMaterial) -> None:
    figures = hdrnet.measure(hdrnet.build(small("hdrnet")), dark, CPU)
    assert 0 < figures["least_gain_db"] <= figures[hdrnet.CHIEF_FIGURE]
    assert figures["whole_delta_e"] < 4


def test_retouch_measures_what_a_known_answer_gains(dark: ToneMaterial) -> None:
    class Knowing(Enhancer):
        def forward(self, picture: torch.Tensor) -> torch.Tensor:
            return picture / 0.6 * 0.96

    figures = hdrnet.measure(Knowing(0.25), dark, CPU)
    assert figures["mean_gain_db"] == pytest.approx(20, abs=0.05)  # a tenth of the error is left
    assert figures["whole_delta_e"] > 5


def test_the_loss_of_a_retouch_is_that_of_some_pixels_and_whole_pictures_count_more(dark: ToneMaterial) -> None:
    settings = small("hdrnet")
    settings["batch"] |= {"crops": 8, "kinds": {"none": 0.5, "few": 0.5}}
    settings["loss"] = {"every_px": 2, "square": 1.0, "absolute": 0.0, "identity": 3.0}
    network, batch = hdrnet.build(settings), hdrnet.draw_batch(dark, settings, 0)
    found, notes = hdrnet.loss(network, batch, settings)
    pair, whole = batch.damaged(), batch.is_whole()
    assert 1 <= int(whole.sum()) <= 7
    errors = (thinned(network(pair.damaged), 2)[0] - thinned(pair.clean, 2)[0]).square().mean(dim=(1, 2, 3))
    assert found.item() == pytest.approx((errors * (1 + 2 * whole)).mean().item(), rel=1e-3)
    assert notes["mean_square"].item() == pytest.approx(errors[~whole].mean().item(), rel=1e-3)
    assert notes["whole_square"].item() == pytest.approx(errors[whole].mean().item(), rel=1e-3)


def test_facts_learn_alone_from_thin_pictures(dark: ToneMaterial) -> None:
    settings = read_settings(find_settings("hdrnet").with_name("facts.toml"))
    settings["network"] |= {"multiplier": 0.25}
    settings["batch"] |= {"crops": 3, "side_px": 64}
    network, batch = hdrnet.build(settings), hdrnet.draw_batch(dark, settings, 0)
    assert batch.pictures.shape == (3, 3, 16, 16)
    found, _ = hdrnet.loss(network, batch, settings)
    found.backward()
    assert all(value.grad is None for value in network.coefficients.parameters())
    assert network.choice.bias.grad is not None
    with torch.no_grad():
        alone, whole = network.corrected(batch.damaged().damaged), network(batch.damaged().damaged)
    assert (alone - whole).abs().mean() < 0.02  # a new grid changes nothing, and the few pixels are not quite the same


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


def test_pixels_are_those_of_a_picture_and_of_the_filtered_one(filtered: ToneMaterial) -> None:
    pictures = torch.stack([from_bytes(filtered.photos[0]), from_bytes(filtered.photos[0]).flip(2) * 0.7])
    places = torch.rand((2, 50, 2), generator=torch.Generator().manual_seed(3))
    points, colors, wanted = hdrnet_laplacian.filtered_points(pictures, places)
    for picture, point, color, after in zip(pictures, points, colors, wanted, strict=True):
        columns, rows = (point * torch.tensor([120, 90])).floor().long().unbind(1)
        assert torch.equal(color, picture[:, rows, columns].T)
        result = local_laplacian(picture, hdrnet_laplacian.OPERATOR)
        torch.testing.assert_close(after, result[:, rows, columns].T, atol=1e-5, rtol=0)


def test_other_hues_keep_the_luma_and_the_range() -> None:
    picture = from_bytes(samples(40, 50))[None]
    for turn, strength in ((0.0, 1.0), (2.0, 1.0), (-1.0, 0.4), (0.5, 0.0)):
        found = hdrnet_laplacian.with_other_hues(picture, torch.tensor(turn), torch.tensor(strength))
        assert torch.allclose(luma(found), luma(picture), atol=1e-5)
        assert found.min() >= -1e-6
        assert found.max() <= 1 + 1e-6
        assert torch.allclose(found, picture, atol=1e-5) == ((turn, strength) == (0.0, 1.0))
    assert torch.allclose(found, luma(picture).expand(-1, 3, -1, -1), atol=1e-6)


def test_a_step_draws_parts_of_one_size_and_the_same_again(filtered: ToneMaterial) -> None:
    settings = filter_settings()
    sizes = set()
    for step in range(6):
        batch, again = (hdrnet_laplacian.draw_batch(filtered, settings, step) for _ in range(2))
        assert all(torch.equal(value, vars(again)[name]) for name, value in vars(batch).items())
        height, width = batch.pictures.shape[2:]
        assert 60 - 8 <= max(height, width) <= 90 + 8
        sizes.add((height, width))
        drawn = batch.drawn()
        assert (drawn.min() >= -1e-6, drawn.max() <= 1 + 1e-6) == (True, True)
    assert len(sizes) > 1


def test_the_filter_is_measured_beside_the_unfiltered_photo(filtered: ToneMaterial) -> None:
    settings = filter_settings()
    photo = from_bytes(samples(40, 56))
    material = ToneMaterial(filtered.photos, [DamagedPictures(photo, photo * 0.9)])
    network = hdrnet_laplacian.build(settings)
    figures = hdrnet_laplacian.measure(network, material, CPU)
    assert figures["filtered_db"] == pytest.approx(figures["unedited_db"], abs=1e-3)
    batch = hdrnet_laplacian.draw_batch(material, settings, 0)
    found, notes = hdrnet_laplacian.loss(network, batch, settings)
    _, colors, wanted = hdrnet_laplacian.filtered_points(batch.drawn(), batch.places)
    assert notes["mean_square"].item() == pytest.approx((colors - wanted).square().mean().item(), rel=1e-3)
    found.backward()
    bias = network.coefficients.prediction.bias
    assert bias is not None
    assert bias.grad is not None
    assert bias.grad.abs().max() > 0


def test_what_is_learned_from_pixels_is_what_the_whole_network_does(filtered: ToneMaterial) -> None:
    torch.manual_seed(5)
    network, settings = HDRNet(0.25), filter_settings()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    batch = hdrnet_laplacian.draw_batch(filtered, settings, 1)
    pictures = batch.drawn()
    points, _, wanted = hdrnet_laplacian.filtered_points(pictures, batch.places)
    height, width = pictures.shape[2:]
    columns, rows = (points * torch.tensor([width, height])).floor().long().unbind(2)
    results = network(pictures).detach()
    errors = [
        (result[:, row, column].T - after).square().mean()
        for result, row, column, after in zip(results, rows, columns, wanted, strict=True)
    ]
    _, notes = hdrnet_laplacian.loss(network, batch, settings)
    assert notes["mean_square"].item() == pytest.approx(torch.stack(errors).mean().item(), rel=1e-3)
