"""Curves keep what people count on: black, white, gray, hue, and which of two tones is brighter."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from helpers.pictures import waves
from pellucid.imaging.srgb import luma, to_linear
from pellucid.imaging.tone_curves import (
    KNEE,
    LIFT_STOPS,
    MIDDLE_GRAY,
    REACH,
    ToneCurve,
    apply_curve,
    contrasted,
    expose,
    saturate,
    shoulder,
)

RAMP = torch.linspace(0, 1, 2001, dtype=torch.float64)
SHARE = st.floats(-1, 1)


def gray(values: Tensor) -> Tensor:
    """A row of gray pixels, `(3, 1, n)`."""
    return values.expand(3, 1, -1).contiguous()


def pixel(red: float, green: float, blue: float) -> Tensor:
    return torch.tensor([red, green, blue], dtype=torch.float64).view(3, 1, 1)


def colors() -> Tensor:
    """All mixtures of nine levels a channel, `(3, 27, 27)`."""
    levels = torch.linspace(0, 1, 9, dtype=torch.float64)
    return torch.stack(torch.meshgrid(levels, levels, levels, indexing="ij")).reshape(3, 27, 27)


@settings(max_examples=200, deadline=None)
@given(contrast=SHARE, highlights=SHARE, shadows=SHARE)
def test_no_combination_swaps_two_tones_or_moves_black_and_white(
    contrast: float, highlights: float, shadows: float
) -> None:
    toned = ToneCurve(contrast, highlights, shadows)(RAMP)
    assert float(toned.diff().min()) > 0
    assert float(toned[0]) == 0
    assert float(toned[-1]) == pytest.approx(1, abs=1e-12)


def test_a_curve_in_the_middle_is_the_identity() -> None:
    assert torch.equal(ToneCurve()(RAMP), RAMP)


def test_contrast_turns_about_middle_gray() -> None:
    around = torch.tensor([MIDDLE_GRAY - 1e-4, MIDDLE_GRAY, MIDDLE_GRAY + 1e-4], dtype=torch.float64)
    toned = contrasted(around, 1.0)
    assert float(toned[1]) == pytest.approx(MIDDLE_GRAY)
    assert float((toned[2] - toned[0]) / 2e-4) == pytest.approx(2, rel=1e-3)
    # By hand, in units of the middle: a half becomes 0.5 / (2 - 0.5) = 1 / 3.
    assert float(contrasted(torch.tensor(MIDDLE_GRAY / 2), 1.0)) == pytest.approx(MIDDLE_GRAY / 3)


def test_the_middle_of_contrast_is_the_gray_card() -> None:
    assert float(to_linear(torch.tensor(MIDDLE_GRAY))) == pytest.approx(0.18, abs=1e-3)


def test_opposite_contrast_undoes_contrast() -> None:
    assert contrasted(contrasted(RAMP, 0.7), -0.7).tolist() == pytest.approx(RAMP.tolist(), abs=1e-12)


def test_shadows_move_the_dark_part_only() -> None:
    lifted = ToneCurve(shadows=1.0)(RAMP)
    assert torch.equal(lifted[RAMP >= REACH], RAMP[RAMP >= REACH])
    # By hand, at 0.13: 0.13 * 2^(1.1 * 0.8²).
    assert float(ToneCurve(shadows=1.0)(torch.tensor(0.13))) == pytest.approx(0.13 * 2 ** (LIFT_STOPS * 0.64))
    assert float((lifted - RAMP).argmax() / 2000) < 0.3


def test_highlights_are_shadows_seen_from_white() -> None:
    for share in (-1.0, -0.4, 0.8):
        mirrored = 1 - ToneCurve(shadows=-share)(1 - RAMP)
        assert ToneCurve(highlights=share)(RAMP).tolist() == pytest.approx(mirrored.tolist())
    assert float(ToneCurve(highlights=-1.0)(torch.tensor(0.9))) < 0.83


def test_a_curve_keeps_gray_to_the_bit() -> None:
    ramp = gray(torch.linspace(0, 1, 1003))
    toned = apply_curve(ramp, ToneCurve(0.8, -0.6, 0.9), 0.75)
    assert torch.equal(toned[0], toned[1])
    assert torch.equal(toned[0], toned[2])
    torch.testing.assert_close(toned[0], ToneCurve(0.8, -0.6, 0.9)(ramp[0]))


@pytest.mark.parametrize("kept", [0.0, 0.75, 1.0])
@pytest.mark.parametrize("curve", [ToneCurve(1, 1, 1), ToneCurve(-1, -1, 1), ToneCurve(1, -1, -1)], ids=str)
def test_a_curve_keeps_every_hue(curve: ToneCurve, kept: float) -> None:
    """Where the middle channel stands between the others is the hue of HSV."""
    before = colors()
    after = apply_curve(before, curve, kept)
    low, middle, high = before.sort(dim=0).values
    new_low, new_middle, new_high = after.gather(0, before.argsort(dim=0))
    assert float(after.min()) > -1e-9
    assert float(after.max()) < 1 + 1e-9
    torch.testing.assert_close(new_high, curve(high))
    torch.testing.assert_close((new_middle - new_low) * (high - low), (middle - low) * (new_high - new_low))


def test_lifted_shadows_do_not_become_neon() -> None:
    """Bright colours keep three quarters of their saturation, noise in the dark follows the curve."""
    lift = ToneCurve(shadows=1.0)
    dark = apply_curve(pixel(0.02, 0.0, 0.04), lift, 0.75)
    assert float(dark.max() - dark.min()) < 0.1
    low, _, high = apply_curve(pixel(0.2, 0.3, 0.4), lift, 1.0).flatten().tolist()
    assert low / high == pytest.approx(0.5, abs=0.03)  # all kept: the ratio stays, but for the fading share
    assert float(apply_curve(pixel(0.2, 0.3, 0.4), lift)[0]) > low


def test_exposure_is_exact_up_to_the_knee() -> None:
    picture = waves(40, 50)
    brightest = to_linear(picture).amax(dim=0)
    for stops in (-2.0, -0.35, 0.5, 1.0):
        mid = (brightest * 2**stops <= KNEE) if stops > 0 else torch.ones_like(brightest, dtype=torch.bool)
        assert int(mid.sum()) > 100
        light = to_linear(expose(picture, stops))
        torch.testing.assert_close(light[:, mid], to_linear(picture)[:, mid] * 2**stops, rtol=1e-4, atol=1e-6)


def test_the_shoulder_joins_smoothly_and_takes_white_to_one() -> None:
    white = 4.0
    light = torch.linspace(-1, 8, 9001, dtype=torch.float64)
    rolled = shoulder(light, white)
    assert torch.equal(rolled[light <= KNEE], light[light <= KNEE])
    assert float(shoulder(torch.tensor(white), white)) == pytest.approx(1)
    slopes = rolled.diff() / light.diff()
    assert float(slopes.min()) > 0
    assert float(slopes.diff().abs().max()) < 5e-3
    # By hand: the shoulder is 0.6 wide, so 1 lies one of it beyond the knee, and white six: 1 (1 + 1 / 36) / 2.
    assert float(shoulder(torch.tensor(1.0), white)) == pytest.approx(0.4 + 0.6 * (1 + 1 / 36) / 2)


@settings(max_examples=50, deadline=None)
@given(stops=st.floats(0.01, 3))
def test_a_raised_exposure_clips_nothing_and_keeps_gray(stops: float) -> None:
    ramp = gray(torch.linspace(-0.5, 2, 2001, dtype=torch.float64))
    bright = expose(ramp, stops)
    assert float(bright.diff(dim=2).min()) > 0
    assert float(bright[:, ramp[0] <= 1].max()) <= 1 + 1e-6
    assert float((bright - bright[:1]).abs().max()) < 1e-9
    inside = (ramp >= 0) & (ramp <= 1)
    assert float((bright - ramp)[inside].min()) > -1e-6


def test_a_lowered_exposure_is_undone_by_raising_where_nothing_reaches_the_knee() -> None:
    dark = waves(20, 20).double() * 0.6
    torch.testing.assert_close(expose(expose(dark, -1.5), 1.5), dark, rtol=0, atol=1e-6)


def test_saturation_to_the_left_end_is_luma() -> None:
    result = saturate(colors(), -1.0)
    torch.testing.assert_close(result, luma(colors()).expand(3, -1, -1))


@settings(max_examples=50, deadline=None)
@given(saturation=SHARE)
def test_saturation_keeps_luma_and_stays_in_the_gamut(saturation: float) -> None:
    result = saturate(colors(), saturation)
    assert float(result.min()) > -1e-6
    assert float(result.max()) < 1 + 1e-6
    torch.testing.assert_close(luma(result), luma(colors()), rtol=0, atol=1e-9)


def test_raising_saturation_spares_what_is_vivid_already() -> None:
    def stretch(color: Tensor) -> float:
        return float((saturate(color, 1.0) - luma(color)).abs().max() / (color - luma(color)).abs().max())

    pale, vivid, edge = pixel(0.52, 0.5, 0.48), pixel(0.85, 0.4, 0.15), pixel(1.0, 0.0, 0.3)
    assert stretch(pale) > 2
    assert 1.05 < stretch(vivid) < 1.6
    assert stretch(edge) == pytest.approx(1, abs=1e-4)


def test_saturation_keeps_gray_to_the_bit() -> None:
    ramp = gray(torch.linspace(0, 1, 1003))
    for saturation in (-1.0, -0.3, 0.5, 1.0):
        result = saturate(ramp, saturation)
        assert torch.equal(result[0], result[1])
        assert torch.equal(result[0], result[2])
        torch.testing.assert_close(result, ramp)
