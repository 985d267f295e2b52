"""How an edit is shown: steps on detail as layers, and the tone and colour that follow as one grid.

The canvas draws `slice(grid, mix(layers))`. The catalogue is sorted by stage, so layers come first in the pipe.
"""

from dataclasses import dataclass

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import EditStack
from pellucid.engine.effective import effective
from pellucid.operations.catalogue import find
from pellucid.operations.spec import Stage


@dataclass(frozen=True)
class Stages:
    """The effective steps of an edit.

    Attributes:
        whole: all of them.
        detail: those whose results are layers, on input and on detail.
        tail: those that one grid stands for.
    """

    whole: Edit
    detail: Edit
    tail: Edit

    @classmethod
    def of(cls, edit: Edit) -> "Stages":
        """Divide an edit."""
        whole = effective(edit)
        steps = whole.stack.steps
        layered = sum(find(step.operation).stage.place <= Stage.DETAIL.place for step in steps)
        detail, tail = (effective(whole.with_stack(EditStack(part))) for part in (steps[:layered], steps[layered:]))
        return cls(whole, detail, tail)
