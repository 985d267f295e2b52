"""The order in which a network meets motion blur: few directions first, then more, then any, then all of it.

Of blur of any direction a network at first learns nothing but a little sharpening that suits all. It stays there for
thousands of steps, because what helps one direction harms the others, until it can tell them apart. Of two directions
it learns to tell them apart in a few hundred, and of twice as many every time in a few hundred more. On straight
paths of 8 pixels 700 steps of two, four and eight directions gained 0.75 dB; 300 of any direction gained 0.25 dB, 100
of them 0.21 dB.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from pellucid.training.degradations.blur import CameraPath, straight_path
from pellucid.training.degradations.draws import uniform


@dataclass(frozen=True)
class Lesson:
    """Straight paths, until a step.

    Attributes:
        until_step: the first step after it.
        directions: so many, evenly over half a turn; 0 for any.
        length_px: from the shortest to the longest path.
    """

    until_step: int
    directions: int
    length_px: tuple[float, float]


def at(lessons: Sequence[Mapping[str, Any]], step: int) -> Lesson | None:
    """The lesson of a step; None after the last one.

    Args:
        lessons: of a recipe, in the order of their steps.
        step: of the run.
    """
    for entry in lessons:
        if step < entry["until_step"]:
            return Lesson(entry["until_step"], entry["directions"], tuple(entry["length_px"]))
    return None


def draw_path(lesson: Lesson, generator: torch.Generator) -> CameraPath:
    """Draw one of the paths of a lesson."""
    turn = uniform(0.0, 1.0, generator)
    if lesson.directions:
        turn = math.floor(turn * lesson.directions) / lesson.directions
    return straight_path(math.pi * turn, uniform(*lesson.length_px, generator))
