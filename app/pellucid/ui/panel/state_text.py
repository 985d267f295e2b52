"""What an operation does, in one line: for its row on the panel while that is folded. No Qt."""

from typing import Any

from pellucid.document.edit_stack import Step
from pellucid.operations.fields import Choice, Number, declarations
from pellucid.operations.spec import OperationSpec

_MOST = 3
"""Settings that are named; more would be cut off."""


def state_text(spec: OperationSpec, step: Step | None) -> str:
    """The settings of an operation that is on, the most telling first; empty where it is off.

    Named is its method where that can be chosen, and what was moved; where nothing was, the main slider.
    """
    if step is None or not step.is_active:
        return ""
    if not step.enabled:
        return "In a mask"
    parameters, defaults = step.parameters, spec.parameters()
    declared = declarations(parameters)
    moved = [name for name in declared if getattr(parameters, name) != getattr(defaults, name) and name != spec.method]
    main = spec.nodes[0].field if spec.nodes else next((n for n, d in declared.items() if isinstance(d, Number)), "")
    if not moved and main and getattr(defaults, main):
        moved = [main]
    words = [_setting(declared[name], getattr(parameters, name)) for name in moved[:_MOST]]
    method: Any = declared.get(spec.method)
    if isinstance(method, Choice) and len(method.at_hand) > 1:
        words.append(method.show(getattr(parameters, spec.method)))
    return ", ".join(words) + ("…" if len(moved) > _MOST else "")


def _setting(declaration: Any, value: Any) -> str:
    return f"{declaration.label} {declaration.show(value)}"
