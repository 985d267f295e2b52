"""What the render thread hands to the canvas, frozen.

The canvas shows `slice(grid, mix(layers))` over `region`; it never computes pixels itself.
"""

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pellucid.foundation.geometry import Rect

if TYPE_CHECKING:
    # The window is built from these classes before any picture is there; numpy would cost it a tenth of a second.
    import numpy as np
    from numpy.typing import NDArray

    from pellucid.foundation.framing_map import FramingMap


class Exactness(enum.Enum):
    """How far a frame may be trusted; the value is what the badge says."""

    APPROXIMATE = "Draft"
    EXACT_HERE = "Final (visible area)"
    EXACT_EVERYWHERE = "Final"


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


@dataclass(frozen=True)
class Overlay:
    """What a network believes, over the frame's region: values 0 to 1 between the ends of `scale`, `(h, w)` float32."""

    key: str
    values: "NDArray[np.float32]"
    scale: MapScale


@dataclass(frozen=True)
class Frame:
    """One picture of the canvas.

    Attributes:
        generation: number of the request it answers; newer is larger.
        photo: fingerprint of the photo it shows.
        region: pixels covered by all its layers; see `map`.
        scale: layer pixels per photo pixel, at most 1.
        before: the unedited photo.
        layers: the edited photo: one layer, or two between which `mix` chooses.
        mix: 0 shows the first layer, 1 the second.
        grid: what is done to the mixed layers, or None; never to `before`.
        exactness: what the badge says.
        overlay: a map over the photo, where one was asked for.
        note: one line for the badge's tooltip, or empty.
        map: framing of the photo that `region` counts in, and that its pixels follow; None for the photo as it stands.
    """

    generation: int
    photo: str
    region: Rect
    scale: float
    before: Layer
    layers: tuple[Layer, ...]
    mix: float
    exactness: Exactness
    overlay: Overlay | None = None
    grid: Grid | None = None
    note: str = ""
    map: "FramingMap | None" = None
