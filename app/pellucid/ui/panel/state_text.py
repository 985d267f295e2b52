"""What an operation does, in one line: for its row on the panel while that is folded. No Qt."""

from typing import Any

from pellucid.document.edit_stack import Step
from pellucid.foundation.translation import plural, tr
from pellucid.operations.fields import Choice, Number, declarations
from pellucid.operations.spec import OperationSpec

_MOST = 3
"""Settings that are named; more would be cut off."""


def state_text(spec: OperationSpec, step: Step | None, resting: Any = None) -> str:
    """The settings of an operation that is on, the most telling first; empty where it is off.

    Named is its method where that can be chosen, and what was moved; where nothing was, the main slider.

    Args:
        spec: of the operation.
        step: what an edit says of it, or None.
        resting: parameters from which it was moved; the defaults where none are given.
    """
    if step is None or not step.is_active:
        return ""
    elsewhere = _masks(step)
    if not step.enabled:
        return tr("In {elsewhere}", elsewhere=elsewhere)
    parameters = step.parameters
    resting = spec.parameters() if resting is None else resting
    declared = declarations(parameters)
    moved = [name for name in declared if getattr(parameters, name) != getattr(resting, name) and name != spec.method]
    main = spec.nodes[0].field if spec.nodes else next((n for n, d in declared.items() if isinstance(d, Number)), "")
    if not moved and main and getattr(parameters, main):
        moved = [main]
    words = [_setting(declared[name], getattr(parameters, name)) for name in moved[:_MOST]]
    method: Any = declared.get(spec.method)
    if isinstance(method, Choice) and len(method.at_hand) > 1:
        words.append(method.show(getattr(parameters, spec.method)))
    return ", ".join(words) + ("…" if len(moved) > _MOST else "") + (f" + {elsewhere}" if elsewhere else "")


def _masks(step: Step) -> str:
    """In how many masks a step is another one; empty for none."""
    count = sum(local.enabled for local in step.locals)
    return plural("{count} mask", "{count} masks", count=count) if count else ""


def _setting(declaration: Any, value: Any) -> str:
    return f"{tr(declaration.label)} {declaration.show(value)}"
