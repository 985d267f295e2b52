"""Kinds of parameters with one value: a number, a name out of several, yes or no, a colour.

Every kind says how its values are checked, written for a command line and for a file, and shown to people.
"""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pellucid.foundation.translation import Said, joint, say

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class ParameterKind(ABC, Generic[ValueT]):
    """What all kinds have.

    Attributes:
        label: how people read the parameter.
        help: what it is for.
    """

    label: str
    help: str

    @abstractmethod
    def said(self, value: ValueT) -> Said:
        """Word a value for people, in any language."""

    def show(self, value: ValueT) -> str:
        """Write a value for people."""
        return self.said(value).shown


@dataclass(frozen=True)
class Number(ParameterKind[float]):
    """A number between two ends; `step` is one arrow key, `decimals` what is shown.

    `shown_factor` is what a value is multiplied by where people read or type it: a share from 0 to 1 as 0 to 100 %.
    Files and the command line have the value itself. `follows` is a field whose value it takes on a command line that
    names that field and not this one.
    """

    low: float
    high: float
    step: float
    decimals: int = 2
    unit: str = ""
    shown_factor: float = 1.0
    follows: str = ""

    @property
    def needed(self) -> str:
        """What a value has to be."""
        return f"a number from {self.low:g} to {self.high:g} is needed"

    def parse(self, text: str) -> float:
        """Read a number written with a decimal point; ValueError where it is none."""
        return float(text)

    def check(self, value: Any) -> float:
        """Return the value as a float, or raise ValueError with the allowed range."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            raise ValueError(self.needed)
        return float(value)

    def plain(self, value: float) -> float:
        """The number itself, as a file has it."""
        return value

    def said(self, value: float) -> Said:
        """Word a value for people, in any language."""
        shown = round(value * self.shown_factor, self.decimals)
        sign = "−" if shown < 0 else "+" if shown > 0 and self.low < 0 else ""
        return Said(f"{sign}{{number:.{self.decimals}f}}{joint(self.unit)}{self.unit}", {"number": abs(shown)})


def percentage(label: str, text: str, low: float = 0.0, high: float = 1.0) -> Number:
    """A number of which 1 is read and typed as 100 %, in steps of 1 %; `text` is its help."""
    return Number(label, text, low, high, 0.01, 0, "%", 100.0)


AMOUNT = percentage("Opacity", "Opacity of the result: 100 % is the full effect, 0 % the original.")
"""Of operations in which a network gives one result, whatever share of it is wanted."""


@dataclass(frozen=True)
class Option:
    """One value of a `Choice`: what is stored, what people read, and whether it needs both views of a stereo photo.

    `network` is the name under which science knows what does the work; it stands in small print beside the label.
    """

    value: str
    label: str
    help: str = ""
    needs_pair: bool = False
    network: str = ""


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
class Choice(ParameterKind[str]):
    """One of several named values, and those on a shelf where there is one."""

    options: tuple[Option, ...]
    shelf: Shelf | None = None

    @property
    def at_hand(self) -> tuple[Option, ...]:
        """All options now."""
        return self.options + (self.shelf.options() if self.shelf else ())

    def begins(self, value: object) -> Mapping[str, Any]:
        """What other parameters begin with when this value is chosen, where that is not their default."""
        return self.shelf.begins if self.shelf and self.shelf.has_form(value) else {}

    @property
    def needed(self) -> str:
        """What a value has to be."""
        return f"one of {', '.join(option.value for option in self.at_hand)} is needed"

    def parse(self, text: str) -> str:
        """A choice is written as it is stored."""
        return text

    def check(self, value: Any) -> str:
        """Return the value, or raise ValueError with the allowed ones."""
        values = [option.value for option in self.options]
        if value in values or (self.shelf and self.shelf.has_form(value)):
            return str(value)
        raise ValueError(f"{value!r} is none of {', '.join(option.value for option in self.at_hand)}")

    def plain(self, value: str) -> str:
        """The choice itself, as a file has it."""
        return value

    def said(self, value: str) -> Said:
        """Word a value for people, in any language."""
        labels = (say(option.label) for option in self.at_hand if option.value == value)
        return next(labels, say("{value} (not installed)", value=value))


@dataclass(frozen=True)
class Switch(ParameterKind[bool]):
    """Yes or no."""

    @property
    def needed(self) -> str:
        """What a value has to be."""
        return "true or false is needed"

    def parse(self, text: str) -> bool:
        """Read true or false; ValueError otherwise."""
        words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
        if text.lower() not in words:
            raise ValueError(self.needed)
        return words[text.lower()]

    def check(self, value: Any) -> bool:
        """Return the value, or raise ValueError."""
        if type(value) is not bool:
            raise ValueError(self.needed)
        return value

    def plain(self, value: bool) -> bool:
        """Yes or no, as a file has it."""
        return value

    def said(self, value: bool) -> Said:
        """Word a value for people, in any language."""
        return say("on") if value else say("off")


AUTO = "auto"
"""A colour that is found and not given."""


@dataclass(frozen=True)
class Color(ParameterKind[str]):
    """A colour as `R/G/B`, each 0 to 1 with three decimals, or `auto`."""

    @property
    def needed(self) -> str:
        """What a value has to be."""
        return "auto or three numbers from 0 to 1 like 0.86/0.90/0.95 are needed"

    def parse(self, text: str) -> str:
        """A colour is written as it is stored."""
        return text

    def check(self, value: Any) -> str:
        """Return the value, or raise ValueError with the way to write it."""
        if value == AUTO:
            return AUTO
        try:
            return write_color(read_color(str(value)))
        except ValueError:
            raise ValueError(self.needed) from None

    def plain(self, value: str) -> str:
        """The colour itself, as a file has it."""
        return value

    def said(self, value: str) -> Said:
        """Word a value for people, in 8-bit levels."""
        return say("auto") if value == AUTO else say(" ".join(f"{round(255 * part)}" for part in read_color(value)))


def read_color(text: str) -> tuple[float, float, float]:
    """Red, green and blue out of `R/G/B`; ValueError where it is none."""
    red, green, blue = (float(part) for part in text.split("/"))
    if not all(0 <= part <= 1 for part in (red, green, blue)):
        raise ValueError("outside 0 to 1")
    return red, green, blue


def write_color(parts: tuple[float, float, float]) -> str:
    """`R/G/B` with three decimals, which is finer than 8 bits."""
    return "/".join(f"{part:.3f}" for part in parts)
