"""Parameters with many values: a curve, strokes, a table."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pellucid.foundation.errors import UsageError
from pellucid.operations.compound_kinds import Head, Points, Stroke, Strokes, Table
from pellucid.operations.fields import (
    declarations,
    parse,
    plain_of,
    points,
    strokes,
    table,
    validate,
)

HUES = (Head("red", "Red"), Head("green", "Green"))
SIDES = (Head("hue", "Hue"), Head("saturation", "Saturation"))


@dataclass(frozen=True)
class Example:
    curve: tuple[tuple[float, float], ...] = points(((0.0, 0.0), (1.0, 1.0)), Points("Curve", "A curve.", 4))
    spots: tuple[Stroke, ...] = strokes(Strokes("Spots", "Healed.", 3, 6))
    mixer: tuple[tuple[float, ...], ...] = table(Table("Mixer", "By hue.", HUES, SIDES, -100.0, 100.0, 1.0))


def test_a_command_line_writes_them_with_slashes_and_colons() -> None:
    read = parse(
        Example,
        {"curve": "0:0/0.5:0.6/1:1", "spots": "0.02:0.3:0.4/0.1:0.1:0.2:0.3:0.4~-0.1:0.25", "mixer": "green:hue:-20"},
    )
    assert read == Example(
        ((0.0, 0.0), (0.5, 0.6), (1.0, 1.0)),
        (Stroke(((0.3, 0.4),), 0.02), Stroke(((0.1, 0.2), (0.3, 0.4)), 0.1, (-0.1, 0.25))),
        ((0.0, 0.0), (-20.0, 0.0)),
    )
    assert parse(Example, {"spots": "none", "mixer": "none"}) == Example()
    shown: Any = declarations(Example)
    assert [shown[name].show(getattr(read, name)) for name in shown] == ["3 points", "2 strokes", "1 setting"]


def test_a_table_names_in_files_only_what_is_set() -> None:
    assert plain_of(Example(mixer=((0.0, 3.0), (0.0, 0.0))))["mixer"] == {"red": {"saturation": 3.0}}
    assert plain_of(Example())["mixer"] == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("curve", ""),
        ("curve", "0:0"),
        ("curve", "0:0/0:1"),
        ("curve", "0.5:0/0.2:1"),
        ("curve", "0:0/1:1.5"),
        ("curve", "0:0/1:nan"),
        ("curve", "0:0/1"),
        ("curve", "0:0/0.2:0/0.4:0/0.6:0/0.8:0"),
        ("spots", "0.1"),
        ("spots", "0:0.5:0.5"),
        ("spots", "0.6:0.5:0.5"),
        ("spots", "0.1:0.5"),
        ("spots", "0.1:1.5:0.5"),
        ("spots", "0.1:0.5:0.5~2:0"),
        ("spots", "0.1:0.5:0.5~"),
        ("spots", "0.1:0.5:0.5/0.1:0.5:0.5/0.1:0.5:0.5/0.1:0.5:0.5"),
        ("spots", "0.1:0:0:0:0:0:0:0:0:0:0:0:0:0:0"),
        ("mixer", "blue:hue:3"),
        ("mixer", "red:tint:3"),
        ("mixer", "red:hue:101"),
        ("mixer", "red:hue"),
        ("mixer", "red:hue:1/red:hue:2"),
    ],
)
def test_words_that_make_no_sense_are_refused_with_what_is_needed(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=r"needed|possible") as refused:
        parse(Example, {name: text})
    assert name in str(refused.value)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda parts: some.lists(parts, max_size=3) | some.dictionaries(some.sampled_from(("path", "red", "x")), parts),
    max_leaves=8,
)


@given(some.sampled_from(("curve", "spots", "mixer")), JSON)
def test_whatever_stands_in_a_file_is_read_or_refused_and_what_is_read_comes_back(name: str, value: object) -> None:
    try:
        read = validate(Example, {name: value})
    except UsageError:
        return
    assert hash(read) is not None
    assert validate(Example, json.loads(json.dumps(plain_of(read), allow_nan=False))) == read
