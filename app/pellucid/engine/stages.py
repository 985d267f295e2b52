"""How a stack is shown: steps on detail as layers, and the tone and colour that follow as one grid.

The canvas draws `slice(grid, mix(layers))`. So the layers must come first in the pipe: a stack in which a step on
detail follows one on tone has no tail, and is shown by its exact pixels only.
"""

from dataclasses import dataclass

from pellucid.document.edit_stack import EditStack
from pellucid.engine.pipeline import effective
from pellucid.operations.catalogue import find
from pellucid.operations.spec import PreviewKind


@dataclass(frozen=True)
class Stages:
    """The effective steps of a stack.

    Attributes:
        whole: all of them.
        detail: those whose results are layers.
        tail: those that one grid stands for.
    """

    whole: EditStack
    detail: EditStack
    tail: EditStack

    @classmethod
    def of(cls, stack: EditStack) -> "Stages":
        """Divide a stack."""
        whole = effective(stack)
        kinds = [find(step.operation).preview_kind for step in whole.steps]
        first = kinds.index(PreviewKind.GRID) if PreviewKind.GRID in kinds else len(kinds)
        if PreviewKind.LATTICE in kinds[first:]:
            return cls(whole, whole, EditStack())
        return cls(whole, EditStack(whole.steps[:first]), EditStack(whole.steps[first:]))
