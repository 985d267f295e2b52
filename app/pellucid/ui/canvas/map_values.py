"""What a map holds: its value at a place, and how often each value occurs."""

from pellucid.foundation.frame import Frame, Overlay
from pellucid.foundation.geometry import Viewport
from pellucid.foundation.translation import figures, tr
from pellucid.ui.canvas.framed_view import in_picture

BINS = 64
_EVERY = 3
"""Every third pixel of every third row: as many as a legend can show, at a tenth of the cost."""


def value_at(frame: Frame, view: Viewport, place: tuple[float, float]) -> float | None:
    """Value of a frame's map at a place, in the unit of its scale; None where there is none, or none yet.

    Args:
        frame: shows a region of the photo.
        view: as the pane sees the photo.
        place: photo pixels, as the view counts them.
    """
    overlay = frame.overlay
    if overlay is None:
        return None
    x, y = in_picture(frame.after, view, place)
    region, (height, width) = frame.after.region, overlay.values.shape
    column = int((x - region.x) / region.width * width)
    row = int((y - region.y) / region.height * height)
    if not (0 <= column < width and 0 <= row < height):
        return None
    scale, share = overlay.scale, float(overlay.values[row, column])
    return scale.low + share * (scale.high - scale.low) if share >= 0 else None


def heights_of(overlay: Overlay) -> tuple[float, ...]:
    """How often values occur from the lower to the upper end, `BINS` numbers from 0 to 1, the most frequent at 1."""
    import numpy as np  # noqa: PLC0415 -- costs a tenth of a second, which the first window does without

    counts, _ = np.histogram(overlay.values[::_EVERY, ::_EVERY], bins=BINS, range=(0.0, 1.0))
    highest = max(1, int(counts.max()))
    return tuple(float(count) / highest for count in counts)


def shown_value(overlay: Overlay, value: float) -> str:
    """A value for people, with as many digits as its scale can tell apart, and its unit."""
    span = abs(overlay.scale.high - overlay.scale.low)
    digits = 0 if span >= 100 else 1 if span >= 10 else 2
    return f"{figures(f'{value:.{digits}f}')} {tr(overlay.scale.unit)}".rstrip()
