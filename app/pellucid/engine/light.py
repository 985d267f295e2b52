"""Exact pixels before rounding, in linear light: what the framing of a view at rest is made from.

They are kept as half floats, whose steps are under a tenth of an 8-bit level everywhere. Where a view is reduced, they
are reduced too, but to at least twice its pixels: what the view cannot show is then taken away by the kernel of the
warp alone, as in an export.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from pellucid.engine.planes import Plane
from pellucid.foundation.geometry import Rect, Size
from pellucid.imaging.resize import Resizing
from pellucid.imaging.srgb import to_linear, to_srgb

Light = Callable[[Rect], Tensor]
"""Linear light `(3, h, w)` float32 of a rectangle of a plane."""


def divisor_for(divisor: int) -> int:
    """The divisor of the light that a view of a plane is made from: a power of two, so that it divides every tile.

    Args:
        divisor: of the plane.

    Returns:
        At most half of it; 1 for the photo itself.
    """
    return 1 << max(0, (divisor // 2).bit_length() - 1)


def needed(plane: Plane, rect: Rect) -> Rect:
    """Pixels of the photo that light of a rectangle of a plane is made from."""
    if plane.divisor == 1:
        return rect
    return _reduction(plane).source_rect(rect).intersect(Rect.of(plane.source.facts.size))


def light_of(picture: Tensor, area: Rect, plane: Plane, rect: Rect) -> Tensor:
    """Linear light, reduced with antialiasing.

    Args:
        picture: working pixels `(3, h, w)` on the CPU.
        area: where they lie in the photo; at least what is `needed`.
        plane: whose divisor is wanted.
        rect: of the plane.

    Returns:
        `(3, rect.height, rect.width)` float32.
    """
    if plane.divisor > 1:
        return _reduction(plane).apply(to_linear(picture), area, rect)
    rows, columns = rect.relative_to(area).slices
    return to_linear(picture[:, rows, columns])


def photo_light(plane: Plane) -> Light:
    """Light of the unedited photo."""
    photo = Plane(plane.source, 1)

    def light(rect: Rect) -> Tensor:
        area = needed(plane, rect)
        return light_of(photo.read(area), area, plane, rect)

    return light


def blended(below: Light, above: Light, share: float) -> Light:
    """A result laid over the photo by some share; in working pixels, as steps do it."""
    if share == 1:
        return above

    def light(rect: Rect) -> Tensor:
        return to_linear(torch.lerp(to_srgb(below(rect)), to_srgb(above(rect)), share))

    return light


def _reduction(plane: Plane) -> Resizing:
    """As if the photo ended with a whole pixel of the plane: its border is repeated there."""
    size, n = plane.size, plane.divisor
    return Resizing(Size(size.width * n, size.height * n), size)
