"""What is to be painted where: the one description that both surfaces carry out. No Qt.

Frames are painted oldest first: a backdrop that covers the whole photo, then the newest frame in its region, so that
panning never shows emptiness.
"""

from dataclasses import dataclass

from pellucid.foundation.frame import Frame, Layer, Overlay
from pellucid.foundation.geometry import Rect, Size, View
from pellucid.ui.canvas.compare import Compare, Pane, Side
from pellucid.ui.canvas.viewing import Target, target_of


@dataclass(frozen=True)
class MapLook:
    """How overlays are shown: opacity 0 (hidden) to 1, and the name of the colour map."""

    opacity: float
    color_map: str


@dataclass(frozen=True)
class Draw:
    """One picture: `mix` of its one or two layers over `target`, as far as `clip` reaches."""

    clip: Rect
    target: Target
    layers: tuple[Layer, ...]
    mix: float
    overlay: Overlay | None
    smooth: bool


@dataclass(frozen=True)
class Plan:
    """Everything on the canvas, in device pixels; `generation` is that of the newest frame in it, or -1."""

    canvas: Size
    draws: tuple[Draw, ...]
    look: MapLook
    generation: int
    background: int


def make_draws(frames: tuple[Frame, ...], view: View, compare: Compare, canvas: Size) -> tuple[Draw, ...]:
    """Lay frames out on the canvas.

    Args:
        frames: oldest first.
        view: as one pane sees the photo.
        compare: what the panes are.
        canvas: size in device pixels.
    """
    return tuple(
        draw for pane in compare.panes(canvas) for frame in frames if (draw := _draw(frame, view, pane)) is not None
    )


def _draw(frame: Frame, view: View, pane: Pane) -> Draw | None:
    is_before = pane.side is Side.BEFORE
    layers = (frame.before,) if is_before else frame.layers
    height, width = layers[0].pixels.shape[:2]
    placed = target_of(view, frame.region, Size(width, height))
    target = Target(placed.x + pane.origin_x, placed.y, placed.width, placed.height)
    clip = _covered(target).intersect(pane.area)
    if clip.is_empty:
        return None
    is_sharp = view.zoom >= 1 and frame.scale >= 1
    mix, overlay = (0.0, None) if is_before else (frame.mix, frame.overlay)
    return Draw(clip, target, layers, mix, overlay, smooth=not is_sharp)


def _covered(target: Target) -> Rect:
    left, top = round(target.x), round(target.y)
    right, bottom = round(target.x + target.width), round(target.y + target.height)
    return Rect(left, top, max(1, right - left), max(1, bottom - top))
