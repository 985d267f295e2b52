"""Before and after: which part of the canvas shows which. No Qt.

A split shares one view between two panes; side by side gives each half of the canvas its own copy of the view; a lens
shows the other side around the pointer, over the first.
"""

import enum
from dataclasses import dataclass, replace

from pellucid.foundation.geometry import Rect, Size
from pellucid.foundation.translation import mark

GAP_PX = 2
"""Device pixels between the halves of side by side."""

_EDGE_SHARE = 0.02
_LENS_SHARE = 0.4
"""Side of the lens, of the canvas' shorter side."""


class CompareMode(enum.Enum):
    """How before and after are shown."""

    OFF = "off"
    SPLIT = "split"
    SPLIT_HORIZONTAL = "split-horizontal"
    SIDE_BY_SIDE = "side-by-side"
    LENS = "lens"


class Side(enum.Enum):
    """Which of the two pictures; the value is its label."""

    BEFORE = mark("Before")
    AFTER = mark("After")


@dataclass(frozen=True)
class Pane:
    """A part of the canvas that shows one side; its view has its origin at (`origin_x`, 0) of the canvas."""

    area: Rect
    origin_x: int
    side: Side


@dataclass(frozen=True)
class Compare:
    """State of the comparison.

    Attributes:
        mode: how it is shown.
        position: of the divider, 0 to 1 of the canvas.
        lens: middle of the lens, in device pixels.
        names: what the two pictures are called.
        swapped: after is on the left or above.
        original: the unedited photo is shown everywhere, whatever the mode.
    """

    mode: CompareMode = CompareMode.OFF
    position: float = 0.5
    swapped: bool = False
    original: bool = False
    lens: tuple[float, float] = (0.0, 0.0)
    names: tuple[str, str] = (Side.BEFORE.value, Side.AFTER.value)

    def name_of(self, side: Side) -> str:
        """What a side is called."""
        return self.names[list(Side).index(side)]

    @property
    def is_shared(self) -> bool:
        """True where both pictures lie in the same place, and each is seen in a part of it."""
        return not self.original and self.mode not in (CompareMode.OFF, CompareMode.SIDE_BY_SIDE)

    @property
    def is_split(self) -> bool:
        """True where there is a divider."""
        return self.mode in (CompareMode.SPLIT, CompareMode.SPLIT_HORIZONTAL) and not self.original

    def view_canvas(self, canvas: Size) -> Size:
        """Size that a view of the photo fills."""
        if self.mode is CompareMode.SIDE_BY_SIDE and not self.original:
            return Size(max(1, (canvas.width - GAP_PX) // 2), canvas.height)
        return canvas

    def panes(self, canvas: Size) -> tuple[Pane, ...]:
        """Parts of the canvas, left or upper one first."""
        whole = Rect.of(canvas)
        if self.original:
            return (Pane(whole, 0, Side.BEFORE),)
        if self.mode is CompareMode.OFF:
            return (Pane(whole, 0, Side.AFTER),)
        first, second = (Side.AFTER, Side.BEFORE) if self.swapped else (Side.BEFORE, Side.AFTER)
        if self.mode is CompareMode.SIDE_BY_SIDE:
            half = self.view_canvas(canvas)
            start = canvas.width - half.width
            left, right = Rect.of(half), Rect(start, 0, half.width, half.height)
            return Pane(left, 0, first), Pane(right, start, second)
        if self.mode is CompareMode.LENS:
            return Pane(whole, 0, second), Pane(self.lens_area(canvas), 0, first)
        if self.mode is CompareMode.SPLIT:
            cut = round(self.position * canvas.width)
            left, right = Rect(0, 0, cut, canvas.height), Rect(cut, 0, canvas.width - cut, canvas.height)
            return Pane(left, 0, first), Pane(right, 0, second)
        cut = round(self.position * canvas.height)
        upper, lower = Rect(0, 0, canvas.width, cut), Rect(0, cut, canvas.width, canvas.height - cut)
        return Pane(upper, 0, first), Pane(lower, 0, second)

    def lens_area(self, canvas: Size) -> Rect:
        """What of the canvas the lens covers; it stays inside."""
        side = round(_LENS_SHARE * min(canvas.width, canvas.height))
        left, top = (round(middle - side / 2) for middle in self.lens)
        return Rect(min(max(0, left), canvas.width - side), min(max(0, top), canvas.height - side), side, side)

    def in_pane(self, at: tuple[float, float], canvas: Size) -> tuple[float, float]:
        """A canvas point as the pane below it counts it."""
        pane = next((pane for pane in reversed(self.panes(canvas)) if at[0] >= pane.origin_x), None)
        return (at[0] - pane.origin_x, at[1]) if pane else at

    def side_at(self, at: tuple[float, float], canvas: Size) -> Side:
        """Which picture a canvas point shows."""
        for pane in reversed(self.panes(canvas)):
            area = pane.area
            if area.x <= at[0] < area.right and area.y <= at[1] < area.bottom:
                return pane.side
        return Side.AFTER

    def distance_px(self, at: tuple[float, float], canvas: Size) -> float:
        """Device pixels between a canvas point and the divider; infinite where there is none."""
        if not self.is_split:
            return float("inf")
        if self.mode is CompareMode.SPLIT:
            return abs(at[0] - self.position * canvas.width)
        return abs(at[1] - self.position * canvas.height)

    def dragged(self, at: tuple[float, float], canvas: Size) -> "Compare":
        """Put the divider at a canvas point, always far enough inside to be grabbed again; or the lens around it."""
        if self.mode is CompareMode.LENS:
            return replace(self, lens=at)
        share = at[0] / canvas.width if self.mode is CompareMode.SPLIT else at[1] / canvas.height
        return replace(self, position=min(max(share, _EDGE_SHARE), 1 - _EDGE_SHARE))
