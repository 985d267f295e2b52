"""The order in which a network meets motion blur: few directions first, then more, then any, then all of it.

Of blur of any direction a network at first learns nothing but a little sharpening that suits all. It stays there for
thousands of steps, because what helps one direction harms the others, until it can tell them apart. Of two directions
it learns to tell them apart in a few hundred, and of twice as many every time in a few hundred more. On straight
paths of 8 pixels 700 steps of two, four and eight directions gained 0.75 dB; 300 of any direction gained 0.25 dB, 100
of them 0.21 dB.

The last lessons mix in more and more of what comes after them. Noise and JPEG, all at once, punish a network that has
never met them so much that it forgets how to sharpen at all: within 300 steps one fell from 1.23 dB to 0.20 dB on
straight paths, and stayed there.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import torch

from pellucid.training.degradations import CameraPath, straight_path
from pellucid.training.degradations.draws import uniform
from pellucid.training.recipe import Settings

RowT = TypeVar("RowT")
"""A crop, or a pair of them."""


@dataclass(frozen=True)
class Lesson:
    """Straight paths, until a step.

    Attributes:
        until_step: the first step after it; infinite for one that stays to the end.
        directions: so many, evenly over half a turn; 0 for any.
        length_px: from the shortest to the longest path.
        mixed_share: of the crops, those that are drawn as after the last lesson.
    """

    until_step: float
    directions: int
    length_px: tuple[float, float]
    mixed_share: float = 0.0


def at(lessons: Sequence[Mapping[str, Any]], step: int) -> Lesson | None:
    """The lesson of a step; None after the last one.

    Args:
        lessons: of a recipe, in the order of their steps.
        step: of the run.
    """
    for entry in lessons:
        if step < entry["until_step"]:
            return Lesson(**{**entry, "length_px": tuple(entry["length_px"])})
    return None


def draw_rows(
    batch: Settings,
    step: int,
    generator: torch.Generator,
    draw_free: Callable[[], RowT],
    draw_taught: Callable[[Lesson], RowT],
) -> list[RowT]:
    """Draw the crops of a step.

    Args:
        batch: of a recipe, with `lessons` and how many `crops`.
        step: of the run.
        generator: of the step.
        draw_free: draws one as after the last lesson.
        draw_taught: draws one of a lesson.
    """
    lesson = at(batch["lessons"], step)
    return [
        draw_free() if lesson is None or is_free(lesson, generator) else draw_taught(lesson)
        for _ in range(batch["crops"])
    ]


def is_free(lesson: Lesson, generator: torch.Generator) -> bool:
    """Draw whether a crop is one of those that are drawn as after the last lesson."""
    return uniform(0.0, 1.0, generator) < lesson.mixed_share


def draw_path(lesson: Lesson, generator: torch.Generator) -> CameraPath:
    """Draw one of the paths of a lesson."""
    turn = uniform(0.0, 1.0, generator)
    if lesson.directions:
        turn = math.floor(turn * lesson.directions) / lesson.directions
    return straight_path(math.pi * turn, uniform(*lesson.length_px, generator))
