"""The arithmetic of looking at a photo: fit, zoom at a point, pan, and where a region lies on the canvas. No Qt.

Canvas coordinates are device pixels from the upper left corner. The corner of the photo always falls on a whole
device pixel, so that photo pixels keep sharp edges at 100 % and above.
"""

from dataclasses import dataclass, replace

from pellucid.foundation.geometry import Rect, Size, Viewport

ZOOM_MAX = 32.0
"""Device pixels per photo pixel, at most."""

NOTCH = 1.25
"""Zoom factor of one notch of the wheel."""

_FIT_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Target:
    """Where a picture lies on the canvas, in device pixels; it may reach beyond."""

    x: float
    y: float
    width: float
    height: float


def fit_zoom(photo: Size, canvas: Size) -> float:
    """Zoom at which the whole photo is seen; a small photo is not magnified."""
    return min(1.0, canvas.width / photo.width, canvas.height / photo.height)


def fit(photo: Size, canvas: Size) -> Viewport:
    """View of the whole photo in the middle of the canvas."""
    return _clamped(Viewport(photo.width / 2, photo.height / 2, fit_zoom(photo, canvas), canvas), photo)


def is_fit(view: Viewport, photo: Size) -> bool:
    """True where the view shows the whole photo as `fit` does."""
    return abs(view.zoom - fit_zoom(photo, view.canvas)) < _FIT_TOLERANCE


def zoomed(view: Viewport, photo: Size, zoom: float, at: tuple[float, float]) -> Viewport:
    """View at another zoom, with the photo point below `at` (canvas pixels) held in place as far as edges allow."""
    lowest = fit_zoom(photo, view.canvas) / 4
    zoom = min(max(zoom, lowest), ZOOM_MAX)
    point_x, point_y = to_photo(view, at)
    centre_x = point_x + (view.canvas.width / 2 - at[0]) / zoom
    centre_y = point_y + (view.canvas.height / 2 - at[1]) / zoom
    return _clamped(replace(view, centre_x=centre_x, centre_y=centre_y, zoom=zoom), photo)


def panned(view: Viewport, photo: Size, right_px: float, down_px: float) -> Viewport:
    """View after the photo was pushed by canvas pixels."""
    moved = replace(view, centre_x=view.centre_x - right_px / view.zoom, centre_y=view.centre_y - down_px / view.zoom)
    return _clamped(moved, photo)


def resized(view: Viewport, photo: Size, canvas: Size) -> Viewport:
    """View on a canvas of another size: still the whole photo if it was, else the same middle and zoom."""
    if is_fit(view, photo):
        return fit(photo, canvas)
    return _clamped(replace(view, canvas=canvas), photo)


def to_photo(view: Viewport, at: tuple[float, float]) -> tuple[float, float]:
    """Point of the photo, framed as the view has it, below a canvas point."""
    left, top = corner_of(view)
    return (at[0] - left) / view.zoom, (at[1] - top) / view.zoom


def target_of(view: Viewport, region: Rect, pixels: Size) -> Target:
    """Where a region of the photo lies on the canvas.

    A picture made for this very zoom (its size on the canvas is its own size but for rounding) is laid exactly on
    device pixels, because half a pixel of offset would blur it.

    Args:
        view: what is seen.
        region: photo pixels.
        pixels: size of the picture that shows the region.
    """
    left, top = corner_of(view)
    x, y = left + region.x * view.zoom, top + region.y * view.zoom
    width, height = region.width * view.zoom, region.height * view.zoom
    if abs(width - pixels.width) < 1 and abs(height - pixels.height) < 1:
        return Target(round(x), round(y), pixels.width, pixels.height)
    return Target(x, y, width, height)


def corner_of(view: Viewport) -> tuple[float, float]:
    """Where the upper left corner of the framed photo is on the canvas."""
    return (
        view.canvas.width / 2 - view.centre_x * view.zoom,
        view.canvas.height / 2 - view.centre_y * view.zoom,
    )


def on_whole_pixels(view: Viewport) -> Viewport:
    """The same with the corner of the photo on a whole device pixel."""
    return replace(
        view,
        centre_x=_snapped(view.centre_x, view.canvas.width, view.zoom),
        centre_y=_snapped(view.centre_y, view.canvas.height, view.zoom),
    )


def _clamped(view: Viewport, photo: Size) -> Viewport:
    """Leave no empty border where the photo is larger than the canvas, and put its corner on a whole pixel."""
    return replace(
        view,
        centre_x=_held(view.centre_x, photo.width, view.canvas.width, view.zoom),
        centre_y=_held(view.centre_y, photo.height, view.canvas.height, view.zoom),
    )


def _held(centre: float, photo_px: int, canvas_px: int, zoom: float) -> float:
    half = canvas_px / 2 / zoom
    held = photo_px / 2 if photo_px <= 2 * half else min(max(centre, half), photo_px - half)
    return _snapped(held, canvas_px, zoom)


def _snapped(centre: float, canvas_px: int, zoom: float) -> float:
    return (canvas_px / 2 - round(canvas_px / 2 - centre * zoom)) / zoom
