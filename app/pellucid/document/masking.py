"""Masks of an edit: making, changing, ordering and copying them, as pure functions from edits to edits.

A mask is named by its id. Ids are drawn by chance, so that masks of two photos do not meet by accident and one that was
copied is known again.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from pellucid.document.edit import Edit
from pellucid.document.edit_stack import Step
from pellucid.foundation.masks import (
    Band,
    Brush,
    Component,
    Feather,
    LinearGradient,
    MapRange,
    Mask,
    RadialGradient,
    Range,
    Raster,
    Shape,
)
from pellucid.operations.catalogue import CATALOGUE, find

T = TypeVar("T")

_ID_BYTES = 4

_SHAPES = {
    Brush: "Brush",
    LinearGradient: "Linear gradient",
    RadialGradient: "Radial gradient",
    Range: "Range",
    Raster: "Selection",
}


def with_new_mask(edit: Edit, *components: Component, name: str = "") -> tuple[Edit, str]:
    """Add a mask.

    Args:
        edit: of the photo.
        components: what it begins with; the first names it where no name is given.
        name: for people; a number is put behind one that is taken.

    Returns:
        The edit with the mask, and the mask's id.
    """
    wanted = name or (shape_title(components[0].shape) if components else "Mask")
    mask = Mask(_new_id(edit), _free_name(edit, wanted, is_numbered=not name), components)
    return edit.with_mask(mask), mask.id


def shape_title(shape: Shape) -> str:
    """What a shape is called."""
    if isinstance(shape, MapRange):
        return next((spec.title for spec in find(shape.operation).maps if spec.name == shape.map), "Map")
    return _SHAPES[type(shape)]


def with_component(edit: Edit, mask: str, component: Component) -> Edit:
    """Add a part to a mask."""
    found = _mask(edit, mask)
    return edit.with_mask(replace(found, components=(*found.components, component)))


def with_component_at(edit: Edit, mask: str, index: int, component: Component) -> Edit:
    """Put a part in the place of one."""
    found = _mask(edit, mask)
    return edit.with_mask(replace(found, components=_with_item(found.components, index, component)))


def with_shape(edit: Edit, mask: str, index: int, shape: Shape) -> Edit:
    """Give a part another shape, as while its handle is dragged."""
    return with_component_at(edit, mask, index, replace(_mask(edit, mask).components[index], shape=shape))


def without_component(edit: Edit, mask: str, index: int) -> Edit:
    """Take a part out; a mask without any is 0 everywhere."""
    found = _mask(edit, mask)
    return edit.with_mask(replace(found, components=found.components[:index] + found.components[index + 1 :]))


def moved_component(edit: Edit, mask: str, index: int, to: int) -> Edit:
    """Bring a part to another place: parts act in their order."""
    found = _mask(edit, mask)
    return edit.with_mask(replace(found, components=_with_moved(found.components, index, to)))


def renamed(edit: Edit, mask: str, name: str) -> Edit:
    """Give a mask another name; an empty one changes nothing."""
    return edit.with_mask(replace(_mask(edit, mask), name=name.strip())) if name.strip() else edit


def with_opacity(edit: Edit, mask: str, opacity: float) -> Edit:
    """Weaken a mask as a whole."""
    return edit.with_mask(replace(_mask(edit, mask), opacity=opacity))


def with_feather(edit: Edit, mask: str, feather: Feather) -> Edit:
    """Let a mask end more or less softly, and follow edges or not."""
    return edit.with_mask(replace(_mask(edit, mask), feather=feather))


def with_inverted(edit: Edit, mask: str, inverted: bool) -> Edit:
    """Let a mask be everywhere else, or not."""
    return edit.with_mask(replace(_mask(edit, mask), inverted=inverted))


def moved(edit: Edit, mask: str, to: int) -> Edit:
    """Bring a mask to another place: where masks overlap, a later one acts over those before."""
    return replace(edit, masks=_with_moved(edit.masks, edit.masks.index(_mask(edit, mask)), to))


def duplicated(edit: Edit, mask: str) -> tuple[Edit, str]:
    """The same mask once more, right behind it, with all that steps do there.

    Returns:
        The edit, and the id of the new mask.
    """
    found = _mask(edit, mask)
    copy = replace(found, id=_new_id(edit), name=_free_name(edit, found.name))
    more = moved(edit.with_mask(copy), copy.id, edit.masks.index(found) + 1)
    steps = edit.stack.steps
    for local, step in ((local, step) for step in steps if (local := step.local(mask))):
        more = more.with_stack(more.stack.with_step(step.with_local(replace(local, mask=copy.id))))
    return more, copy.id


def used_by(edit: Edit, mask: str) -> tuple[str, ...]:
    """Operations that are different where a mask is."""
    return tuple(step.operation for step in edit.stack.steps if step.local(mask))


def copied(source: Edit, onto: Edit, masks: Collection[str]) -> Edit:
    """Copy masks to another photo, with all that steps do there.

    A mask that was copied before is put in its own place. Where a step is not there, it comes with its values, off for
    the whole photo.

    Args:
        source: edit of the photo that has them.
        onto: edit of the other photo.
        masks: ids of those that are copied.
    """
    for mask in (mask for mask in source.masks if mask.id in masks):
        onto = onto.with_mask(mask).with_stack(onto.stack.without_mask(mask.id))
        for local, step in ((local, step) for step in source.stack.steps if (local := step.local(mask.id))):
            own = onto.stack.step(step.operation) or Step(step.operation, step.parameters, enabled=False)
            onto = onto.with_stack(onto.stack.with_step(own.with_local(local)))
    return onto


def map_range(operation: str, name: str, low: float, high: float, method: str = "") -> MapRange:
    """Pixels by what an operation measures of the unedited photo: 0 at `low`, 1 at `high`, which may lie below.

    Raises:
        UsageError: there is no such operation.
        ValueError: it has no such map.
    """
    spec = find(operation)
    if all(map_spec.name != name for map_spec in spec.maps):
        raise ValueError(f"{spec.title} has no map “{name}”")
    return MapRange(operation, method or _first_method(operation, name), "", name, low, high)


def range_of_color(rgb: tuple[float, float, float], tolerance: float) -> Range:
    """Pixels about as a picked one: of its hue and saturation, or of its lightness where it is gray.

    Args:
        rgb: sRGB, 0 to 1.
        tolerance: 0 takes little else, 1 nearly all.
    """
    most, least = max(rgb), min(rgb)
    light = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]
    softness = 0.05 + 0.2 * tolerance
    if most - least < _GRAYEST:
        return Range(lightness=_around(light, tolerance / 2, softness), saturation=Band(0.0, 0.15, 0.1))
    saturation = (most - least) / most
    hue, reach = _hue(rgb), tolerance / 4
    return Range(
        hue=Band((hue - reach) % 1, (hue + reach) % 1, softness / 2),
        saturation=Band(max(0.0, saturation - 0.2 - tolerance / 2), 1.0, softness),
    )


MAP_RANGES = ("noise", "color_noise", "transmission", "illumination", "gain", "disparity")
"""Maps that masks are made from, by name; others say little of a place."""


def map_choices() -> tuple[tuple[str, str], ...]:
    """Operation and map of the measured maps that a mask can follow, as the catalogue has them."""
    return tuple((spec.id, found.name) for spec in CATALOGUE for found in spec.maps if found.name in MAP_RANGES)


_GRAYEST = 1 / 16


def _mask(edit: Edit, mask: str) -> Mask:
    found = edit.mask(mask)
    if found is None:
        raise KeyError(mask)
    return found


def _new_id(edit: Edit) -> str:
    while edit.mask(drawn := secrets.token_hex(_ID_BYTES)):
        pass
    return drawn


def _free_name(edit: Edit, wanted: str, *, is_numbered: bool = False) -> str:
    """A name that no mask has: “Brush 1”, “Brush 2”, or “Sky”, “Sky 2”."""
    taken, number = {mask.name for mask in edit.masks}, 1
    if not is_numbered and wanted not in taken:
        return wanted
    stem, _, last = wanted.rpartition(" ")
    base = stem if stem and last.isdigit() else wanted
    while f"{base} {number}" in taken or (number == 1 and base in taken):
        number += 1
    return f"{base} {number}"


def _with_item(items: Sequence[T], index: int, item: T) -> tuple[T, ...]:
    changed = list(items)
    changed[index] = item
    return tuple(changed)


def _with_moved(items: Sequence[T], index: int, to: int) -> tuple[T, ...]:
    rest = [*items[:index], *items[index + 1 :]]
    return (*rest[:to], items[index], *rest[to:])


def _first_method(operation: str, name: str) -> str:
    """A method that makes the map; empty where the default one does."""
    spec = find(operation)
    if not spec.method:
        return ""
    methods = next(found.methods for found in spec.maps if found.name == name)
    default = str(getattr(spec.parameters(), spec.method))
    return default if not methods or default in methods else methods[0]


def _around(value: float, reach: float, softness: float) -> Band:
    return Band(max(0.0, value - reach), min(1.0, value + reach), softness)


def _hue(rgb: tuple[float, float, float]) -> float:
    """As a share of the circle; of a colour that is not gray."""
    red, green, blue = rgb
    most, spread = max(rgb), max(rgb) - min(rgb)
    if most == red:
        return ((green - blue) / spread % 6) / 6
    return ((blue - red) / spread + 2) / 6 if most == green else ((red - green) / spread + 4) / 6
