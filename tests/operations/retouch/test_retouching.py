"""Retouch lays a network's grid over the photo, as much as is wanted, and leaves protected colours their tint."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from helpers.full_image import TensorFullImage
from helpers.pictures import waves
from pellucid.engine.engine import Engine
from pellucid.imaging.srgb import luma
from pellucid.networks.enhancer import Enhancer
from pellucid.networks.hdrnet import HDRNet
from pellucid.networks.look import Look
from pellucid.operations.contract import Context
from pellucid.operations.retouch import process
from pellucid.operations.retouch.methods import METHODS
from pellucid.operations.retouch.parameters import Parameters
from pellucid.training.metrics import psnr_db

PLAIN = {"amount": 1.0, "protect_skin": 0.0, "protect_neutral": 0.0}
"""The network's own result."""

BROWN = (1.4, 0.0, 0.0, 0.05, 0.0, 1.1, 0.0, 0.0, 0.0, 0.0, 0.8, 0.0)
"""Lighter, and towards brown."""


class Finisher(nn.Module):
    """Stands for the enhancer: finished is the square root."""

    side_px = 64

    def forward(self, picture: Tensor) -> Tensor:
        assert picture.shape[-2:] == (64, 64)
        return picture.sqrt()


def with_network(network: nn.Module) -> Context:
    return Context(torch.device("cpu"), lambda _model: network)


def always(matrix: tuple[float, ...]) -> Context:
    """A context whose HDRNet finds one matrix for every photo."""
    network = HDRNet(1 / 8).eval().requires_grad_(requires_grad=False)
    network.coefficients.begin_at(matrix)
    return with_network(network)


def retouched(picture: Tensor, context: Context, **values: Any) -> Tensor:
    parameters = Parameters(**values)
    analysis = process.analyse(TensorFullImage(picture), parameters, context)
    with torch.inference_mode():
        return process.render(picture, parameters, analysis, context)


def one_color(*levels: int) -> Tensor:
    return (torch.tensor(levels) / 255).view(3, 1, 1).expand(3, 16, 16).contiguous()


def test_unprotected_and_whole_it_is_what_the_network_itself_gives() -> None:
    context, picture = always(BROWN), waves(96, 150)
    network = context.network("hdrnet")
    assert isinstance(network, HDRNet)
    nn.init.normal_(network.coefficients.prediction.weight, std=0.05, generator=torch.Generator().manual_seed(3))
    result = retouched(picture, context, **PLAIN)
    assert (result - picture).abs().mean() > 0.02
    torch.testing.assert_close(result, network(picture[None])[0].clamp(0, 1), rtol=1e-4, atol=1e-4)


def test_the_amount_scales_the_change_and_can_go_on() -> None:
    picture = waves(40, 60) * 0.6
    half, full, more = (retouched(picture, always(BROWN), **{**PLAIN, "amount": part}) for part in (0.5, 1.0, 1.5))
    assert (full - picture).abs().mean() > 0.05
    torch.testing.assert_close(half - picture, (full - picture) / 2)
    torch.testing.assert_close(more - picture, (full - picture) * 1.5)


def test_a_finished_copy_comes_to_full_size() -> None:
    picture = waves(300, 420) * 0.5
    result = retouched(picture, with_network(Finisher()), method="dpe", **PLAIN)
    assert psnr_db(result, picture.sqrt()) > 32
    assert psnr_db(picture, picture.sqrt()) < 15


def test_gray_stays_gray() -> None:
    gray = one_color(120, 120, 120)
    tinted, kept = (retouched(gray, always(BROWN), **{**PLAIN, "protect_neutral": share}) for share in (0.0, 1.0))
    assert (tinted.amax(dim=0) - tinted.amin(dim=0)).min() > 0.2
    assert (kept.amax(dim=0) - kept.amin(dim=0)).max() < 1e-5
    assert kept.mean() > gray.mean()


@pytest.mark.parametrize("skin", [(238, 207, 180), (224, 172, 145), (198, 134, 66), (92, 56, 42)])
def test_skin_keeps_its_tint_and_gets_the_light(skin: tuple[int, int, int]) -> None:
    greenish = always((0.9, 0.0, 0.0, 0.0, 0.0, 1.15, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0))
    before = one_color(*skin) * 0.8
    free, kept = (retouched(before, greenish, **{**PLAIN, "protect_skin": share}) for share in (0.0, 1.0))
    ratio = before[0] / before[1]
    assert ((kept[0] / kept[1]) / ratio - 1).abs().max() < 0.06
    assert ((free[0] / free[1]) / ratio - 1).abs().max() > 0.15
    torch.testing.assert_close(luma(kept), luma(free))


@pytest.mark.parametrize("other", [(60, 140, 60), (60, 90, 180), (200, 40, 160)])
def test_colours_that_are_neither_are_retouched_in_full(other: tuple[int, int, int]) -> None:
    before = one_color(*other)
    free = retouched(before, always(BROWN), **PLAIN)
    protected = retouched(before, always(BROWN), amount=1.0, protect_skin=1.0, protect_neutral=1.0)
    torch.testing.assert_close(protected, free)


@pytest.mark.parametrize("method", METHODS)
def test_the_shipped_networks_keep_pictures_within_the_range(method: str, engine: Engine) -> None:
    picture = waves(90, 130) * 0.5
    result = retouched(picture, engine.context(), method=method, amount=1.5)
    assert not torch.equal(result, picture)
    assert result.min() >= -1e-6
    assert result.max() <= 1 + 1e-6


def test_black_gets_no_noise_out_of_its_colour() -> None:
    black = one_color(2, 0, 1)
    result = retouched(black, always((1.0, 0.0, 0.0, 0.2, 0.0, 1.0, 0.0, 0.2, 0.0, 0.0, 1.0, 0.2)), protect_neutral=1.0)
    assert (result.amax(dim=0) - result.amin(dim=0)).max() < 0.04


def test_the_enhancer_corrects_the_photo_and_lays_its_grid_over_that() -> None:
    torch.manual_seed(4)
    network = Enhancer(1 / 8).eval().requires_grad_(requires_grad=False)
    for parameter in network.parameters():
        parameter.add_(0.1 * torch.randn_like(parameter))
    picture = waves(96, 150)
    found = retouched(picture, with_network(network), **PLAIN)
    with torch.inference_mode():
        assert torch.allclose(found, network(picture[None])[0].clamp(0, 1), atol=1e-4)
    assert (found - picture).abs().mean() > 0.02


def test_a_finisher_that_paints_cannot_tint_white_and_gray() -> None:
    class Painter(Finisher):
        def forward(self, picture: Tensor) -> Tensor:
            return picture * torch.tensor([0.9, 1.0, 0.7]).view(3, 1, 1)

    page = torch.ones(3, 80, 60)
    page[:, 20:40] = 0.5
    page[0, 50:60] = 0.9
    page[1:, 50:60] = 0.2
    found = retouched(page, with_network(Painter()), method="dpe", **PLAIN)
    assert (found[:, :15] - 1).abs().max() < 1 / 255
    assert (found[:, 20:40].amax(dim=0) - found[:, 20:40].amin(dim=0)).max() < 1e-4


def test_a_taught_look_is_a_method_like_the_others() -> None:
    network = Look(1 / 8).eval().requires_grad_(requires_grad=False)
    network.development.curves.copy_(network.development.curves**2)
    network.local.coefficients.begin_at(BROWN)
    picture = waves(96, 150)
    found = retouched(picture, with_network(network), method="look:tea-01234567", **PLAIN)
    with torch.inference_mode():
        assert torch.allclose(found, network(picture[None])[0].clamp(0, 1), atol=1e-4)
