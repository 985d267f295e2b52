"""How wrong a picture is, in the unit of its kind's limit, told by its truth and never by what was found."""

from collections.abc import Callable

from torch import Tensor

from pellucid.bench.findings.cases import FaultyPhoto
from pellucid.findings.haze import veil_percent
from pellucid.findings.light import burnt_percent
from pellucid.foundation.findings import Kind
from pellucid.imaging.horizon import find_tilt
from pellucid.imaging.srgb import luma
from pellucid.training.metrics import psnr_db

PLAIN_BLUR_DB = 26.0
"""A picture that blur brought farther from the truth than this is plainly blurred, one that is nearer hardly is."""

PLAIN, FAINT, UNKNOWN = float("inf"), 0.0, float("nan")


def amount(case: FaultyPhoto, faulty: Tensor, true: Tensor | None) -> float:
    """How wrong a case is.

    Args:
        case: of one kind.
        faulty: its pixels.
        true: the same without the defect.

    Returns:
        In the unit of the limit; `UNKNOWN` where nobody has its truth.
    """
    kind = next(iter(case.kinds), None)
    if kind is Kind.HORIZON and true is not None and not _has_level_lines(true):
        return FAINT  # nobody sees that it is tilted
    if case.amount is not None:
        return case.amount
    if true is None or kind not in _AMOUNTS:
        return UNKNOWN
    return _AMOUNTS[kind](faulty, true)


def _has_level_lines(true: Tensor) -> bool:
    return find_tilt(luma(true)[0].contiguous().numpy()).is_sure


def _noise(faulty: Tensor, true: Tensor) -> float:
    return float(luma(faulty - true).std()) * 255


def _haze(faulty: Tensor, true: Tensor) -> float:
    return veil_percent(faulty) - veil_percent(true)


def _burnt(faulty: Tensor, true: Tensor) -> float:
    return burnt_percent(faulty) - burnt_percent(true)


def _blur(faulty: Tensor, true: Tensor) -> float:
    return PLAIN if psnr_db(faulty, true) < PLAIN_BLUR_DB else FAINT


_AMOUNTS: dict[Kind, Callable[[Tensor, Tensor], float]] = {
    Kind.NOISE: _noise,
    Kind.HAZE: _haze,
    Kind.BRIGHT: _burnt,
    Kind.MOTION_BLUR: _blur,
    Kind.DEFOCUS: _blur,
}
