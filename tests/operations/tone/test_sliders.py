"""Every slider of tone does what its label says, alone and with the others."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from helpers.pictures import sky_and_wall
from pellucid.engine.engine import Engine
from pellucid.imaging.srgb import luma, to_linear
from pellucid.operations.contract import Analysis, Context
from pellucid.operations.tone import process
from pellucid.operations.tone.parameters import Parameters

PERCENT = st.floats(-100, 100)
SETTINGS = st.builds(Parameters, st.floats(-3, 3), PERCENT, PERCENT, PERCENT, PERCENT)


def no_network(_name: str) -> torch.nn.Module:
    raise AssertionError


CONTEXT = Context(torch.device("cpu"), no_network)


def toned(picture: Tensor, parameters: Parameters) -> Tensor:
    return process.render(picture, parameters, Analysis(), CONTEXT)


def ramp() -> Tensor:
    """Gray from below black to beyond white."""
    return torch.linspace(-0.3, 1.4, 1701, dtype=torch.float64).expand(3, 1, -1).contiguous()


@settings(max_examples=150, deadline=None)
@given(parameters=SETTINGS)
def test_no_setting_swaps_two_grays_or_gives_them_colour(parameters: Parameters) -> None:
    result = toned(ramp(), parameters)
    assert float(result.diff(dim=2).min()) > 0
    assert float((result - result[:1]).abs().max()) < 1e-9


@settings(max_examples=60, deadline=None)
@given(parameters=SETTINGS)
def test_black_and_white_stay_in_their_place(parameters: Parameters) -> None:
    black, white = toned(torch.tensor([0.0, 1.0]).expand(3, 1, 2), parameters)[0, 0].tolist()
    assert black == 0
    assert white <= 1 + 1e-6
    if parameters.exposure >= 0:
        assert white == pytest.approx(1, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(parameters=SETTINGS)
def test_which_channel_is_the_largest_stays(parameters: Parameters) -> None:
    picture = sky_and_wall(24, 30, 12).double()
    result = toned(picture, parameters)
    sorted_alike = result.gather(0, picture.argsort(dim=0))
    assert float(sorted_alike.diff(dim=0).min()) > -1e-9


@pytest.mark.parametrize("name", ["exposure", "highlights", "shadows"])
def test_to_the_right_is_brighter(name: str) -> None:
    picture = sky_and_wall(48, 60, 24)
    means = [float(luma(toned(picture, Parameters(**{name: value}))).mean()) for value in (-2, -1, 0, 1, 2)]
    assert means == sorted(set(means))


def test_a_stop_is_twice_the_light(engine: Engine) -> None:
    picture = sky_and_wall(48, 60, 24) * 0.5
    result = process.render(picture, Parameters(exposure=1.0), Analysis(), engine.context())
    torch.testing.assert_close(to_linear(result), 2 * to_linear(picture), rtol=1e-4, atol=1e-6)


def test_highlights_and_shadows_leave_the_other_end_alone() -> None:
    grays = ramp()
    dark, bright = (grays < 0.35) & (grays >= 0), (grays > 0.65) & (grays <= 1)
    pulled, lifted = toned(grays, Parameters(highlights=-100)), toned(grays, Parameters(shadows=100))
    torch.testing.assert_close(pulled[dark], grays[dark])
    torch.testing.assert_close(lifted[bright], grays[bright])
    assert float((grays - pulled)[bright].max()) > 0.07
    assert float((lifted - grays)[dark].max()) > 0.07


def test_black_and_white_is_gray_everywhere() -> None:
    result = toned(sky_and_wall(24, 30, 12), Parameters(saturation=-100))
    assert torch.equal(result[0], result[1])
    assert torch.equal(result[0], result[2])


def test_curves_and_saturation_add_back_what_lay_outside() -> None:
    picture = sky_and_wall(24, 30, 12) * 3 - 0.8
    inside = picture.clamp(0, 1)
    parameters = Parameters(contrast=60, highlights=-40, shadows=70, saturation=50)
    torch.testing.assert_close(toned(picture, parameters), toned(inside, parameters) + (picture - inside))
