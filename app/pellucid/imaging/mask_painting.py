"""Masks as pixels: the coverage of a part of a photo at any scale, 0 to 1.

Components are combined, then the whole is feathered, inverted and weakened. A part has the pixels of the whole. A
feather wider than `NEAR` of the long side is found on one small copy of the whole photo and read from there, because
around a tile it would need most of the photo; a narrower one is found around the part, and looks `halo_px` beyond it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.foundation.digest import digest_of
from pellucid.foundation.geometry import Rect, Size, UnitRect
from pellucid.foundation.masks import (
    Brush,
    Combine,
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
from pellucid.imaging.fields import Field
from pellucid.imaging.guided_filter import GuidedMap, box, guided_map
from pellucid.imaging.mask_shapes import linear, mapped, painted, painted_on, radial, ranged
from pellucid.imaging.sampling import sample
from pellucid.imaging.srgb import luma
from pellucid.imaging.stroke_names import strokes_name

NEAR = 1 / 64
"""Share of the long side up to which a feather is found around the part."""

COPY_RADIUS_PX = 32
"""Of a wider feather on the copy of the photo that it is found on."""

NARROWEST = 1 / 512
"""A mask that follows edges looks for them at least so far away."""

FAINTEST_EDGE = 0.02
"""Fainter edges are not followed."""

RASTER_RADIUS_PX = 4
"""How far from its own edge, in its own pixels, a raster is drawn to an edge of the photo."""


@dataclass(frozen=True)
class Ground:
    """What masks are painted on: the unedited photo at one scale.

    Attributes:
        size: its size here, in whole pixels.
        width: of the photo, in pixels of this scale; may be broken where the last pixel stands for less.
        height: of the photo.
        read: gives pixels `(3, h, w)` of a rectangle here.
        copy: gives the whole photo reduced to a long side, as another ground.
        estimated: gives a map of a network on a rectangle here, `(h, w)`, in the map's unit.
        decoded: gives the values of a raster, `(1, h, w)`, 0 to 1.
        once: gives what a function gives, by a name, and may remember it.
        is_right: the right view of a pair.
        kept: gives what a function paints on a rectangle, by a name, and may remember it.
    """

    size: Size
    width: float
    height: float
    read: Callable[[Rect], Tensor]
    copy: Callable[[int], "Ground"]
    estimated: Callable[[MapRange, Rect], Tensor]
    decoded: Callable[[Raster], Tensor]
    once: Callable[[str, Callable[[], GuidedMap]], GuidedMap]
    is_right: bool = False
    kept: Callable[[str, Rect, Callable[[], Tensor]], Tensor] = lambda _name, _rect, make: make()

    @property
    def long_px(self) -> float:
        """The long side here."""
        return max(self.width, self.height)

    def place(self, rect: Rect, shift: float = 0.0) -> UnitRect:
        """Where a rectangle here lies in the whole photo, as shares, if all is moved to the right by `shift`."""
        moved = shift * self.long_px
        size = rect.width / self.width, rect.height / self.height
        return UnitRect((rect.x - moved) / self.width, rect.y / self.height, *size)


Shaped = Callable[[Component, Ground, Rect], Tensor]
"""Gives the shape of a component on a part, `(1, h, w)`, 0 to 1."""


def shaped(component: Component, ground: Ground, rect: Rect) -> Tensor:
    """One shape on a part, `(1, h, w)`, 0 to 1."""
    shape, shift = component.shape, component.shift if ground.is_right else 0.0
    field = Field(ground.width, ground.height, rect, shift)
    if isinstance(shape, Brush):
        return _brushed(shape, ground, field)[None]
    return ground.kept(f"{digest_of(shape)} {shift}", rect, lambda: _found(shape, ground, field))


def paint(mask: Mask, ground: Ground, rect: Rect, shape: Shaped = shaped) -> Tensor:
    """Paint a mask on a part of a photo.

    Args:
        mask: what to paint.
        ground: the photo.
        rect: the part, within the ground.
        shape: finds the shapes, where the feather is no wide one.

    Returns:
        `(1, h, w)` on the CPU, 0 to 1.
    """
    covered = _feathered(mask, ground, rect, shape).clamp(0, 1)
    return mask.opacity * (1 - covered if mask.inverted else covered)


def halo_px(feather: Feather, long_px: float) -> int:
    """How much more of the photo than the part is looked at, in pixels, for a photo whose long side is `long_px`."""
    radius = _near_radius_px(feather, long_px)
    return 2 * radius if feather.follows_edges else 3 * radius


def _near_radius_px(feather: Feather, long_px: float) -> int:
    """Radius of one window of a narrow feather; 0 for none, and for a wide one, which is not found around the part."""
    reach = max(feather.radius, NARROWEST) if feather.follows_edges else feather.radius
    if reach > NEAR:
        return 0
    return max(1, round(reach * long_px)) if feather.follows_edges else round(reach * long_px / 3)


def _feathered(mask: Mask, ground: Ground, rect: Rect, shape: Shaped) -> Tensor:
    feather = mask.feather
    if feather.radius > NEAR:
        return _wide(mask, ground, rect)
    radius = _near_radius_px(feather, ground.long_px)
    grown = rect.expanded(halo_px(feather, ground.long_px), Rect.of(ground.size))
    covered = _combined(mask, ground, grown, shape)
    if feather.follows_edges:
        guide = luma(ground.read(grown).clamp(0, 1))
        covered = guided_map(guide, covered, radius, FAINTEST_EDGE**2).applied(guide)
    elif radius:
        covered = _blurred(covered, radius)
    rows, columns = rect.relative_to(grown).slices
    return covered[:, rows, columns]


def _wide(mask: Mask, ground: Ground, rect: Rect) -> Tensor:
    """A wide feather, read from the copy on which it was found."""

    def found() -> GuidedMap:
        copy = ground.copy(math.ceil(COPY_RADIUS_PX / mask.feather.radius))
        whole, radius = Rect.of(copy.size), mask.feather.radius * copy.long_px
        covered = _combined(mask, copy, whole, shaped)
        if mask.feather.follows_edges:
            guide = luma(copy.read(whole).clamp(0, 1))
            return guided_map(guide, covered, max(1, round(radius / 2)), FAINTEST_EDGE**2)
        return GuidedMap(torch.zeros_like(covered), _blurred(covered, max(1, round(radius / 3))))

    # What comes after feathering has no part in it: an opacity that is dragged finds nothing anew.
    plain = replace(mask, id="feathered", name="", opacity=1.0, inverted=False)
    fitted = ground.once(plain.digest, found)
    if not mask.feather.follows_edges:
        return sample(fitted.offset, ground.place(rect), (rect.height, rect.width))
    return fitted.at(luma(ground.read(rect).clamp(0, 1)), ground.place(rect))


def _blurred(covered: Tensor, radius: int) -> Tensor:
    """Three means in a row, nearly a Gaussian, which ends at three radii."""
    return box(box(box(covered, radius), radius), radius)


def _combined(mask: Mask, ground: Ground, rect: Rect, shape: Shaped) -> Tensor:
    """The components of a mask, one after the other, `(1, h, w)`."""
    covered = torch.zeros(1, rect.height, rect.width)
    for count, component in enumerate(mask.components):
        found = shape(component, ground, rect)
        found = 1 - found if component.inverted else found
        if count == 0 or component.combine is Combine.ADD:
            covered = torch.maximum(covered, found)
        elif component.combine is Combine.SUBTRACT:
            covered = covered * (1 - found)
        else:
            covered = covered * found
    return covered


def _brushed(brush: Brush, ground: Ground, field: Field) -> Tensor:
    """What was painted, `(h, w)`: on top of what all strokes but the last have left, where that is remembered."""
    if not brush.strokes:
        return painted(brush, field)

    def paint_earlier() -> Tensor:
        return painted(brush.earlier, field)

    def paint_all() -> Tensor:
        below = ground.kept(strokes_name(brush.earlier, field), field.rect, paint_earlier)
        return painted_on(below, brush.strokes[-1], field)

    return ground.kept(strokes_name(brush, field), field.rect, paint_all)


def _found(shape: Shape, ground: Ground, field: Field) -> Tensor:
    """A shape that is no brush, `(1, h, w)`."""
    rect = field.rect
    match shape:
        case LinearGradient():
            found = linear(shape, field)
        case RadialGradient():
            found = radial(shape, field)
        case Range():
            found = ranged(shape, ground.read(rect))
        case MapRange():
            found = mapped(shape, ground.estimated(shape, rect))
        case Raster():
            return _drawn_to_edges(shape, ground, rect, field.shift)
        case Brush():
            return painted(shape, field)[None]
    return found[None]


def _drawn_to_edges(raster: Raster, ground: Ground, rect: Rect, shift: float) -> Tensor:
    """A raster at the pixels of a part, its edges drawn to those of the unedited photo."""

    def found() -> GuidedMap:
        copy = ground.copy(max(raster.width, raster.height))
        size = (copy.size.height, copy.size.width)
        values = F.interpolate(ground.decoded(raster)[None], size=size, mode="bilinear", align_corners=False)[0]
        if shift:
            values = sample(values, copy.place(Rect.of(copy.size), shift), size)
        guide = luma(copy.read(Rect.of(copy.size)).clamp(0, 1))
        return guided_map(guide, values, RASTER_RADIUS_PX, FAINTEST_EDGE**2)

    fitted = ground.once(f"{digest_of(raster)} {shift}", found)
    return fitted.at(luma(ground.read(rect).clamp(0, 1)), ground.place(rect)).clamp(0, 1)
