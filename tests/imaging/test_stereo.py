"""Disparity moves pictures the way its definition says, both ways; anaglyphs keep grays gray."""

import pytest
import torch
from torch import Tensor

from helpers.pictures import waves
from pellucid.foundation.eyes import AnaglyphMode
from pellucid.imaging.stereo import (
    anaglyph,
    left_of_right,
    moved,
    right_of_left,
    seen_by_both,
    swapped,
)


@pytest.fixture
def strip() -> Tensor:
    """Smooth waves, wide enough to cut two shifted views from, `(1, 3, 12, 48)`."""
    return waves(12, 48)[None]


def constant(px: float, width: int = 32) -> Tensor:
    return torch.full((1, 1, 12, width), px)


def test_whole_steps_read_the_very_pixels_and_half_steps_their_means(strip: Tensor) -> None:
    width = strip.shape[-1]
    ahead = moved(strip, constant(3.0, width))
    assert torch.allclose(ahead[..., :-3], strip[..., 3:], atol=1e-5)
    assert torch.allclose(ahead[..., -3:], strip[..., -1:].expand(-1, -1, -1, 3), atol=1e-5)
    between = moved(strip, constant(0.5, width))
    assert torch.allclose(between[..., :-1], (strip[..., 1:] + strip[..., :-1]) / 2, atol=1e-5)


def test_a_point_at_x_on_the_left_stands_at_x_less_its_disparity_on_the_right(strip: Tensor) -> None:
    left, right = strip[..., :32], strip[..., 5:37]  # what is at 10 on the left is at 5 on the right
    inner = slice(5, 27)
    assert torch.allclose(left_of_right(right, constant(5.0))[..., inner], left[..., inner], atol=1e-5)
    assert torch.allclose(right_of_left(left, constant(5.0))[..., inner], right[..., inner], atol=1e-5)
    pair = torch.cat((left, right), dim=1)
    both = swapped(pair, torch.full((1, 2, 12, 32), 5.0))
    assert torch.allclose(both[..., inner], pair[..., inner], atol=1e-5)


def test_what_one_eye_alone_sees_is_found() -> None:
    far, near = 2.0, 8.0
    left, right = torch.full((1, 1, 4, 40), far), torch.full((1, 1, 4, 40), far)
    left[..., 20:28], right[..., 12:20] = near, near
    seen = seen_by_both(torch.cat((left, right), dim=1))
    expected_left = torch.ones(40, dtype=torch.bool)
    expected_left[:2] = False  # beyond the right picture's edge
    expected_left[14:20] = False  # behind the near thing, as the right eye sees it
    assert torch.equal(seen[0, 0, 0], expected_left)
    expected_right = torch.ones(40, dtype=torch.bool)
    expected_right[38:] = False
    expected_right[20:26] = False
    assert torch.equal(seen[0, 1, 0], expected_right)


@pytest.mark.parametrize("anaglyph_mode", list(AnaglyphMode))
def test_a_gray_pair_stays_gray_and_the_glasses_part_the_eyes(anaglyph_mode: AnaglyphMode) -> None:
    gray = waves(6, 8)[:1].expand(3, -1, -1)
    assert torch.allclose(anaglyph(gray, gray, anaglyph_mode), gray, atol=1e-4)
    dark = torch.zeros_like(gray)
    left_only, right_only = anaglyph(gray, dark, anaglyph_mode), anaglyph(dark, gray, anaglyph_mode)
    assert left_only[0].mean() > 0.3
    assert torch.allclose(left_only[1:], dark[1:], atol=1e-3)
    assert torch.allclose(right_only[0], dark[0], atol=1e-3)
    assert right_only[1:].mean() > 0.3


def test_colours_come_from_the_eyes_that_a_look_names() -> None:
    left, right = torch.rand(2, 3, 5, 5, generator=torch.Generator().manual_seed(3))
    color, half = anaglyph(left, right, AnaglyphMode.COLOR), anaglyph(left, right, AnaglyphMode.HALF_COLOR)
    assert torch.equal(color, torch.cat((left[:1], right[1:])))
    assert torch.equal(half[1:], right[1:])
    plain = anaglyph(left, right, AnaglyphMode.GRAY)
    assert torch.equal(plain[0], half[0])
    assert torch.equal(plain[1], plain[2])


def test_least_squares_makes_a_saturated_red_less_unlike_to_the_two_eyes() -> None:
    red = torch.tensor([0.9, 0.1, 0.1])[:, None, None].expand(-1, 2, 2)

    def unlikeness(anaglyph_mode: AnaglyphMode) -> float:
        seen = anaglyph(red, red, anaglyph_mode)[:, 0, 0]
        return abs(float(seen[0] - seen[1:].mean()))

    assert unlikeness(AnaglyphMode.LEAST_SQUARES) < 0.7 * unlikeness(AnaglyphMode.COLOR)
