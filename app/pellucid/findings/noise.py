"""Noise: what CBDNet's estimator sees in quiet pieces, bounded by what flat places can hold.

The network tells tones and colours apart and knows noise that other programs have smoothed; but it never says that
there is none. Flat places do.
"""

from dataclasses import dataclass
from statistics import median

from pellucid.findings.limits import Limits, severity
from pellucid.findings.photo import Photo
from pellucid.foundation.findings import Finding, Kind, Proposal
from pellucid.foundation.translation import mark, tr, within
from pellucid.networks.cbdnet import CBDNet

LEVELS = 255.0
_ABOVE_FLAT = 1.15
"""The network may see so many times the noise of flat places: it knows what smoothing hides."""

_HARDLY_LEVELS = 0.8
"""Where all flat places hold less, the network need not be asked."""

_MAP_SHARE = 0.25
_LEAST_GAMMA, _GAMMA_STEP = 0.4, 0.05
_TONES = (mark("Shadows"), mark("Midtones"), mark("Highlights"))


@dataclass(frozen=True)
class Noise:
    """What was measured.

    Attributes:
        lumas, colors: standard deviations from dark tones to bright ones, in levels of 255.
        agreement: 1 where flat places hold what the network sees, less where it took texture for noise.
    """

    lumas: tuple[float, ...]
    colors: tuple[float, ...]
    agreement: float


def measure(photo: Photo) -> Noise:
    """Measure luma and colour noise."""
    flat_levels = [flat * LEVELS for flat in photo.flat_noise]
    if max(flat_levels, default=0.0) < _HARDLY_LEVELS:
        return Noise(_by_tone(flat_levels), _by_tone(flat_levels), 1.0)
    network = photo.context.network("cbdnet")
    assert isinstance(network, CBDNet)
    lumas, colors, seen = [], [], []
    for piece, flat in zip(photo.samples.quiet, photo.flat_noise, strict=True):
        map_levels = network.luma_chroma_map(network.estimate(piece[None]))[0] * LEVELS
        of_luma = float(map_levels[0].flatten().quantile(_MAP_SHARE))
        of_color = float(map_levels[1:].square().mean(dim=0).sqrt().flatten().quantile(_MAP_SHARE))
        bounded = min(of_luma, _ABOVE_FLAT * flat * LEVELS)
        lumas.append(bounded)
        colors.append(of_color * bounded / max(of_luma, 1e-6))
        seen.append(of_luma)
    return Noise(_by_tone(lumas), _by_tone(colors), _agreement(lumas, seen))


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


def tell(noise: Noise, limits: Limits) -> Finding:
    """Say what it means."""
    lumas, colors, agreement, limit = noise.lumas, noise.colors, noise.agreement, limits["noise"]["sigma_levels"]
    sigma = median(lumas) if lumas else 0.0
    is_found = sigma >= limit
    loudest = max(range(len(lumas)), key=lambda tone: lumas[tone]) if lumas else 0
    names = _TONES if len(lumas) == len(_TONES) else (mark("All tones"),) * len(lumas)
    where = (
        tr(", {sigma:.0f} in the {tones}", sigma=lumas[loudest], tones=within(tr(names[loudest])))
        if is_found and len(names) == len(_TONES)
        else ""
    )
    details = [(tr(name), tr("σ {sigma:.1f} levels", sigma=value)) for name, value in zip(names, lumas, strict=True)]
    details.append((tr("Colour"), tr("σ {sigma:.1f} levels", sigma=median(colors) if colors else 0.0)))
    return Finding(
        Kind.NOISE,
        round(sigma, 1),
        mark("levels"),
        round(agreement if is_found else 1 - agreement / 2, 2),
        severity(sigma, limit),
        is_found,
        tr("Noise of {sigma:.0f} levels{where}.", sigma=sigma, where=where) if is_found else tr("Hardly any noise."),
        tuple(details),
        ("denoise", "noise"),
        _proposal(agreement) if is_found else None,
    )
