"""What the window does with masks, each as one entry of the history in plain words."""

from collections.abc import Callable
from dataclasses import replace

from pellucid.document import masking
from pellucid.document.edit import Edit
from pellucid.document.gain_mask import GAIN_MASK, denoised_by_gain
from pellucid.foundation.masks import Combine, Component, Mask
from pellucid.foundation.translation import mark, say, say_within, tr
from pellucid.ui.masks.kinds import Kind, kind_of
from pellucid.ui.session import Session

RAISED_NOISE = say("Denoise what low light brightened")
_COMBINED = {
    Combine.ADD: mark("Add {part} in “{mask}”"),
    Combine.SUBTRACT: mark("Subtract {part} in “{mask}”"),
    Combine.INTERSECT: mark("Intersect {part} in “{mask}”"),
}
RAISED_GAMMA = 1.5
"""Noise level there, where that of the whole photo is 1: noise that is raised is seen first."""


class MaskEdits:
    """Changes the masks of a session's edit, most of all the one that is its target."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._copied: tuple[Edit, str] | None = None

    @property
    def mask(self) -> Mask | None:
        """The one that is edited."""
        return self._session.edit.mask(self._session.target)

    @property
    def copied_name(self) -> str:
        """Name of the mask that `paste` would bring; empty for none."""
        known = self._copied[0].mask(self._copied[1]) if self._copied else None
        return known.name if known else ""

    def add(self, kind: Kind) -> None:
        """A new mask, which is edited from now on."""
        edit, mask = masking.with_new_mask(self._session.edit, Component(kind.make()), name=f"{tr(kind.title)} 1")
        self._record_new(edit, mask, mark("Add mask “{mask}”"))

    def add_raised_noise(self) -> None:
        """The ready mask of what low light brightened, with more denoising in it."""
        edit = self._session.edit
        if edit.mask(GAIN_MASK.id) is None:
            self._session.record(denoised_by_gain(edit, RAISED_GAMMA), RAISED_NOISE)
        self._session.aim(GAIN_MASK.id)

    def duplicate(self) -> None:
        """The mask once more, with all that is different in it."""
        edit, mask = masking.duplicated(self._session.edit, self._session.target)
        self._record_new(edit, mask, mark("Duplicate mask “{mask}”"))

    def paste(self) -> None:
        """The copied mask and what is different in it, into this photo."""
        if self._copied is None:
            return
        source, mask = self._copied
        former = {known.id for known in self._session.edit.masks}
        edit = masking.copied(source, self._session.edit, (mask,))
        new = next((known.id for known in edit.masks if known.id not in former), mask)
        self._record_new(edit, new, mark("Paste mask “{mask}”"))

    def copy(self) -> None:
        """Remember the mask for `paste`."""
        self._copied = (self._session.edit, self._session.target)

    def delete(self) -> None:
        """The mask goes, and what is different in it."""
        self._change(lambda edit, mask: edit.without_mask(mask.id), mark("Delete mask “{mask}”"))

    def rename(self, name: str) -> None:
        """The mask has another name; an empty one is none."""
        if name.strip():
            wanted = name.strip()
            label = mark("Rename mask “{mask}” to “{name}”")
            self._change(lambda edit, mask: masking.renamed(edit, mask.id, wanted), label, name=wanted)

    def move(self, way: int) -> None:
        """The mask acts earlier (-1) or later (1) than others."""
        if self.can_move(way):
            place = self._session.edit.masks.index(self._session.edit.mask(self._session.target)) + way
            self._change(lambda edit, mask: masking.moved(edit, mask.id, place), mark("Order of “{mask}”"))

    def can_move(self, way: int) -> bool:
        """True where there is another mask on that side."""
        ids = [mask.id for mask in self._session.edit.masks]
        return 0 <= ids.index(self._session.target) + way < len(ids)

    def add_part(self, kind: Kind, combine: Combine) -> None:
        """One part more."""
        component = Component(kind.make(), combine)
        self._change(
            lambda edit, mask: masking.with_component(edit, mask.id, component),
            _COMBINED[combine],
            part=say_within(kind.title),
        )

    def change_part(self, part: int, component: Component) -> None:
        """A part is combined otherwise, or inverted."""
        self._change(
            lambda edit, mask: masking.with_component_at(edit, mask.id, part, component),
            mark("{part} of “{mask}”"),
            part=say(kind_of(component.shape).title),
        )

    def remove_part(self, part: int) -> None:
        """A part goes; with the last one nothing is covered."""
        mask = self.mask
        if mask is None:
            return
        title = say_within(kind_of(mask.components[part].shape).title)
        label = mark("Delete {part} of “{mask}”")
        self._change(lambda edit, mask: masking.without_component(edit, mask.id, part), label, part=title)

    def set_shape(self, part: int, change: Callable[[Component], Component], label: str, *, dragging: bool) -> None:
        """A part has another shape."""
        mask = self.mask
        if mask is None or part >= len(mask.components):
            return
        component = change(mask.components[part])
        edit = masking.with_component_at(self._session.edit, mask.id, part, component)
        self._put(edit, say("{part} of “{mask}”", part=say(label), mask=mask.name), dragging=dragging)

    def set_value(self, name: str, value: float | bool, *, dragging: bool) -> None:
        """One of the values of a whole mask: `opacity`, `radius`, `follows_edges` or `inverted`."""
        mask, edit = self.mask, self._session.edit
        if mask is None:
            return
        feather = mask.feather
        if name == "opacity":
            made, label = masking.with_opacity(edit, mask.id, float(value)), mark("Opacity of mask “{mask}”")
        elif name == "radius":
            made = masking.with_feather(edit, mask.id, replace(feather, radius=float(value)))
            label = mark("Feather of mask “{mask}”")
        elif name == "follows_edges":
            made = masking.with_feather(edit, mask.id, replace(feather, follows_edges=bool(value)))
            label = mark("Follow edges with mask “{mask}”")
        else:
            made, label = masking.with_inverted(edit, mask.id, bool(value)), mark("Invert mask “{mask}”")
        self._put(made, say(label, mask=mask.name), dragging=dragging)

    def _put(self, edit: Edit, label: str, *, dragging: bool) -> None:
        if dragging:
            self._session.amend(edit)
        else:
            self._session.record(edit, label)

    def _change(self, change: Callable[[Edit, Mask], Edit], label: str, **words: str) -> None:
        mask = self.mask
        if mask is not None:
            self._session.record(change(self._session.edit, mask), say(label, mask=mask.name, **words))

    def _record_new(self, edit: Edit, mask: str, label: str) -> None:
        made = edit.mask(mask)
        if made is not None:
            self._session.record(edit, say(label, mask=made.name))
            self._session.aim(mask)
