"""Sizes of exports."""

import math

import pytest

from pellucid.foundation.geometry import Size
from pellucid.foundation.output_size import Measure, OutputSize

PHOTO = Size(6000, 4000)


@pytest.mark.parametrize(
    ("measure", "numbers", "expected"),
    [
        (Measure.LONG_SIDE, (2048,), Size(2048, 1365)),
        (Measure.SHORT_SIDE, (1000,), Size(1500, 1000)),
        (Measure.BOX, (1200, 1200), Size(1200, 800)),
        (Measure.BOX, (9000, 600), Size(900, 600)),
        (Measure.MEGAPIXELS, (6,), Size(3000, 2000)),
        (Measure.PERCENT, (50,), Size(3000, 2000)),
    ],
)
def test_a_size_keeps_the_proportions(measure: Measure, numbers: tuple[float, ...], expected: Size) -> None:
    assert OutputSize(measure, *numbers).of(PHOTO) == expected


@pytest.mark.parametrize("measure", list(Measure))
def test_nothing_is_enlarged_unless_told(measure: Measure) -> None:
    numbers = (9000.0, 9000.0) if measure is Measure.BOX else (9000.0,)
    small = Size(300, 200)
    assert OutputSize(measure, *numbers).of(small) == small
    assert OutputSize(measure, *numbers, enlarges=True).of(small).width > 300


@pytest.mark.parametrize("number", [0, -5, math.nan, math.inf, 1e9])
@pytest.mark.parametrize("measure", list(Measure))
def test_a_number_that_makes_no_size_is_refused(measure: Measure, number: float) -> None:
    with pytest.raises(ValueError, match=measure.value):
        OutputSize(measure, number, number)


@pytest.mark.parametrize(
    ("measure", "least", "bound"), [(Measure.LONG_SIDE, 1, "at least 1"), (Measure.PERCENT, 0.5, "above 0")]
)
def test_the_sentence_names_the_bound_that_holds(measure: Measure, least: float, bound: str) -> None:
    assert OutputSize(measure, least).value == least
    with pytest.raises(ValueError, match=bound):
        OutputSize(measure, 0)
