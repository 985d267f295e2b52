"""What a pane shows of another version than the present one, which may have another crop. No Qt.

Where both lie in the same place, under a divider or a lens, they are held together at the middle of the view and at one
zoom, so that the same things stand at the same place. Where each has a pane of its own, both are shown whole as long as
the present one is, and held together once it is magnified.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from pellucid.foundation.geometry import Size, Viewport
from pellucid.ui.canvas import viewing

if TYPE_CHECKING:
    from pellucid.foundation.framing_map import FramingMap


def other_view(view: Viewport, photo: Size, map_: "FramingMap | None", *, is_shared: bool) -> Viewport:
    """The view on the other version.

    Args:
        view: on the present version.
        photo: size of the photo as it stands.
        map_: how the other version frames it; None where it does not.
        is_shared: both lie in the same place.
    """
    if map_ == view.map:
        return view
    seen = view.map.output_size if view.map else photo
    size = map_.output_size if map_ else photo
    centre_x, centre_y = map_.to_output([view.middle])[0] if map_ else view.middle
    other = replace(view, map=map_, centre_x=centre_x, centre_y=centre_y)
    if is_shared:
        return viewing.on_whole_pixels(other)
    if viewing.is_fit(view, seen):
        return replace(viewing.fit(size, view.canvas), map=map_)
    return viewing.panned(other, size, 0, 0)
