"""What the render thread hands to the canvas, frozen.

The canvas shows `slice(tail, mix(layers))` of each picture; it never computes pixels itself.
"""

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pellucid.foundation.geometry import Rect
from pellucid.foundation.translation import mark

if TYPE_CHECKING:
    # The window is built from these classes before any picture is there; numpy would cost it a tenth of a second.
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.foundation.clipping import Clipping
    from pellucid.foundation.difference import Difference
    from pellucid.foundation.framing_map import FramingMap
    from pellucid.foundation.histogram import Histogram


class Exactness(enum.Enum):
    """How far a frame may be trusted; the value is what the badge says."""

    APPROXIMATE = mark("Draft")
    EXACT_HERE = mark("Final (visible area)")
    EXACT_EVERYWHERE = mark("Final")


@dataclass(frozen=True)
class Layer:
    """One picture of a region, for display.

    `pixels` is `(h, w, 4)` uint8 sRGB, alpha 255, C-contiguous and read-only. `key` names its content: a
    texture is uploaded once a key.
    """

    key: str
    pixels: "NDArray[np.uint8]"


class GridMode(enum.Enum):
    """What a sliced grid does to a pixel (r, g, b): with A the 3x4 matrix found there and v = A (r, g, b, 1).

    APPLY: the result is v.
    DIVIDE: v is the illumination S, and the result is the pixel divided by max(S, pixel, 1e-4), a channel each.
    """

    APPLY = "apply"
    DIVIDE = "divide"


@dataclass(frozen=True)
class Grid:
    """An affine bilateral grid, as HDRNet slices it (Gharbi et al., SIGGRAPH 2017).

    Attributes:
        key: names its content; a texture is uploaded once a key.
        cells: `(12, depth, rows, columns)` float32, read-only: the matrices row by row. Columns and rows divide `area`
            evenly, depth divides luma (0.299, 0.587, 0.114) from 0 to 1; a matrix stands in the middle of its cell.
            Between the middles it is mixed trilinearly, beyond the outer ones it is held.
        area: photo pixels that the grid spans.
        mode: what it does.
    """

    key: str
    cells: "NDArray[np.float32]"
    area: Rect
    mode: GridMode = GridMode.APPLY


@dataclass(frozen=True)
class MapScale:
    """How to read an overlay: its title, unit, and the values at both ends of the colour bar."""

    title: str
    unit: str
    low: float
    high: float


UNKNOWN = -1000.0
"""Value of a map where it is not computed yet; nothing is laid over the photo there, nor between it and a value."""


@dataclass(frozen=True)
class Overlay:
    """An analysis map over the frame's region, as far as it is computed.

    Attributes:
        key: names its content.
        values: 0 to 1 between the ends of `scale`, and `UNKNOWN` where nothing is computed yet, `(h, w)` float32.
        scale: its ends and unit.
        source: operation and map.
        is_whole: nothing of it is unknown.
    """

    key: str
    values: "NDArray[np.float32]"
    scale: MapScale
    source: tuple[str, str] = ("", "")
    is_whole: bool = True


@dataclass(frozen=True)
class MaskTexture:
    """How much of something a mask lets through over a picture's region.

    `values` is `(h, w)` uint8, 0 nothing and 255 all, C-contiguous and read-only. `key` names its content; a texture is
    uploaded once a key.
    """

    key: str
    values: "NDArray[np.uint8]"


@dataclass(frozen=True)
class TailMix:
    """All steps on tone and colour, which may differ where masks are.

    With A₀ the matrix that the base has for a pixel, Aₖ that of a local and mₖ the value of its mask, the pixel is
    given to A₀ + Σ mₖ (Aₖ - A₀). Matrices are mixed and applied once, so that locals cost no pass of their own.

    Attributes:
        base: outside of all masks.
        locals: the whole tail as it is inside one mask, and that mask; at most `MOST_LOCALS`, all of the base's mode.
    """

    base: Grid
    locals: "tuple[tuple[Grid, MaskTexture], ...]" = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names all it does."""
        return (self.base.key, *(name for grid, mask in self.locals for name in (grid.key, mask.key)))


MOST_LOCALS = 4
"""As many masks as one texture has channels; of more the engine slices itself."""


@dataclass(frozen=True)
class Picture:
    """One side of the canvas: before, or after.

    Attributes:
        region: pixels covered by all its layers; see `framing`.
        layers: one, or two between which `mix` chooses.
        mix: 0 shows the first layer, 1 the second; or a mask, which says it for every pixel.
        tail: what is done to the mixed layers, or None.
        framing: the framed photo that `region` counts in, and that the pixels follow; None for the photo as it stands.
            Two sides may have different ones.
    """

    region: Rect
    layers: tuple[Layer, ...]
    mix: float | MaskTexture = 0.0
    tail: TailMix | None = None
    framing: "FramingMap | None" = None

    @property
    def shown(self) -> tuple[Layer, ...]:
        """The layers of which anything is seen: both only where `mix` lies between them."""
        if len(self.layers) == 1 or isinstance(self.mix, MaskTexture):
            return self.layers
        if self.mix <= 0:
            return self.layers[:1]
        return self.layers if self.mix < 1 else self.layers[1:]

    @property
    def name(self) -> str:
        """Names all that is seen."""
        mixed = self.mix.key if isinstance(self.mix, MaskTexture) else str(self.mix)
        mixes = (mixed,) if len(self.shown) > 1 else ()
        return " ".join((*(layer.key for layer in self.shown), *mixes, *(self.tail.names if self.tail else ())))


@dataclass(frozen=True)
class Frame:
    """One picture of the canvas, as it was and as it is.

    Attributes:
        generation: number of the request it answers; newer is larger.
        photo: fingerprint of the photo it shows.
        scale: layer pixels per photo pixel, at most 1.
        before: the unedited photo, or what else the result is compared with.
        after: the edited photo.
        exactness: what the badge says of it.
        overlay: a map over the region of the edited photo, where one was asked for.
        note: one line for the badge's tooltip, or empty.
        histogram: of what the export will hold, or None where nothing is known.
        shown_mask: the mask that was asked for over the edited photo, on its region and in its framing; None for none.
        compared: names the edit that `before` shows; empty for the unedited photo.
        clipping: of the edited photo, where it was asked for.
        difference: what it shows in the place of the edited photo is the difference between the two; None for no such.
    """

    generation: int
    photo: str
    scale: float
    before: Picture
    after: Picture
    exactness: Exactness
    overlay: Overlay | None = None
    note: str = ""
    histogram: "Histogram | None" = None
    clipping: "Clipping | None" = None
    shown_mask: MaskTexture | None = None
    compared: str = ""
    difference: "Difference | None" = None
