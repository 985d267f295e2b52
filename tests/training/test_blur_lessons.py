"""Lessons follow each other by step, and their paths have the directions and lengths they say."""

import math

import pytest
import torch

from pellucid.training.blur_lessons import Lesson, at, draw_path, is_free

LESSONS = [
    {"until_step": 10, "directions": 2, "length_px": [8, 8]},
    {"until_step": 30, "directions": 0, "length_px": [4, 12]},
]


def test_each_step_has_its_lesson_and_later_ones_have_none() -> None:
    assert at(LESSONS, 0) == at(LESSONS, 9) == Lesson(10, 2, (8, 8))
    assert at(LESSONS, 10) == at(LESSONS, 29) == Lesson(30, 0, (4, 12))
    assert at(LESSONS, 30) is None
    assert at([], 0) is None


def drawn(lesson: Lesson) -> list[tuple[float, float]]:
    """Direction in degrees and length of some paths."""
    generator, found = torch.Generator().manual_seed(3), []
    for _ in range(60):
        path = draw_path(lesson, generator)
        right, down = (path.shift_px[-1] - path.shift_px[0]).tolist()
        assert torch.allclose(path.shift_px.mean(dim=0), torch.zeros(2), atol=1e-5)
        assert not path.roll.any()
        found.append((math.degrees(math.atan2(down, right)) % 180, math.hypot(right, down)))
    return found


def test_few_directions_are_even() -> None:
    directions = {round(direction) % 180 for direction, _ in drawn(Lesson(1, 4, (8, 8)))}
    assert directions == {0, 45, 90, 135}


def test_any_direction_and_length_may_come() -> None:
    found = drawn(Lesson(1, 0, (4, 12)))
    assert len({round(direction) for direction, _ in found}) > 40
    assert min(length for _, length in found) == pytest.approx(4, abs=1)
    assert max(length for _, length in found) == pytest.approx(12, abs=1)


def test_a_lesson_mixes_in_so_much_of_what_comes_after_it() -> None:
    generator = torch.Generator().manual_seed(3)
    for share in (0.0, 0.3, 1.0):
        lesson = Lesson(10, 0, (4, 12), mixed_share=share)
        free = [is_free(lesson, generator) for _ in range(400)]
        assert sum(free) / len(free) == pytest.approx(share, abs=0.08)
    entry = {"until_step": 40, "directions": 0, "length_px": [4, 12], "mixed_share": 0.3}
    assert at([*LESSONS, entry], 39) == Lesson(40, 0, (4, 12), 0.3)
