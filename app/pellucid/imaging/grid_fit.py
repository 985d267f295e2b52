"""Fitting an affine bilateral grid to what was done to a small picture, in the time of one slider move.

A sliced grid is linear in its cells, so the best grid is one least-squares problem of 8192 unknowns, and its normal
equations depend on the base picture alone. They are factorised once a base, exactly; a target costs one pass over its
pixels and two sweeps over the factors. What the base cannot tell (places and brightnesses that it does not have)
follows the neighbouring cells, and at last the one colour matrix that fits the whole picture best: the grid holds the
difference to that matrix, and small penalties keep this difference smooth and small. See decision 0012.

How a grid is used is in `pellucid.imaging.bilateral_grid`.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from pellucid.imaging.bilateral_grid import COLUMNS, DEPTH, ROWS, tent_weights
from pellucid.imaging.srgb import luma

_SMOOTHNESS = 1e-3
"""Penalty on the difference of neighbouring cells, as a share of the pixels an average cell has."""

_NEARNESS = 1e-4
"""Penalty on the distance from the colour matrix of the whole picture, as a share of the same pixels."""

_FEWEST_PIXELS = 16.0
"""An average cell counts at least as so many pixels, so that a tiny picture is penalised, too."""

_ROUNDING = 3e-5
"""What is added to the diagonal, relatively: more than float32 takes off by rounding, less than anyone can see."""

_COLOR = 4
_CELL = DEPTH * _COLOR
"""Unknowns of one result channel at one crossing of row and column."""

_ROW = COLUMNS * _CELL

_DARK = 0.2
"""Luma below which an illumination says less and less, since dark divided by dark is noise."""

_UNSEEN = 1e-3
"""Values that are too small for a quotient of their own."""


def _go_on() -> None:
    """Nobody wants anything else."""


class GridFit:
    """Fits grids to what is done to one base picture, on the CPU.

    Making one takes a quarter of a second, in which the equations are prepared; so does the first illumination.

    Args:
        base: `(3, h, w)` sRGB, clamped to 0 to 1; 256 to 384 pixels on the long side are plenty for 16 x 16 cells.
        ask: called some thirty times while equations are prepared; what it raises ends that, to be begun anew.
    """

    def __init__(self, base: Tensor, ask: Callable[[], None] = _go_on) -> None:
        self._base = base.to("cpu", torch.float32).clamp(0, 1)
        self._blocks = _Blocks(self._base)
        self._alike = _Problem(self._blocks, torch.ones_like(self._base[0]), torch.eye(3, 4, dtype=torch.float64), ask)
        self._by_light: _Problem | None = None

    def fit(self, target: Tensor) -> Tensor:
        """Fit the grid that makes the target of the base, for `bilateral_grid.slice_grid`.

        Args:
            target: `(3, h, w)`, of the base's size; of any range, finite.

        Returns:
            Cells `(12, 8, 16, 16)` float32, contiguous.
        """
        return self._alike.solve(target.to("cpu", torch.float32))

    def fit_illumination(self, target: Tensor) -> Tensor:
        """Fit the grid whose illumination S makes the target of the base, for `bilateral_grid.divide_by_grid`.

        S is base / target, from the base to 1, so only targets that are brighter than the base can be reached. Where a
        value is too dark to say, its pixel's other channels and then the whole picture speak for it.

        Args:
            target: `(3, h, w)`, of the base's size, finite.

        Returns:
            Cells `(12, 8, 16, 16)` float32, contiguous.
        """
        if self._by_light is None:
            # An error of S changes the result base / S by base / S² as much, and S goes roughly with the base.
            light = luma(self._base)[0]
            nothing = torch.tensor([0.0, 0.0, 0.0, 1.0], dtype=torch.float64).expand(3, 4)
            self._by_light = _Problem(self._blocks, light / (light + _DARK).square(), nothing, _go_on)
        return self._by_light.solve(_illumination(self._base, target.to("cpu", torch.float32).clamp(0, 1)))


def _illumination(base: Tensor, target: Tensor) -> Tensor:
    gray, wanted = luma(base), luma(target)
    overall = gray.mean() / wanted.mean().clamp_min(_UNSEEN)
    of_pixel = (gray * wanted + _UNSEEN**2 * overall) / (wanted.square() + _UNSEEN**2)
    of_value = (base * target + _UNSEEN**2 * of_pixel) / (target.square() + _UNSEEN**2)
    return torch.maximum(of_value, base).clamp_max(1)


class _Blocks:
    """The base cut where cells change, so that all pixels of a block lie between the same four crossings.

    There are 17 x 17 blocks: outside the first middles, 15 between middles, and outside the last ones. Sums over the
    pixels of a block are then plain matrix products. Blocks are filled up to one size; a filler counts nothing.

    Attributes:
        base: `(3, h, w)`.
        rows, columns: `(17,)`, the first of the two rows and columns of crossings around a block.
        crossings: `(17, 17, 4, pixels)`: what the crossings count at each pixel, row by row.
    """

    def __init__(self, base: Tensor) -> None:
        self.base = base
        self._down, down, self.rows = _pieces(base.shape[1], ROWS)
        self._across, across, self.columns = _pieces(base.shape[2], COLUMNS)
        crossings = torch.einsum("iya,jxb->ijabyx", down, across)
        self.crossings = crossings.flatten(4).flatten(2, 3).to(base)

    def cut(self, picture: Tensor) -> Tensor:
        """Arrange `(c, h, w)` as `(17, 17, c, pixels)`."""
        pieces = picture[:, self._down.flatten()][:, :, self._across.flatten()]
        return pieces.view(-1, *self._down.shape, *self._across.shape).permute(1, 3, 0, 2, 4).flatten(3)

    def gathered(self, sums: Tensor) -> Tensor:
        """Add up what the blocks have found for their crossings.

        Args:
            sums: `(17, 17, 2, 2, ...)`: block, row and column of the crossing.

        Returns:
            `(16, 16, ...)`.
        """
        result = sums.new_zeros(ROWS, COLUMNS, *sums.shape[4:])
        for row in (0, 1):
            for column in (0, 1):
                places = (self.rows[:, None] + row, self.columns[None] + column)
                result.index_put_(places, sums[:, :, row, column], accumulate=True)
        return result


def _pieces(length: int, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """Cut one axis of pixels at the middles of its cells.

    Returns:
        Pixel indices `(count + 1, n)`, what both neighbouring cells count at them `(count + 1, n, 2)`, and the first of
        these cells `(count + 1,)`.
    """
    shares = (torch.arange(length, dtype=torch.float64) + 0.5) / length
    piece = (shares * count + 0.5).floor().long()
    sizes = torch.bincount(piece, minlength=count + 1)
    offsets = torch.arange(int(sizes.max()))
    pixels = ((sizes.cumsum(0) - sizes)[:, None] + offsets).clamp_max(length - 1)
    first = (torch.arange(count + 1) - 1).clamp(0, count - 2)
    cells = torch.stack((first, first + 1), dim=-1)[:, None].expand(-1, len(offsets), -1)
    counted = tent_weights(shares, count)[pixels].gather(2, cells) * (offsets < sizes[:, None])[..., None]
    return pixels, counted, first


class _Problem:
    """One least-squares problem: a base, and how much each of its pixels counts.

    Colours are brought to a form in which they are uncorrelated over the picture. A penalty on a matrix is then one on
    what it does to the colours that are there, and the equations are well-conditioned.

    Args:
        blocks: of the base.
        weights: `(h, w)`, what an error at a pixel counts.
        resort: `(3, 4)` float64, the matrix where nothing is known at all.
        ask: see `GridFit`.
    """

    def __init__(self, blocks: _Blocks, weights: Tensor, resort: Tensor, ask: Callable[[], None]) -> None:
        self._blocks = blocks
        self._resort = resort
        base = blocks.base
        self._colors = torch.cat((base, torch.ones_like(base[:1])))
        self._weighted = (self._colors * weights).double().flatten(1)
        self._count = max(float(weights.double().sum()), 1.0)
        self._moments = self._weighted @ self._colors.double().flatten(1).T / self._count
        whole = torch.eye(_COLOR, dtype=torch.float64)
        self._whitening = torch.linalg.inv(torch.linalg.cholesky(self._moments + 1e-4 * whole)).float()

        colors = blocks.cut(torch.einsum("kl,lyx->kyx", self._whitening, self._colors))
        guides = tent_weights(blocks.cut(luma(base))[:, :, 0], DEPTH).movedim(-1, 2)
        self._features = (guides[:, :, :, None] * colors[:, :, None]).flatten(2, 3)
        counted = blocks.cut(weights[None])
        self._crossings = blocks.crossings * counted
        self._factors = _Factors(*self._equations(blocks.crossings * counted.sqrt(), ask), ask)

    def _equations(self, crossings: Tensor, ask: Callable[[], None]) -> tuple[Tensor, Tensor]:
        """The normal equations: `(16, 512, 512)` within rows of cells, `(15, 512, 512)` between a row and the next."""
        within, between = _penalties(max(self._count / (ROWS * COLUMNS * DEPTH), _FEWEST_PIXELS))
        pair = 2 * _CELL
        for index, row in enumerate(self._blocks.rows.tolist()):
            ask()
            values = (crossings[index, :, :, None] * self._features[index, :, None]).flatten(1, 2)
            products = (values @ values.mT).view(-1, 2, pair, 2, pair)
            for block, column in enumerate(self._blocks.columns.tolist()):
                there = slice(column * _CELL, column * _CELL + pair)
                within[row, there, there] += products[block, 0, :, 0]
                within[row + 1, there, there] += products[block, 1, :, 1]
                between[row, there, there] += products[block, 0, :, 1]
        within.diagonal(dim1=1, dim2=2).mul_(1 + _ROUNDING)
        return within, between

    def solve(self, target: Tensor) -> Tensor:
        """Find the cells `(12, depth, rows, columns)` for a target `(3, h, w)`."""
        overall = self._overall(target)
        rest = target - torch.einsum("jk,kyx->jyx", overall, self._colors)
        values = self._crossings[:, :, :, None] * self._blocks.cut(rest)[:, :, None]
        sums = values.flatten(2, 3) @ self._features.mT
        wanted = self._blocks.gathered(sums.view(ROWS + 1, COLUMNS + 1, 2, 2, 3, _CELL)).permute(0, 2, 1, 3).flatten(2)
        found = self._factors.solve(wanted).view(ROWS, 3, COLUMNS, DEPTH, _COLOR)
        cells = torch.einsum("rjczk,kl->jlzrc", found, self._whitening)
        return (cells + overall[:, :, None, None, None]).flatten(0, 1).contiguous()

    def _overall(self, target: Tensor) -> Tensor:
        """The one matrix `(3, 4)` that fits best."""
        together = target.double().flatten(1) @ self._weighted.T / self._count
        little = 1e-6 * torch.eye(_COLOR, dtype=torch.float64)
        best: Tensor = torch.linalg.solve(self._moments + little, together + self._resort @ little, left=False)
        return best.float()


def _penalties(pixels: float) -> tuple[Tensor, Tensor]:
    """The part of the equations that knows no picture; `pixels` of an average cell. Shapes as of `_equations`."""
    smooth = pixels * _SMOOTHNESS
    across = torch.kron(_roughness(COLUMNS), torch.eye(_CELL))
    through = torch.kron(torch.eye(COLUMNS), torch.kron(_roughness(DEPTH), torch.eye(_COLOR)))
    row = smooth * (across + through) + pixels * _NEARNESS * torch.eye(_ROW)
    neighbours = _roughness(ROWS).diagonal()
    within = row + smooth * neighbours[:, None, None] * torch.eye(_ROW)
    return within, (-smooth * torch.eye(_ROW)).repeat(ROWS - 1, 1, 1)


def _roughness(count: int) -> Tensor:
    """The matrix R of x R x = sum of squared differences of neighbours."""
    steps = torch.diff(torch.eye(count), dim=0)
    return steps.T @ steps


class _Factors:
    """The equations of a chain, where every row of cells meets only the next: eliminated row by row, ready to solve.

    Args:
        within: `(n, m, m)`, positive definite together with `between`; overwritten.
        between: `(n - 1, m, m)`; overwritten.
        ask: see `GridFit`.
    """

    def __init__(self, within: Tensor, between: Tensor, ask: Callable[[], None]) -> None:
        # Triangular solves keep what is left of a row positive definite in float32; inverses of whole rows would not.
        self._inverses = within
        self._carries = between
        whole = torch.eye(within.shape[1])
        for row in range(len(within)):
            ask()
            factor = torch.linalg.cholesky(within[row])
            within[row] = torch.linalg.solve_triangular(factor, whole, upper=False)
            if row < len(between):
                between[row] = torch.linalg.solve_triangular(factor, between[row], upper=False)
                within[row + 1].addmm_(between[row].T, between[row], alpha=-1)

    def solve(self, wanted: Tensor) -> Tensor:
        """Solve for right-hand sides `(n, k, m)`; the same shape comes back."""
        values = list(wanted)
        for row, inverse in enumerate(self._inverses):
            if row > 0:
                values[row] = values[row] - values[row - 1] @ self._carries[row - 1]
            values[row] = values[row] @ inverse.T
        for row in range(len(values) - 1, -1, -1):
            if row < len(self._carries):
                values[row] = values[row] - values[row + 1] @ self._carries[row].T
            values[row] = values[row] @ self._inverses[row]
        return torch.stack(values)
