"""Dark channel, airlight, guided filter and the scattering model, against loops and cases worked by hand."""

import pytest
import torch
from torch import Tensor

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.airlight import FAINTEST, airlight_of_dark, airlight_of_transmission
from pellucid.imaging.dark_channel import KEPT_HAZE, dark_channel, dark_transmission, least_around
from pellucid.imaging.guided_filter import box, guided_filter, guided_map
from pellucid.imaging.sampling import sample
from pellucid.imaging.scattering import clear_of, implied_transmission, scatter, transmission


def random(*shape: int, seed: int = 3) -> Tensor:
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("patch", [1, 2, 3, 6, 15])
def test_the_dark_channel_is_the_least_within_the_patch(patch: int) -> None:
    picture = random(3, 9, 12)
    dark = dark_channel(picture, patch)
    for y in range(9):
        for x in range(12):
            rows = slice(max(0, y - patch // 2), y + (patch - 1) // 2 + 1)
            columns = slice(max(0, x - patch // 2), x + (patch - 1) // 2 + 1)
            assert dark[0, y, x] == picture[:, rows, columns].min()


def test_a_patch_of_one_pixel_changes_nothing() -> None:
    values = random(1, 5, 6)
    assert least_around(values, 1) is values


def test_haze_is_what_the_dark_channel_says_it_is() -> None:
    """Every patch of a picture with a black pixel in it is as bright as its haze."""
    clear, airlight = random(3, 40, 40), torch.tensor([0.8, 0.85, 0.9])
    clear[:, ::4, ::4] = 0
    hazy = scatter(clear, 0.6, airlight)
    found = dark_transmission(hazy, airlight, 15, kept=1.0)
    assert torch.allclose(found, torch.full_like(found, 0.6), atol=1e-6)
    assert torch.allclose(dark_transmission(hazy, airlight, 15), 1 - KEPT_HAZE * torch.full_like(found, 0.4), atol=1e-6)


def test_haze_goes_the_way_it_came() -> None:
    clear, airlight = random(3, 8, 9), torch.tensor([0.7, 0.8, 0.9])
    transmitted = transmission(random(1, 8, 9), 1.2)
    assert torch.allclose(clear_of(scatter(clear, transmitted, airlight), transmitted, airlight), clear, atol=1e-5)


def test_little_light_is_not_enlarged_without_bound() -> None:
    airlight = torch.tensor([0.5, 0.5, 0.5])
    found = clear_of(torch.full((3, 1, 1), 0.6), torch.zeros(1, 1, 1), airlight, least=0.25)
    assert torch.allclose(found, torch.full((3, 1, 1), 0.9))


def test_the_airlight_is_where_the_dark_channel_is_brightest() -> None:
    picture = 0.3 * random(3, 30, 30)
    picture[:, 4:6, 7:9] = torch.tensor([0.8, 0.9, 1.0]).view(3, 1, 1)
    found = airlight_of_dark(picture, dark_channel(picture, 1), share=4 / 900)
    assert torch.allclose(found, torch.tensor([0.8, 0.9, 1.0]))


def test_the_airlight_is_bright_where_nothing_comes_through() -> None:
    picture, transmitted = 0.3 * random(3, 30, 30), torch.ones(1, 30, 30)
    transmitted[:, 10:20, 10:20] = 0.1
    picture[:, 12, 12:14] = 0.9
    picture[:, 0, 0] = 1.0  # brighter, but nothing lies before it
    found = airlight_of_transmission(picture, transmitted, share=20 / 900)
    assert found.mean() < 0.95
    assert airlight_of_transmission(torch.zeros(3, 9, 9), torch.ones(1, 9, 9)).tolist() == [pytest.approx(FAINTEST)] * 3


@pytest.mark.parametrize("radius", [0, 2, 7, 50])
def test_a_box_is_the_mean_of_what_is_there(radius: int) -> None:
    values = random(1, 9, 13)
    found = box(values, radius)
    for y, x in ((0, 0), (4, 6), (8, 12), (8, 0)):
        window = values[0, max(0, y - radius) : y + radius + 1, max(0, x - radius) : x + radius + 1]
        assert found[0, y, x] == pytest.approx(window.mean().item(), abs=1e-6)


def test_a_map_that_is_linear_in_its_guide_is_kept() -> None:
    guide = random(1, 40, 50)
    values = 0.3 * guide + 0.2
    assert torch.allclose(guided_filter(guide, values, 6, 1e-7), values, atol=1e-3)


def test_a_flat_guide_gives_a_mean_and_an_edge_stays_an_edge() -> None:
    guide = torch.zeros(1, 40, 40)
    guide[..., 20:] = 1
    blocks = (guide + 0.2 * random(1, 40, 40)).clamp(0, 1)
    found = guided_filter(guide, blocks, 8, 1e-4)
    assert found[..., :20].std() < 0.25 * blocks[..., :20].std()
    assert (found[..., 20] - found[..., 19]).min() > 0.7


def test_a_small_map_comes_to_full_size_along_the_edges_of_the_photo_in_tiles() -> None:
    rows, columns = torch.linspace(0, 1, 160)[:, None], torch.linspace(0, 1, 240)
    guide = ((columns > 0.37) * 0.6 + 0.3 * rows)[None]
    values = 0.8 - 0.5 * guide
    small_guide, small = (torch.nn.functional.avg_pool2d(picture[None], 4)[0] for picture in (guide, values))
    fitted = guided_map(small_guide, small, 3, 1e-6)
    whole = fitted.at(guide)
    assert (whole - values).abs().max() < 0.02
    part = fitted.at(guide[:, 40:100, 90:200], UnitRect(90 / 240, 40 / 160, 110 / 240, 60 / 160))
    assert torch.allclose(part, whole[:, 40:100, 90:200], atol=1e-5)


def test_sampling_is_bilinear_between_centres_and_held_beyond() -> None:
    values = torch.tensor([[[0.0, 1.0], [2.0, 3.0]]])
    assert torch.allclose(sample(values, UnitRect(), (2, 2)), values)
    found = sample(values, UnitRect(), (4, 4))[0]
    assert torch.allclose(found[:, 0], torch.tensor([0.0, 0.5, 1.5, 2.0]))
    assert torch.allclose(found[0], torch.tensor([0.0, 0.25, 0.75, 1.0]))


def test_what_was_done_to_a_picture_implies_its_transmission() -> None:
    clear, airlight = random(3, 40, 50), torch.tensor([0.9, 0.88, 0.95])
    transmitted = torch.linspace(0.2, 1, 50).expand(1, 40, 50)
    implied = implied_transmission(scatter(clear, transmitted, airlight), clear, airlight)
    assert (implied - transmitted).abs().max() < 0.08
    nothing_done = implied_transmission(clear, clear, airlight)
    assert (1 - nothing_done).abs().max() < 0.01
