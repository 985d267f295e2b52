"""How a stack is shown: steps on detail as layers, and the tone and colour that follow as one grid.

The canvas draws `slice(grid, mix(layers))`. The catalogue is sorted by stage, so layers come first in the pipe.
"""

from dataclasses import dataclass

from pellucid.document.edit_stack import EditStack
from pellucid.engine.pipeline import effective
from pellucid.operations.catalogue import find
from pellucid.operations.spec import Stage


@dataclass(frozen=True)
class Stages:
    """The effective steps of a stack.

    Attributes:
        whole: all of them.
        detail: those whose results are layers, on input and on detail.
        tail: those that one grid stands for.
    """

    whole: EditStack
    detail: EditStack
    tail: EditStack

    @classmethod
    def of(cls, stack: EditStack) -> "Stages":
        """Divide a stack."""
        whole = effective(stack)
        layered = tuple(step for step in whole.steps if find(step.operation).stage.place <= Stage.DETAIL.place)
        return cls(whole, EditStack(layered), EditStack(whole.steps[len(layered) :]))
