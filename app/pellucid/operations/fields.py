"""Parameters declared once: range, unit, default, step, label and help.

A parameter is a field of a frozen dataclass made by `number`, `choice`, `switch` or `colour`. The panel, the command
line, the sidecar and validation all read the declaration from here.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pellucid.foundation.errors import UsageError

_DECLARATION = "pellucid"

P = TypeVar("P")
"""A parameter class."""


@dataclass(frozen=True)
class Number:
    """A number between two ends; `step` is one arrow key, `decimals` what is shown."""

    label: str
    help: str
    low: float
    high: float
    step: float
    decimals: int = 2
    unit: str = ""

    def parse(self, text: str) -> float:
        """Read a number written with a decimal point; ValueError where it is none."""
        return float(text)

    def check(self, value: Any) -> float:
        """Return the value as a float, or raise ValueError with the allowed range."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            raise ValueError(f"a number from {self.low:g} to {self.high:g} is needed")
        return float(value)

    def show(self, value: float) -> str:
        """Write a value for people."""
        return f"{value:.{self.decimals}f}{self.unit and ' ' + self.unit}"


AMOUNT = Number(
    "Amount",
    "How much of the result is laid over the photo: 1 is the network's result, 0 the photo as it was.",
    0.0,
    1.0,
    0.05,
)
"""Of operations in which a network gives one result, whatever share of it is wanted."""


@dataclass(frozen=True)
class Option:
    """One value of a `Choice`: what is stored, what people read, and whether it needs both eyes of a stereo pair."""

    value: str
    label: str
    help: str = ""
    needs_pair: bool = False


@dataclass(frozen=True)
class Shelf:
    """Values of a `Choice` that people add and take away.

    `has_form` is true for a value that may be one of them, at hand or not: edits keep such a value, and only computing
    with one that is not at hand fails. `options` are those at hand now. `begins` are values of other parameters that a
    value of the shelf begins with, where the other options begin with the defaults; see `edited`.
    """

    has_form: Callable[[object], bool]
    options: Callable[[], tuple[Option, ...]]
    begins: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """One of several named values, and those on a shelf where there is one."""

    label: str
    help: str
    options: tuple[Option, ...]
    shelf: Shelf | None = None

    @property
    def at_hand(self) -> tuple[Option, ...]:
        """All options now."""
        return self.options + (self.shelf.options() if self.shelf else ())

    def begins(self, value: object) -> Mapping[str, Any]:
        """What other parameters begin with when this value is chosen, where that is not their default."""
        return self.shelf.begins if self.shelf and self.shelf.has_form(value) else {}

    def parse(self, text: str) -> str:
        """A choice is written as it is stored."""
        return text

    def check(self, value: Any) -> str:
        """Return the value, or raise ValueError with the allowed ones."""
        values = [option.value for option in self.options]
        if value in values or (self.shelf and self.shelf.has_form(value)):
            return str(value)
        raise ValueError(f"{value!r} is none of {', '.join(option.value for option in self.at_hand)}")

    def show(self, value: str) -> str:
        """Write a value for people."""
        labels = (option.label for option in self.at_hand if option.value == value)
        return next(labels, f"{value} (not installed)")


@dataclass(frozen=True)
class Switch:
    """Yes or no."""

    label: str
    help: str

    def parse(self, text: str) -> bool:
        """Read true or false; ValueError otherwise."""
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if text.lower() not in words:
            raise ValueError("true or false is needed")
        return words[text.lower()]

    def check(self, value: Any) -> bool:
        """Return the value, or raise ValueError."""
        if not isinstance(value, bool):
            raise ValueError("true or false is needed")
        return value

    def show(self, value: bool) -> str:
        """Write a value for people."""
        return "on" if value else "off"


AUTO = "auto"
"""A colour that is found and not given."""


@dataclass(frozen=True)
class Colour:
    """A colour as `R/G/B`, each 0 to 1 with three decimals, or `auto`."""

    label: str
    help: str

    def parse(self, text: str) -> str:
        """A colour is written as it is stored."""
        return text

    def check(self, value: Any) -> str:
        """Return the value, or raise ValueError with the way to write it."""
        if value == AUTO:
            return AUTO
        try:
            return write_colour(read_colour(str(value)))
        except ValueError:
            raise ValueError("auto or three numbers from 0 to 1 like 0.86/0.90/0.95 are needed") from None

    def show(self, value: str) -> str:
        """Write a value for people, in 8-bit levels."""
        return "found" if value == AUTO else " ".join(f"{round(255 * part)}" for part in read_colour(value))


def read_colour(text: str) -> tuple[float, float, float]:
    """Red, green and blue out of `R/G/B`; ValueError where it is none."""
    red, green, blue = (float(part) for part in text.split("/"))
    if not all(0 <= part <= 1 for part in (red, green, blue)):
        raise ValueError("outside 0 to 1")
    return red, green, blue


def write_colour(parts: tuple[float, float, float]) -> str:
    """`R/G/B` with three decimals, which is finer than 8 bits."""
    return "/".join(f"{part:.3f}" for part in parts)


Declaration = Number | Choice | Switch | Colour


def number(default: float, declaration: Number) -> Any:
    """Declare a number field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def choice(default: str, declaration: Choice) -> Any:
    """Declare a choice field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def switch(default: bool, declaration: Switch) -> Any:
    """Declare a yes-or-no field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


def colour(default: str, declaration: Colour) -> Any:
    """Declare a colour field of a parameter class."""
    return dataclasses.field(default=default, metadata={_DECLARATION: declaration})


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


def validate(kind: type[P], values: Mapping[str, Any]) -> P:
    """Make parameters out of plain values; what is not named takes its default.

    Raises:
        UsageError: an unknown name, or a value out of range; says which.
    """
    declared = declarations(kind)
    for name in values:
        if name not in declared:
            raise UsageError(f"there is no parameter “{name}”; known are {', '.join(declared)}")
    checked = {}
    for name, value in values.items():
        try:
            checked[name] = declared[name].check(value)
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
    return kind(**checked)


def parse(kind: type[P], texts: Mapping[str, str]) -> P:
    """Make parameters out of the words of a command line.

    Raises:
        UsageError: an unknown name, or a value that cannot be read or is out of range; says which.
    """
    declared = declarations(kind)
    values = {}
    for name, text in texts.items():
        try:
            values[name] = declared[name].parse(text) if name in declared else text
        except ValueError as error:
            raise UsageError(f"{name}: “{text}” cannot be read; {_needed(declared[name])}") from error
    return validate(kind, values)


def _needed(declaration: Declaration) -> str:
    if isinstance(declaration, Number):
        return f"a number from {declaration.low:g} to {declaration.high:g} is needed"
    return "true or false is needed"
