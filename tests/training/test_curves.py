"""The drawn curves of a run."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageColor

from pellucid.training import run_curves
from pellucid.training.run_curves import COLORS, draw_curves

RIGHT = run_curves.SIZE_PX[0] - run_curves.RIGHT_PX


def log(count: int = 200) -> list[dict[str, float]]:
    """A loss that falls, figures that rise now and then."""
    lines: list[dict[str, float]] = []
    for step in range(100, 100 * (count + 1), 100):
        line = {"step": step, "loss": 1 / step, "rate": 6e-4}
        if step % 1000 == 0:
            line |= {"sigma_15_db": 30 + step / 10000, "sigma_50_db": 24 + step / 10000}
        lines.append(line)
    return lines


def drawn(path: Path, lines: list[dict[str, float]]) -> np.ndarray:
    draw_curves(lines, "dncnn", path)
    with Image.open(path) as picture:
        return np.array(picture.convert("RGB"))


def places(picture: np.ndarray, color: str) -> np.ndarray:
    """Rows and columns inside of the panels that have a colour."""
    same = (picture[:, :RIGHT] == ImageColor.getrgb(color)).all(axis=2)
    return np.argwhere(same)


def test_the_picture_is_light_and_has_its_size(tmp_path: Path) -> None:
    picture = drawn(tmp_path / "curves.png", log())
    assert picture.shape == (700, 1200, 3)
    assert np.median(picture) == 255


def test_a_falling_loss_falls_from_left_to_right(tmp_path: Path) -> None:
    picture = drawn(tmp_path / "curves.png", log())
    upper = places(picture, COLORS[0])
    upper = upper[upper[:, 0] < 250]  # the first panel
    left, right = (upper[upper[:, 1] == side][:, 0].mean() for side in (upper[:, 1].min(), upper[:, 1].max()))
    assert left < right


def test_figures_have_a_panel_with_a_line_each_where_there_are_any(tmp_path: Path) -> None:
    with_figures = drawn(tmp_path / "curves.png", log())
    without = drawn(tmp_path / "curves.png", [{"step": 1, "loss": 1.0, "rate": 0.1}])
    assert len(places(with_figures, COLORS[1])) > 100
    assert not len(places(without, COLORS[1]))


@pytest.mark.parametrize("lines", [[], log(1), [{"step": 5, "loss": float("nan"), "rate": 0.0}]])
def test_a_log_with_next_to_nothing_is_drawn_too(tmp_path: Path, lines: list[dict[str, float]]) -> None:
    assert drawn(tmp_path / "curves.png", lines).shape == (700, 1200, 3)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (23.2, 33.9), (-0.1, 60000), (5.9e-6, 6e-4)])
def test_ticks_are_few_round_numbers_inside(low: float, high: float) -> None:
    found = run_curves._ticks(low, high, 5)
    assert 2 <= len(found) <= 6
    assert low <= found[0] < found[-1] <= high
    digits = {f"{(second - first):.1e}"[:3] for first, second in pairwise(found)}
    assert digits <= {"1.0", "2.0", "5.0"}
