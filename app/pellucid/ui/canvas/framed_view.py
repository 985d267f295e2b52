"""How pixels of one framing get to a view of another. No Qt.

Pictures count in the photo as it stands, or in a framing of it where the engine has resampled them. The view may have
moved on since, as it does while a crop is dragged. All of it is one projective map, so surfaces draw it exactly with
one rectangle, and nothing is computed for it. (A lens that bends lines would need a mesh; there is no control for one.)
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from pellucid.foundation.frame import Picture
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.projective import IDENTITY, Matrix, Point, inverse, mapped, product

if TYPE_CHECKING:
    from pellucid.foundation.framing_map import FramingMap


def way_to(view: Viewport, picture: Picture) -> Matrix | None:
    """From places that a picture counts in to those of the view; None where they are the same."""
    if picture.framing == view.map:
        return None
    return product(_from_photo(view.map), inverse(_from_photo(picture.framing)))


def shifted(region: Rect, way: Matrix) -> Rect | None:
    """A region moved by whole pixels; None where the way is more than that."""
    a, b, x, c, d, y, *rest = way
    is_shift = (a, b, c, d, *rest) == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0)
    if not (is_shift and float(x).is_integer() and float(y).is_integer()):
        return None
    return replace(region, x=region.x + int(x), y=region.y + int(y))


def covers(picture: Picture, view: Viewport, photo: Size) -> bool:
    """True where a picture has all that a view sees of a photo."""
    if picture.framing == view.map:
        return picture.region.contains(view.visible(view.map.output_size if view.map else photo))
    return picture.framing is None and picture.region.contains(view.seen(photo))


def in_picture(picture: Picture, view: Viewport, point: Point) -> Point:
    """A point of the view as a picture counts it."""
    way = way_to(view, picture)
    return point if way is None else mapped(inverse(way), *point)


def _from_photo(map_: "FramingMap | None") -> Matrix:
    return map_.from_corrected if map_ else IDENTITY
