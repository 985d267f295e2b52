"""What each measurement says of one scene, clean and with one fault at a time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

import pytest
import torch
from torch import Tensor

from pellucid.bench.quality.operations import Picture
from pellucid.findings import cast, compression, haze, light, noise, softness
from pellucid.findings.cast import Cast
from pellucid.findings.limits import Limits, severity, shipped_limits
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.imaging.blur_estimate import edge_width_map
from pellucid.imaging.colors_of_light import Light
from pellucid.imaging.fine_detail import DIRECTIONS, detail_of
from pellucid.imaging.gaussian import blurred
from pellucid.imaging.srgb import to_linear, to_srgb
from pellucid.operations.contract import Context
from pellucid.training.degradations import (
    gaussian_noise,
    jpeg,
    motion_blur,
    path_kernel,
    straight_path,
    to_whole_levels,
)
from pellucid.ui.findings.row import value_of


class Part(Protocol):
    """A module of findings."""

    measure: Callable[[Photo], Any]
    tell: Callable[[Any, Limits], Finding | tuple[Finding, ...]]


def _found(part: Part, pixels: Tensor, context: Context, jpeg_quality: int | None = None) -> dict[Kind, Finding]:
    with torch.inference_mode():
        result = part.tell(part.measure(Photo(Picture(pixels, jpeg_quality), context)), shipped_limits())
    return {one.kind: one for one in (result if isinstance(result, tuple) else (result,))}


@pytest.mark.parametrize("part", [noise, compression, haze, light, cast])
def test_nothing_is_found_in_a_clean_scene(part: Part, clean: Tensor, context: Context) -> None:
    found = _found(part, clean, context).values()
    assert not [one.kind for one in found if one.is_found or one.proposal]
    assert all(one.severity < 0.5 for one in found)


def test_a_clean_scene_is_sharp(clean: Tensor, context: Context) -> None:
    assert not [one for one in _found(softness, clean, context).values() if one.is_found]


@pytest.mark.parametrize("sigma", [10.0, 25.0])
def test_noise_is_measured_and_denoised_as_measured(sigma: float, clean: Tensor, context: Context) -> None:
    noisy = gaussian_noise(clean, sigma, torch.Generator().manual_seed(1), clipped=True)
    found = _found(noise, noisy, context)[Kind.NOISE]
    assert found.is_found
    assert found.value == pytest.approx(0.67 * sigma, rel=0.6)  # of luma, in which the colours average out
    assert found.proposal is not None
    assert found.proposal.operation == "denoise"
    assert 0.4 <= dict(found.proposal.values)["gamma"] <= 1.0  # no more than the network sees
    assert found.map == ("denoise", "noise")


def test_noise_that_a_camera_smoothed_is_seen_by_its_blotches(clean: Tensor, context: Context) -> None:
    grain = blurred(torch.randn(clean.shape, generator=torch.Generator().manual_seed(1)), 1.0)
    blotchy = to_whole_levels((clean + 6 / 255 * grain / grain.std()).clamp(0, 1))
    with torch.inference_mode():
        measured = noise.measure(Photo(Picture(blotchy), context))
    limits = shipped_limits()
    found = noise.tell(measured, limits)
    assert max(measured.lumas) < limits["noise"]["sigma_levels"]  # flat places alone say nothing
    assert found.is_found
    assert found.severity > 0.5
    assert "smoothed by the camera" in found.sentence
    assert found.proposal == Proposal("denoise", (("gamma", 1.0), ("color_gamma", 1.0)))
    assert not noise.tell(measured, limits, is_compressed=True).is_found  # blocks of a JPEG look the same


def test_where_it_is_noisiest_is_told_only_where_the_number_is_another_one() -> None:
    def told(loudest: float) -> str:
        return noise.tell(noise.Noise((6.0, 6.1, loudest), (2.0, 2.0, 2.0), 1.0), shipped_limits()).sentence

    assert told(9.0) == "Noise of 6.1 levels, 9 in the highlights."
    assert told(6.3) == "Noise of 6.1 levels."


@pytest.mark.parametrize("sigma", [7.46, 9.0, 14.2])
def test_a_sentence_tells_the_number_that_is_shown_beside_it(sigma: float) -> None:
    found = noise.tell(noise.Noise((sigma,) * 3, (2.0, 2.0, 2.0), 1.0), shipped_limits())
    assert found.sentence == f"Noise of {value_of(found)}."


def test_no_network_is_asked_where_nothing_was_photographed(clean: Tensor) -> None:
    drawn = noise.measure(Photo(Picture(torch.full_like(clean, 0.5)), Context(torch.device("cpu"), {}.__getitem__)))
    assert not noise.tell(drawn, shipped_limits()).is_found


@pytest.mark.parametrize(("quality", "offset"), [(15, (0, 0)), (40, (3, 5))])
def test_a_saving_is_read_off_the_pixels(
    quality: int, offset: tuple[int, int], clean: Tensor, context: Context
) -> None:
    x, y = offset
    saved = jpeg(clean, quality)[:, (8 - y) % 8 :, (8 - x) % 8 :]
    found = _found(compression, saved, context)[Kind.JPEG]
    assert found.is_found
    assert found.value == pytest.approx(quality, abs=3)
    assert dict(found.details)["Blocks begin at"] == f"{x}, {y} px"


def test_what_was_saved_badly_and_then_well_is_seen(clean: Tensor, context: Context) -> None:
    found = _found(compression, jpeg(jpeg(clean, 25), 92), context, jpeg_quality=92)[Kind.JPEG]
    assert found.value == pytest.approx(25, abs=3)
    assert "then again at 92" in found.sentence
    assert found.proposal is not None
    assert ("by_quality", False) in found.proposal.values


def test_the_quality_of_a_good_file_is_told_and_nothing_done(clean: Tensor, context: Context) -> None:
    found = _found(compression, jpeg(clean, 90), context, jpeg_quality=90)[Kind.JPEG]
    assert (found.value, found.is_found, found.proposal) == (90, False, None)


@pytest.mark.parametrize("degrees", [20.0, 110.0])
def test_a_shaken_scene_tells_along_which_way(degrees: float, clean: Tensor, context: Context) -> None:
    kernel = path_kernel(straight_path(torch.tensor(degrees).deg2rad().item(), 12))
    found = _found(softness, motion_blur(clean, kernel), context)
    shaken = found[Kind.MOTION_BLUR]
    assert shaken.is_found
    assert not found[Kind.DEFOCUS].is_found
    assert shaken.value == pytest.approx(12, rel=0.4)
    told = float(shaken.sentence.split("along ")[1].rstrip("°."))
    assert min(abs(told - degrees), 180 - abs(told - degrees)) < 12
    assert shaken.proposal is not None
    assert shaken.proposal.operation == "deblur"


def test_defocus_is_the_same_every_way(clean: Tensor, context: Context) -> None:
    found = _found(softness, motion_blur(clean, _disc(4)), context)
    assert found[Kind.DEFOCUS].is_found
    assert not found[Kind.MOTION_BLUR].is_found


def test_missing_light_is_told_in_stops(clean: Tensor, context: Context) -> None:
    dark = to_srgb(to_linear(clean) * 2.0**-4)
    found = _found(light, dark, context)
    assert found[Kind.DARK].is_found
    assert found[Kind.DARK].value == pytest.approx(4, abs=1)
    assert not found[Kind.BRIGHT].is_found


def test_burnt_out_light_is_told(clean: Tensor, context: Context) -> None:
    bright = to_srgb((to_linear(clean) * 2.0**1.8).clamp(0, 1))
    found = _found(light, bright, context)
    assert found[Kind.BRIGHT].is_found
    assert found[Kind.BRIGHT].proposal == Proposal("tone", (("exposure", -0.7),))
    assert not found[Kind.DARK].is_found


@pytest.mark.parametrize("stops", [2.0, -3.4])
def test_a_cast_is_turned_back(stops: float, clean: Tensor, context: Context) -> None:
    found = _found(cast, _tinted(clean, stops), context)[Kind.CAST]
    assert found.is_found
    assert ("warm" if stops > 0 else "cold") in found.sentence
    assert found.proposal is not None
    assert dict(found.proposal.values)["temperature"] * stops < 0


def test_colors_that_are_sure_are_believed_and_others_are_not() -> None:
    limits = shipped_limits()
    sure = Cast(0.0, 0.0, 0.5, Light(2.0, 0.0, limits["cast"]["certainty"]))
    found = cast.tell(sure, limits)
    assert (found.is_found, found.value) == (True, 2.0)
    assert "warm" in found.sentence
    assert found.proposal is not None
    assert dict(found.proposal.values)["temperature"] < 0
    for doubtful in (replace(sure, left_chroma=0.8), replace(sure, light=Light(2.0, 0.0, 0.6))):
        assert not cast.tell(doubtful, limits).is_found


def test_things_of_one_strong_colour_are_no_cast(clean: Tensor, context: Context) -> None:
    """A warm light on gray things leaves gray once it is taken out; a wall of bricks stays red."""
    photos = [_tinted(clean, 2.0), clean * torch.tensor([0.9, 0.25, 0.08]).view(3, 1, 1)]
    copies = [cast.measure(Photo(Picture(photo), context)) for photo in photos]
    assert copies[0].left_chroma < copies[0].chroma
    light = Light(1.5, 0.0, 1.0)
    told = [replace(copy, light=light, warmth=0.0).is_told_by_colors(shipped_limits()["cast"]) for copy in copies]
    assert told == [True, False]


def test_haze_is_a_veil_over_the_darkest_things_too(clean: Tensor, context: Context) -> None:
    hazy = clean * 0.5 + 0.5 * torch.tensor((0.84, 0.86, 0.88)).view(3, 1, 1)
    found = _found(haze, hazy, context)[Kind.HAZE]
    assert found.is_found
    assert found.proposal is not None
    assert found.proposal.operation == "dehaze"
    gray = hazy.mean(dim=0, keepdim=True).expand(3, -1, -1)
    assert not _found(haze, gray, context)[Kind.HAZE].is_found  # nothing can be told of it


def test_the_limit_is_the_middle_of_a_gauge() -> None:
    assert [severity(value, 4.0) for value in (-1, 0, 2, 4, 8, 80)] == [0, 0, 0.25, 0.5, 1, 1]


def test_the_map_of_edges_shows_where_it_is_soft(clean: Tensor) -> None:
    kernel = path_kernel(straight_path(0.5, 9))
    soft = clean.clone()
    soft[..., 256:] = motion_blur(clean, kernel)[..., 256:]
    widths = edge_width_map(soft)
    sharp_half, soft_half = (half[half > 0].median() for half in (widths[:, :240], widths[:, 272:]))
    assert soft_half > 2 * sharp_half
    assert torch.equal(edge_width_map(soft[:, 64:192, 64:192])[9:-9, 9:-9], widths[73:183, 73:183])


@pytest.mark.parametrize("damage", ["shaken", "out of focus", "warm", "cold"])
def test_blur_and_the_colour_of_the_light_are_no_haze(damage: str, clean: Tensor, context: Context) -> None:
    damaged = {
        "shaken": lambda: motion_blur(clean, path_kernel(straight_path(0.4, 17))),
        "out of focus": lambda: motion_blur(clean, _disc(4)),
        "warm": lambda: _tinted(clean, 1.2),
        "cold": lambda: _tinted(clean, -1.2),
    }[damage]()
    found = _found(haze, damaged, context)[Kind.HAZE]
    assert not found.is_found
    assert found.severity < 0.5


def test_a_shallow_depth_of_field_is_no_fault(clean: Tensor, context: Context) -> None:
    shallow = motion_blur(clean, _disc(5))
    shallow[..., 100:260] = clean[..., 100:260]
    assert not [one for one in _found(softness, shallow, context).values() if one.is_found]


def test_a_white_sky_is_not_too_much_light(clean: Tensor, context: Context) -> None:
    sky = 0.65 * clean
    sky[:, :90] = 1.0
    found = _found(light, sky, context)[Kind.BRIGHT]
    assert found.value > 15
    assert not found.is_found


def test_two_directions_of_detail_tell_a_shake(clean: Tensor) -> None:
    pieces = [clean[:, :128, :128], clean[:, 128:256, 128:256]]
    shaken, soft = (
        detail_of([motion_blur(piece, kernel) for piece in pieces]).mean(dim=0)
        for kernel in (path_kernel(straight_path(0.0, 9)), _disc(3))
    )
    along, across = (shaken[0] - shaken[2])[0], (shaken[0] - shaken[2])[DIRECTIONS // 2]
    assert along > across + 2  # fine waves that run along the path are gone
    assert (soft[0] - soft[2]).amax() - (soft[0] - soft[2]).amin() < along - across
    assert detail_of([clean[:, :32, :32]]).shape == (0, 3, DIRECTIONS)


def _disc(radius: int) -> Tensor:
    y, x = torch.meshgrid(torch.arange(-radius, radius + 1.0), torch.arange(-radius, radius + 1.0), indexing="ij")
    disc = (radius + 0.5 - torch.hypot(x, y)).clamp(0, 1)
    return disc / disc.sum()


def _tinted(clean: Tensor, stops: float) -> Tensor:
    gains = torch.tensor([stops / 2, 0.0, -stops / 2]).exp2().view(3, 1, 1)
    return to_srgb((to_linear(0.8 * clean) * gains).clamp(0, 1))
