"""Parameters are declared once; everything that reads them agrees."""

from dataclasses import dataclass

import pytest

from pellucid.foundation.errors import UsageError
from pellucid.operations.deblur.parameters import Parameters as Deblur
from pellucid.operations.denoise.parameters import Parameters as Denoise
from pellucid.operations.fields import (
    AUTO,
    Choice,
    Color,
    Number,
    Option,
    Shelf,
    Switch,
    choice,
    color,
    declarations,
    edited,
    needs_pair,
    number,
    parse,
    parse_values,
    read_color,
    switch,
    validate,
)


@dataclass(frozen=True)
class Example:
    width: float = number(1.5, Number("Width", "How wide.", 0.0, 4.0, 0.5, 1, "px"))
    kind: str = choice("soft", Choice("Kind", "Which.", (Option("soft", "Soft"), Option("hard", "Hard edge"))))
    inverted: bool = switch(False, Switch("Inverted", "The other way round."))


def test_declarations_come_in_the_order_of_the_fields() -> None:
    assert list(declarations(Example)) == ["width", "kind", "inverted"]
    assert declarations(Example()) == declarations(Example)


def test_values_that_are_not_named_take_their_defaults() -> None:
    assert validate(Example, {"kind": "hard"}) == Example(1.5, "hard", False)


def test_a_whole_number_is_a_number() -> None:
    value = validate(Example, {"width": 2}).width
    assert value == 2.0
    assert isinstance(value, float)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("width", -0.1, "0 to 4"),
        ("width", 4.01, "0 to 4"),
        ("width", float("nan"), "0 to 4"),
        ("width", float("inf"), "0 to 4"),
        ("width", True, "0 to 4"),
        ("width", "2", "0 to 4"),
        ("kind", "Hard edge", "none of soft, hard"),
        ("kind", None, "none of soft, hard"),
        ("inverted", 1, "true or false"),
        ("weight", 1, "known are width, kind, inverted"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_with_its_name(name: str, value: object, words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        validate(Example, {name: value})
    assert name in str(caught.value)


def test_words_of_a_command_line_become_values() -> None:
    assert parse(Example, {"width": "2.5", "kind": "hard", "inverted": "Yes"}) == Example(2.5, "hard", True)


@pytest.mark.parametrize(("name", "text"), [("width", "2,5"), ("width", ""), ("inverted", "maybe"), ("width", "nan")])
def test_words_that_cannot_be_read_are_refused_with_what_is_needed(name: str, text: str) -> None:
    with pytest.raises(UsageError, match="is needed"):
        parse(Example, {name: text})


def test_values_are_shown_with_their_unit_and_label() -> None:
    shown = [
        declaration.show(value)
        for declaration, value in zip(declarations(Example).values(), (2.0, "hard", True), strict=True)
    ]
    assert shown == ["2.0 px", "Hard edge", "on"]


@dataclass(frozen=True)
class Painted:
    wall: str = color(AUTO, Color("Wall", "Its colour."))


def test_a_colour_is_found_or_three_numbers() -> None:
    assert validate(Painted, {}) == Painted("auto")
    assert validate(Painted, {"wall": "0.5/1/0.25"}).wall == "0.500/1.000/0.250"
    assert parse(Painted, {"wall": "0.5/1/0.25"}).wall == "0.500/1.000/0.250"
    assert read_color("0.500/1.000/0.250") == (0.5, 1.0, 0.25)
    declaration = declarations(Painted)["wall"]
    assert declaration.show("auto") == "auto"
    assert declaration.show("0.5/1/0.25") == "128 255 64"


@pytest.mark.parametrize("value", ["", "red", "1/1", "1/1/1/1", "0.5/1.5/0", "-0.1/0/0", "nan/0/0", 5, None])
def test_what_is_no_colour_is_refused_with_the_way_to_write_one(value: object) -> None:
    with pytest.raises(UsageError, match=r"wall: .*auto or three numbers from 0 to 1 like 0.86/0.90/0.95"):
        validate(Painted, {"wall": value})


def test_a_choice_with_a_shelf_takes_what_lies_there_and_keeps_what_is_gone() -> None:
    shelf = Shelf(lambda value: str(value).startswith("own:"), lambda: (Option("own:a", "Mine"),))
    kind = Choice("Kind", "Which.", (Option("soft", "Soft"),), shelf)
    assert [option.label for option in kind.at_hand] == ["Soft", "Mine"]
    assert kind.check("own:a") == "own:a"
    assert kind.show("own:a") == "Mine"
    assert kind.check("own:gone") == "own:gone"
    assert kind.show("own:gone") == "own:gone (not installed)"
    with pytest.raises(ValueError, match="none of soft, own:a"):
        kind.check("hard")


@dataclass(frozen=True)
class Shelved:
    kind: str = choice(
        "soft",
        Choice(
            "Kind",
            "Which.",
            (Option("soft", "Soft"), Option("hard", "Hard")),
            Shelf(lambda value: str(value).startswith("own:"), lambda: (), {"width": 4.0}),
        ),
    )
    width: float = number(1.0, Number("Width", "How wide.", 0.0, 4.0, 0.5))


def test_a_choice_takes_along_what_others_begin_with_unless_they_were_moved() -> None:
    begun = edited(Shelved(), "kind", "own:a")
    assert begun == Shelved("own:a", 4.0)
    assert edited(begun, "kind", "own:b") == Shelved("own:b", 4.0)
    assert edited(begun, "kind", "hard") == Shelved("hard", 1.0)
    moved = edited(begun, "width", 2.0)
    assert moved == Shelved("own:a", 2.0)
    assert edited(moved, "kind", "hard") == Shelved("hard", 2.0)
    assert edited(Shelved(width=2.0), "kind", "own:a") == Shelved("own:a", 2.0)


def test_an_option_that_looks_at_both_eyes_is_known() -> None:
    choices = [(name, one) for name, one in declarations(Deblur).items() if isinstance(one, Choice)]
    name, option = next((name, option) for name, one in choices for option in one.options if option.needs_pair)
    assert needs_pair(Deblur(**{name: option.value}))
    assert not needs_pair(Deblur())


def test_a_field_that_follows_another_takes_its_value_on_the_command_line() -> None:
    assert parse_values(Denoise, {"gamma": "1.3"})["color_gamma"] == 1.3
    assert parse_values(Denoise, {"gamma": "1.3", "color_gamma": "0.5"})["color_gamma"] == 0.5


def test_degrees_stand_right_behind_their_number_and_other_units_do_not() -> None:
    assert Number("Angle", "Clockwise.", -180.0, 180.0, 1.0, 0, "°").said(90) == "+90°"
    assert Number("Width", "How wide.", 0.0, 4.0, 0.5, 1, "px").said(1.5) == "1.5 px"
    assert Number("Level", "How much.", 0.0, 4.0, 0.5, 2).said(1.5) == "1.50"
