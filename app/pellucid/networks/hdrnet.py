"""HDRNet: a small picture in, a bilateral grid of colour matrices out, which changes the picture at any size.

Gharbi et al., "Deep Bilateral Learning for Real-Time Image Enhancement", SIGGRAPH 2017, Section 3. The picture is
reduced to 256 x 256 whatever its proportions; splatting convolutions take it to 16 x 16, a local path keeps the place,
a global path sees the whole, and their sum gives twelve coefficients for each of 8 brightnesses. The grid is sliced at
full size with a guide that is learned as well. Published sizes: 482,080 parameters with curves as the guide, 482,049
with a small network.

Cells are laid out as `imaging.bilateral_grid` and the canvas have them, and are sliced by its one rule. The canvas
knows one guide, luma: a network with `guide="luma"` hands it its cells; for the learned guides, exact in
`bilateral_grid.slice_grid(guide=...)`, it gets a grid fitted to the result, as for any other operation. The reduced
picture is the mean over areas; the authors take the nearest pixel, whose noise is greater. A new network changes
nothing: the last layer begins at 0 and its bias at the identity. No batch norms, as the authors' own settings for
retouching have it. `deepupe` uses the same parts.
"""

from collections.abc import Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.foundation.geometry import UnitRect
from pellucid.imaging.bilateral_grid import COLUMNS, DEPTH, ROWS, WHOLE, slice_grid
from pellucid.imaging.srgb import LUMA, luma

INPUT_PX = 256
"""Side of what the coefficients are found from: four halvings to 16 x 16 cells, two more and a plain layer for all."""

COEFFICIENTS = 12
KNOTS = 16
GUIDES = ("curves", "network", "luma")

IDENTITY = (1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""The matrix that changes nothing, row by row."""

_SPLAT = (8, 16, 32, 64)
_HIDDEN = (256, 128)
"""Channels at multiplier 1."""

_STEEPNESS = 4.0
"""Slope of the guide network's last layer at the start, so that the sigmoid spans the grid."""


class HDRNet(nn.Module):
    """Retouches a picture.

    Args:
        multiplier: of all channels (published: 1).
        guide: `curves` or `network` as published, or `luma`, which has nothing to learn.
    """

    def __init__(self, multiplier: float = 1, guide: str = "curves") -> None:
        super().__init__()
        self.coefficients = Coefficients(multiplier)
        self.coefficients.begin_at(IDENTITY)
        self.guide = make_guide(guide)

    def forward(self, picture: Tensor) -> Tensor:
        """Retouch whole pictures.

        Args:
            picture: `(N, 3, H, W)` sRGB, 0 to 1, any size.

        Returns:
            The same shape, float32, not clamped.
        """
        return sliced(self.cells(picture), picture, self.guide(picture))

    def cells(self, picture: Tensor) -> Tensor:
        """The grids `(N, 12, 8, 16, 16)` of whole pictures `(N, 3, H, W)`, float32; a small copy does as well."""
        cells: Tensor = self.coefficients(reduced(picture))
        return cells


class Coefficients(nn.Module):
    """The low-resolution path: a reduced picture to the cells of a grid.

    Args:
        multiplier: of all channels.
        more_global: plain convolutions after each halving of the global path (HDRNet 0, DeepUPE 5).
        linear_local: convolutions without activation that end the local path (HDRNet 1, DeepUPE 5).
    """

    def __init__(self, multiplier: float = 1, more_global: int = 0, linear_local: int = 1) -> None:
        super().__init__()
        splat = [round(channels * multiplier) for channels in _SPLAT]
        hidden = [round(channels * multiplier) for channels in _HIDDEN]
        width = splat[-1]
        self.splat = nn.Sequential(*(part for pair in pairwise([3, *splat]) for part in _convolved(*pair, stride=2)))
        self.seen = nn.Sequential(
            *(
                part
                for _ in range(2)
                for stride in (2, *[1] * more_global)
                for part in _convolved(width, width, stride=stride)
            )
        )
        sides = [width * (ROWS // 4) * (COLUMNS // 4), *hidden, width]
        layers = [part for pair in pairwise(sides) for part in (nn.Linear(*pair), nn.ReLU())]
        self.whole = nn.Sequential(*layers[:-1])
        self.local = nn.Sequential(
            *_convolved(width, width, stride=1),
            *(nn.Conv2d(width, width, 3, padding=1, bias=False) for _ in range(linear_local)),
        )
        self.prediction = nn.Conv2d(width, COEFFICIENTS * DEPTH, 1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d | nn.Linear):
                nn.init.kaiming_normal_(module.weight)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def begin_at(self, matrix: tuple[float, ...]) -> None:
        """Let all cells be one matrix, twelve numbers row by row, whatever the picture."""
        assert self.prediction.bias is not None
        nn.init.zeros_(self.prediction.weight)
        with torch.no_grad():
            self.prediction.bias.copy_(torch.tensor(matrix).repeat_interleave(DEPTH))

    def forward(self, small: Tensor) -> Tensor:
        """Reduced pictures `(N, 3, 256, 256)` to cells `(N, 12, 8, 16, 16)`, float32."""
        features = self.splat(small)  # (N, C, 16, 16)
        whole = self.whole(self.seen(features).flatten(1))  # (N, C)
        fused = F.relu(self.local(features) + whole[:, :, None, None])
        # Half precision would round the coefficients to steps that show in a flat sky.
        with torch.autocast(small.device.type, enabled=False):
            found: Tensor = self.prediction(fused.float())
        return found.reshape(-1, COEFFICIENTS, DEPTH, ROWS, COLUMNS)


class CurvesGuide(nn.Module):
    """A guide of colours mixed by a matrix, a piecewise linear curve for each, and their mean (Section 3.4.1).

    It begins as luma.
    """

    def __init__(self) -> None:
        super().__init__()
        self.matrix = nn.Conv2d(3, 3, 1)
        self.shifts = nn.Parameter((torch.arange(KNOTS) / KNOTS).repeat(3, 1))
        self.slopes = nn.Parameter(torch.zeros(3, KNOTS))
        self.mix = nn.Conv2d(3, 1, 1)
        assert self.matrix.bias is not None
        assert self.mix.bias is not None
        with torch.no_grad():
            self.matrix.weight.copy_(torch.eye(3).view(3, 3, 1, 1))
            self.slopes[:, 0] = 1
            self.mix.weight.copy_(torch.tensor(LUMA).view(1, 3, 1, 1))
        nn.init.zeros_(self.matrix.bias)
        nn.init.zeros_(self.mix.bias)

    def forward(self, picture: Tensor) -> Tensor:
        """`(N, 3, H, W)` to `(N, 1, H, W)`, 0 to 1; every pixel by itself, so a tile gives what the whole gives."""
        with torch.autocast(picture.device.type, enabled=False):
            colors = self.matrix(picture.float().clamp(0, 1))
            bent = torch.zeros_like(colors)
            for shift, slope in zip(self.shifts.unbind(1), self.slopes.unbind(1), strict=True):
                bent = torch.addcmul(bent, slope.view(3, 1, 1), F.relu_(colors - shift.view(3, 1, 1)))
            guide: Tensor = self.mix(bent).clamp(0, 1)
        return guide


class NetworkGuide(nn.Module):
    """A guide of two layers that see one pixel, ending in a sigmoid; it begins near luma."""

    def __init__(self, width: int = 16) -> None:
        super().__init__()
        self.hidden = nn.Conv2d(3, width, 1)
        self.last = nn.Conv2d(width, 1, 1)
        assert self.hidden.bias is not None
        assert self.last.bias is not None
        with torch.no_grad():
            # One hidden value carries luma through; the others start by chance, and count little.
            self.last.weight.mul_(0.1)
            self.hidden.weight[0] = torch.tensor(LUMA).view(3, 1, 1)
            self.hidden.bias[0] = 0
            self.last.weight[0, 0] = _STEEPNESS
            self.last.bias.fill_(-_STEEPNESS / 2)

    def forward(self, picture: Tensor) -> Tensor:
        """See `CurvesGuide.forward`."""
        with torch.autocast(picture.device.type, enabled=False):
            guide: Tensor = torch.sigmoid(self.last(F.relu(self.hidden(picture.float().clamp(0, 1)))))
        return guide


class LumaGuide(nn.Module):
    """The guide of the canvas: luma, with nothing to learn."""

    def forward(self, picture: Tensor) -> Tensor:
        """See `CurvesGuide.forward`."""
        return luma(picture.float().clamp(0, 1))


def make_guide(kind: str) -> nn.Module:
    """Make a guide of one of `GUIDES`.

    Raises:
        ValueError: another kind.
    """
    kinds: dict[str, type[nn.Module]] = dict(zip(GUIDES, (CurvesGuide, NetworkGuide, LumaGuide), strict=True))
    if kind not in kinds:
        raise ValueError(f"“{kind}” is no guide; there are {', '.join(GUIDES)}.")
    return kinds[kind]()


def reduced(picture: Tensor) -> Tensor:
    """What the coefficients are found from: `(N, 3, H, W)` brought to 256 x 256 by means over areas, clamped."""
    return F.interpolate(picture.clamp(0, 1), size=(INPUT_PX, INPUT_PX), mode="area")


def sliced(cells: Tensor, pictures: Tensor, guides: Tensor, places: Sequence[UnitRect] | None = None) -> Tensor:
    """Slice each picture's grid, with gradients to cells, guides and pictures.

    Args:
        cells: `(N, 12, depth, rows, columns)`.
        pictures: `(N, 3, H, W)`.
        guides: `(N, 1, H, W)`, 0 to 1.
        places: where each picture lies in what its grid spans; None: it is the whole.

    Returns:
        `(N, 3, H, W)`, float32.
    """
    with torch.autocast(pictures.device.type, enabled=False):
        rows = zip(cells.float(), pictures.float(), guides.float(), places or [WHOLE] * len(cells), strict=True)
        return torch.stack([slice_grid(own, picture, place, guide[0]) for own, picture, guide, place in rows])


def thinned(pictures: Tensor, every: int) -> tuple[Tensor, UnitRect]:
    """Every n-th pixel of every n-th row `(N, C, h, w)`, and the place of their area for `sliced`.

    A loss on tone says as much on a few pixels as on all; slicing all of them is most of a step of training.
    """
    height, width = pictures.shape[-2:]
    first = every // 2
    thin = pictures[..., first::every, first::every]
    start = first + 0.5 - every / 2
    left, top = start / width, start / height
    return thin, UnitRect(left, top, thin.shape[-1] * every / width, thin.shape[-2] * every / height)


def _convolved(channels_in: int, channels_out: int, stride: int) -> tuple[nn.Module, nn.Module]:
    return nn.Conv2d(channels_in, channels_out, 3, stride, 1), nn.ReLU(inplace=True)
