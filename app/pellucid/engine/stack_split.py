"""How an edit is shown: steps on detail as layers, and the tone and colour that follow as one grid.

The canvas draws `slice(grid, mix(layers))`. The catalogue is sorted by stage, so layers come first in the pipe.
"""

from dataclasses import dataclass

from pellucid.document.edit import Edit
from pellucid.engine.effective import effective, part_of
from pellucid.operations.catalogue import find
from pellucid.operations.spec import Stage


@dataclass(frozen=True)
class StackSplit:
    """The effective steps of an edit.

    Attributes:
        full: all of them.
        start: those on input.
        detail: those whose results are layers, on input and on detail.
        tail: those that one grid stands for.
    """

    full: Edit
    start: Edit
    detail: Edit
    tail: Edit

    @classmethod
    def of(cls, edit: Edit) -> "StackSplit":
        """Divide an edit."""
        full = effective(edit)
        steps = full.stack.steps
        places = [find(step.operation).stage.place for step in steps]
        started, layered = (sum(place <= last.place for place in places) for last in (Stage.INPUT, Stage.DETAIL))
        parts = (steps[:started], steps[:layered], steps[layered:])
        return cls(full, *(part_of(full, part) for part in parts))
