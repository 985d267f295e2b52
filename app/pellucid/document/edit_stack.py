"""The steps of an edit: immutable, in catalogue order, one at most an operation."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from pellucid.foundation.digest import digest_of
from pellucid.operations.catalogue import CATALOGUE, find


@dataclass(frozen=True)
class Local:
    """What is different of a step where a mask is.

    Attributes:
        mask: id of the mask.
        enabled: a local that is off keeps its changes but does nothing.
        changes: fields of the step's parameters and their values there, by name in order; all others follow the step.
    """

    mask: str
    enabled: bool = True
    changes: tuple[tuple[str, Any], ...] = ()

    def parameters(self, base: Any) -> Any:
        """Parameters where the mask is 1, out of those of the step."""
        return replace(base, **dict(self.changes))

    def with_change(self, field: str, value: Any) -> "Local":
        """Set a field where the mask is."""
        return replace(self, changes=tuple(sorted((dict(self.changes) | {field: value}).items())))

    def without_change(self, field: str) -> "Local":
        """Let a field follow the step again."""
        return replace(self, changes=tuple(change for change in self.changes if change[0] != field))


@dataclass(frozen=True)
class Step:
    """One operation with its parameters.

    Attributes:
        operation: id in the catalogue.
        parameters: of the operation's own class.
        enabled: off keeps the parameters but does nothing, except where a local is on.
        locals: what is different where masks are, in the order in which it was added.
    """

    operation: str
    parameters: Any
    enabled: bool = True
    locals: tuple[Local, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Names everything the step says, together with what its parameters mean (the operation's version)."""
        return digest_of(self, find(self.operation).version)

    def local(self, mask: str) -> Local | None:
        """What is different where a mask is, or None."""
        return next((local for local in self.locals if local.mask == mask), None)

    def with_local(self, local: Local) -> "Step":
        """Add a local, or put it in the place of the one of the same mask."""
        kept = {existing.mask: existing for existing in self.locals} | {local.mask: local}
        return replace(self, locals=tuple(kept.values()))

    def without_local(self, mask: str) -> "Step":
        """Be the same where a mask is as everywhere."""
        return replace(self, locals=tuple(local for local in self.locals if local.mask != mask))

    @property
    def is_active(self) -> bool:
        """True where the step acts somewhere: everywhere, or where one of its masks is."""
        return self.enabled or any(local.enabled for local in self.locals)


@dataclass(frozen=True)
class UnknownPart:
    """A step or a mask that this program does not understand: kept and written back, never applied.

    Attributes:
        raw: the part as compact JSON.
        after: id of the known operation or mask that it stood behind; empty at the beginning.
    """

    raw: str
    after: str = ""


@dataclass(frozen=True)
class EditStack:
    """Steps in pipe order. An empty stack is the photo as it is.

    Attributes:
        steps: what is done.
        unknown: steps of a newer version, in their order.
    """

    steps: tuple[Step, ...] = ()
    unknown: tuple[UnknownPart, ...] = ()

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
        return replace(self, steps=tuple(steps[spec.id] for spec in CATALOGUE if spec.id in steps))

    def with_base(self, step: Step) -> "EditStack":
        """Add a step, or put it in the place of the one of the same operation, whose locals stay."""
        own = self.step(step.operation)
        return self.with_step(replace(step, locals=own.locals if own else ()))

    def with_parameters(self, operation: str, parameters: Any) -> "EditStack":
        """Set the parameters of an operation, adding it if need be; an added step is enabled."""
        step = self.step(operation)
        return self.with_step(replace(step, parameters=parameters) if step else Step(operation, parameters))

    def with_enabled(self, operation: str, enabled: bool) -> "EditStack":
        """Switch an operation on or off, adding it with its defaults if need be."""
        step = self.step(operation) or Step(operation, self.parameters(operation))
        return self.with_step(replace(step, enabled=enabled))

    def without(self, operation: str) -> "EditStack":
        """Take an operation out."""
        return replace(self, steps=tuple(step for step in self.steps if step.operation != operation))

    def without_mask(self, mask: str) -> "EditStack":
        """Take out what is different where a mask is."""
        return replace(self, steps=tuple(step.without_local(mask) for step in self.steps))

    def before(self, operation: str) -> "EditStack":
        """The steps that come before an operation, which need not be among them."""
        order = [spec.id for spec in CATALOGUE]
        place = order.index(operation)
        return EditStack(tuple(step for step in self.steps if order.index(step.operation) < place))

    def touched_since(self, older: "EditStack") -> "Touched":
        """What differs from an older stack: of the first step that does, the first field and where it changed."""
        for spec in CATALOGUE:
            before, after = older.step(spec.id), self.step(spec.id)
            if before != after:
                return _touched(spec.id, before or Step(spec.id, spec.parameters()), after)
        return NOTHING_TOUCHED

    @property
    def active(self) -> tuple[Step, ...]:
        """The steps that act somewhere."""
        return tuple(step for step in self.steps if step.is_active)


@dataclass(frozen=True)
class Touched:
    """What was changed last: an operation, a field of it where one was, and the mask where it changed there only.

    A mask alone was itself painted, moved or changed otherwise.
    """

    operation: str = ""
    field: str = ""
    mask: str = ""


NOTHING_TOUCHED = Touched()

NO_STEPS = EditStack()
"""The photo as it is."""


def changed_fields(before: Any, after: Any) -> tuple[str, ...]:
    """Names of the parameters that differ between two values of one class."""
    return tuple(field.name for field in fields(before) if getattr(before, field.name) != getattr(after, field.name))


def _touched(operation: str, before: Step, after: Step | None) -> Touched:
    if after is None:
        return Touched(operation)
    fields_moved = changed_fields(before.parameters, after.parameters)
    if fields_moved:
        return Touched(operation, fields_moved[0])
    for local in after.locals:
        older = before.local(local.mask)
        moved = [name for name, value in local.changes if older is None or dict(older.changes).get(name) != value]
        if older != local:
            return Touched(operation, next(iter(moved), ""), local.mask)
    return Touched(operation)
