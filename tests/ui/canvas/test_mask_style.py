"""A mask over the photo: its colour, its opacity and its outline, on both surfaces."""

import numpy as np
import pytest

from pellucid.foundation.frame import MaskTexture
from pellucid.ui.canvas.mask_style import COLORS, OPACITIES, MaskStyle, outlined, read_style

SQUARE = np.zeros((20, 30), np.uint8)
SQUARE[5:15, 10:20] = 255


@pytest.mark.parametrize("name", COLORS)
@pytest.mark.parametrize("is_outline", [True, False])
def test_a_style_is_remembered(name: str, is_outline: bool) -> None:
    style = MaskStyle(name, OPACITIES[2], is_outline)
    assert read_style(style.words) == style


@pytest.mark.parametrize("text", ["", "Red", "Puce 0.5", "Red much", "Red 0.5 thick", "Red 7"])
def test_words_that_are_no_style_give_the_usual_one(text: str) -> None:
    assert read_style(text) == MaskStyle()


def test_colours_follow_one_another() -> None:
    style, seen = MaskStyle(), set()
    for _ in COLORS:
        seen.add(style.color_name)
        style = style.following()
    assert seen == set(COLORS)
    assert style == MaskStyle()


def test_an_outline_lies_where_the_mask_is_a_half() -> None:
    line = outlined(MaskTexture("square", SQUARE)).values
    assert line[10, 9] == line[10, 10] == line[4, 15] == line[14, 15] == 255
    assert line[10, 12] == line[0, 0] == 0
    assert outlined(MaskTexture("none", np.zeros_like(SQUARE))).values.max() == 0
