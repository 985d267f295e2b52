"""Deep Photo Enhancer: a U-Net that knows what the whole picture shows (Chen et al., CVPR 2018).

The generator goes down to a sixteenth of the picture and further to one vector of the whole, which is told to every
place before the way up. It predicts what to add to the picture. It has one size, because the vector is made by a
convolution over all that is left of the picture: 512 pixels as published, other sides have a smaller or larger one.
Smaller pictures are mirrored up to the square. Larger photos are reduced first, and what became of the small copy is
carried to full size by a fitted bilateral grid (`imaging.grid_fit`), so the network itself needs to see no more.

Training goes both ways, from plain to finished photos and back. A generator then works on two kinds of pictures,
given ones and those that the other generator made, which share its convolutions but not its batch norms: individual
batch norm. One of four generators of the published description ships: from plain to finished, with one set.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pellucid.networks.padding import mirrored_to

GIVEN = 0
"""The batch norms for photos; the only set of a network that ships."""

MADE = 1
"""The batch norms for pictures that the other generator made."""

SIDE_MULTIPLE = 64
"""The side is halved six times before the convolution that makes the vector."""

CRITIC_SIDE_MULTIPLE = 32

CRITIC_SLOPE = 0.2
"""Of the leaky ReLU of critics, below zero."""

_ENHANCER = "enhancer."


class DPE(nn.Module):
    """The generator: a plain photo to a finished one.

    Args:
        width: channels at full size (published: 16).
        side_px: side of the square that it sees (published: 512), a multiple of 64.
        uses: sets of batch norms, 1 to ship and 2 to train.
    """

    def __init__(self, width: int = 16, side_px: int = 512, uses: int = 1) -> None:
        super().__init__()
        if side_px % SIDE_MULTIPLE:
            raise ValueError(f"side_px must be a multiple of {SIDE_MULTIPLE}, not {side_px}")
        self.width, self.side_px = width, side_px
        down = (width, 2 * width, 4 * width, 8 * width)
        deepest = 8 * width
        self.encoder = nn.ModuleList([_Step(3, width, 3, 1, uses)])
        self.encoder.extend(_Step(narrow, wide, 5, 2, uses) for narrow, wide in pairwise((*down, deepest)))
        self.whole = nn.ModuleList(_Step(deepest, deepest, 5, 2, uses) for _ in range(2))
        self.vector = nn.Sequential(
            nn.Conv2d(deepest, deepest, side_px // SIDE_MULTIPLE), nn.SELU(), nn.Conv2d(deepest, deepest, 1)
        )
        self.place = MirroredConvolution(deepest, deepest, 3)
        self.joined = _Step(2 * deepest, deepest, 1, 1, uses)
        self.decoder = nn.ModuleList()
        below = deepest
        for beside, made in zip(down[::-1], (deepest, *down[:0:-1]), strict=True):
            self.decoder.append(_Rise(below, made, beside, uses))
            below = made + beside
        self.last_step = _Step(below, width, 3, 1, uses)
        self.last = MirroredConvolution(width, 3, 3)

    def forward(self, picture: Tensor, use: int = GIVEN) -> Tensor:
        """Enhance.

        Args:
            picture: a whole picture, `(N, 3, H, W)`, 0 to 1, neither side above `side_px`.
            use: the set of batch norms.

        Returns:
            The same shape, not clamped.

        Raises:
            ValueError: the picture is larger than the network's side.
        """
        height, width = picture.shape[-2:]
        if max(height, width) > self.side_px:
            raise ValueError(f"a picture of {width} x {height} is larger than {self.side_px} pixels; reduce it first")
        square = mirrored_to(picture, self.side_px, self.side_px)
        added: Tensor = self._change(2 * square - 1, use)[..., :height, :width]
        return picture + added.float()

    def begin_as_identity(self) -> None:
        """Let it give back its input, whatever its other weights are."""
        for parameter in self.last.parameters():
            nn.init.zeros_(parameter)

    def _change(self, square: Tensor, use: int) -> Tensor:
        """What to add to a square picture, -1 to 1."""
        maps = [square]
        for step in self.encoder:
            maps.append(step(maps[-1], use))
        deepest = maps.pop()  # (N, 8 width, side/16, side/16)
        seen = deepest
        for step in self.whole:
            seen = step(seen, use)
        vector = self.vector(seen).expand(-1, -1, *deepest.shape[-2:])
        features = self.joined(torch.cat((self.place(deepest), vector), dim=1), use)
        for rise in self.decoder:
            features = rise(features, maps.pop(), use)
        change: Tensor = self.last(self.last_step(features, use))
        return change


@dataclass(frozen=True)
class Journey:
    """Where a batch of either kind goes and comes back to, each `(N, 3, H, W)`.

    `enhanced` is G(x) of plain photos x and `plain_again` is G'(G(x)); `worsened` is G'(y) of finished photos y and
    `finished_again` is G(G'(y)).
    """

    enhanced: Tensor
    plain_again: Tensor
    worsened: Tensor
    finished_again: Tensor


class TwoWay(nn.Module):
    """Both generators, to train; called, it is the one that enhances.

    Args:
        width: see `DPE`.
        side_px: see `DPE`.
    """

    def __init__(self, width: int = 16, side_px: int = 512) -> None:
        super().__init__()
        self.enhancer = DPE(width, side_px, uses=2)
        self.worsener = DPE(width, side_px, uses=2)

    def forward(self, picture: Tensor) -> Tensor:
        """Enhance a photo; see `DPE.forward`."""
        enhanced: Tensor = self.enhancer(picture)
        return enhanced

    def journey(self, plain: Tensor, finished: Tensor) -> Journey:
        """Go there and back from either side, with the batch norms that are meant for each."""
        enhanced, worsened = self.enhancer(plain, GIVEN), self.worsener(finished, GIVEN)
        return Journey(enhanced, self.worsener(enhanced, MADE), worsened, self.enhancer(worsened, MADE))


def shipped_weights(trained: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Out of the weights of a `TwoWay` those of the `DPE` that ships: it enhances, with the batch norms for photos."""
    kept = {name.removeprefix(_ENHANCER): value for name, value in trained.items() if name.startswith(_ENHANCER)}
    made = f".sets.{MADE}."
    # Batch norms count batches, and nothing is done with it; half precision cannot hold such counts.
    return {
        name: torch.zeros_like(value) if name.endswith("num_batches_tracked") else value
        for name, value in kept.items()
        if made not in name
    }


class Critic(nn.Module):
    """One number a picture: the higher, the more it looks like one of its kind.

    Args:
        width: channels after the first convolution (published: 16).
        side_px: side of the squares that it looks at (published: 512), a multiple of 32. Tone shows in small copies,
            too, at a fraction of the work.
        norm: instance norms with weights, as published. They take out of each map how bright it is and how strong,
            which is what a critic of tone has to look at.
    """

    def __init__(self, width: int = 16, side_px: int = 512, *, norm: bool = True) -> None:
        super().__init__()
        self.side_px = side_px
        widths = (3, width, 2 * width, 4 * width, 8 * width, 8 * width, 8 * width)
        layers: list[nn.Module] = []
        for level, (narrow, wide) in enumerate(pairwise(widths)):
            shape = (3, 1) if level == 0 else (5, 2)
            layers += [MirroredConvolution(narrow, wide, *shape), nn.LeakyReLU(CRITIC_SLOPE)]
            layers += [nn.InstanceNorm2d(wide, affine=True)] if norm else []
        self.body = nn.Sequential(*layers, nn.Conv2d(widths[-1], 1, side_px // CRITIC_SIDE_MULTIPLE))

    def forward(self, pictures: Tensor) -> Tensor:
        """Judge `(N, 3, H, W)`, 0 to 1, averaged down to its square; scores `(N,)` of any range."""
        scores: Tensor = self.body(2 * F.adaptive_avg_pool2d(pictures, self.side_px) - 1)
        return scores.mean(dim=(1, 2, 3))


class MirroredConvolution(nn.Conv2d):
    """A convolution over a picture that is mirrored at its edges, which are repeated.

    Args:
        channels_in: of the input.
        channels_out: of the output.
        side: of the kernel, 1, 3 or 5.
        stride: pixels from one output to the next.
    """

    def __init__(self, channels_in: int, channels_out: int, side: int, stride: int = 1) -> None:
        super().__init__(channels_in, channels_out, side, stride)

    def forward(self, features: Tensor) -> Tensor:
        """`(N, C, H, W)` to `(N, C_out, H / stride, W / stride)`."""
        return super().forward(_mirrored(features, self.kernel_size[0] // 2))


class IndividualNorm(nn.Module):
    """SELU, and one of several batch norms after it.

    Args:
        channels: in and out.
        uses: how many batch norms.
    """

    def __init__(self, channels: int, uses: int) -> None:
        super().__init__()
        self.sets = nn.ModuleList(nn.BatchNorm2d(channels) for _ in range(uses))

    def forward(self, features: Tensor, use: int) -> Tensor:
        """`(N, C, H, W)` in and out."""
        normed: Tensor = self.sets[use](F.selu(features))
        return normed


class _Step(nn.Module):
    """A convolution, SELU and individual norm."""

    def __init__(self, channels_in: int, channels_out: int, side: int, stride: int, uses: int) -> None:
        super().__init__()
        self.convolution = MirroredConvolution(channels_in, channels_out, side, stride)
        self.norm = IndividualNorm(channels_out, uses)

    def forward(self, features: Tensor, use: int) -> Tensor:
        normed: Tensor = self.norm(self.convolution(features), use)
        return normed


class _Rise(nn.Module):
    """A convolution, enlarged to twice the size; then SELU and individual norm, also of the encoder's map beside it."""

    def __init__(self, channels_in: int, channels_out: int, beside: int, uses: int) -> None:
        super().__init__()
        self.convolution = MirroredConvolution(channels_in, channels_out, 3)
        self.norm = IndividualNorm(channels_out + beside, uses)

    def forward(self, features: Tensor, beside: Tensor, use: int) -> Tensor:
        larger = F.interpolate(self.convolution(features), scale_factor=2, mode="nearest")
        normed: Tensor = self.norm(torch.cat((larger, beside), dim=1), use)
        return normed


def _mirrored(features: Tensor, rim_px: int) -> Tensor:
    """Add a rim of mirrored pixels, the edge repeated: ... b a | a b c ... with two pixels."""
    if rim_px <= 1:
        return F.pad(features, (rim_px,) * 4, mode="replicate") if rim_px else features
    for axis in (-2, -1):
        length = features.shape[axis]
        before = features.narrow(axis, 0, rim_px).flip(axis)
        after = features.narrow(axis, length - rim_px, rim_px).flip(axis)
        features = torch.cat((before, features, after), dim=axis)
    return features
