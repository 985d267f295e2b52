"""Noise: what CBDNet's estimator sees in quiet pieces, bounded by what flat places can hold; and what it takes away.

The network tells tones and colours apart and knows noise that other programs have smoothed; but it never says that
there is none. Flat places do. What a camera has smoothed is nearly gone from them and lies in wide blotches: of these
Denoise takes much out of even the quietest places, and of a clean photo hardly anything.
"""

from dataclasses import dataclass
from statistics import median

import torch.nn.functional as F
from torch import Tensor

from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import mark, tr, within
from pellucid.imaging.srgb import luma
from pellucid.networks.cbdnet import CBDNet

LEVELS = 255.0
_ABOVE_FLAT = 1.15
"""The network may see so many times the noise of flat places: it knows what smoothing hides."""

_NOTHING_LEVELS = 0.02
"""Where all flat places hold less, the photo was drawn and not taken, and the network need not be asked."""

_BLOCK_PX, _BLOTCH_PX = 12, 4
_QUIETEST = 0.1
"""What is taken away is told from this share of the blocks: elsewhere it may be texture."""

_MAP_SHARE = 0.25
_LEAST_GAMMA, _GAMMA_STEP = 0.4, 0.05
_SMOOTHED_SEVERITY = 0.55
"""On the gauge: it is there, and it is not much."""

_WHOLE_FROM = 10.0
"""From here on a number is told without decimals."""

_TONES = (mark("Shadows"), mark("Midtones"), mark("Highlights"))


@dataclass(frozen=True)
class Noise:
    """What was measured.

    Attributes:
        lumas, colors: standard deviations from dark tones to bright ones, in levels of 255.
        agreement: 1 where flat places hold what the network sees, less where it took texture for noise.
        taken: standard deviation of the luma that Denoise takes out of the quietest places, as `lumas`.
        blotches: the same in the middle of all tones, of means over squares of 4 pixels.
    """

    lumas: tuple[float, ...]
    colors: tuple[float, ...]
    agreement: float
    taken: tuple[float, ...] = ()
    blotches: float = 0.0


def measure(photo: Photo) -> Noise:
    """Measure luma and colour noise."""
    flat_levels = [flat * LEVELS for flat in photo.flat_noise]
    if max(flat_levels, default=0.0) < _NOTHING_LEVELS:
        return Noise(_by_tone(flat_levels), _by_tone(flat_levels), 1.0)
    network = photo.context.network("cbdnet")
    assert isinstance(network, CBDNet)
    lumas, colors, seen, taken, blotches = [], [], [], [], []
    for piece, flat_level in zip(photo.samples.quiet, flat_levels, strict=True):
        restored, noise_map = network(piece[None])
        map_levels = network.luma_chroma_map(noise_map)[0] * LEVELS
        of_luma = float(map_levels[0].flatten().quantile(_MAP_SHARE))
        of_color = float(map_levels[1:].square().mean(dim=0).sqrt().flatten().quantile(_MAP_SHARE))
        bounded = min(of_luma, _ABOVE_FLAT * flat_level)
        lumas.append(bounded)
        colors.append(of_color * bounded / max(of_luma, 1e-6))
        seen.append(of_luma)
        gone = luma(piece - restored[0]) * LEVELS
        taken.append(_in_quietest(gone, _BLOCK_PX))
        blotches.append(_in_quietest(F.avg_pool2d(gone[None], _BLOTCH_PX)[0], _BLOCK_PX // _BLOTCH_PX))
    return Noise(_by_tone(lumas), _by_tone(colors), _agreement(lumas, seen), _by_tone(taken), median(blotches))


def _in_quietest(gone: Tensor, block_px: int) -> float:
    """What was taken out of the blocks of which the least was taken, `(1, h, w)`; 0 where it is too small."""
    if min(gone.shape[1:]) < block_px:
        return 0.0
    return float(F.avg_pool2d(gone.square(), block_px).sqrt().flatten().quantile(_QUIETEST))


def _by_tone(values: list[float]) -> tuple[float, ...]:
    """The least of the pieces of each tone: the quieter one has less texture that is taken for noise."""
    count = max(1, min(len(_TONES), len(values)))
    parts = [values[len(values) * part // count : len(values) * (part + 1) // count] for part in range(count)]
    return tuple(min(part) for part in parts if part)


def _agreement(bounded: list[float], seen: list[float]) -> float:
    return median([low / max(high, 1e-6) for low, high in zip(bounded, seen, strict=True)]) if seen else 0.0


def _proposal(agreement: float) -> Proposal:
    """Denoise by what flat places hold: where the network takes texture for noise it is told so much less."""
    gamma = round(min(1.0, max(_LEAST_GAMMA, agreement)) / _GAMMA_STEP) * _GAMMA_STEP
    return Proposal("denoise", (("gamma", round(gamma, 2)), ("color_gamma", round(gamma, 2))))


def tell(noise: Noise, limits: Limits, *, is_compressed: bool = False) -> Finding:
    """Say what it means.

    Args:
        noise: what was measured.
        limits: from where on it is told.
        is_compressed: JPEG was found, whose blocks Denoise takes away like blotches.
    """
    own, agreement = limits["noise"], noise.agreement
    is_loud = _middle(noise.lumas) >= own["sigma_levels"]
    is_smoothed = not is_loud and noise.blotches >= own["blotch_levels"] and not is_compressed
    lumas = tuple(map(max, noise.lumas, noise.taken)) if is_smoothed else noise.lumas
    sigma, is_found = _middle(lumas), is_loud or is_smoothed
    return Finding(
        Kind.NOISE,
        round(sigma, 1),
        mark("levels"),
        round(agreement if is_loud else 1 - agreement / 2, 2),
        max(severity(sigma, own["sigma_levels"]), _SMOOTHED_SEVERITY if is_smoothed else 0.0),
        is_found,
        _sentence(sigma, lumas, is_smoothed=is_smoothed) if is_found else tr("Hardly any noise."),
        _details(lumas, noise.colors),
        ("denoise", "noise"),
        _proposal(1.0 if is_smoothed else agreement) if is_found else None,
    )


def _middle(levels: tuple[float, ...]) -> float:
    return median(levels) if levels else 0.0


def _sentence(sigma: float, lumas: tuple[float, ...], *, is_smoothed: bool) -> str:
    if is_smoothed:
        return tr("Noise of {sigma:g} levels, smoothed by the camera.", sigma=_told(sigma))
    loudest = max(range(len(lumas)), key=lambda tone: lumas[tone])
    tones = within(tr(_TONES[loudest]))
    is_louder = len(lumas) == len(_TONES) and round(lumas[loudest]) > round(sigma)  # less is not worth a word
    where = tr(", {sigma:g} in the {tones}", sigma=_told(lumas[loudest]), tones=tones) if is_louder else ""
    return tr("Noise of {sigma:g} levels{where}.", sigma=_told(sigma), where=where)


def _told(sigma: float) -> float:
    """As the number beside the sentence, which is the same."""
    return round(sigma, 1 if sigma < _WHOLE_FROM else 0)


def _details(lumas: tuple[float, ...], colors: tuple[float, ...]) -> tuple[tuple[str, str], ...]:
    names = _TONES if len(lumas) == len(_TONES) else (mark("All tones"),) * len(lumas)
    by_tone = [(tr(name), tr("σ {sigma:.1f} levels", sigma=value)) for name, value in zip(names, lumas, strict=True)]
    return (*by_tone, (tr("Colour"), tr("σ {sigma:.1f} levels", sigma=_middle(colors))))
