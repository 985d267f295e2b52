"""HDRNet: its published size, the identity it begins as, and slicing by the one rule."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import slice_grid
from pellucid.imaging.srgb import luma
from pellucid.networks.hdrnet import GUIDES, INPUT_PX, HDRNet, make_guide, reduced, sliced, thinned
from pellucid.networks.layout import fuse_activations, in_channels_last, split_narrow_convolutions


def parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def random_network(guide: str) -> HDRNet:
    torch.manual_seed(3)
    network = HDRNet(0.25, guide)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    return network.eval()


def by_loop(cells: Tensor, picture: Tensor, guide: Tensor) -> Tensor:
    """Trilinear look-up in a loop over pixels and the eight cells around each; sizes of a whole picture."""
    _, depth, rows, columns = cells.shape
    height, width = guide.shape
    result = torch.zeros_like(picture)
    for y in range(height):
        for x in range(width):
            at = [(y + 0.5) * rows / height - 0.5, (x + 0.5) * columns / width - 0.5, guide[y, x].item() * depth - 0.5]
            low = [int(torch.tensor(place).floor()) for place in at]
            matrix = torch.zeros(12)
            for corner in range(8):
                picked = [low[axis] + (corner >> axis & 1) for axis in range(3)]
                weight = 1.0
                for axis in range(3):
                    weight *= 1 - abs(at[axis] - picked[axis])
                row, column, layer = (
                    min(max(index, 0), count - 1) for index, count in zip(picked, (rows, columns, depth), strict=True)
                )
                matrix += weight * cells[:, layer, row, column]
            result[:, y, x] = matrix.view(3, 4) @ torch.cat((picture[:, y, x], torch.ones(1)))
    return result


@pytest.mark.parametrize(("guide", "count"), [("curves", 482_080), ("network", 482_049)])
def test_the_published_configuration_has_the_published_size(guide: str, count: int) -> None:
    assert parameters(HDRNet(guide=guide)) == count


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("size", [(40, 56), (1, 9), (300, 200)])
def test_a_new_network_changes_nothing(guide: str, size: tuple[int, int]) -> None:
    picture = waves(*size)[None]
    with torch.inference_mode():
        assert torch.allclose(HDRNet(0.25, guide)(picture), picture, atol=1e-6)


def test_slicing_agrees_with_a_plain_loop_and_with_slice_grid() -> None:
    pictures = torch.stack((waves(13, 17), waves(13, 17).flip(2)))
    guides = torch.rand(2, 1, 13, 17, generator=torch.Generator().manual_seed(2))
    guides[0, 0, 0, :2] = torch.tensor([0.0, 1.0])
    cells = noise(2, 12, 4, 5, 6)
    found = sliced(cells, pictures, guides)
    for own, picture, guide, result in zip(cells, pictures, guides, found, strict=True):
        assert torch.allclose(result, by_loop(own, picture, guide[0]), atol=1e-5)
        assert torch.allclose(result, slice_grid(own, picture, guide=guide[0]), atol=1e-5)


def test_slicing_gives_true_gradients_to_cells_guides_and_pictures() -> None:
    cells = noise(2, 12, 3, 4, 4).requires_grad_()
    pictures = torch.stack((waves(6, 5), waves(6, 5).flip(1))).requires_grad_()
    # Away from the middles of cells, where the slope of the guide jumps.
    guides = (0.3 + 0.1 * torch.rand(2, 1, 6, 5, generator=torch.Generator().manual_seed(4))).requires_grad_()
    sliced(cells, pictures, guides).square().sum().backward()
    for values in (cells, pictures, guides):
        assert values.grad is not None
        step = 1e-2 * torch.sign(values.grad)
        parts = [step if values is other else torch.zeros_like(other) for other in (cells, pictures, guides)]
        with torch.no_grad():
            higher, lower = (
                sliced(*(value + sign * part for value, part in zip((cells, pictures, guides), parts, strict=True)))
                .double()
                .square()
                .sum()
                for sign in (0.5, -0.5)
            )
        assert (higher - lower).item() == pytest.approx((step * values.grad).sum().item(), rel=2e-2)


def test_a_crop_sliced_at_its_place_is_a_crop_of_the_whole() -> None:
    picture, cells = waves(20, 30)[None], noise(1, 12, 8, 16, 16)
    whole = sliced(cells, picture, luma(picture))
    crop = picture[:, :, 5:15, 6:27]
    part = sliced(cells, crop, luma(crop), [UnitRect(6 / 30, 5 / 20, 21 / 30, 10 / 20)])
    assert torch.allclose(part, whole[:, :, 5:15, 6:27], atol=1e-4)


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_sample_of_pixels_is_what_the_whole_has_there(every: int) -> None:
    network, picture = random_network("curves"), waves(25, 34)[None]
    with torch.inference_mode():
        thin, place = thinned(picture, every)
        whole, some = network(picture), sliced(network.cells(picture), thin, network.guide(thin), [place])
    assert torch.allclose(some, thinned(whole, every)[0], atol=1e-4)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_stays_in_range_and_begins_near_luma(guide: str) -> None:
    torch.manual_seed(1)
    picture = waves(16, 16)[None]
    found = make_guide(guide)(picture)
    assert found.shape == (1, 1, 16, 16)
    assert found.min() >= 0
    assert found.max() <= 1
    both = torch.stack((found.flatten(), luma(picture).flatten()))
    assert torch.corrcoef(both)[0, 1] > 0.9


def test_an_unknown_guide_is_named() -> None:
    with pytest.raises(ValueError, match=r"“gray”.*curves"):
        make_guide("gray")


def test_coefficients_need_only_a_small_copy_and_know_no_proportions() -> None:
    network, picture = random_network("curves"), torch.nn.functional.interpolate(waves(60, 40)[None], scale_factor=16)
    with torch.inference_mode():
        assert reduced(picture).shape == (1, 3, INPUT_PX, INPUT_PX)
        assert torch.allclose(network.cells(picture), network.cells(reduced(picture)), atol=1e-5)


def test_half_precision_does_not_round_the_identity() -> None:
    network, picture = HDRNet(0.25), waves(64, 64)[None]
    with torch.autocast("cpu", dtype=torch.bfloat16), torch.inference_mode():
        assert torch.allclose(network(picture), picture, atol=1e-6)


def test_a_network_made_ready_for_the_editor_gives_the_same() -> None:
    network, picture = random_network("curves"), waves(90, 70)[None]
    with torch.inference_mode():
        wanted = network(picture)
        ready = in_channels_last(split_narrow_convolutions(fuse_activations(network)))
        assert torch.allclose(ready(picture), wanted, atol=1e-4)
