"""What is proposed only where it was tried, and what a small sharp subject says of a blurred ground."""

import unittest.mock
from dataclasses import replace

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.bench.quality.operations import Picture
from pellucid.findings import haze, light, softness, survey, trial
from pellucid.findings.certainty import certainty
from pellucid.findings.focus_pieces import shrink_of, take_focus_pieces
from pellucid.findings.haze import Air
from pellucid.findings.light import Exposure
from pellucid.findings.limits import shipped_limits
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.geometry import Size
from pellucid.foundation.progress import Progress
from pellucid.operations.contract import Context
from pellucid.training.degradations import motion_blur

HAZE = Finding(Kind.HAZE, 30.0, "%", 0.9, 0.7, True, "Haze.", proposal=Proposal("dehaze", (("strength", 0.9),)))


def _blurred(picture: Tensor) -> Tensor:
    disc = torch.ones(9, 9) / 81
    return motion_blur(picture, disc)


def _proven(finding: Finding, pixels: Tensor, context: Context) -> Finding:
    with torch.inference_mode():
        return trial.proven(finding, Photo(Picture(pixels), context))


def test_what_clears_is_proposed_and_what_blackens_is_not(clean: Tensor, context: Context) -> None:
    hazy = clean * 0.5 + 0.43
    assert _proven(HAZE, hazy, context) == HAZE
    harmful = Proposal("dehaze", (("strength", -1.0),))
    assert _proven(replace(HAZE, proposal=harmful), clean, context) == replace(HAZE, proposal=None)


def test_half_of_a_step_is_proposed_where_the_whole_does_harm(clean: Tensor, context: Context) -> None:
    hazy = clean * 0.9 + 0.04
    whole, half = Proposal("dehaze", (("strength", 1.0),)), Proposal("dehaze", (("strength", 0.5),))
    assert trial.candidates(whole) == (whole, half)
    assert trial.candidates(Proposal("denoise")) == (Proposal("denoise"),)
    only_half = {"dehaze": lambda proposal, _photo: proposal == half}
    with unittest.mock.patch.object(trial, "TRIALS", only_half):
        assert _proven(replace(HAZE, proposal=whole), hazy, context).proposal == half


def test_a_step_that_nobody_tries_stays(clean: Tensor, context: Context) -> None:
    denoise = replace(HAZE, kind=Kind.NOISE, proposal=Proposal("denoise"))
    assert _proven(denoise, clean, context) is denoise


def test_black_that_was_not_there_is_harm(clean: Tensor) -> None:
    hazy = clean * 0.5 + 0.43
    assert trial.clears(hazy, clean)
    assert not trial.clears(clean, hazy)
    assert not trial.clears(hazy, ((clean - 0.4) * 3).clamp(0, 1))


def test_ringing_is_harm(clean: Tensor) -> None:
    soft = _blurred(clean)
    assert trial.sharpens(soft, clean)
    assert not trial.sharpens(clean, soft)
    overdone = (clean + 3 * (clean - soft)).clamp(0, 1)
    assert trial.ringing(soft, overdone) > trial.MOST_RINGING
    assert not trial.sharpens(soft, overdone)


def test_a_sharp_subject_before_a_blurred_ground_is_in_focus(clean: Tensor, context: Context) -> None:
    picture = _blurred(clean)
    all_soft = softness.tell(softness.measure(Photo(Picture(picture), context)), shipped_limits())
    assert any(one.is_found for one in all_soft)
    picture[:, 128:256, 160:320] = clean[:, 128:256, 160:320]
    found = softness.tell(softness.measure(Photo(Picture(picture), context)), shipped_limits())
    assert not [one.kind for one in found if one.is_found]


def test_where_grain_or_blocks_were_found_nobody_deblurs(clean: Tensor, context: Context) -> None:
    soft = softness.measure(Photo(Picture(_blurred(clean)), context))
    proposals = [
        [one.proposal for one in softness.tell(soft, shipped_limits(), is_spoilt=is_spoilt) if one.proposal]
        for is_spoilt in (False, True)
    ]
    assert proposals[0]
    assert not proposals[1]


def test_haze_is_bright_by_itself() -> None:
    burnt = Exposure(0.0, 30.0, 40.0, 0.0, 0.0, 0.7, 0.3)
    assert [light.tell(burnt, shipped_limits(), is_veiled=veiled)[1].is_found for veiled in (False, True)] == [
        True,
        False,
    ]


def test_the_larger_a_photo_the_more_it_is_reduced(clean: Tensor) -> None:
    assert [shrink_of(Size(width, width // 2)) for width in (320, 1024, 1600, 6000)] == [1, 1, 2, 3]
    large = F.interpolate(clean[None], scale_factor=4, mode="nearest")[0]
    focus = take_focus_pieces(Picture(large))
    assert focus.shrink == 2
    assert all(piece.shape == (3, 128, 128) for piece in focus.pieces)


def test_where_grain_or_blocks_were_found_haze_has_to_be_surer() -> None:
    limits = shipped_limits()
    air = Air(20.0, 16.0, 0.4, 0.75, 0.08, 14.0, 0.8, "#d0d4d4")
    sure = certainty(air.signs, limits["haze_signs"])
    own = {**limits["haze"], "certainty": sure - 0.01, "spoilt_certainty": sure + 0.01}
    told = [haze.tell(air, {**limits, "haze": own}, is_spoilt=is_spoilt).is_found for is_spoilt in (False, True)]
    assert told == [True, False]


def test_where_blur_was_found_haze_has_to_be_surer(clean: Tensor, context: Context) -> None:
    limits = shipped_limits()
    air = Air(20.0, 16.0, 0.4, 0.75, 0.08, 14.0, 0.8, "#d0d4d4")
    sure = certainty(air.signs, limits["haze_signs"])
    limits = {**limits, "haze": {**limits["haze"], "certainty": sure - 0.01, "spoilt_certainty": sure + 0.01}}
    for pixels, is_told in ((clean, True), (_blurred(clean), False)):
        seen = replace(survey.measure(Photo(Picture(pixels), context), Progress()), air=air)
        told = {one.kind for one in survey.tell(seen, limits) if one.is_found}
        assert (Kind.HAZE in told, bool(told & {Kind.MOTION_BLUR, Kind.DEFOCUS})) == (is_told, not is_told)
