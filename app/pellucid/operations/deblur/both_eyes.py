"""DAVANet on one eye of a pair, helped by the other (Zhou et al., CVPR 2019).

How the eyes match is found once, on small copies of both whole photos: disparity is smooth, and a tile could not tell a
large one. Every tile then takes its part of the match. The eyes are restored one at a time, since one is looked at and
exported at a time; the encoder, which both would share, runs for each again.
"""

import math
from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor

from pellucid.foundation.errors import UsageError
from pellucid.foundation.eyes import Eye
from pellucid.foundation.translation import tr
from pellucid.imaging.bilateral_grid import unit_rect_of
from pellucid.networks import davanet
from pellucid.networks.davanet import DAVANet
from pellucid.networks.davanet_parts import Match
from pellucid.operations.contract import Analysis, Context, DiagnosticMap, FullImage

SIZE_MULTIPLE = davanet.SIZE_MULTIPLE

ANALYSIS_PX = 640
"""Long side of the copies that are matched: the network knows disparities up to 40 px, a sixteenth of it."""

MODEL = "davanet"

_GATE_REACH_PX = 16
"""How much farther the gate and the blending of features at a quarter of the size look than the decoder behind them."""


def analyse(full_image: FullImage, context: Context) -> Analysis:
    """Match the eyes.

    Raises:
        UsageError: the photo has one eye.
    """
    if full_image.other is None:
        raise UsageError(
            tr("Deblurring with DAVANet takes a stereo pair, and this photo has one eye. Choose DeepDeblur for it.")
        )
    own, other = (seen.overview(ANALYSIS_PX).clamp(0, 1).to(context.device) for seen in (full_image, full_image.other))
    index = 1 if full_image.eye is Eye.RIGHT else 0
    with torch.inference_mode():
        match = _network(context).match(_left_first(own, other, index))
    return Analysis(
        {
            "eye": index,
            "size": (full_image.size.width, full_image.size.height),
            "match": Match(match.disparity.half().cpu(), match.features.half().cpu()),
            "largest_share": match.largest_px() / own.shape[-1],
        }
    )


def halo_px(analysis: Analysis, scale: float) -> int:
    """As far as one eye's network looks, and as the other eye's pixels lie aside."""
    shift_px: float = analysis.facts["largest_share"] * analysis.facts["size"][0] * scale
    return davanet.SINGLE_RECEPTIVE_RADIUS_PX + _GATE_REACH_PX + math.ceil(shift_px)


def share_at(scale: float) -> float:
    """How much of the blur is still there in a copy at `scale`."""
    return scale


def sharpened(blurred: Tensor, analysis: Analysis, context: Context) -> Tensor:
    """Take the blur out of a picture or tile `(3, h, w)`, 0 to 1, of the eye that was analysed."""
    pair, match = _seen(blurred, analysis, context)
    return _network(context).restored(pair, match, analysis.facts["eye"]).restored[0].clamp(0, 1)


def maps(blurred: Tensor, analysis: Analysis, context: Context) -> Mapping[str, DiagnosticMap]:
    """Disparity in photo pixels, larger where things are nearer, and the share of the other eye, 0 to 1."""
    pair, match = _seen(blurred, analysis, context)
    eye = analysis.facts["eye"]
    gate = _network(context).restored(pair, match, eye).gates[0, 0]
    return {
        "disparity": DiagnosticMap(match.disparity_px()[0, eye] / context.scale),
        "gate": DiagnosticMap(gate),
    }


def _seen(blurred: Tensor, analysis: Analysis, context: Context) -> tuple[Tensor, Match]:
    """Both eyes of a tile, `(1, 6, h, w)`, and its part of the match."""
    assert context.other is not None
    pair = _left_first(blurred, context.other().clamp(0, 1), analysis.facts["eye"])
    place = unit_rect_of(context.area, analysis.facts["size"])
    full: Match = analysis.facts["match"]
    match = Match(full.disparity.to(pair.device), full.features.to(pair.device), full.scale)
    return pair, match.within(place, pair.shape[-2:])


def _left_first(own: Tensor, other: Tensor, eye: int) -> Tensor:
    """A picture `(3, h, w)` of eye 0 or 1 and that of the other one, as networks take pairs, `(1, 6, h, w)`."""
    return torch.cat((other, own) if eye else (own, other))[None]


def _network(context: Context) -> DAVANet:
    return cast(DAVANet, context.network(MODEL))
