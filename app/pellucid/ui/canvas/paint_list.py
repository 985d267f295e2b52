"""What is to be painted where: the one description that both surfaces carry out. No Qt.

Frames are painted oldest first: a backdrop that covers the whole photo, then the newest frame in its region, so that
panning never shows emptiness. What a newer frame covers wholly is not painted: software GL pays for every pixel.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pellucid.foundation.frame import Frame, MaskTexture, Overlay, Picture
from pellucid.foundation.geometry import Rect, Size, Viewport
from pellucid.foundation.projective import Matrix, product, scaling, translation
from pellucid.ui.canvas.compare import Compare, Pane, Side
from pellucid.ui.canvas.framed_view import covers, shifted, way_to
from pellucid.ui.canvas.mask_style import MaskStyle
from pellucid.ui.canvas.viewing import Target, corner_of, target_of

if TYPE_CHECKING:
    from pellucid.foundation.display_lut import DisplayLut


@dataclass(frozen=True)
class OverlayStyle:
    """How overlays are shown: opacity 0 (hidden) to 1, and the name of the colour map."""

    opacity: float
    color_map: str


@dataclass(frozen=True)
class Draw:
    """One picture over `target`, as far as `clip` reaches.

    Attributes:
        clip: device pixels that are painted.
        target: where the whole picture lies.
        picture: its layers, how they are mixed, and its tail.
        overlay: a map over it, or None.
        veil: a mask that lies over it to be seen, or None.
        smooth: pixels are blended where they are magnified.
        edges: left, top, right and bottom of the picture as shares of the area that the grids of its tail span.
        tilt: of a picture that lies askew, from the unit square to the canvas, in place of the target.
        marks: its alpha says how much of it is seen; other pictures hide what lies below.
    """

    clip: Rect
    target: Target
    picture: Picture
    overlay: Overlay | None
    smooth: bool
    edges: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    tilt: Matrix | None = None
    marks: bool = False
    veil: MaskTexture | None = None


LOST_GRAY = 128
"""Colours that a proof cannot hold are shown so: they are the vivid ones, and gray stands out among them."""


@dataclass(frozen=True)
class PaintList:
    """Everything on the canvas, in device pixels.

    Attributes:
        canvas: size.
        draws: in the order of painting.
        overlay_style: how maps are shown.
        generation: that of the newest frame in it, or -1.
        background: gray, 0 to 255.
        display: what the display is sent for each colour; None for the colour itself.
        coarse: a surface that is slow may paint at half the resolution; a plan in full follows.
        mask_style: how veils are shown; None hides them.
    """

    canvas: Size
    draws: tuple[Draw, ...]
    overlay_style: OverlayStyle
    generation: int
    background: int
    coarse: bool = False
    mask_style: MaskStyle | None = None
    display: "DisplayLut | None" = None

    @property
    def ground(self) -> tuple[int, int, int]:
        """What the display is sent for the background."""
        gray = self.background
        return (gray, gray, gray) if self.display is None else self.display.of_gray(gray)


def make_draws(
    frames: tuple[Frame, ...],
    view: Viewport,
    compare: Compare,
    canvas: Size,
    other: Viewport | None = None,
    marks: Picture | None = None,
) -> tuple[Draw, ...]:
    """Lay frames out on the canvas.

    Args:
        frames: oldest first.
        view: as one pane sees the photo.
        compare: what the panes are.
        canvas: size in device pixels.
        other: as a pane sees the version that is compared; None where that is the unedited photo.
        marks: a picture of marks over the edited photo, or None.
    """
    compared = frames[-1].compared if frames else ""
    draws: list[Draw | None] = []
    for pane in compare.panes(canvas):
        is_other = pane.side is Side.BEFORE and compared and other is not None
        seen = other if is_other and other is not None else view
        known = tuple(frame for frame in frames if pane.side is Side.AFTER or frame.compared == compared)
        draws += [_draw(frame, seen, pane) for frame in _uncovered(known, seen, pane.side)]
        if marks is not None and pane.side is Side.AFTER:
            found = _lay(marks, view, pane)
            draws.append(found and replace(found, smooth=False, marks=True))
    return tuple(draw for draw in draws if draw is not None)


def _side(frame: Frame, side: Side) -> Picture:
    return frame.before if side is Side.BEFORE else frame.after


def _uncovered(frames: tuple[Frame, ...], view: Viewport, side: Side) -> tuple[Frame, ...]:
    """Leave out frames of which nothing is seen below the newest one."""

    def is_covered(frame: Frame) -> bool:
        newest, region = _side(frames[-1], side), _side(frame, side).region
        if view.map is not None:
            return covers(newest, view, view.map.photo)
        # The view knows no photo; a backdrop ends where the photo ends.
        seen = view.visible(Size(region.right, region.bottom)).intersect(region)
        return newest.framing is None and newest.region.contains(seen)

    return (*(frame for frame in frames[:-1] if not is_covered(frame)), *frames[-1:])


def _draw(frame: Frame, view: Viewport, pane: Pane) -> Draw | None:
    found = _lay(_side(frame, pane.side), view, pane)
    if found is None:
        return None
    is_straight = found.tilt is None or view.map is None or view.map.framing.is_lossless
    is_sharp = view.zoom >= 1 and frame.scale >= 1 and is_straight
    if pane.side is Side.BEFORE:
        return replace(found, smooth=not is_sharp)
    return replace(found, smooth=not is_sharp, overlay=frame.overlay, veil=frame.shown_mask)


def _lay(picture: Picture, view: Viewport, pane: Pane) -> Draw | None:
    """Where a picture lies; None where nothing of it is seen."""
    height, width = picture.layers[0].pixels.shape[:2]
    way = way_to(view, picture)
    region = picture.region if way is None else shifted(picture.region, way)
    placed = target_of(view, region or picture.region, Size(width, height))
    target = Target(placed.x + pane.origin_x, placed.y, placed.width, placed.height)
    clip = _framed_area(view, pane)
    tilt = None
    if region is not None:
        clip = _covered(target).intersect(clip)
    elif way is not None:
        tilt = product(_to_canvas(view, pane), product(way, _from_unit_square(picture.region)))
    if clip.is_empty:
        return None
    edges = _edges(picture.region, picture.tail.base.area if picture.tail else picture.region)
    return Draw(clip, target, picture, None, smooth=True, edges=edges, tilt=tilt)


def _framed_area(view: Viewport, pane: Pane) -> Rect:
    """The part of a pane where the framed photo is; nothing that the crop leaves out is shown."""
    if view.map is None:
        return pane.area
    size = view.map.output_size
    left, top = corner_of(view)
    whole = Target(left + pane.origin_x, top, size.width * view.zoom, size.height * view.zoom)
    return _covered(whole).intersect(pane.area)


def _to_canvas(view: Viewport, pane: Pane) -> Matrix:
    left, top = corner_of(view)
    return product(translation(left + pane.origin_x, top), scaling(view.zoom, view.zoom))


def _from_unit_square(region: Rect) -> Matrix:
    return product(translation(region.x, region.y), scaling(region.width, region.height))


def _edges(region: Rect, area: Rect) -> tuple[float, float, float, float]:
    left, right = ((x - area.x) / area.width for x in (region.x, region.right))
    top, bottom = ((y - area.y) / area.height for y in (region.y, region.bottom))
    return left, top, right, bottom


def _covered(target: Target) -> Rect:
    left, top = round(target.x), round(target.y)
    right, bottom = round(target.x + target.width), round(target.y + target.height)
    return Rect(left, top, max(1, right - left), max(1, bottom - top))
