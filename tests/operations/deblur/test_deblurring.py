"""Deblur: tiles of large photos are exact to their edges, the other eye is found where it lies, amounts blend."""

import dataclasses

import pytest
import torch
from torch import Tensor, nn

from helpers.full_image import TensorFullImage
from helpers.pictures import noise, waves
from pellucid.foundation.errors import UsageError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.geometry import Rect
from pellucid.networks.davanet import DAVANet
from pellucid.networks.davanet_parts import DISPARITY_UNIT_PX, Match
from pellucid.networks.deepdeblur import DeepDeblur
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.deblur import both_eyes, process
from pellucid.operations.deblur.parameters import Parameters

PAIR = Parameters(method="davanet")


def picture(height: int, width: int) -> Tensor:
    return (waves(height, width) + noise(3, height, width) * 0.1).clamp(0, 1)


def one_eye() -> DeepDeblur:
    torch.manual_seed(4)
    return DeepDeblur((6, 5, 4), (1, 1, 1), 3, residual=True).eval()


def two_eyes() -> DAVANet:
    torch.manual_seed(4)
    return DAVANet(4, 6).eval()


def context_of(network: nn.Module, area: Rect | None = None, other: Tensor | None = None) -> Context:
    context = Context(torch.device("cpu"), lambda _model: network)
    return dataclasses.replace(context, area=area, other=None if other is None else lambda: other)


def cut(whole: Tensor, rect: Rect) -> Tensor:
    rows, columns = rect.slices
    return whole[:, rows, columns]


@torch.inference_mode()
def both_ways(
    network: nn.Module, parameters: Parameters, whole: Tensor, other: Tensor, core: Rect
) -> tuple[Tensor, Tensor]:
    """A part of the whole result, and the same part rendered as a tile; the picture is the right eye."""
    analysis = process.analyse(TensorFullImage(whole, other, Eye.RIGHT), parameters, context_of(network))
    photo = Rect(0, 0, whole.shape[2], whole.shape[1])
    wanted = process.render(whole, parameters, analysis, context_of(network, photo, other))
    seen = core.expanded(process.halo(parameters, analysis, 1.0), photo).aligned(process.alignment(parameters), photo)
    assert seen != photo
    context = context_of(network, seen, cut(other, seen))
    found = process.render(cut(whole, seen), parameters, analysis, context)
    return cut(wanted, core), cut(found, core.relative_to(seen))


@pytest.mark.parametrize("core", [Rect(210, 190, 40, 30), Rect(0, 0, 32, 48), Rect(471, 407, 30, 16)])
@pytest.mark.parametrize("method", ["deepdeblur", "deepdeblur_long", "deepdeblur_longest"])
def test_tiles_of_a_large_photo_equal_the_whole(method: str, core: Rect) -> None:
    whole = picture(423, 501)
    wanted, found = both_ways(one_eye(), Parameters(method=method), whole, whole, core)
    assert torch.allclose(found, wanted, atol=1e-5)
    assert not torch.allclose(found, cut(whole, core), atol=1e-2)


@pytest.mark.parametrize("core", [Rect(210, 190, 40, 30), Rect(0, 0, 32, 48), Rect(701, 407, 30, 16)])
def test_tiles_of_a_large_pair_equal_the_whole(core: Rect) -> None:
    whole = picture(423, 731)
    wanted, found = both_ways(two_eyes(), PAIR, whole, whole.roll(9, 2), core)
    assert torch.allclose(found, wanted, atol=1e-4)
    assert not torch.allclose(found, cut(whole, core), atol=1e-2)


@torch.inference_mode()
@pytest.mark.parametrize(("method", "reduction"), [("deepdeblur_long", 2), ("deepdeblur_longest", 4)])
def test_long_blur_is_looked_at_in_a_reduced_copy(method: str, reduction: int) -> None:
    network, small = one_eye(), picture(40, 48)
    large = small.repeat_interleave(reduction, 1).repeat_interleave(reduction, 2)
    short = process.render(
        small,
        Parameters(),
        process.analyse(TensorFullImage(small), Parameters(), context_of(network)),
        context_of(network),
    )
    parameters = Parameters(method=method)
    analysis = process.analyse(TensorFullImage(large), parameters, context_of(network))
    found = process.render(large, parameters, analysis, context_of(network))
    changes = nn.functional.avg_pool2d(found - large, reduction)
    assert torch.corrcoef(torch.stack((changes.flatten(), (short - small).flatten())))[0, 1] > 0.9
    preview = process.preview(
        small, parameters, analysis, dataclasses.replace(context_of(network), scale=1 / reduction)
    )
    assert torch.allclose(preview, short, atol=1e-6)


@torch.inference_mode()
def test_what_long_blur_leaves_alone_keeps_its_fine_detail() -> None:
    network, fine = one_eye(), noise(3, 61, 83).clamp(0, 1)
    network.begin_as_identity()
    parameters = Parameters(method="deepdeblur_longest")
    analysis = process.analyse(TensorFullImage(fine), parameters, context_of(network))
    assert torch.allclose(process.render(fine, parameters, analysis, context_of(network)), fine, atol=1e-6)


@torch.inference_mode()
def test_half_the_amount_is_half_way() -> None:
    network, blurred = one_eye(), picture(64, 64)
    analysis = process.analyse(TensorFullImage(blurred), Parameters(), context_of(network))
    half, full = (
        process.render(blurred, Parameters(amount=amount), analysis, context_of(network)) for amount in (0.5, 1.0)
    )
    assert torch.allclose(half, (blurred + full) / 2, atol=1e-6)


def test_a_photo_of_one_eye_is_told_that_a_pair_is_needed() -> None:
    with pytest.raises(UsageError, match="one eye"):
        process.analyse(TensorFullImage(picture(32, 32)), PAIR, context_of(two_eyes()))


class Knowing(nn.Module):
    """Believes in one disparity everywhere, and takes the other eye where it would see the same point."""

    def __init__(self, disparity_px: float) -> None:
        super().__init__()
        self.disparity_px = disparity_px

    def match(self, pair: Tensor) -> Match:
        disparity = torch.full_like(pair[:, :2], self.disparity_px / DISPARITY_UNIT_PX)
        return Match(disparity, pair[:, :4])

    def restored(self, pair: Tensor, match: Match, eye: int) -> "Knowing":
        self.shown = pair
        self.match_px = match.disparity_px()
        self.restored_eye = eye
        self.gates = pair[:, :1]
        return self


@torch.inference_mode()
@pytest.mark.parametrize(("eye", "index"), [(Eye.LEFT, 0), (Eye.RIGHT, 1)])
def test_the_network_is_shown_left_before_right_and_told_disparity_in_its_pixels(eye: Eye, index: int) -> None:
    own, other, network = torch.full((3, 800, 1280), 0.25), torch.full((3, 800, 1280), 0.75), Knowing(10.0)
    analysis = process.analyse(TensorFullImage(own, other, eye), PAIR, context_of(network))
    area = Rect(64, 96, 160, 120)
    context = context_of(network, area, cut(other, area))
    found = process.diagnose(cut(own, area), PAIR, analysis, context)
    assert network.restored_eye == index
    assert network.shown[0, 3 * index].unique().tolist() == [0.25]
    assert network.shown[0, 3 - 3 * index].unique().tolist() == [0.75]
    assert torch.allclose(network.match_px, torch.tensor(20.0), atol=0.02)  # found at half the size
    assert torch.allclose(found["disparity"].values, torch.tensor(20.0), atol=0.02)
    assert found["gate"].values.shape == (120, 160)


def test_a_map_of_a_reduced_tile_is_told_in_photo_pixels() -> None:
    own, network = torch.zeros(3, 40, 64), Knowing(10.0)
    analysis = process.analyse(
        TensorFullImage(torch.zeros(3, 80, 128), torch.zeros(3, 80, 128)), PAIR, context_of(network)
    )
    context = dataclasses.replace(context_of(network, Rect(0, 0, 128, 80), own), scale=0.5)
    found = process.diagnose(own, PAIR, analysis, context)["disparity"].values
    assert torch.allclose(found, torch.tensor(10.0), atol=0.02)


def test_a_wider_shift_between_the_eyes_needs_a_wider_halo() -> None:
    whole = torch.zeros(3, 32, 320)
    halos = []
    for shift_px in (0.0, 30.0):
        analysis: Analysis = process.analyse(TensorFullImage(whole, whole), PAIR, context_of(Knowing(shift_px)))
        halos.append(both_eyes.halo_px(analysis, 1.0))
        assert both_eyes.halo_px(analysis, 0.5) <= halos[-1]
    assert halos[1] - halos[0] == 30
