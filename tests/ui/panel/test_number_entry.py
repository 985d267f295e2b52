"""What may be typed into the field behind a slider."""

import pytest

from pellucid.operations.fields import Number
from pellucid.ui.panel.number_entry import read_number

NUMBER = Number("Radius", "How far.", -2.0, 20.0, 0.5, unit="px")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        (" 3 px ", 3.0),
        ("-1", -1.0),
        ("x*1.2", 4.8),
        ("*1.2", 4.8),
        ("× 0.5", 2.0),
        ("x-0.5", 3.5),
        ("x + 0.5", 4.5),
        ("X/2", 2.0),
        ("3*2", 6.0),
        ("1000", 20.0),
        ("-1000", -2.0),
    ],
)
def test_numbers_and_sums_are_read(text: str, value: float) -> None:
    assert read_number(text, 4.0, NUMBER) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "x/0", "1e3", "nan", "inf", "x*", "__import__('os')", "1*2*3"])
def test_anything_else_is_not_taken(text: str) -> None:
    assert read_number(text, 4.0, NUMBER) is None
