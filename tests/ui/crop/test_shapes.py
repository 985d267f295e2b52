"""Shapes of a crop: by name, as typed, and as the tool finds them again."""

import pytest

from pellucid.foundation.framing import Framing
from pellucid.foundation.geometry import Size, UnitRect
from pellucid.ui.crop.draft import Draft
from pellucid.ui.crop.ratios import ratio_of
from pellucid.ui.main_window import MainWindow
from ui.frames import PHOTO


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.commands["crop"].trigger()
    return window


def test_the_tool_comes_back_with_the_shape_that_the_crop_has(window: MainWindow) -> None:
    for shape, ratio in (("16:9", 16 / 9), ("5:4", 5 / 4), ("Original", 4 / 3)):
        window.crop.tool.bar.shapes.setCurrentText(shape)
        window.crop.tool.bar.shape_chosen.emit(shape)
        window.commands["crop"].trigger()
        window.commands["crop"].trigger()
        draft = window.crop.tool.draft
        assert draft is not None
        assert window.crop.tool.bar.shapes.currentText() == shape
        assert draft.ratio == pytest.approx(ratio)


def test_a_crop_of_an_earlier_time_is_known_by_its_shape() -> None:
    for width, height, shape in ((0.8, 0.5, "Free"), (0.6, 0.8, "1:1"), (0.5, 0.5, "Original")):
        draft, name = Draft.reopened(PHOTO, Framing(crop=UnitRect(0.1, 0.1, width, height)))
        assert name == shape
        assert (draft.ratio is None) == (shape == "Free")
    standing, name = Draft.reopened(Size(4000, 3000), Framing(angle_deg=2, crop=UnitRect(0.3, 0.1, 0.45, 0.8)))
    assert (name, standing.ratio) == ("Original", pytest.approx(3 / 4, abs=0.001))
    assert Draft.reopened(PHOTO, Framing(angle_deg=2.0))[1] == "Free"


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("5:4", 1.25), ("5/4", 1.25), (" 5 x 4 ", 1.25), ("2,39:1", 2.39), ("1.5", 1.5), ("", None), ("0:1", None),
     ("1:0", None), ("wide", None), ("1:2:3", None), ("1:500", None)],
)  # fmt: skip
def test_what_is_typed_is_a_shape_or_none(text: str, ratio: float | None) -> None:
    assert ratio_of(text) == (None if ratio is None else pytest.approx(ratio))
