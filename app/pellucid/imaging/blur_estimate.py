"""How blurred a picture is, and along which direction, by the widths of its edges.

An edge of a sharp picture is a pixel or two wide whichever way it runs. Out of focus, all are wide. A camera that moved
left those wide that cross its path, and sharp those that run along it. The width is the contrast of an edge over its
steepest slope, along its gradient (as Marziliano and others, "Perceptual blur and ringing metrics", 2004, with any
direction in place of rows). What counts are the sharpest edges of a direction: soft things are in every
photo, sharp ones only where nothing blurred them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pellucid.imaging.srgb import luma

MAP_RADIUS_PX = 8
"""How far around a pixel `edge_width_map` looks for an edge; a pixel more for its slope."""

DIRECTIONS = 12
"""Of edges, over half a turn."""

REACH_PX = 24
"""Wider edges than twice this are not told apart."""

_STEEPEST_SHARE = 0.02
_MOST_EDGES = 3000
"""Of one piece."""

_LEAST_CONTRAST = 0.06
_LEAST_SLOPE = 0.008
_SHARPEST, _USUAL, _MIDDLE = 0.05, 0.2, 0.5
"""Quantiles of widths: of what nothing but blur widened, of what tells directions apart, and of a path's length."""

_SHARP_PX = 1.3
"""Width of an edge that nothing blurred, after the smoothing here."""

_LEAST_COUNT, _LEAST_DIRECTIONS = 25, 5
"""Edges of a direction, and directions; fewer tell nothing."""

_ENOUGH = 1500
"""Edges that leave no doubt."""

_STEP = 0.5
_SLACK = 0.002


@dataclass(frozen=True)
class Edges:
    """Edges that were measured, `(count,)` each.

    Attributes:
        width_px: contrast over steepest slope.
        direction: of the gradient in radians, 0 to pi, from the right clockwise on the screen.
        x, y: where.
        contrast: from one side to the other, in sRGB.
    """

    width_px: Tensor
    direction: Tensor
    x: Tensor
    y: Tensor
    contrast: Tensor

    def __len__(self) -> int:
        return len(self.width_px)


@dataclass(frozen=True)
class Blur:
    """How blurred a picture is.

    Attributes:
        width_px: of the sharpest edges, as a mean over the directions: below 2 in a sharp picture.
        widest_px: of the sharpest edges of the direction in which even these are wide.
        usual_px: of edges that are not among the sharpest, as a mean over the directions.
        elongation: by which share the direction of the widest edges stands out from the mean, and that across it back.
        length_px: of the path of a camera that leaves edges as wide as those of the widest direction.
        direction_deg: of that path, 0 to 180, from the right clockwise on the screen.
        confidence: 0 to 1, by how many edges there are and how many ways they run.
    """

    width_px: float
    widest_px: float
    usual_px: float
    elongation: float
    length_px: float
    direction_deg: float
    confidence: float


UNKNOWN = Blur(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def measure_edges(picture: Tensor, noise: float = 0.0) -> Edges:
    """Measure the strongest edges of a picture.

    Args:
        picture: `(3, h, w)`, 0 to 1.
        noise: its standard deviation; fainter edges than it can make do not count.
    """
    gray = _smoothed(luma(picture))
    across, down = _slopes(gray)
    size = torch.hypot(across, down)
    x, y = _ridge(size, across, down, max(_LEAST_SLOPE, 2 * noise))
    slope = size[y, x]
    along = torch.stack((across[y, x], down[y, x]), dim=1) / slope[:, None]
    contrast, steepest = _profile(gray, x, y, along)
    width = contrast / steepest.clamp_min(1e-6)
    kept = contrast > max(_LEAST_CONTRAST, 6 * noise)
    direction = torch.atan2(along[:, 1], along[:, 0]).remainder(math.pi)
    return Edges(width[kept], direction[kept], x[kept], y[kept], contrast[kept])


def blur_of(pieces: Sequence[Edges]) -> Blur:
    """What the edges of all pieces together say."""
    widths = torch.cat([edges.width_px for edges in pieces])
    turns = torch.cat([edges.direction for edges in pieces]) * (DIRECTIONS / math.pi)
    places = turns.round().long() % DIRECTIONS
    known = [place for place in range(DIRECTIONS) if int((places == place).sum()) >= _LEAST_COUNT]
    if len(known) < _LEAST_DIRECTIONS:
        return UNKNOWN
    sharpest = torch.stack([widths[places == place].quantile(_SHARPEST) for place in known])
    usual = torch.stack([widths[places == place].quantile(_USUAL) for place in known])
    elongation, direction_deg = _elongated(usual, torch.tensor(known) * (math.pi / DIRECTIONS))
    widest = known[int(usual.argmax())]
    length = math.sqrt(max(0.0, float(widths[places == widest].quantile(_MIDDLE)) ** 2 - _SHARP_PX**2))
    confidence = min(1.0, len(widths) / _ENOUGH) * len(known) / DIRECTIONS
    return Blur(
        float(sharpest.mean()),
        float(sharpest.max()),
        float(usual.mean()),
        elongation,
        length,
        direction_deg,
        confidence,
    )


def edge_width_map(picture: Tensor) -> Tensor:
    """Width of the edge near every pixel of a picture `(3, h, w)`, `(h, w)` in pixels; 0 where there is none.

    Contrast over steepest slope, both within `MAP_RADIUS_PX`.
    """
    gray = luma(picture)
    across = F.pad(gray, (1, 1, 0, 0), mode="replicate")
    down = F.pad(gray[None], (0, 0, 1, 1), mode="replicate")[0]
    slope = torch.hypot((across[..., 2:] - across[..., :-2]) / 2, (down[:, 2:] - down[:, :-2]) / 2)
    side = 2 * MAP_RADIUS_PX + 1
    high, low, steepest = (F.max_pool2d(plane, side, 1, MAP_RADIUS_PX) for plane in (gray, -gray, slope))
    contrast = high + low
    return torch.where(contrast > _LEAST_CONTRAST, contrast / steepest.clamp_min(1e-4), 0.0)[0]


def _elongated(widths: Tensor, directions: Tensor) -> tuple[float, float]:
    """The wave of half a turn in the logarithm of the widths: its height, and where it is highest, in degrees."""
    waves = torch.stack((torch.ones_like(directions), (2 * directions).cos(), (2 * directions).sin()), dim=1)
    _, even, odd = torch.linalg.lstsq(waves, widths.log()[:, None]).solution.flatten().tolist()
    return math.hypot(even, odd), math.degrees(math.atan2(odd, even)) / 2 % 180


def _smoothed(gray: Tensor) -> Tensor:
    kernel = torch.tensor([0.125, 0.75, 0.125]).to(gray)  # a perfect step stays 1.3 px wide
    padded = F.pad(gray[None], (1, 1, 1, 1), mode="replicate")
    return F.conv2d(F.conv2d(padded, kernel.view(1, 1, 1, 3)), kernel.view(1, 1, 3, 1))[0, 0]


def _slopes(gray: Tensor) -> tuple[Tensor, Tensor]:
    """Change a pixel, to the right and down, `(h, w)`; 0 at the border."""
    across, down = torch.zeros_like(gray), torch.zeros_like(gray)
    across[:, 1:-1] = (gray[:, 2:] - gray[:, :-2]) / 2
    down[1:-1] = (gray[2:] - gray[:-2]) / 2
    return across, down


def _ridge(size: Tensor, across: Tensor, down: Tensor, least: float) -> tuple[Tensor, Tensor]:
    """Places where the slope is steeper than a pixel before and behind, the steepest ones."""
    margin = 3
    inner = size[margin:-margin, margin:-margin]
    is_level = across.abs() > down.abs()
    before = torch.where(is_level, size.roll(1, 1), size.roll(1, 0))[margin:-margin, margin:-margin]
    behind = torch.where(is_level, size.roll(-1, 1), size.roll(-1, 0))[margin:-margin, margin:-margin]
    chosen = (inner >= before) & (inner > behind) & (inner > least)
    y, x = torch.nonzero(chosen, as_tuple=True)
    if len(x) > _MOST_EDGES:
        strongest = inner[y, x].topk(_MOST_EDGES).indices
        y, x = y[strongest], x[strongest]
    return x + margin, y + margin


def _profile(gray: Tensor, x: Tensor, y: Tensor, along: Tensor) -> tuple[Tensor, Tensor]:
    """Contrast and steepest slope along the gradient, as far as the picture goes on rising."""
    height, width = gray.shape
    offsets = torch.arange(-REACH_PX, REACH_PX + _STEP / 2, _STEP).to(gray)
    places = torch.stack((x, y), dim=1)[:, None] + offsets[:, None] * along[:, None]  # (edges, offsets, 2)
    size = torch.tensor([width - 1, height - 1]).to(gray)
    grid = places / size * 2 - 1
    values = F.grid_sample(gray[None, None], grid[None], "bilinear", "border", align_corners=True)[0, 0]
    steps = values.diff(dim=1)
    middle = len(offsets) // 2
    rising = steps > _SLACK * _STEP
    ahead = rising[:, middle:].long().cumprod(dim=1) * steps[:, middle:]
    behind = rising[:, :middle].flip(1).long().cumprod(dim=1) * steps[:, :middle].flip(1)
    contrast = ahead.sum(dim=1) + behind.sum(dim=1)
    steepest = torch.maximum(ahead.amax(dim=1), behind.amax(dim=1)) / _STEP
    return contrast, steepest
