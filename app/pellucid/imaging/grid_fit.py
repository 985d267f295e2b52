"""Fitting an affine bilateral grid to what was done to a small picture, in the time of one slider move.

A sliced grid is linear in its cells, so the best grid is a regularised least-squares problem of 8192 unknowns x for
each channel of the result. With the features f of a pixel p (the bilinear weights of the four vertices around it, times
the tent weights of its brightness, times its whitened colour), its weight w and its target t, it minimises

    sum over p of w (f x - t)^2  +  s x R x  +  n x x                                                         (1)

R sums the squared differences of neighbouring cells; s and n are small shares of the pixels of an average cell. The
normal equations of (1) are

    (F' W F + s R + n I) x = F' W t                                                                           (2)

Their matrix depends on the base picture alone. A pixel joins only neighbouring vertices, so row by row of the grid the
matrix is block-tridiagonal, with D on the diagonal and E beside it:

    E[r-1]' x[r-1] + D[r] x[r] + E[r] x[r+1] = y[r]                                                           (3)

It is factorised once a base, exactly, by block Cholesky from the first row of cells to the last:

    L[r] L[r]' = D[r] - C[r-1]' C[r-1],   C[r] = inverse(L[r]) E[r]                                           (4)

A target then costs one pass over its pixels, for F' W t, and two triangular sweeps. What the base cannot tell (places
and brightnesses that it does not have) follows the neighbouring cells, and at last the one colour matrix that fits the
whole picture best: x is the difference to that matrix. See decision 0012; `pellucid.imaging.bilateral_grid` has how a
grid is used.
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
"""Unknowns of one result channel at one vertex of row and column."""

_ROW = COLUMNS * _CELL

_DARK = 0.2
"""Luma below which an illumination says less and less, since dark divided by dark is noise."""

_UNSEEN = 1e-3
"""Values that are too small for a quotient of their own."""


def _never_stop() -> None:
    """Nobody wants anything else."""


class GridFit:
    """Fits grids to what is done to one base picture, on the CPU.

    Making one takes a quarter of a second, in which the equations are prepared; so does the first illumination.

    Args:
        base: `(3, h, w)` sRGB, clamped to 0 to 1; 256 to 384 pixels on the long side are plenty for 16 x 16 cells.
        check: called some thirty times while equations are prepared; what it raises ends that, to be begun anew.
    """

    def __init__(self, base: Tensor, check: Callable[[], None] = _never_stop) -> None:
        self._base = base.to("cpu", torch.float32).clamp(0, 1)
        self._blocks = _Blocks(self._base)
        self._evenly_weighted = _LeastSquares(
            self._blocks, torch.ones_like(self._base[0]), torch.eye(3, 4, dtype=torch.float64), check
        )
        self._light_weighted: _LeastSquares | None = None

    def fit(self, target: Tensor) -> Tensor:
        """Fit the grid that makes the target of the base, for `bilateral_grid.slice_grid`.

        Args:
            target: `(3, h, w)`, of the base's size; of any range, finite.

        Returns:
            Cells `(12, 8, 16, 16)` float32, contiguous.
        """
        return self._evenly_weighted.solve(target.to("cpu", torch.float32))

    def fit_illumination(self, target: Tensor) -> Tensor:
        """Fit the grid whose illumination S makes the target of the base, for `bilateral_grid.divide_by_grid`.

        S is base / target, from the base to 1, so only targets that are brighter than the base can be reached. Where a
        value is too dark to say, its pixel's other channels and then the whole picture speak for it.

        Args:
            target: `(3, h, w)`, of the base's size, finite.

        Returns:
            Cells `(12, 8, 16, 16)` float32, contiguous.
        """
        if self._light_weighted is None:
            # An error of S changes the result base / S by base / S² as much, and S goes roughly with the base.
            light = luma(self._base)[0]
            nothing = torch.tensor([0.0, 0.0, 0.0, 1.0], dtype=torch.float64).expand(3, 4)
            self._light_weighted = _LeastSquares(self._blocks, light / (light + _DARK).square(), nothing, _never_stop)
        return self._light_weighted.solve(_illumination(self._base, target.to("cpu", torch.float32).clamp(0, 1)))


def _illumination(base: Tensor, target: Tensor) -> Tensor:
    gray, wanted = luma(base), luma(target)
    overall = gray.mean() / wanted.mean().clamp_min(_UNSEEN)
    of_pixel = (gray * wanted + _UNSEEN**2 * overall) / (wanted.square() + _UNSEEN**2)
    of_value = (base * target + _UNSEEN**2 * of_pixel) / (target.square() + _UNSEEN**2)
    return torch.maximum(of_value, base).clamp_max(1)


class _Blocks:
    """The base cut where cells change, so that all pixels of a block lie between the same four vertices.

    There are 17 x 17 blocks: outside the first middles, 15 between middles, and outside the last ones. Sums over the
    pixels of a block are then plain matrix products. Blocks are filled up to one size; a filler counts nothing.

    Attributes:
        base: `(3, h, w)`.
        rows, columns: `(17,)`, the first of the two rows and columns of vertices around a block.
        corners: `(17, 17, 4, pixels)`, the bilinear weights of the four vertices at each pixel, row by row.
    """

    def __init__(self, base: Tensor) -> None:
        self.base = base
        self._down, down, self.rows = _pieces(base.shape[1], ROWS)
        self._across, across, self.columns = _pieces(base.shape[2], COLUMNS)
        corners = torch.einsum("iya,jxb->ijabyx", down, across)
        self.corners = corners.flatten(4).flatten(2, 3).to(base)

    def cut(self, picture: Tensor) -> Tensor:
        """Arrange `(c, h, w)` as `(17, 17, c, pixels)`."""
        pieces = picture[:, self._down.flatten()][:, :, self._across.flatten()]
        return pieces.view(-1, *self._down.shape, *self._across.shape).permute(1, 3, 0, 2, 4).flatten(3)

    def gathered(self, sums: Tensor) -> Tensor:
        """Add up what the blocks have found for their vertices.

        Args:
            sums: `(17, 17, 2, 2, ...)`: block, row and column of the vertex.

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
        Pixel indices `(count + 1, n)`, the tent weights of both neighbouring cells at them
        `(count + 1, n, 2)`, and the first of these cells `(count + 1,)`.
    """
    shares = (torch.arange(length, dtype=torch.float64) + 0.5) / length
    piece = (shares * count + 0.5).floor().long()
    sizes = torch.bincount(piece, minlength=count + 1)
    offsets = torch.arange(int(sizes.max()))
    pixels = ((sizes.cumsum(0) - sizes)[:, None] + offsets).clamp_max(length - 1)
    first = (torch.arange(count + 1) - 1).clamp(0, count - 2)
    cells = torch.stack((first, first + 1), dim=-1)[:, None].expand(-1, len(offsets), -1)
    tents = tent_weights(shares, count)[pixels].gather(2, cells) * (offsets < sizes[:, None])[..., None]
    return pixels, tents, first


class _LeastSquares:
    """Problem (1) for one base and one weight of each of its pixels: its normal equations (2), factorised.

    Colours are brought to a form in which they are uncorrelated over the picture. A penalty on a matrix is then one on
    what it does to the colours that are there, and the equations are well-conditioned.

    Args:
        blocks: of the base.
        weights: `(h, w)`, what an error at a pixel counts.
        prior: `(3, 4)` float64, the matrix where nothing is known at all.
        check: see `GridFit`.
    """

    def __init__(self, blocks: _Blocks, weights: Tensor, prior: Tensor, check: Callable[[], None]) -> None:
        self._blocks = blocks
        self._prior = prior
        base = blocks.base
        self._colors = torch.cat((base, torch.ones_like(base[:1])))
        self._weighted = (self._colors * weights).double().flatten(1)
        self._count = max(float(weights.double().sum()), 1.0)
        self._moments = self._weighted @ self._colors.double().flatten(1).T / self._count
        identity = torch.eye(_COLOR, dtype=torch.float64)
        self._whitening = torch.linalg.inv(torch.linalg.cholesky(self._moments + 1e-4 * identity)).float()

        colors = blocks.cut(torch.einsum("kl,lyx->kyx", self._whitening, self._colors))
        guides = tent_weights(blocks.cut(luma(base))[:, :, 0], DEPTH).movedim(-1, 2)
        self._features = (guides[:, :, :, None] * colors[:, :, None]).flatten(2, 3).mT.contiguous()  # read in order
        weight = blocks.cut(weights[None])
        self._weighted_corners = blocks.corners * weight
        self._factors = _BlockCholesky(*self._normal_matrix(blocks.corners * weight.sqrt(), check), check)

    def _normal_matrix(self, corners: Tensor, check: Callable[[], None]) -> tuple[Tensor, Tensor]:
        """D and E of (3): `(16, 512, 512)` within rows of cells, `(15, 512, 512)` between a row and the next."""
        diagonal, off_diagonal = _regulariser(max(self._count / (ROWS * COLUMNS * DEPTH), _FEWEST_PIXELS))
        pair = 2 * _CELL
        for index, row in enumerate(self._blocks.rows.tolist()):
            check()
            values = (corners[index, :, :, None] * self._features[index].mT[:, None]).flatten(1, 2)
            products = (values @ values.mT).view(-1, 2, pair, 2, pair)  # F' W F of (2), of a row of blocks
            for block, column in enumerate(self._blocks.columns.tolist()):
                there = slice(column * _CELL, column * _CELL + pair)
                diagonal[row, there, there] += products[block, 0, :, 0]
                diagonal[row + 1, there, there] += products[block, 1, :, 1]
                off_diagonal[row, there, there] += products[block, 0, :, 1]
        diagonal.diagonal(dim1=1, dim2=2).mul_(1 + _ROUNDING)
        return diagonal, off_diagonal

    def solve(self, target: Tensor) -> Tensor:
        """Find the cells `(12, depth, rows, columns)` for a target `(3, h, w)`."""
        overall = self._overall(target)
        difference = target - torch.einsum("jk,kyx->jyx", overall, self._colors)
        values = self._weighted_corners[:, :, :, None] * self._blocks.cut(difference)[:, :, None]
        sums = values.flatten(2, 3) @ self._features  # F' W t of (2)
        right_side = (
            self._blocks.gathered(sums.view(ROWS + 1, COLUMNS + 1, 2, 2, 3, _CELL)).permute(0, 2, 1, 3).flatten(2)
        )
        found = self._factors.solve(right_side).view(ROWS, 3, COLUMNS, DEPTH, _COLOR)
        cells = torch.einsum("rjczk,kl->jlzrc", found, self._whitening)
        return (cells + overall[:, :, None, None, None]).flatten(0, 1).contiguous()

    def _overall(self, target: Tensor) -> Tensor:
        """The one matrix `(3, 4)` that fits best."""
        together = target.double().flatten(1) @ self._weighted.T / self._count
        little = 1e-6 * torch.eye(_COLOR, dtype=torch.float64)
        best: Tensor = torch.linalg.solve(self._moments + little, together + self._prior @ little, left=False)
        return best.float()


def _regulariser(pixels: float) -> tuple[Tensor, Tensor]:
    """The part s R + n I of (2), which knows no picture; `pixels` of an average cell. Shapes as of `_normal_matrix`."""
    smooth = pixels * _SMOOTHNESS
    across = torch.kron(_squared_differences(COLUMNS), torch.eye(_CELL))
    through = torch.kron(torch.eye(COLUMNS), torch.kron(_squared_differences(DEPTH), torch.eye(_COLOR)))
    row = smooth * (across + through) + pixels * _NEARNESS * torch.eye(_ROW)
    neighbours = _squared_differences(ROWS).diagonal()
    diagonal = row + smooth * neighbours[:, None, None] * torch.eye(_ROW)
    return diagonal, (-smooth * torch.eye(_ROW)).repeat(ROWS - 1, 1, 1)


def _squared_differences(count: int) -> Tensor:
    """The matrix R of x R x = sum of squared differences of neighbours."""
    steps = torch.diff(torch.eye(count), dim=0)
    return steps.T @ steps


class _BlockCholesky:
    """Block-tridiagonal Cholesky: the matrix of (3), where a row of cells meets only the next, factorised as (4) says.

    Args:
        diagonal: `(n, m, m)`, positive definite together with `off_diagonal`; overwritten.
        off_diagonal: `(n - 1, m, m)`; overwritten.
        check: see `GridFit`.
    """

    def __init__(self, diagonal: Tensor, off_diagonal: Tensor, check: Callable[[], None]) -> None:
        # Triangular solves keep what is left of a row positive definite in float32; inverses of whole rows would not.
        self._inverse_factors = diagonal
        self._couplings = off_diagonal
        identity = torch.eye(diagonal.shape[1])
        for row in range(len(diagonal)):
            check()
            factor = torch.linalg.cholesky(diagonal[row])  # L of (4)
            diagonal[row] = torch.linalg.solve_triangular(factor, identity, upper=False)
            if row < len(off_diagonal):
                off_diagonal[row] = torch.linalg.solve_triangular(factor, off_diagonal[row], upper=False)  # C of (4)
                diagonal[row + 1].addmm_(off_diagonal[row].T, off_diagonal[row], alpha=-1)

    def solve(self, right_sides: Tensor) -> Tensor:
        """Solve (3) for right-hand sides `(n, k, m)`; the same shape comes back."""
        values = list(right_sides)
        for row, inverse in enumerate(self._inverse_factors):
            if row > 0:
                values[row] = values[row] - values[row - 1] @ self._couplings[row - 1]
            values[row] = values[row] @ inverse.T
        for row in range(len(values) - 1, -1, -1):
            if row < len(self._couplings):
                values[row] = values[row] - values[row + 1] @ self._couplings[row].T
            values[row] = values[row] @ self._inverse_factors[row]
        return torch.stack(values)
