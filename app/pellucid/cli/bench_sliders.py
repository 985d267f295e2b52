"""The slider that stands for an operation in measurements, and parameters with which the operation does something."""

from dataclasses import replace
from typing import Any

from pellucid.operations.fields import Number, declarations
from pellucid.operations.spec import OperationSpec

MOVED_SHARE = 0.6
"""How far towards its end a slider is moved where the defaults do nothing."""


def main_slider(spec: OperationSpec) -> tuple[str, Number]:
    """The slider of an operation's lattice, else its first."""
    numbers = {name: found for name, found in declarations(spec.parameters).items() if isinstance(found, Number)}
    name = spec.slider or next(iter(numbers))
    return name, numbers[name]


def acting(spec: OperationSpec) -> Any:
    """The defaults, with the main slider moved where it stands at nothing."""
    name, slider = main_slider(spec)
    defaults = spec.parameters()
    return defaults if getattr(defaults, name) else replace(defaults, **{name: MOVED_SHARE * slider.high})
