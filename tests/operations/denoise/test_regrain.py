"""Re-grain puts luma noise back that was removed, by a plain formula: the same on all channels, so it is gray."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from helpers.pictures import noise, waves
from pellucid.engine.engine import Engine
from pellucid.imaging.srgb import luma
from pellucid.operations.contract import Analysis
from pellucid.operations.denoise import process
from pellucid.operations.denoise.parameters import SPEC, Parameters
from pellucid.operations.fields import declarations, parse


def noisy() -> Tensor:
    return (waves(64, 80).clamp(0, 1) * 0.8 + 0.1 + noise(3, 64, 80) * 15 / 255).clamp(0, 1)


def rendered(engine: Engine, parameters: Parameters, picture: Tensor | None = None, **maps: Tensor) -> Tensor:
    with torch.inference_mode():
        context = replace(engine.context(), maps=maps)
        return process.render(noisy() if picture is None else picture, parameters, Analysis(), context)


@pytest.mark.parametrize("method", ["cbdnet", "dncnn"])
@pytest.mark.parametrize("regrain", [0.3, 1.0])
def test_it_is_the_result_and_a_share_of_the_luma_that_is_missing(engine: Engine, method: str, regrain: float) -> None:
    smooth = rendered(engine, Parameters(method))
    grainy = rendered(engine, Parameters(method, regrain=regrain))
    expected = smooth + regrain * (luma(noisy()) - luma(smooth))
    torch.testing.assert_close(grainy, expected, rtol=0, atol=1e-6)
    assert (grainy - smooth).abs().mean() > 0.4 / 255


def test_what_comes_back_is_gray(engine: Engine) -> None:
    change = rendered(engine, Parameters(regrain=0.6)) - rendered(engine, Parameters())
    torch.testing.assert_close(change, change[:1].expand(3, -1, -1), rtol=0, atol=1e-6)


def test_all_of_it_is_the_luma_of_the_photo(engine: Engine) -> None:
    torch.testing.assert_close(luma(rendered(engine, Parameters(regrain=1))), luma(noisy()), rtol=0, atol=1e-6)


def test_none_of_it_is_the_plain_result_to_the_bit(engine: Engine) -> None:
    there = rendered(engine, Parameters(), regrain=torch.zeros(1, 64, 80))
    assert torch.equal(there, rendered(engine, Parameters()))


def test_it_may_differ_from_place_to_place(engine: Engine) -> None:
    assert "regrain" in process.mappable(Parameters())
    halves = torch.cat([torch.zeros(1, 64, 40), torch.full((1, 64, 40), 0.5)], dim=2)
    result = rendered(engine, Parameters(), regrain=halves)
    assert torch.equal(result[..., :40], rendered(engine, Parameters())[..., :40])
    assert torch.equal(result[..., 40:], rendered(engine, Parameters(regrain=0.5))[..., 40:])


def test_the_amount_blends_the_grainy_result(engine: Engine) -> None:
    whole, half = (rendered(engine, Parameters(regrain=0.4, amount=amount)) for amount in (1.0, 0.5))
    torch.testing.assert_close(half, (noisy() + whole) / 2)


def test_what_lies_outside_the_gamut_stays(engine: Engine) -> None:
    bright = noisy() * 1.5 - 0.2
    inside = bright.clamp(0, 1)
    result = rendered(engine, Parameters(regrain=0.4), bright)
    torch.testing.assert_close(result, rendered(engine, Parameters(regrain=0.4), inside) + bright - inside)


def test_it_is_a_share_that_people_read_in_percent() -> None:
    declared = declarations(SPEC.parameters)["regrain"]
    assert declared.show(parse(SPEC.parameters, {"regrain": "0.3"}).regrain) == "30 %"
