"""Contrast of every text and edge, worked out of the palettes."""

import dataclasses

import pytest

from pellucid.ui.style.tones import DARK, LIGHT, Tones, contrast

TEXT, EDGE = 4.5, 3.0

READ_ON = [
    ("text", "window"), ("text", "base"), ("text", "raised"), ("text", "button"), ("text", "hover"), ("text", "tint"),
    ("quiet", "window"), ("quiet", "base"), ("quiet", "raised"), ("quiet", "tint"),
    ("on_accent", "accent"),
]  # fmt: skip
SEEN_ON = [
    ("edge", "window"), ("edge", "base"), ("edge", "raised"),
    ("accent", "window"), ("accent", "base"), ("accent", "raised"), ("accent", "button"),
    ("on_accent", "accent"), ("alarm", "window"), ("alarm", "raised"), ("quiet", "raised"),
]  # fmt: skip


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_can_be_read(tones: Tones, text: str, ground: str) -> None:
    assert contrast(getattr(tones, text), getattr(tones, ground)) >= TEXT


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("edge", "ground"), SEEN_ON)
def test_what_bounds_a_control_can_be_seen(tones: Tones, edge: str, ground: str) -> None:
    assert contrast(getattr(tones, edge), getattr(tones, ground)) >= EDGE


@pytest.mark.parametrize("tones", [DARK, LIGHT], ids=["dark", "light"])
def test_grays_have_no_tint_and_only_what_is_active_has(tones: Tones) -> None:
    colored = {"accent", "tint", "alarm"}
    for field in dataclasses.fields(tones):
        value = getattr(tones, field.name)
        if isinstance(value, str) and field.name not in colored:
            assert value[1:3] == value[3:5] == value[5:7], field.name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1
