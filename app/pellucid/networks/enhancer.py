"""HDRNet for photos that came out badly: it looks at plain facts of the photo first, and cannot spoil a good one.

HDRNet (Gharbi et al., SIGGRAPH 2017) finds a bilateral grid of colour matrices in 256 x 256 pixels. What puts a photo
right is mostly the same everywhere, and hangs on its darkest, brightest and mean values and on the colour of its light
more than on what it shows; Bychkovsky et al. ("Learning photographic global tonal adjustment", CVPR 2011) learn from
such facts alone. Here a few layers read them and choose one correction of the whole photo (`imaging.correction`): how
far black and white are spread, a gamma, how strong colours are, and which of the classical estimates of the light to
believe, so no other light than one of those is taken out. HDRNet sees the corrected picture and does the rest.

Its matrices are held where they can do no harm: gray stays gray, black stays black and white white, and how far they
depart from the identity is bounded. A trust between 0 and 1, found from the facts as well, scales everything; it is
what lets good photos alone. The guide is luma, which the canvas has, too. A new network does about half
of what automatic levels do.
"""

from itertools import pairwise

import torch
from torch import Tensor, nn

from pellucid.imaging.bilateral_grid import slice_points
from pellucid.imaging.correction import UNCHANGED, corrected
from pellucid.imaging.illuminants import ESTIMATES, estimated_stops
from pellucid.imaging.neutral_grid import black_kept, gray_kept, white_kept
from pellucid.imaging.srgb import luma
from pellucid.networks.hdrnet import COEFFICIENTS, IDENTITY, Coefficients, reduced, sliced

SHARES = (0.002, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.995, 0.998)
"""Of the pixels, below which the facts tell how bright they are."""

DARKEST, BRIGHTEST = SHARES.index(0.005), SHARES.index(0.995)
"""What the spread is taken from."""

BLACK_AND_WHITE, TRUST, BELIEF = slice(0, 2), 4, slice(5, None)
"""Where they stand in what is chosen; gamma and colour are 2 and 3."""

MOST_SPREAD = 1.2
"""Black and white point lie at most so many times as far from the ends as these brightnesses."""

MOST_GAMMA, MOST_COLOR = 1.3, 1.0
"""Binary logarithms."""

MOST_DEPARTURE = 0.6
"""Of any entry of a matrix."""

_WIDTH = 96
_EVERY = 4
"""Facts are told from every fourth pixel of every fourth row of 256 x 256."""

_QUICKNESS = 4.0
"""What is chosen is so many times what the last layer gives: it has far to go, and learns as fast as all others."""

_START = (0.0, 0.0, 0.0, 0.0, 1.0, *[-3.0] * len(ESTIMATES))
"""Of a new network: black and white are spread by half, and hardly any light is taken out."""


class Enhancer(nn.Module):
    """Corrects a picture.

    Args:
        multiplier: of HDRNet's channels (published: 1).
    """

    def __init__(self, multiplier: float = 1) -> None:
        super().__init__()
        facts = 5 * len(SHARES) + 4 + 3 * len(ESTIMATES)
        sides = (facts, _WIDTH, _WIDTH, _WIDTH)
        self.reader = nn.Sequential(*(part for pair in pairwise(sides) for part in (nn.Linear(*pair), nn.GELU())))
        self.choice = nn.Linear(_WIDTH, 5 + len(ESTIMATES))
        nn.init.zeros_(self.choice.weight)
        with torch.no_grad():
            self.choice.bias.copy_(torch.tensor(_START) / _QUICKNESS)
        self.coefficients = Coefficients(multiplier)
        self.coefficients.begin_at((0.0,) * COEFFICIENTS)

    def forward(self, picture: Tensor) -> Tensor:
        """Correct whole pictures `(N, 3, H, W)`, sRGB, 0 to 1, any size; the same shape, float32, not clamped."""
        settings, cells = self.look(picture)
        start = corrected(picture.float().clamp(0, 1), settings)
        return sliced(cells, start, luma(start))

    def at_points(self, picture: Tensor, points: Tensor, colors: Tensor) -> Tensor:
        """What becomes of single pixels.

        Args:
            picture: whole pictures, `(N, 3, H, W)`.
            points: `(N, n, 2)`, where pixels lie across and down, as shares of the picture.
            colors: `(N, n, 3)`, what they are.

        Returns:
            `(N, n, 3)`, float32, not clamped.
        """
        settings, cells = self.look(picture)
        with torch.autocast(picture.device.type, enabled=False):
            start = corrected(colors.float().mT[..., None], settings)
            return slice_points(cells, start[..., 0].mT, points, luma(start)[:, 0, :, 0])

    def corrected(self, few: Tensor) -> Tensor:
        """The correction alone, without the grid, of some pixels of whole pictures that facts are told from.

        Args:
            few: `(N, 3, h, w)`, every fourth pixel of every fourth row of pictures reduced to 256 x 256.
        """
        with torch.autocast(few.device.type, enabled=False):
            return corrected(few.float(), self._choose(few.float())[0])

    def look(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Find what corrects whole pictures `(N, 3, H, W)`; a small copy does as well.

        Returns:
            Settings of the correction, `(N, 7)`, and the cells for the corrected picture, `(N, 12, 8, 16, 16)`.
        """
        small = reduced(picture)
        with torch.autocast(picture.device.type, enabled=False):
            settings, trust = self._choose(small.float()[..., _EVERY // 2 :: _EVERY, _EVERY // 2 :: _EVERY])
            start = corrected(small.float(), settings)
        return settings, held(self.coefficients(start), trust)

    def _choose(self, few: Tensor) -> tuple[Tensor, Tensor]:
        """Settings of the correction and trust, `(N, 7)` and `(N,)`, from some pixels of pictures `(N, 3, h, w)`."""
        levels = _levels(few)
        chosen = _QUICKNESS * self.choice(self.reader(_facts(few, levels)))
        spread = MOST_SPREAD * chosen[:, BLACK_AND_WHITE].sigmoid()
        room = torch.stack((levels[:, 0, DARKEST], 1 - levels[:, 0, BRIGHTEST]), dim=1)
        ends = torch.tensor([0.0, 1.0]).to(few) + spread * room * torch.tensor([1.0, -1.0]).to(few)
        gamma, color = (most * chosen[:, at : at + 1].tanh() for most, at in ((MOST_GAMMA, 2), (MOST_COLOR, 3)))
        unbalanced = torch.zeros_like(levels[:, 0, :3])
        belief = chosen[:, BELIEF].sigmoid()
        belief = belief / belief.sum(dim=1, keepdim=True).clamp_min(1)
        # The light is looked for once its veil is gone.
        stops = estimated_stops(corrected(few, torch.cat((ends, gamma, unbalanced, color), dim=1)))
        balance = (belief[:, :, None] * stops).sum(dim=1)
        trust = chosen[:, TRUST].sigmoid()
        wanted = torch.cat((ends, gamma, balance, color), dim=1)
        return torch.lerp(torch.tensor(UNCHANGED).to(few), wanted, trust[:, None]), trust


def held(departure: Tensor, trust: Tensor) -> Tensor:
    """Cells that depart from the identity where they can do no harm.

    Args:
        departure: from the identity, `(N, 12, depth, rows, columns)`, any size.
        trust: 0 to 1, `(N,)`.

    Returns:
        Cells of the same shape; see `imaging.neutral_grid`.
    """
    bounded = MOST_DEPARTURE * torch.tanh(departure / MOST_DEPARTURE) * trust.view(-1, 1, 1, 1, 1)
    return black_kept(white_kept(gray_kept(bounded + torch.tensor(IDENTITY).to(bounded).view(1, -1, 1, 1, 1))))


def _levels(few: Tensor) -> Tensor:
    """Brightnesses below which `SHARES` of the pixels lie: of luma, each channel, and the range of channels.

    `(N, 5, shares)` of `(N, 3, h, w)`.
    """
    spans = few.amax(dim=1, keepdim=True) - few.amin(dim=1, keepdim=True)
    ordered = torch.cat((luma(few), few, spans), dim=1).flatten(2).sort(dim=2).values
    last = ordered.shape[2] - 1
    return ordered[..., [round(share * last) for share in SHARES]]


def _facts(few: Tensor, levels: Tensor) -> Tensor:
    """What is told of pictures `(N, 3, h, w)`, each number about -1 to 1: `(N, facts)`."""
    gray = luma(few)
    means = torch.cat((few.mean((2, 3)), gray.std((2, 3))), dim=1)
    return torch.cat(((levels - 0.5).flatten(1), means - 0.4, estimated_stops(few).flatten(1)), dim=1)
