"""DeepDeblur is the published network; residual it begins as the identity; tiles equal the whole, scale by scale."""

import pytest
import torch
from torch import Tensor, nn

from helpers.pictures import noise, waves
from pellucid.bench.floor import counting
from pellucid.foundation.geometry import Rect
from pellucid.networks import deepdeblur
from pellucid.networks.deepdeblur import SIZE_MULTIPLE, DeepDeblur
from pellucid.networks.discriminators import SharpnessDiscriminator
from pellucid.networks.loading import ARCHITECTURES
from pellucid.training.recipe import find_settings, read_settings

MOST_MULTIPLY_ADDS = 300_000


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def picture(height: int = 48, width: int = 64) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.1).clamp(0, 1)[None]


def tiny(*, residual: bool = True) -> DeepDeblur:
    torch.manual_seed(4)
    return DeepDeblur((6, 5, 4), (2, 1, 1), residual=residual).eval()


def shipped() -> DeepDeblur:
    network = ARCHITECTURES["deepdeblur"](**read_settings(find_settings("deepdeblur"))["network"])
    assert isinstance(network, DeepDeblur)
    return network


def test_the_published_configuration_has_the_published_number_of_weights() -> None:
    network = DeepDeblur()
    assert count(network) == 11_721_321
    convolutions = [sum(isinstance(layer, nn.Conv2d) for layer in scale.modules()) for scale in network.scales]
    assert convolutions == [40, 40, 40]


def test_the_published_discriminator_has_the_published_number_of_weights() -> None:
    assert count(SharpnessDiscriminator()) == 10_725_216


def test_the_shipped_configuration_is_small_and_cheap_and_begins_as_the_identity() -> None:
    network = shipped()
    assert count(network) == 979_417
    assert network.multiply_adds_per_px() == pytest.approx(135_381, abs=1)
    assert network.multiply_adds_per_px() < MOST_MULTIPLY_ADDS
    assert network.residual
    assert network.multiple_px == SIZE_MULTIPLE


@torch.inference_mode()
@pytest.mark.parametrize("network", [tiny(), DeepDeblur((4, 4), (1, 2), 3)])
def test_multiply_adds_are_those_that_convolutions_do(network: DeepDeblur) -> None:
    with counting([network]) as found:
        network(picture(16, 24))
    assert found.multiply_adds == pytest.approx(network.multiply_adds_per_px() * 16 * 24)


@torch.inference_mode()
@pytest.mark.parametrize("size", [(1, 1), (7, 13), (8, 8), (30, 45)])
@pytest.mark.parametrize("residual", [True, False])
def test_any_size_goes_in_and_comes_out(size: tuple[int, int], *, residual: bool) -> None:
    found = tiny(residual=residual)(picture(*size))
    assert found.shape == (1, 3, *size)
    assert found.isfinite().all()


@torch.inference_mode()
def test_a_residual_network_begins_as_the_identity_at_all_scales() -> None:
    network = tiny()
    assert not torch.allclose(network(picture()), picture(), atol=1e-2)
    network.begin_as_identity()
    wanted = network.pyramid(picture())
    for made, given in zip(network.stages(picture()), wanted, strict=True):
        assert torch.allclose(made, given, atol=1e-6)


@torch.inference_mode()
def test_what_a_coarse_scale_changes_reaches_the_fine_one() -> None:
    network = tiny()
    network.begin_as_identity()
    last = [layer for layer in network.scales[0].modules() if isinstance(layer, nn.Conv2d)][-1]
    assert last.bias is not None
    last.bias.fill_(0.25)
    assert torch.allclose(network(picture()), picture() + 0.25, atol=1e-5)


@torch.inference_mode()
def test_enlarging_begins_bilinear_and_leaves_no_checkerboard() -> None:
    network = tiny()
    network.begin_as_identity()
    coarse = picture(12, 16)
    found = torch.nn.functional.pixel_shuffle(network.enlargers[0](coarse), 2)
    wanted = torch.nn.functional.interpolate(coarse, scale_factor=2.0, mode="bilinear", align_corners=False)
    assert torch.allclose(found[..., 2:-2, 2:-2], wanted[..., 2:-2, 2:-2], atol=1e-6)


@torch.inference_mode()
def test_a_coarse_pixel_lies_in_the_middle_of_four() -> None:
    ramp = torch.arange(16.0).expand(1, 3, 8, 16)
    assert torch.allclose(tiny().halved(ramp)[0, 0, 2, 1:-1], torch.arange(2.5, 14, 2), atol=1e-6)


def both_ways(network: DeepDeblur, whole: Tensor, core: Rect, halo_px: int) -> tuple[Tensor, Tensor]:
    """A part of the whole result, and the same made of a part of the picture."""
    photo = Rect(0, 0, whole.shape[-1], whole.shape[-2])
    seen = core.expanded(halo_px, photo).aligned(SIZE_MULTIPLE, photo)
    rows, columns = seen.slices
    found = network.within(whole[..., rows, columns], core.relative_to(seen))
    rows, columns = core.slices
    return network(whole)[..., rows, columns], found


@torch.inference_mode()
@pytest.mark.parametrize("residual", [True, False])
@pytest.mark.parametrize(
    "core", [Rect(111, 92, 30, 41), Rect(0, 0, 20, 30), Rect(220, 180, 33, 31), Rect(0, 0, 253, 211)]
)
def test_a_part_with_its_halo_is_the_same_part_of_the_whole(core: Rect, *, residual: bool) -> None:
    network, whole = tiny(residual=residual), picture(211, 253)
    wanted, found = both_ways(network, whole, core, network.halo_px)
    assert found.shape == (1, 3, core.height, core.width)
    assert torch.allclose(found, wanted, atol=1e-6)


@torch.inference_mode()
def test_a_smaller_halo_would_not_do() -> None:
    network, whole = tiny(), picture(211, 253)
    wanted, found = both_ways(network, whole, Rect(100, 100, 24, 24), network.halo_px - 16)
    assert not torch.equal(found, wanted)


@torch.inference_mode()
@pytest.mark.parametrize("residual", [True, False])
def test_every_scale_in_tiles_is_every_scale_whole(monkeypatch: pytest.MonkeyPatch, *, residual: bool) -> None:
    network, blurred = tiny(residual=residual), picture(101, 150)
    whole = network(blurred)
    runs: list[int] = []
    sharpened = DeepDeblur._sharpened

    def counted(self: DeepDeblur, level: int, part: Tensor, coarser: Tensor | None) -> Tensor:
        runs.append(level)
        return sharpened(self, level, part, coarser)

    monkeypatch.setattr(DeepDeblur, "_sharpened", counted)
    monkeypatch.setattr(deepdeblur, "TILE_PX", 16)
    assert torch.allclose(network(blurred), whole, atol=1e-5)
    assert all(runs.count(level) > 1 for level in range(3))


def test_widths_and_blocks_go_together() -> None:
    with pytest.raises(ValueError, match="do not go with"):
        DeepDeblur((8, 8), (1, 1, 1))


def test_the_judge_of_sharpness_sees_a_whole_crop() -> None:
    torch.manual_seed(3)
    judge = SharpnessDiscriminator(4, 128)
    crops = torch.cat([picture(128, 128), picture(128, 128).flip(3)])
    assert judge(crops).shape == (2,)
    changed = crops.clone()
    changed[0, :, 3, 120] = 1 - changed[0, :, 3, 120]
    assert judge(changed)[0] != judge(crops)[0]
    assert judge(changed)[1] == judge(crops)[1]
    with pytest.raises(ValueError, match="multiple of 64"):
        SharpnessDiscriminator(4, 100)
