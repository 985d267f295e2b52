"""What is to be painted where: the one description that both surfaces carry out. No Qt.

Frames are painted oldest first: a backdrop that covers the whole photo, then the newest frame in its region, so that
panning never shows emptiness. What a newer frame covers wholly is not painted: software GL pays for every pixel.
"""

from dataclasses import dataclass

from pellucid.foundation.frame import Frame, Grid, Layer, Overlay
from pellucid.foundation.geometry import Rect, Size, View
from pellucid.foundation.projective import Matrix, product, scaling, translation
from pellucid.ui.canvas.compare import Compare, Pane, Side
from pellucid.ui.canvas.framed_view import covers, shifted, way_to
from pellucid.ui.canvas.viewing import Target, corner_of, target_of


@dataclass(frozen=True)
class MapLook:
    """How overlays are shown: opacity 0 (hidden) to 1, and the name of the colour map."""

    opacity: float
    color_map: str


@dataclass(frozen=True)
class PlacedGrid:
    """A grid, and where the drawn picture lies in it: its edges as shares of the area that the grid spans."""

    grid: Grid
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Draw:
    """One picture: the grid applied to the `mix` of its one or two layers over `target`, as far as `clip` reaches.

    A picture that lies askew has a `tilt`: from the unit square to the canvas, in place of the target.
    """

    clip: Rect
    target: Target
    layers: tuple[Layer, ...]
    mix: float
    overlay: Overlay | None
    smooth: bool
    grid: PlacedGrid | None = None
    tilt: Matrix | None = None

    @property
    def shown(self) -> tuple[Layer, ...]:
        """The layers of which anything is seen: both only where `mix` lies between them."""
        if len(self.layers) == 1 or self.mix <= 0:
            return self.layers[:1]
        return self.layers if self.mix < 1 else self.layers[1:]


@dataclass(frozen=True)
class Plan:
    """Everything on the canvas, in device pixels.

    Attributes:
        canvas: size.
        draws: in the order of painting.
        look: how maps are shown.
        generation: that of the newest frame in it, or -1.
        background: gray, 0 to 255.
        coarse: a surface that is slow may paint at half the resolution; a plan in full follows.
    """

    canvas: Size
    draws: tuple[Draw, ...]
    look: MapLook
    generation: int
    background: int
    coarse: bool = False


def make_draws(frames: tuple[Frame, ...], view: View, compare: Compare, canvas: Size) -> tuple[Draw, ...]:
    """Lay frames out on the canvas.

    Args:
        frames: oldest first.
        view: as one pane sees the photo.
        compare: what the panes are.
        canvas: size in device pixels.
    """
    pairs = ((pane, frame) for pane in compare.panes(canvas) for frame in _uncovered(frames, view))
    return tuple(draw for pane, frame in pairs if (draw := _draw(frame, view, pane)) is not None)


def _uncovered(frames: tuple[Frame, ...], view: View) -> tuple[Frame, ...]:
    """Leave out frames of which nothing is seen below the newest one."""

    def is_covered(frame: Frame) -> bool:
        newest = frames[-1]
        if view.map is not None:
            return covers(newest, view, view.map.photo)
        # The view knows no photo; a backdrop ends where the photo ends.
        seen = view.visible(Size(frame.region.right, frame.region.bottom)).intersect(frame.region)
        return newest.map is None and newest.region.contains(seen)

    return (*(frame for frame in frames[:-1] if not is_covered(frame)), *frames[-1:])


def _draw(frame: Frame, view: View, pane: Pane) -> Draw | None:
    is_before = pane.side is Side.BEFORE
    layers = (frame.before,) if is_before else frame.layers
    height, width = layers[0].pixels.shape[:2]
    way = way_to(view, frame)
    region = frame.region if way is None else shifted(frame.region, way)
    placed = target_of(view, region or frame.region, Size(width, height))
    target = Target(placed.x + pane.origin_x, placed.y, placed.width, placed.height)
    clip = _framed_area(view, pane)
    tilt = None
    if region is not None:
        clip = _covered(target).intersect(clip)
    elif way is not None:
        tilt = product(_to_canvas(view, pane), product(way, _from_unit_square(frame.region)))
    if clip.is_empty:
        return None
    is_sharp = (
        view.zoom >= 1 and frame.scale >= 1 and (tilt is None or view.map is None or view.map.framing.is_lossless)
    )
    mix, overlay = (0.0, None) if is_before else (frame.mix, frame.overlay)
    grid = None if is_before or frame.grid is None else _placed(frame.grid, frame.region)
    return Draw(clip, target, layers, mix, overlay, not is_sharp, grid, tilt)


def _framed_area(view: View, pane: Pane) -> Rect:
    """The part of a pane where the framed photo is; nothing that the crop leaves out is shown."""
    if view.map is None:
        return pane.area
    size = view.map.output_size
    left, top = corner_of(view)
    whole = Target(left + pane.origin_x, top, size.width * view.zoom, size.height * view.zoom)
    return _covered(whole).intersect(pane.area)


def _to_canvas(view: View, pane: Pane) -> Matrix:
    left, top = corner_of(view)
    return product(translation(left + pane.origin_x, top), scaling(view.zoom, view.zoom))


def _from_unit_square(region: Rect) -> Matrix:
    return product(translation(region.x, region.y), scaling(region.width, region.height))


def _placed(grid: Grid, region: Rect) -> PlacedGrid:
    area = grid.area
    left, right = ((x - area.x) / area.width for x in (region.x, region.right))
    top, bottom = ((y - area.y) / area.height for y in (region.y, region.bottom))
    return PlacedGrid(grid, left, top, right, bottom)


def _covered(target: Target) -> Rect:
    left, top = round(target.x), round(target.y)
    right, bottom = round(target.x + target.width), round(target.y + target.height)
    return Rect(left, top, max(1, right - left), max(1, bottom - top))
