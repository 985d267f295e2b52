"""A patch size per pixel gives the dark channel of that size there, and the best sizes are those that restore best."""

import pytest
import torch
from torch import Tensor

from pellucid.imaging.dark_channel import dark_channel
from pellucid.imaging.patch_map import (
    SIZES,
    airlight_of_patches,
    best_patches,
    composed_dark,
    composed_transmission,
    refined,
)
from pellucid.imaging.scattering import clear_of, scatter

AIRLIGHT = torch.tensor([0.8, 0.85, 0.9])


def random(*shape: int, seed: int = 3) -> Tensor:
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed))


def even(size: float, height: int = 30, width: int = 41) -> Tensor:
    return torch.full((1, height, width), float(size))


@pytest.mark.parametrize("size", SIZES)
def test_with_one_size_everywhere_it_is_the_dark_channel_of_that_size(size: int) -> None:
    picture = random(3, 30, 41)
    assert torch.allclose(composed_dark(picture, even(size)), dark_channel(picture, size), atol=1e-6)


def test_each_pixel_has_the_dark_channel_of_its_own_size() -> None:
    picture = random(3, 30, 41)
    patches = even(5)
    patches[..., 20:] = 21
    composed = composed_dark(picture, patches)
    assert torch.allclose(composed[..., :20], dark_channel(picture, 5)[..., :20], atol=1e-6)
    assert torch.allclose(composed[..., 20:], dark_channel(picture, 21)[..., 20:], atol=1e-6)


def test_between_two_sizes_lies_what_is_between_their_dark_channels() -> None:
    picture = random(3, 30, 41)
    halfway = composed_dark(picture, even((7 * 11) ** 0.5))
    assert torch.allclose(halfway, (dark_channel(picture, 7) + dark_channel(picture, 11)) / 2, atol=1e-5)


def test_patches_may_be_larger_than_the_largest_of_a_small_copy() -> None:
    picture = random(3, 9, 700)
    largest = composed_dark(picture, even(SIZES[-1], 9, 700))
    assert (composed_dark(picture, even(300, 9, 700)) <= largest).all()
    assert composed_dark(picture, even(300, 9, 700)).mean() < largest.mean()


def test_a_batch_gives_what_its_pictures_give() -> None:
    pictures, patches = random(2, 3, 20, 22), 1 + 60 * random(2, 1, 20, 22, seed=4)
    airlight = torch.stack((AIRLIGHT, AIRLIGHT.flip(0)))
    together = composed_transmission(pictures, airlight, patches)
    for number in range(2):
        alone = composed_transmission(pictures[number], airlight[number], patches[number])
        assert torch.allclose(together[number], alone, atol=1e-6)


def test_a_size_can_be_learned_from_what_becomes_of_it() -> None:
    patches = even(9).requires_grad_()
    composed_dark(random(3, 30, 41), patches).sum().backward()
    assert patches.grad is not None
    assert (patches.grad <= 0).all()
    assert (patches.grad < 0).float().mean() > 0.4  # elsewhere the least value is the same in the next larger patch


def test_haze_is_found_with_whatever_patch_holds_something_black() -> None:
    clear = random(3, 40, 40)
    clear[:, ::4, ::4] = 0
    hazy = scatter(clear, 0.6, AIRLIGHT)
    found = composed_transmission(hazy, AIRLIGHT, 7 + 50 * random(1, 40, 40), kept=1.0)
    assert torch.allclose(found, torch.full_like(found, 0.6), atol=1e-5)


def near_and_far() -> tuple[Tensor, Tensor]:
    """Fine texture, far away, beside a pale wall that is near and has dark lines far apart; and t."""
    fine, wall = random(3, 120, 80), 0.6 + 0.2 * random(3, 120, 80, seed=4)
    fine[:, ::2, ::2] = 0
    wall[:, 20::40, :] = 0
    transmitted = torch.cat((torch.full((1, 120, 80), 0.3), torch.full((1, 120, 80), 0.8)), dim=2)
    return torch.cat((fine, wall), dim=2), transmitted


def test_the_best_sizes_restore_better_than_any_one_size() -> None:
    clear, transmitted = near_and_far()
    hazy = scatter(clear, transmitted, AIRLIGHT)

    def error(patches: Tensor) -> float:
        return (clear_of(hazy, composed_transmission(hazy, AIRLIGHT, patches), AIRLIGHT) - clear).square().mean().item()

    best = best_patches(hazy, clear, AIRLIGHT)
    assert set(best.unique().tolist()) <= set(SIZES)
    assert error(best) < 0.5 * min(error(even(size, 120, 160)) for size in SIZES)


def test_beside_something_nearer_small_patches_are_best_and_on_a_pale_wall_large_ones() -> None:
    clear, transmitted = near_and_far()
    best = best_patches(scatter(clear, transmitted, AIRLIGHT), clear, AIRLIGHT)
    assert best[..., 74:79].median() < 16 < best[..., 100:].median()


def test_where_all_sizes_are_equally_good_the_largest_is_best() -> None:
    clear = torch.full((3, 30, 41), 0.25)
    assert torch.equal(best_patches(scatter(clear, 0.5, AIRLIGHT), clear, AIRLIGHT), even(SIZES[-1]))


def test_the_airlight_is_where_the_composed_dark_channel_is_brightest() -> None:
    picture = 0.3 * random(3, 30, 30)
    picture[:, 4:6, 7:9] = AIRLIGHT.view(3, 1, 1)
    assert torch.allclose(airlight_of_patches(picture, even(1, 30, 30)), AIRLIGHT)
    assert (airlight_of_patches(picture, even(5, 30, 30)) < 0.5).all()  # no patch of that size is bright


def test_refined_the_transmission_follows_the_edges_of_the_picture() -> None:
    picture = torch.full((3, 60, 80), 0.2)
    picture[..., 40:] = 0.8
    smeared = torch.linspace(0.3, 0.9, 80).expand(1, 60, 80)
    gray = picture[:1]
    found = refined(picture, smeared).at(gray)
    jump, before = found[..., 40] - found[..., 39], smeared[..., 40] - smeared[..., 39]
    assert (jump > 10 * before).all()
