"""Undo and redo of one photo's edits: a line of immutable edits and a place on it.

A drag calls `amend` for every move and `record` once at its end, so that a drag is one undo step. A change that
was amended but never recorded is dropped by undo, redo and jump. The line is kept in the sidecar, so that undo goes
back behind the last opening; its oldest entries go when it grows too long. No Qt: `ui/session` tells the window.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pellucid.document import targets
from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Step, changed_fields
from pellucid.foundation.translation import listed, mark, say
from pellucid.operations.catalogue import CATALOGUE, find
from pellucid.operations.fields import declarations

if TYPE_CHECKING:
    from pellucid.foundation.masks import Mask

OPENED = say("Opened")
"""Label of the first entry."""

_SEVERAL = mark("{title}: several settings")

LONGEST = 200
"""Entries that are remembered."""


@dataclass(frozen=True)
class HistoryEntry:
    """One undo step: what was done, and the edit it led to."""

    label: str
    edit: Edit


@dataclass(frozen=True)
class HistoryLine:
    """A history at rest: its entries, oldest first, and the index of the present one; 0 where there are none."""

    entries: tuple[HistoryEntry, ...] = ()
    position: int = 0

    def newest(self, count: int) -> "HistoryLine":
        """The same without its oldest entries, as long as the present one stays."""
        dropped = max(0, min(len(self.entries) - count, self.position))
        return HistoryLine(self.entries[dropped:][:count], self.position - dropped)


NO_HISTORY = HistoryLine()


class History:
    """The line of recorded edits.

    Args:
        edit: what the photo was opened with.
        line: how it came to that, where that is known; where it leads to another edit, this one is put behind it.
    """

    def __init__(self, edit: Edit, line: HistoryLine | None = None) -> None:
        line = line if line and line.entries else HistoryLine((HistoryEntry(OPENED, edit),))
        self._entries = list(line.entries)
        self._position = line.position
        self._edit = self._entries[self._position].edit
        self._opened = edit
        self.record(edit, OPENED)

    @property
    def edit(self) -> Edit:
        """The present edit, amendments included."""
        return self._edit

    @property
    def opened(self) -> Edit:
        """What the photo was opened with."""
        return self._opened

    @property
    def line(self) -> HistoryLine:
        """The recorded entries and the place among them."""
        return HistoryLine(tuple(self._entries), self._position)

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        """All entries, oldest first; those behind `position` can be redone."""
        return tuple(self._entries)

    @property
    def position(self) -> int:
        """Index of the present entry."""
        return self._position

    def amend(self, edit: Edit) -> None:
        """Change the present edit without an undo step, as while a slider is dragged."""
        self._edit = edit

    def record(self, edit: Edit, label: str) -> None:
        """Make one undo step; whatever could be redone is forgotten.

        Recording the edit of the present entry again adds nothing and forgets nothing.
        """
        self._edit = edit
        if edit == self._entries[self._position].edit:
            return
        del self._entries[self._position + 1 :]
        self._entries.append(HistoryEntry(label, edit))
        del self._entries[:-LONGEST]
        self._position = len(self._entries) - 1

    def undo(self) -> None:
        """Go one entry back; at the first entry nothing happens but that an amendment is dropped."""
        self.jump(max(0, self._position - 1))

    def redo(self) -> None:
        """Go one entry forward; at the last entry nothing happens but that an amendment is dropped."""
        self.jump(min(len(self._entries) - 1, self._position + 1))

    def jump(self, position: int) -> None:
        """Go to an entry.

        Raises:
            IndexError: there is no such entry.
        """
        if not 0 <= position < len(self._entries):
            raise IndexError(position)
        self._position = position
        self._edit = self._entries[position].edit

    @property
    def can_undo(self) -> bool:
        """True where an entry lies before."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """True where an entry lies behind."""
        return self._position + 1 < len(self._entries)

    @property
    def undo_label(self) -> str:
        """What undo would take back, or empty."""
        return self._entries[self._position].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or empty."""
        return self._entries[self._position + 1].label if self.can_redo else ""


def describe_change(before: Edit, after: Edit) -> str:
    """Word an edit for the history list, like “Denoise: Noise level γ 1.00 → 1.35” or “Denoise off”."""
    if before == after:
        return say("No change")
    steps = [spec.id for spec in CATALOGUE if before.stack.step(spec.id) != after.stack.step(spec.id)]
    if len(steps) == 1:
        step, known = (edit.stack.step(steps[0]) for edit in (before, after))
        return _describe_locals(steps[0], before, after) or _describe_step(steps[0], step, known)
    if steps:
        return listed(say(find(operation).title) for operation in steps)
    if before.framing != after.framing:
        return say("Crop and straighten")
    return _describe_masks(before, after) or say("Settings of the file")


def _describe_masks(before: Edit, after: Edit) -> str:
    old, new = ({mask.id: mask for mask in edit.masks} for edit in (before, after))
    changes = [
        *(say("Delete mask “{mask}”", mask=old[gone].name) for gone in old if gone not in new),
        *(say("Add mask “{mask}”", mask=new[added].name) for added in new if added not in old),
        *(_describe_mask(old[kept], new[kept]) for kept in old if kept in new and old[kept] != new[kept]),
    ]
    return say("Masks") if len(changes) > 1 else next(iter(changes), "")


def _describe_mask(before: "Mask", after: "Mask") -> str:
    text = mark("Rename mask “{mask}”") if before.name != after.name else mark("Mask “{mask}”")
    return say(text, mask=after.name)


def _describe_locals(operation: str, before: Edit, after: Edit) -> str:
    """Word what changed of an operation where masks are; empty where anything else changed, too."""
    title = say(find(operation).title)
    if targets.parameters(before, "", operation) != targets.parameters(after, "", operation):
        return ""
    steps = [edit.stack.step(operation) for edit in (before, after)]
    old, new = ({local.mask: local for local in step.locals} if step else {} for step in steps)
    changed = [mask for mask in old | new if old.get(mask) != new.get(mask)]
    if len(changed) != 1:
        return say("{title} in masks", title=title) if changed else ""
    mask = after.mask(changed[0]) or before.mask(changed[0])
    return _describe_local(operation, mask, before, after) if mask else ""


def _describe_local(operation: str, mask: "Mask", before: Edit, after: Edit) -> str:
    title = say("{title} in “{mask}”", title=say(find(operation).title), mask=mask.name)
    if not targets.is_set(after, mask.id, operation):
        return say("Reset {title}", title=title)
    was_on, is_on = (targets.is_enabled(edit, mask.id, operation) for edit in (before, after))
    old, new = (targets.parameters(edit, mask.id, operation) for edit in (before, after))
    moved = changed_fields(old, new)
    if was_on != is_on and not (is_on and moved):
        return _switched(title, is_on=is_on)
    return _describe_value(title, old, new, moved[0]) if len(moved) == 1 else say(_SEVERAL, title=title)


def _describe_step(operation: str, before: Step | None, after: Step | None) -> str:
    spec = find(operation)
    title = say(spec.title)
    if after is None:
        return say("Reset {title}", title=title)
    old = before.parameters if before else spec.parameters()
    moved = changed_fields(old, after.parameters)
    if not moved:
        return _switched(title, is_on=after.enabled)
    if len(moved) == 1:
        return _describe_value(title, old, after.parameters, moved[0])
    is_reset = after.parameters == spec.parameters()
    return say("Reset {title}", title=title) if is_reset else say(_SEVERAL, title=title)


def _switched(title: str, *, is_on: bool) -> str:
    return say("{title} on", title=title) if is_on else say("{title} off", title=title)


def _describe_value(title: str, before: Any, after: Any, name: str) -> str:
    declaration: Any = declarations(after)[name]  # each kind of declaration shows its own kind of value
    return say(
        "{title}: {setting} {before} → {after}",
        title=title,
        setting=say(declaration.label),
        before=declaration.said(getattr(before, name)),
        after=declaration.said(getattr(after, name)),
    )
