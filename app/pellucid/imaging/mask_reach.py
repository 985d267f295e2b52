"""What of a mask reaches a part of a photo: while a mask is painted, most parts of it stay as they are."""

from dataclasses import replace
from functools import lru_cache

from pellucid.foundation.digest import brief_name, digest_of
from pellucid.foundation.geometry import Rect
from pellucid.foundation.masks import Brush, Component, Mask
from pellucid.imaging.fields import Field
from pellucid.imaging.mask_painting import NEAR, halo_px
from pellucid.imaging.stroke_names import strokes_name

_EVERYWHERE = Rect(-(10**9), -(10**9), 2 * 10**9, 2 * 10**9)


@lru_cache(maxsize=4096)
def name_in(mask: Mask, field: Field, *, is_right: bool = False) -> str:
    """Names what a mask is on a part of a photo: while it stays, the pixels do.

    A mask with a wide feather, which is found on a copy of the whole photo, has one name everywhere.

    Args:
        mask: what is painted.
        field: the part.
        is_right: it is the right view of a pair.
    """
    if mask.feather.radius > NEAR:
        return mask.digest
    grown = field.rect.expanded(halo_px(mask.feather, field.long_px), _EVERYWHERE)
    around = replace(field, rect=grown)
    parts = [_component_name(component, around, is_right) for component in mask.components]
    return brief_name(*parts, repr((mask.feather, mask.opacity, mask.inverted)))


def _component_name(component: Component, field: Field, is_right: bool) -> str:
    if not isinstance(component.shape, Brush):
        return _plain_name(component)
    moved = replace(field, shift=component.shift if is_right else 0.0)
    return f"{strokes_name(component.shape, moved)} {component.combine.name} {component.inverted}"


_plain_name = lru_cache(maxsize=256)(digest_of)
"""Of components that are the same everywhere, for every part."""
