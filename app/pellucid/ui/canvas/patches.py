"""What of the canvas is painted anew where one plan follows another: of a mask that is painted, what is near the pen.

Software GL pays for every pixel, and a stroke changes few of them from picture to picture. No Qt.
"""

import math
from typing import TYPE_CHECKING

from pellucid.foundation.frame import MaskTexture
from pellucid.foundation.geometry import Rect, Size
from pellucid.ui.canvas.paint_list import Draw, PaintList

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NOWHERE = Rect(0, 0, 0, 0)

_REACH_PX = 1
"""So far beyond a value of a mask its mixing with the next one is seen."""

_COARSE_REACH_PX = 2
"""So far beyond a coarse pixel."""


def patch_of(before: PaintList, now: PaintList) -> Rect | None:
    """The pixels that may differ between two plans, which is empty for none of them; None for the whole canvas."""
    is_alike = _look(before) == _look(now) and before.display is now.display
    if not is_alike or len(before.draws) != len(now.draws):
        return None
    patch = _NOWHERE
    for old, new in zip(before.draws, now.draws, strict=True):
        changed = _changed(old, new)
        if changed is None:
            return None
        patch = patch.around(changed)
    return patch


def coarse_patches(patch: Rect, canvas: Size) -> tuple[Rect, Rect]:
    """The pixels at half the width and height that a patch takes, and all that is mixed of them."""
    left, top = max(0, patch.x // 2 - 1), max(0, patch.y // 2 - 1)
    right, bottom = (-(-edge // 2) + 1 for edge in (patch.right, patch.bottom))
    coarse = Rect(left, top, right - left, bottom - top)
    whole = Rect(2 * left, 2 * top, 2 * coarse.width, 2 * coarse.height)
    return coarse, whole.expanded(_COARSE_REACH_PX, Rect.of(canvas))


def _look(plan: PaintList) -> tuple[object, ...]:
    return plan.canvas, plan.overlay_style, plan.background, plan.coarse, plan.mask_style


def _changed(old: Draw, new: Draw) -> Rect | None:
    """Where the masks of two draws differ; None where something else does, or it is not known where they lie."""
    masks = list(zip(_masks(old), _masks(new), strict=False))
    are_alike = all(first.values.shape == second.values.shape for first, second in masks)
    if _name(old) != _name(new) or not are_alike:
        return None
    patch = _NOWHERE
    for first, second in masks:
        if first.key != second.key:
            if new.tilt is not None:
                return None
            patch = patch.around(_placed(first.values != second.values, new))
    return patch


def _name(draw: Draw) -> tuple[object, ...]:
    """Names all that decides the pixels of a draw but the values of its masks."""
    picture, tail = draw.picture, draw.picture.tail
    grids = (tail.base.mode, tail.base.key, *(grid.key for grid, _ in tail.locals)) if tail else ()
    layers = tuple(layer.key for layer in picture.shown)
    mix = "mask" if isinstance(picture.mix, MaskTexture) else picture.mix
    overlay = draw.overlay.key if draw.overlay else ""
    place = draw.clip, draw.target, draw.smooth, draw.edges, draw.tilt, draw.marks
    return place, layers, mix, grids, overlay, draw.veil is None


def _masks(draw: Draw) -> list[MaskTexture]:
    """All masks that are looked up, in an order that the name of the draw tells."""
    mix, tail = draw.picture.mix, draw.picture.tail
    found = [mix] if isinstance(mix, MaskTexture) else []
    found += [mask for _, mask in tail.locals] if tail else []
    return found + ([draw.veil] if draw.veil else [])


def _placed(differs: "NDArray[np.bool_]", draw: Draw) -> Rect:
    """Where values that differ, `(h, w)`, lie on the canvas."""
    import numpy as np  # noqa: PLC0415 -- not needed to start

    rows, columns = (np.flatnonzero(np.any(differs, axis=axis)) for axis in (1, 0))
    if not len(rows):
        return _NOWHERE
    (height, width), target = differs.shape, draw.target
    left, right = _span(int(columns[0]), int(columns[-1]), target.x, target.width / width)
    top, bottom = _span(int(rows[0]), int(rows[-1]), target.y, target.height / height)
    return Rect(left, top, right - left, bottom - top).intersect(draw.clip)


def _span(first: int, last: int, start: float, scale: float) -> tuple[int, int]:
    """From a first value to a last one, in pixels of the canvas."""
    reach = max(scale, 1.0) * _REACH_PX
    return math.floor(start + first * scale - reach), math.ceil(start + (last + 1) * scale + reach)
