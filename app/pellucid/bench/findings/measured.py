"""One case, measured and repaired: what was found, how far each kind is from its limit, and what repair gains."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from pellucid.bench.findings.amounts import amount
from pellucid.bench.findings.cases import FaultyPhoto, jpeg_amount
from pellucid.bench.quality.operations import Picture, method_of
from pellucid.document.edit import Edit
from pellucid.document.repairs import all_repaired, repaired
from pellucid.findings.limits import Limits
from pellucid.findings.photo import Photo
from pellucid.findings.survey import survey
from pellucid.foundation.findings import Finding, Findings, Kind
from pellucid.foundation.progress import Progress
from pellucid.operations.contract import Context
from pellucid.operations.processes import PROCESSES
from pellucid.training.metrics import psnr_db

LIMIT_OF: Mapping[Kind, tuple[str, str]] = {
    Kind.NOISE: ("noise", "sigma_levels"),
    Kind.JPEG: ("jpeg", "coarseness"),
    Kind.HAZE: ("haze", "veil_percent"),
    Kind.MOTION_BLUR: ("blur", "width_px"),
    Kind.DEFOCUS: ("blur", "width_px"),
    Kind.DARK: ("dark", "stops"),
    Kind.BRIGHT: ("bright", "burnt_percent"),
    Kind.CAST: ("cast", "stops"),
    Kind.HORIZON: ("horizon", "angle_deg"),
}
"""The limit of each kind that its measurement is compared with."""

UNCHANGED_DB = 99.0


@dataclass(frozen=True)
class Measured:
    """What became of one case.

    Attributes:
        case: what was measured.
        findings: with the limits of the run.
        amount: how wrong it is, see `amounts`.
        gains_db: PSNR that repair adds: of a kind alone, or of all found under None. Only where the truth is known.
    """

    case: FaultyPhoto
    findings: Findings
    amount: float
    gains_db: Mapping[Kind | None, float] = field(default_factory=dict)

    def times_limit(self, kind: Kind, limits: Limits) -> float:
        """How many times the limit the measurement is."""
        finding = self.findings.of(kind)
        section, name = LIMIT_OF[kind]
        return 0.0 if finding is None else _amount(finding) / limits[section][name]

    def would_be_told(self, kind: Kind) -> bool:
        """True where its limit alone decides: with the sensitive limits of a setting run it was told."""
        return kind in self.proposed

    @property
    def proposed(self) -> frozenset[Kind]:
        """Kinds that a step is proposed against."""
        return frozenset(finding.kind for finding in self.findings.repairable)


def measured(case: FaultyPhoto, limits: Limits, context: Context, *, alone: bool) -> Measured:
    """Measure a case and repair it.

    Args:
        case: the picture.
        limits: from where on something is told.
        context: has the networks.
        alone: repair each kind that it has by itself, not all that was found together.
    """
    faulty, true = case.make()
    picture = Picture(faulty, case.jpeg_quality)
    with torch.inference_mode():
        findings = Findings(case.name, survey(Photo(picture, context, limits), Progress()))
    found = Measured(case, findings, amount(case, faulty, true))
    if true is None or Kind.HORIZON in case.kinds:
        return found  # there is no truth, or it does not lie alike
    if alone:
        wanted = [finding for finding in findings.repairable if finding.kind in case.kinds or not case.kinds]
        gains: dict[Kind | None, float] = {
            one.kind: _gain_db(picture, true, repaired(Edit(), one).edit, context) for one in wanted
        }
        return replace(found, gains_db=gains)
    if found.proposed - {Kind.HORIZON}:
        gain_db = _gain_db(picture, true, all_repaired(Edit(), _told_by_truth(findings, case)).edit, context)
        return replace(found, gains_db={None: gain_db})
    return replace(found, gains_db={None: 0.0})


def _told_by_truth(findings: Findings, case: FaultyPhoto) -> Findings:
    """Without kinds that the true picture may have as well: repair of those leads away from it."""
    kept = tuple(finding for finding in findings.measured if finding.kind not in case.uncertain)
    return Findings(findings.photo, kept)


def _gain_db(picture: Picture, true: Tensor, edit: Edit, context: Context) -> float:
    """Framing is left out: what is turned lies no more over the truth."""
    result = picture.pixels
    for step in edit.stack.active:
        method = method_of(PROCESSES[step.operation], step.parameters, context, picture.jpeg_quality)
        result = method(result).clamp(0, 1)
    before, after = (min(UNCHANGED_DB, psnr_db(one, true)) for one in (picture.pixels, result))
    return after - before


def _amount(finding: Finding) -> float:
    """The measurement in the unit of its limit."""
    if finding.kind is Kind.JPEG:
        return jpeg_amount(int(finding.value))
    if finding.kind in (Kind.MOTION_BLUR, Kind.DEFOCUS):
        return float(dict(finding.details)[WIDTH].split()[0])
    return abs(finding.value)


WIDTH = "Width of the sharpest edges"
