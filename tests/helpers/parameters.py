"""Parameters of any operation: at their defaults, all others, with every method, and such that something is done."""

from typing import Any

from helpers.trial_operations import TRIED
from pellucid.operations.fields import Choice, Color, Number, declarations
from pellucid.operations.spec import OperationSpec


def varied(spec: OperationSpec) -> list[Any]:
    """Parameters at their defaults, and with every field at another value than its default."""
    if spec.id in TRIED:
        return [spec.parameters(), TRIED[spec.id]]
    others: dict[str, Any] = {}
    for name, declared in declarations(spec.parameters).items():
        if isinstance(declared, Number):
            others[name] = round(declared.low + 0.35 * (declared.high - declared.low), 3)
        elif isinstance(declared, Choice):
            others[name] = declared.options[-1].value
        elif isinstance(declared, Color):
            others[name] = "0.800/0.850/0.900"
        else:
            others[name] = not getattr(spec.parameters(), name)
    return [spec.parameters(), spec.parameters(**others)]


def of_all_methods(spec: OperationSpec) -> list[Any]:
    """Parameters at their defaults, with each method there is."""
    declared = declarations(spec.parameters).get(spec.method)
    methods = declared.options if isinstance(declared, Choice) else ()
    return [spec.parameters(**{spec.method: option.value}) for option in methods] or [spec.parameters()]


def acting(spec: OperationSpec) -> Any:
    """Parameters that do something: the defaults, or others where all sliders stand in the middle at first."""
    return next(parameters for parameters in varied(spec) if not spec.is_neutral(parameters))
