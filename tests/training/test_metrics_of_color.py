"""Colour differences, on the published test pairs of Sharma, Wu and Dalal."""

import pytest
import torch

from pellucid.training.metrics import delta_e_2000, lab

PAIRS = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((36.4612, 47.858, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_published_pairs_have_their_difference(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    first, second = (torch.tensor(color, dtype=torch.float64) for color in (one, other))
    assert float(delta_e_2000(first, second)) == pytest.approx(expected, abs=5e-5)
    assert float(delta_e_2000(second, first)) == pytest.approx(expected, abs=5e-5)


def test_white_black_and_gray_have_no_colour() -> None:
    found = lab(torch.tensor([0.0, 0.5, 1.0]).expand(3, 3))
    assert found[0].tolist() == pytest.approx([0.0, 53.389, 100.0], abs=1e-3)
    assert found[1:].abs().max() < 1e-9


def test_pure_red_is_where_tables_put_it() -> None:
    assert lab(torch.tensor([1.0, 0.0, 0.0])).tolist() == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
