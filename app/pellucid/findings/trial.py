"""Tries what was proposed on a part of the photo before anybody is told of it: a step that harms is not proposed.

No truth is needed for that. Haze that was taken away leaves less of a veil, and no black where there was gray; blur
that was taken away leaves no wider edges, and nothing beyond the tones that were beside them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.focus_pieces import take_focus_pieces
from pellucid.findings.haze import veil_percent
from pellucid.findings.photo import Photo
from pellucid.foundation.eyes import Eye
from pellucid.foundation.findings import Finding, Proposal
from pellucid.foundation.geometry import Size
from pellucid.imaging.blur_estimate import UNKNOWN, blur_of, measure_edges
from pellucid.imaging.srgb import luma
from pellucid.operations.catalogue import find
from pellucid.operations.processes import PROCESSES

COPY_PX = 256

MOST_CRUSHED = 0.08
"""Share of the pixels in which a channel may fall to black by a step."""

_BLACK = 1.5 / 255

MOST_RINGING = 0.02
"""Share of the pixels that may lie plainly beyond what was around them."""

_PLAINLY, _AROUND_PX = 0.06, 9
_WIDER = 1.2
"""Edges may come out so many times as wide: which ones are measured changes as well."""

_TRIED_PIECES = 2

_STRENGTH = "strength"


@dataclass(frozen=True)
class Part:
    """A picture in memory, as operations look at a photo."""

    pixels: Tensor
    jpeg_quality: int | None = None
    other: None = None
    eye: Eye = Eye.LEFT

    @property
    def size(self) -> Size:
        """Of the picture."""
        return Size(self.pixels.shape[2], self.pixels.shape[1])

    def overview(self, long_side_px: int) -> Tensor:
        """A reduced copy `(3, h, w)`; the picture itself where it is small."""
        scale = long_side_px / max(self.pixels.shape[1:])
        if scale >= 1:
            return self.pixels
        size = [max(1, round(length * scale)) for length in self.pixels.shape[1:]]
        return F.interpolate(self.pixels[None], size=size, mode="area")[0]


def proven(finding: Finding, photo: Photo) -> Finding:
    """The finding; with a milder proposal where the first was tried and does harm, and none where both do."""
    tried = None if finding.proposal is None else TRIALS.get(finding.proposal.operation)
    if finding.proposal is None or tried is None:
        return finding
    harmless = (proposal for proposal in candidates(finding.proposal) if tried(proposal, photo))
    return replace(finding, proposal=next(harmless, None))


def candidates(proposal: Proposal) -> tuple[Proposal, ...]:
    """A proposal, and what comes in its place where it does harm: half of it, where it has a strength."""
    halved = tuple((name, value / 2 if name == _STRENGTH else value) for name, value in proposal.values)
    return (proposal,) if halved == proposal.values else (proposal, replace(proposal, values=halved))


def after(proposal: Proposal, picture: Tensor, photo: Photo) -> Tensor:
    """What a step makes of a picture `(3, h, w)`, 0 to 1."""
    process = PROCESSES[proposal.operation]
    parameters = find(proposal.operation).parameters(**dict(proposal.values))
    analysis = process.analyse(Part(picture), parameters, photo.context)
    return process.render(picture, parameters, analysis, photo.context).clamp(0, 1)


def clears(before: Tensor, result: Tensor) -> bool:
    """True where a veil has become thinner and hardly anything black."""
    crushed = _blackened(result) - _blackened(before)
    return veil_percent(result) < veil_percent(before) and crushed <= MOST_CRUSHED


def sharpens(before: Tensor, result: Tensor) -> bool:
    """True where edges have not become wider and nothing lies beyond the tones around it."""
    edges = [blur_of([measure_edges(picture)]) for picture in (before, result)]
    is_wider = UNKNOWN not in edges and edges[1].usual_px > _WIDER * edges[0].usual_px
    return not is_wider and ringing(before, result) <= MOST_RINGING


def ringing(before: Tensor, result: Tensor) -> float:
    """Share of the pixels that lie plainly beyond the tones that were around them."""
    gray, own = luma(before)[None], luma(result)[None]
    high = F.max_pool2d(gray, _AROUND_PX, 1, _AROUND_PX // 2)
    low = -F.max_pool2d(-gray, _AROUND_PX, 1, _AROUND_PX // 2)
    return float(((own > high + _PLAINLY) | (own < low - _PLAINLY)).float().mean())


def _blackened(picture: Tensor) -> float:
    return float((picture.amin(dim=0) < _BLACK).float().mean())


def _dehaze(proposal: Proposal, photo: Photo) -> bool:
    copy = photo.full_image.overview(COPY_PX).clamp(0, 1)
    return clears(copy, after(proposal, copy, photo))


def _deblur(proposal: Proposal, photo: Photo) -> bool:
    pieces = take_focus_pieces(photo.full_image).pieces[:_TRIED_PIECES]
    return all(sharpens(piece, after(proposal, piece, photo)) for piece in pieces)


TRIALS: Mapping[str, Callable[[Proposal, Photo], bool]] = {"dehaze": _dehaze, "deblur": _deblur}
"""By operation; the others harm no photo that has what they are proposed against."""
