"""The edits of a photo: an immutable stack of steps in catalogue order, one at most an operation."""

from dataclasses import dataclass, replace
from typing import Any

from pellucid.operations.catalogue import CATALOGUE, find


@dataclass(frozen=True)
class Step:
    """One operation with its parameters; a disabled step keeps them but does nothing."""

    operation: str
    parameters: Any
    enabled: bool = True


@dataclass(frozen=True)
class EditStack:
    """Steps in pipe order. An empty stack is the photo as it is."""

    steps: tuple[Step, ...] = ()

    def step(self, operation: str) -> Step | None:
        """The step of an operation, or None."""
        return next((step for step in self.steps if step.operation == operation), None)

    def parameters(self, operation: str) -> Any:
        """Parameters of an operation; its defaults where it is not in the stack."""
        step = self.step(operation)
        return step.parameters if step else find(operation).parameters()

    def with_step(self, step: Step) -> "EditStack":
        """Add a step, or put it in the place of the one of the same operation."""
        steps = {existing.operation: existing for existing in self.steps} | {step.operation: step}
        return EditStack(tuple(steps[spec.id] for spec in CATALOGUE if spec.id in steps))

    def with_parameters(self, operation: str, parameters: Any) -> "EditStack":
        """Set the parameters of an operation, adding it if need be; an added step is enabled."""
        step = self.step(operation)
        return self.with_step(replace(step, parameters=parameters) if step else Step(operation, parameters))

    def with_enabled(self, operation: str, enabled: bool) -> "EditStack":
        """Switch an operation on or off, adding it with its defaults if need be."""
        return self.with_step(Step(operation, self.parameters(operation), enabled))

    def without(self, operation: str) -> "EditStack":
        """Take an operation out."""
        return EditStack(tuple(step for step in self.steps if step.operation != operation))

    def before(self, operation: str) -> "EditStack":
        """The steps that come before an operation, which need not be among them."""
        order = [spec.id for spec in CATALOGUE]
        place = order.index(operation)
        return EditStack(tuple(step for step in self.steps if order.index(step.operation) < place))

    def changed_since(self, older: "EditStack") -> str:
        """The first operation whose step differs from an older stack's; empty where none does."""
        return next((spec.id for spec in CATALOGUE if self.step(spec.id) != older.step(spec.id)), "")

    @property
    def active(self) -> tuple[Step, ...]:
        """The enabled steps."""
        return tuple(step for step in self.steps if step.enabled)
