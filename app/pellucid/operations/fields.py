"""Parameters declared once: range, unit, default, step, label and help.

A parameter is a field of a frozen dataclass, declared with one of the kinds in `kinds` and `compound_kinds`. The panel,
the command line, the sidecar and validation all read the declaration from here.
"""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pellucid.foundation.errors import UsageError
from pellucid.operations.kinds import (
    AMOUNT,
    AUTO,
    Choice,
    Color,
    Number,
    Option,
    Shelf,
    Switch,
    percentage,
    read_color,
    write_color,
)

if TYPE_CHECKING:  # whoever declares one of these has it
    from pellucid.operations.compound_kinds import Points, Strokes, Table

__all__ = [
    "AMOUNT",
    "AUTO",
    "Choice",
    "Color",
    "Declaration",
    "Number",
    "Option",
    "Shelf",
    "Switch",
    "checked",
    "choice",
    "color",
    "declarations",
    "edited",
    "needs_pair",
    "number",
    "parse",
    "parse_values",
    "percentage",
    "plain_of",
    "points",
    "read_color",
    "strokes",
    "switch",
    "table",
    "to_plain",
    "validate",
    "write_color",
]

_DECLARATION = "pellucid"

P = TypeVar("P")
"""A parameter class."""

Declaration: TypeAlias = "Number | Choice | Switch | Color | Points | Strokes | Table"


def number(default: float, declaration: Number) -> Any:
    """Declare a number field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def choice(default: str, declaration: Choice) -> Any:
    """Declare a choice field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def switch(default: bool, declaration: Switch) -> Any:
    """Declare a yes-or-no field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def color(default: str, declaration: Color) -> Any:
    """Declare a colour field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def points(default: tuple[tuple[float, float], ...], declaration: "Points") -> Any:
    """Declare a curve field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def strokes(declaration: "Strokes") -> Any:
    """Declare a field of strokes of a parameter class; there are none at first."""
    return dataclasses.field(default=(), metadata={_DECLARATION: declaration})


def table(declaration: "Table") -> Any:
    """Declare a table field of a parameter class; it holds nothing but 0 at first."""
    return dataclasses.field(default=declaration.empty, metadata={_DECLARATION: declaration})


def declarations(parameters: Any) -> dict[str, Declaration]:
    """Read the declarations of a parameter class or value, by name and in order."""
    return {field.name: field.metadata[_DECLARATION] for field in dataclasses.fields(parameters)}


def edited(parameters: P, name: str, value: Any) -> P:
    """Parameters after a person set one of them.

    A choice takes along what other parameters begin with, as far as they stand where the former value let them begin:
    what the person moved stays.
    """
    changes, declared = {name: value}, declarations(parameters)[name]
    if isinstance(declared, Choice):
        before, after = declared.begins(getattr(parameters, name)), declared.begins(value)
        defaults = type(parameters)()
        for other in before | after:  # type: ignore[operator]
            default = getattr(defaults, other)
            if getattr(parameters, other) == before.get(other, default):
                changes[other] = after.get(other, default)
    return dataclasses.replace(parameters, **changes)  # type: ignore[type-var]


def needs_pair(parameters: Any) -> bool:
    """True where an option is chosen that looks at both eyes of a stereo pair."""
    return any(
        option.needs_pair and getattr(parameters, name) == option.value
        for name, declared in declarations(parameters).items()
        if isinstance(declared, Choice)
        for option in declared.options
    )


def checked(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of some parameters of a class, as its fields hold them.

    Args:
        kind: the parameter class.
        values: by name, plain as `to_plain` gives them or as fields hold them.

    Raises:
        UsageError: an unknown name, or a value out of range; says which.
    """
    declared = declarations(kind)
    for name in values:
        if name not in declared:
            raise UsageError(f"there is no parameter “{name}”; known are {', '.join(declared)}")
    found = {}
    for name, value in values.items():
        try:
            found[name] = declared[name].check(value)
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
    return found


def validate(kind: type[P], values: Mapping[str, Any]) -> P:
    """Make parameters out of values as `checked` takes them; what is not named takes its default.

    Raises:
        UsageError: see `checked`.
    """
    return kind(**checked(kind, values))


def to_plain(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Write values of some parameters of a class with numbers, texts, truth values, lists and objects only.

    Args:
        kind: the parameter class.
        values: by name, as its fields hold them.

    Returns:
        What JSON can hold; `checked` makes the same values of it.
    """
    declared: Mapping[str, Any] = declarations(kind)  # each kind writes its own kind of value
    return {name: declared[name].plain(value) for name, value in values.items()}


def plain_of(parameters: Any) -> dict[str, Any]:
    """All parameters of a value, as `to_plain` writes them; `validate` makes the same parameters of it."""
    return to_plain(type(parameters), {name: getattr(parameters, name) for name in declarations(parameters)})


def parse_values(kind: type[Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Values of some parameters out of the words of a command line, as its fields hold them, and of those that follow.

    Raises:
        UsageError: an unknown name, or a value that cannot be read or is out of range; says which.
    """
    declared = declarations(kind)
    values = {}
    for name, text in texts.items():
        try:
            values[name] = declared[name].parse(text) if name in declared else text
        except ValueError as error:
            raise UsageError(f"{name}: “{text}” cannot be read; {declared[name].needed}") from error
    for name, number in declared.items():
        if isinstance(number, Number) and number.follows in values:
            values.setdefault(name, values[number.follows])
    return checked(kind, values)


def parse(kind: type[P], texts: Mapping[str, str]) -> P:
    """Make parameters out of the words of a command line; what is not named takes its default.

    Raises:
        UsageError: see `parse_values`.
    """
    return kind(**parse_values(kind, texts))
